import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { cn } from "./cn";

export interface BreadcrumbItem {
  label: string;
  /** Absent for the page one is on. */
  href?: string;
}

export function Breadcrumb({ items, className }: { items: readonly BreadcrumbItem[]; className?: string }) {
  return (
    <nav aria-label="Breadcrumb" className={className}>
      <ol className="flex min-w-0 flex-wrap items-center gap-1 text-muted text-xs">
        {items.map((item, index) => (
          <li key={`${item.label}${item.href}`} className="flex min-w-0 items-center gap-1">
            {index > 0 && <ChevronRight aria-hidden="true" className="size-3 shrink-0 text-faint rtl:rotate-180" />}
            {item.href ? (
              <Link href={item.href} className="truncate rounded-xs hover:text-ink hover:underline">
                {item.label}
              </Link>
            ) : (
              <span aria-current="page" className={cn("truncate", index === items.length - 1 && "text-ink")}>
                {item.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
