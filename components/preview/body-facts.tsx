import { Check, CircleAlert } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { formatBytes } from "@/components/ui/format-number";
import type { BodyVerdict } from "./body-verdict";

const words: Record<BodyVerdict["state"], string> = {
  valid_json: "Valid JSON",
  invalid_json: "Not valid JSON",
  form: "Form",
  none: "No body",
};

/** A quiet line under a body: whether it is valid, how large it is, what it is sent as. */
export function BodyFacts({ verdict }: { verdict: BodyVerdict }) {
  const { state, bytes, contentType, problem } = verdict;
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 text-muted text-xs">
      {state === "valid_json" && <Check aria-hidden="true" className="size-3.5 text-success-ink" />}
      {state === "invalid_json" && <CircleAlert aria-hidden="true" className="size-3.5 text-danger-ink" />}
      <span className={cn(state === "valid_json" && "text-success-ink", state === "invalid_json" && "text-danger-ink")}>
        {words[state]}
        {problem && `: ${problem}`}
      </span>
      {state !== "none" && <span>· {formatBytes(bytes)}</span>}
      {contentType && <span className="break-all">· {contentType}</span>}
    </p>
  );
}
