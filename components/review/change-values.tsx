import { Disclosure } from "@/components/ui/disclosure";
import type { VersionChange } from "@/lib/destination/version-change";
import { LineDiffView } from "./line-diff-view";

const shortCharsMax = 60;

/** What stood there before and what stands there now: short values beside each other, longer ones line by line. */
export function ChangeValues({ change }: { change: VersionChange }) {
  const { before, after, isCode } = change;
  if (before === undefined && after === undefined) return null;
  const isShort = [before, after].every((value) => value === undefined || isShortValue(value));
  if (isShort) return <ShortValues before={before} after={after} isCode={isCode === true} />;
  const title = before === undefined ? "What is new" : after === undefined ? "What it was" : "Before and after";
  return (
    <Disclosure isPlain title={<span className="font-normal text-muted text-xs">{title}</span>} className="-ms-1">
      <LineDiffView
        before={before ?? ""}
        after={after ?? ""}
        label={`${change.title}: ${title.toLowerCase()}`}
        isBare={!isCode}
      />
    </Disclosure>
  );
}

function isShortValue(value: string): boolean {
  return value.length <= shortCharsMax && !value.includes("\n");
}

const box = "rounded-sm border px-1 break-words [overflow-wrap:anywhere]";

function ShortValues({ before, after, isCode }: { before?: string; after?: string; isCode: boolean }) {
  const font = isCode ? "font-mono" : "";
  return (
    <p className="flex flex-wrap items-baseline gap-x-1.5 gap-y-1 pt-0.5 text-ink text-xs leading-5">
      {before !== undefined && (
        <>
          <span className="sr-only">Before: </span>
          <span dir="auto" className={`${box} ${font} border-danger-line bg-danger-soft`}>
            {before || "Empty"}
          </span>
        </>
      )}
      {before !== undefined && after !== undefined && (
        <span aria-hidden="true" className="text-faint rtl:rotate-180">
          →
        </span>
      )}
      {after !== undefined && (
        <>
          <span className="sr-only">Now: </span>
          <span dir="auto" className={`${box} ${font} border-success-line bg-success-soft`}>
            {after || "Empty"}
          </span>
        </>
      )}
    </p>
  );
}
