import type { WireHeader } from "@/lib/destination/exchange";

/** HTTP headers, name and value by line, in the order of the wire. */
export function HeaderList({ headers, label }: { headers: readonly WireHeader[]; label: string }) {
  if (headers.length === 0) return <p className="text-muted text-xs">None.</p>;
  return (
    <dl aria-label={label} className="overflow-hidden rounded-md border bg-sunken font-mono text-xs leading-5">
      {headers.map(({ name, value }, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a header may come twice, with the same value.
          key={index}
          className="flex flex-col px-3 py-1 not-first:border-line not-first:border-t sm:flex-row sm:gap-3"
        >
          <dt className="shrink-0 break-all text-muted sm:w-44 sm:break-words">{name}</dt>
          <dd className="min-w-0 flex-1 break-all text-ink">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
