"use client";

import type { ReactNode } from "react";
import type { SectionId } from "./sections";

interface FormSectionProps {
  id: SectionId;
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** One part of the configuration, with the anchor that links and the navigation lead to. */
export function FormSection({ id, title, description, actions, children }: FormSectionProps) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      tabIndex={-1}
      className="scroll-mt-14 max-lg:scroll-mt-26 border-line border-b pb-8 last:border-b-0"
    >
      <div className="mb-4">
        <div className="flex min-h-7 flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h2 id={`${id}-title`} className="font-semibold text-ink text-md">
            {title}
          </h2>
          {actions}
        </div>
        {description && <p className="mt-0.5 max-w-prose text-muted text-sm">{description}</p>}
      </div>
      <div className="space-y-4">{children}</div>
    </section>
  );
}
