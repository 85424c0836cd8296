"use client";

import type { ReactNode } from "react";
import { CopyLinkButton } from "./copy-link-button";
import { SectionComments } from "./section-comments";
import { SectionHelp, SectionHelpButton } from "./section-help";
import type { FixedSectionId } from "./sections";

interface FormSectionProps {
  id: FixedSectionId;
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
      className="scroll-mt-5 border-line border-b pb-8 outline-none last:border-b-0 @max-[43rem]/configuration:scroll-mt-14 max-lg:scroll-mt-26!"
    >
      <div className="mb-4">
        <div className="group/heading flex min-h-7 flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <div className="flex items-center gap-0.5">
            <h2 id={`${id}-title`} className="me-1 font-semibold text-ink text-md">
              {title}
            </h2>
            <SectionHelpButton id={id} name={title} />
            <CopyLinkButton hash={`#${id}`} name={title} />
          </div>
          {actions}
        </div>
        {description && <p className="mt-0.5 max-w-prose text-muted text-sm">{description}</p>}
        <SectionHelp id={id} />
        <SectionComments id={id} />
      </div>
      <div className="space-y-4">{children}</div>
    </section>
  );
}
