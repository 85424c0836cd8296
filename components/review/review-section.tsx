import type { ReactNode } from "react";
import { type ReviewSectionName, reviewSectionId } from "./review-sections";

interface ReviewSectionProps {
  id: ReviewSectionName;
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** One part of the review page, with the anchor that its navigation leads to. */
export function ReviewSection({ id, title, description, actions, children }: ReviewSectionProps) {
  const anchor = reviewSectionId(id);
  return (
    <section
      id={anchor}
      tabIndex={-1}
      aria-labelledby={`${anchor}-title`}
      className="scroll-mt-26 space-y-4 outline-none"
    >
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 id={`${anchor}-title`} className="font-semibold text-ink text-lg">
            {title}
          </h2>
          {description && <p className="max-w-prose text-muted text-sm">{description}</p>}
        </div>
        {actions}
      </div>
      {children}
    </section>
  );
}
