import { CircleAlert } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { RequestProblem } from "@/lib/destination/request";

interface RequestProblemsProps {
  problems: readonly RequestProblem[];
  onOpen?: (problem: RequestProblem) => void;
  /** Lies over the last request that could be built, so that nothing below moves while somebody types. */
  isOverlay: boolean;
}

/** What stands in the way of the request, each with the way to where it is put right. */
export function RequestProblems({ problems, onOpen, isOverlay }: RequestProblemsProps) {
  return (
    <div
      role="status"
      className={cn(
        "rounded-md border border-danger-line bg-danger-soft px-3 py-2.5 text-sm",
        isOverlay && "absolute inset-x-0 top-0 z-10 max-h-full overflow-y-auto shadow-2",
      )}
    >
      <ul className="space-y-1.5">
        {problems.map((problem) => (
          <li key={`${problem.path.join(".")} ${problem.message}`} className="flex items-start gap-2">
            <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-danger-ink" />
            <span className="min-w-0 break-words">
              {problem.message}{" "}
              {onOpen && (
                <button type="button" className="link" onClick={() => onOpen(problem)}>
                  Go there
                </button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {isOverlay && <p className="mt-1.5 ps-6 text-muted text-xs">Below is the last request that could be built.</p>}
    </div>
  );
}
