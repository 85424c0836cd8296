import { Check, X } from "lucide-react";
import Link from "next/link";
import { cn } from "./cn";

export interface Step {
  id: string;
  label: string;
  state: "done" | "current" | "todo" | "error";
  href?: string;
}

const marks = {
  done: "border-transparent bg-accent text-on-accent",
  current: "border-accent bg-surface text-accent-ink",
  todo: "border-line-strong bg-surface text-faint",
  error: "border-transparent bg-danger text-on-danger",
} as const;

const words = { done: "done", current: "current step", todo: "to do", error: "needs attention" } as const;

/** How far something has come, as waypoints on a course. */
export function Stepper({ steps, label = "Progress" }: { steps: readonly Step[]; label?: string }) {
  return (
    <nav aria-label={label}>
      <ol className="flex flex-wrap items-center gap-y-2 text-sm">
        {steps.map((step, index) => (
          <li key={step.id} aria-current={step.state === "current" ? "step" : undefined} className="flex items-center">
            {index > 0 && (
              <span
                aria-hidden="true"
                className={cn(
                  "mx-2 h-px w-6 border-t",
                  step.state === "todo" ? "border-line-strong border-dashed" : "border-accent",
                )}
              />
            )}
            <StepLink step={step} number={index + 1} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function StepLink({ step, number }: { step: Step; number: number }) {
  const content = (
    <>
      <span
        aria-hidden="true"
        className={cn(
          "grid size-5 place-items-center rounded-full border font-semibold text-2xs [&_svg]:size-3 [&_svg]:stroke-[2.5]",
          marks[step.state],
        )}
      >
        {step.state === "done" ? <Check /> : step.state === "error" ? <X /> : number}
      </span>
      {step.label}
      <span className="sr-only">({words[step.state]})</span>
    </>
  );
  const look = cn(
    "flex items-center gap-2 rounded-sm",
    step.state === "current" ? "font-medium text-ink" : "text-muted",
  );
  if (!step.href) return <span className={look}>{content}</span>;
  return (
    <Link href={step.href} className={cn(look, "hover:text-ink")}>
      {content}
    </Link>
  );
}
