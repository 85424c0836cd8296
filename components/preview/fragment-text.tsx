import { cn } from "@/components/ui/cn";
import type { Fragment } from "@/lib/destination/template/render";

interface FragmentTextProps {
  text: string;
  /** From the start of the text on, without gaps. */
  fragments: readonly Fragment[];
  /** The variable whose pieces stand out at the moment. */
  highlighted?: string;
  /** What the title of a piece says about its variable. */
  titleOf: (variable: string) => string;
}

/** Rendered text in which every piece that a variable made is tinted and says where it is from. */
export function FragmentText({ text, fragments, highlighted, titleOf }: FragmentTextProps) {
  return fragments.map(({ start, end, token }) => {
    const piece = text.slice(start, end);
    if (!token || piece === "") return piece;
    return (
      <mark
        key={start}
        title={titleOf(token.name)}
        className={cn(
          "box-decoration-clone rounded-xs bg-syntax-variable-soft px-px",
          token.name === highlighted ? "text-ink outline-2 outline-accent" : "text-syntax-variable",
        )}
      >
        {piece}
      </mark>
    );
  });
}

/** The part of the fragments that lies before an offset, for a text that is cut there. */
export function fragmentsBefore(fragments: readonly Fragment[], end: number): Fragment[] {
  return fragments
    .filter((fragment) => fragment.start < end)
    .map((fragment) => ({ ...fragment, end: Math.min(fragment.end, end) }));
}
