import type { RefObject } from "react";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { getAtPath } from "@/lib/destination/edit";
import type { DocumentPath } from "@/lib/destination/finding";
import type { Range } from "@/lib/destination/template/template";
import type { VariableRow } from "@/lib/destination/variable";
import { type Snippet, snippetAt } from "./snippet";
import { SnippetText } from "./snippet-text";

interface UseListProps {
  definition: DestinationDefinition;
  row: VariableRow;
  /** Absent where there is nowhere to go. */
  onOpen?: (path: DocumentPath, range?: Range) => void;
  /** The button of the first use. */
  firstUse?: RefObject<HTMLButtonElement | null>;
}

/** Every use of a variable, in document order: where it is, and what stands around it. */
export function UseList({ definition, row, onOpen, firstUse }: UseListProps) {
  return (
    <ul aria-label={`Uses of $${row.name}`} className="space-y-px py-1">
      {row.uses.map((use, index) => {
        const snippet = snippetOf(definition, use);
        const content = <Use label={use.label} snippet={snippet} />;
        const rows = "grid w-full grid-cols-1 gap-x-3 px-2 py-1 text-start @md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]";
        return (
          <li key={`${use.path.join(".")}:${use.range?.start ?? ""}`}>
            {onOpen ? (
              <button
                ref={index === 0 ? firstUse : undefined}
                type="button"
                className={`${rows} rounded-sm hover:bg-hover`}
                onClick={() => onOpen(use.path, use.range)}
              >
                {content}
              </button>
            ) : (
              <div className={rows}>{content}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Use({ label, snippet }: { label: string; snippet: Snippet | undefined }) {
  return (
    <>
      <span className="min-w-0 break-words text-ink text-xs">
        {label}
        {snippet?.line !== undefined && <span className="text-faint">, line {snippet.line}</span>}
      </span>
      {snippet && <SnippetText snippet={snippet} />}
    </>
  );
}

function snippetOf(
  definition: DestinationDefinition,
  { path, range }: VariableRow["uses"][number],
): Snippet | undefined {
  const text = getAtPath(definition, path);
  return range && typeof text === "string" ? snippetAt(text, range) : undefined;
}
