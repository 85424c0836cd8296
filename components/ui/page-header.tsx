import type { ReactNode } from "react";
import { Breadcrumb, type BreadcrumbItem } from "./breadcrumb";
import { cn } from "./cn";

interface PageHeaderProps {
  title: ReactNode;
  description?: ReactNode;
  breadcrumb?: readonly BreadcrumbItem[];
  /** A logo or an avatar before the title. */
  media?: ReactNode;
  /** A status beside the title. */
  badge?: ReactNode;
  actions?: ReactNode;
  className?: string;
}

/** The head of a page, with its only `h1`. */
export function PageHeader({ title, description, breadcrumb, media, badge, actions, className }: PageHeaderProps) {
  return (
    <header className={cn("mb-5", className)}>
      {breadcrumb && <Breadcrumb items={breadcrumb} className="mb-2" />}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 items-center gap-3">
          {media}
          <div className="min-w-0">
            <div className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
              <h1 className="min-w-0 break-words font-semibold text-ink text-xl">{title}</h1>
              {badge}
            </div>
            {description && <div className="mt-0.5 max-w-prose text-muted text-sm">{description}</div>}
          </div>
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </header>
  );
}
