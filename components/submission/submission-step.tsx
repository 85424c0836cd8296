import { Check, CircleAlert, CircleDashed, TriangleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { cn } from "@/components/ui/cn";

/** `done`: nothing to do. `open`: something is still asked. `note`: worth a look. `blocked`: it can't go on like this. */
export type StepState = "done" | "open" | "note" | "blocked";

const looks = {
  done: { Icon: Check, box: "bg-success-soft text-success-ink", word: "Done" },
  open: { Icon: CircleDashed, box: "bg-sunken text-muted", word: "Open" },
  note: { Icon: TriangleAlert, box: "bg-warning-soft text-warning-ink", word: "Worth a look" },
  blocked: { Icon: CircleAlert, box: "bg-danger-soft text-danger-ink", word: "To be fixed" },
} satisfies Record<StepState, unknown>;

interface SubmissionStepProps {
  title: string;
  state: StepState;
  /** How it stands, in a few words. */
  summary?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
}

/** One point of the checklist: how it stands, and right there what can be done about it. */
export function SubmissionStep({ title, state, summary, actions, children }: SubmissionStepProps) {
  const titleId = useId();
  const { Icon, box, word } = looks[state];
  return (
    <section aria-labelledby={titleId} className="flex gap-3 border-line border-t pt-4 first:border-t-0 first:pt-0">
      <span aria-hidden="true" className={cn("grid size-6 shrink-0 place-items-center rounded-full", box)}>
        <Icon className="size-3.5" />
      </span>
      <div className="min-w-0 flex-1 space-y-3">
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 sm:flex-nowrap">
          <div className="min-w-0">
            <h3 id={titleId} className="font-medium text-base text-ink leading-6">
              {title}
              <span className="sr-only">: {word}</span>
            </h3>
            {summary && <p className="break-words text-muted text-sm">{summary}</p>}
          </div>
          {actions && <div className="flex shrink-0 items-center gap-1">{actions}</div>}
        </div>
        {children}
      </div>
    </section>
  );
}
