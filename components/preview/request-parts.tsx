import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** Method and URL, as on the first line of a request. */
export function RequestLine({
  method,
  actions,
  children,
}: {
  method: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="flex items-start gap-2 rounded-md border bg-sunken py-1 ps-3 pe-1">
      <p className="min-w-0 flex-1 break-all py-0.5 font-mono text-xs leading-5">
        <span className="me-2 font-semibold text-ink">{method}</span>
        {children}
      </p>
      {actions && <span className="flex shrink-0 items-center">{actions}</span>}
    </div>
  );
}

export interface HeaderRow {
  name: string;
  value: ReactNode;
  /** Nobody configured it: it goes along with every call. */
  isOurs?: boolean;
}

/** Header names and values; a value may be marked up. */
export function HeaderRows({
  label,
  rows,
  actions,
}: {
  /** "Add users headers": several of these may stand on one page. */
  label: string;
  rows: readonly HeaderRow[];
  actions?: ReactNode;
}) {
  if (rows.length === 0) return null;
  return (
    <section aria-label={label} className="overflow-hidden rounded-md border bg-sunken">
      <div className="flex min-h-8 items-center justify-between gap-2 border-line border-b ps-3 pe-1">
        <p className="font-medium text-muted text-xs">Headers</p>
        {actions}
      </div>
      <dl className="px-3 py-2 font-mono text-xs leading-5">
        {rows.map(({ name, value, isOurs }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: templates of one header may stand twice; only their place tells them apart.
          <div key={index} className="flex flex-wrap gap-x-2">
            <dt className={cn("max-w-full shrink-0 break-all", isOurs ? "text-faint" : "text-syntax-key")}>{name}:</dt>
            <dd className={isOurs ? "min-w-0 break-all text-faint" : "min-w-0 break-all"}>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
