import type { ReactNode } from "react";

/** Method and URL, as on the first line of a request. */
export function RequestLine({ method, children }: { method: string; children: ReactNode }) {
  return (
    <p className="break-all rounded-md border bg-sunken px-3 py-1.5 font-mono text-xs leading-5">
      <span className="me-2 font-semibold text-ink">{method}</span>
      {children}
    </p>
  );
}

/** Header names and values; a value may be marked up. */
export function HeaderRows({ rows }: { rows: readonly { name: string; value: ReactNode }[] }) {
  if (rows.length === 0) return null;
  return (
    <section aria-label="Headers" className="overflow-hidden rounded-md border bg-sunken">
      <p className="border-line border-b px-3 py-1.5 font-medium text-muted text-xs">Headers</p>
      <dl className="px-3 py-1.5 font-mono text-xs leading-5">
        {rows.map(({ name, value }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: templates of one header may stand twice; only their place tells them apart.
          <div key={index} className="flex flex-wrap gap-x-2">
            <dt className="shrink-0 text-syntax-key">{name}:</dt>
            <dd className="min-w-0 break-all">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
