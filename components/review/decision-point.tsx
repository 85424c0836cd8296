import { CircleCheck, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { type ReviewSectionName, reviewSectionId } from "./review-sections";

interface DecisionPointProps {
  isFine: boolean;
  /** Where it is looked at. */
  section: ReviewSectionName;
  children: ReactNode;
}

/** One line of what is open before a decision. */
export function DecisionPoint({ isFine, section, children }: DecisionPointProps) {
  return (
    <li className="flex items-start gap-2">
      {isFine ? (
        <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-success-ink" />
      ) : (
        <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning-ink" />
      )}
      <span className="min-w-0 break-words text-ink">
        {children}
        {!isFine && (
          <>
            {". "}
            <a href={`#${reviewSectionId(section)}`} className="link">
              Look at it
            </a>
          </>
        )}
      </span>
    </li>
  );
}
