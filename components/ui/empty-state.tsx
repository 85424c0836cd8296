import type { ReactNode } from "react";
import { cn } from "./cn";

interface EmptyStateProps {
  icon?: ReactNode;
  title: ReactNode;
  /** What will be here, and how to get it. */
  description?: ReactNode;
  actions?: ReactNode;
  headingLevel?: 2 | 3 | 4;
  className?: string;
}

export function EmptyState({ icon, title, description, actions, headingLevel = 2, className }: EmptyStateProps) {
  const Heading = `h${headingLevel}` as const;
  return (
    <div className={cn("flex flex-col items-center px-6 py-10 text-center", className)}>
      {icon && (
        <div aria-hidden="true" className="relative mb-4 grid size-14 place-items-center text-accent-ink">
          <Soundings />
          <span className="relative [&_svg]:size-5 [&_svg]:stroke-[1.75]">{icon}</span>
        </div>
      )}
      <Heading className="font-semibold text-ink text-md">{title}</Heading>
      {description && <div className="mt-1 max-w-md text-balance text-muted text-sm">{description}</div>}
      {actions && <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}

/** Depth contours around a shoal, as a chart draws them. */
function Soundings() {
  return (
    <svg aria-hidden="true" viewBox="0 0 56 56" fill="none" className="absolute inset-0">
      <path
        d="M28 2c13 0 25 9 26 24 1 16-11 28-26 28S3 43 2 28C1 12 14 2 28 2Z"
        className="stroke-line-strong"
        strokeDasharray="2 3"
      />
      <path
        d="M29 8c11 1 19 9 19 20 0 12-9 20-21 20S8 39 8 27 17 7 29 8Z"
        className="fill-accent-soft stroke-accent-line"
      />
    </svg>
  );
}
