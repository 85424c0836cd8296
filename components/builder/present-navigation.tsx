"use client";

import { usePresenceMarks } from "./presence";
import { SectionNavigation } from "./section-navigation";

/** The navigation, with marks where colleagues are. By itself, so that their coming and going draws nothing else anew. */
export function PresentNavigation() {
  return <SectionNavigation marks={usePresenceMarks()} />;
}
