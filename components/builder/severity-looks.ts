import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { Severity } from "@/lib/destination/finding";

/** How a finding of each severity is drawn, and read out. */
export const severityLooks = {
  error: { Icon: CircleAlert, ink: "text-danger-ink", word: "Error" },
  warning: { Icon: TriangleAlert, ink: "text-warning-ink", word: "Warning" },
  info: { Icon: Info, ink: "text-info-ink", word: "Note" },
} satisfies Record<Severity, unknown>;
