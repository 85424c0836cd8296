import { ButtonLink } from "./button-link";
import { formatNumber } from "./format-number";

interface PagerProps {
  /** From 1. */
  page: number;
  pageSize: number;
  total: number;
  addressOf: (page: number) => string;
}

/** The way through a long list, with where one is. Not there for a list that fits on one page. */
export function Pager({ page, pageSize, total, addressOf }: PagerProps) {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  if (pages === 1 && page === 1) return null;
  const first = (page - 1) * pageSize + 1;
  const last = Math.min(page * pageSize, total);
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center justify-between gap-2">
      <p className="text-muted text-sm">
        {first > total
          ? `There are ${formatNumber(total)}`
          : `${formatNumber(first)} to ${formatNumber(last)} of ${formatNumber(total)}`}
      </p>
      <div className="flex gap-2">
        {page > 1 && <ButtonLink href={addressOf(Math.min(page - 1, pages))}>Previous</ButtonLink>}
        {page < pages && <ButtonLink href={addressOf(page + 1)}>Next</ButtonLink>}
      </div>
    </nav>
  );
}
