"use client";

import type { ReactNode } from "react";
import type { FixedEndpointKey } from "@/lib/destination/endpoints";
import { fieldId } from "./document-place";
import { useShownFindings } from "./draft-pieces";
import { useEndpointName } from "./endpoint-piece";
import { FindingList } from "./finding-list";
import { FormSection } from "./form-section";
import { isFixedSectionId, sectionOfEndpoint } from "./sections";

interface EndpointSectionProps {
  endpointKey: FixedEndpointKey;
  description: string;
  actions?: ReactNode;
  children: ReactNode;
}

/** The section of one call. */
export function EndpointSection({ endpointKey, description, actions, children }: EndpointSectionProps) {
  const path = ["endpoints", endpointKey];
  const name = useEndpointName(endpointKey);
  const findings = useShownFindings(path);
  const id = sectionOfEndpoint(endpointKey);
  if (!isFixedSectionId(id)) return null;
  return (
    <FormSection id={id} title={name} description={description} actions={actions}>
      <div id={fieldId(path)} className="space-y-4">
        <FindingList findings={findings} />
        {children}
      </div>
    </FormSection>
  );
}
