"use client";

import { type RefObject, useId, useMemo, useRef } from "react";
import { cn } from "@/components/ui/cn";
import type { Finding } from "@/lib/destination/finding";
import type { TextControl } from "./caret-after";
import { ChoiceList } from "./choice-list";
import { SuggestionList } from "./suggestion-list";
import { rectOfOffset } from "./text-backdrop";
import { TextField } from "./text-field";
import type { TextCard, TextLanguage } from "./text-language";
import { type LookRange, textPieces } from "./text-pieces";
import { TextPopup } from "./text-popup";
import { useTextEditing } from "./use-text-editing";

interface TextEditorProps {
  text: string;
  onChange: (text: string) => void;
  language: TextLanguage;
  /** What is wrong with the text as it stands. */
  findings: readonly Finding[];
  /** How its parts look, in order; remembered by whoever gives it. */
  looks: readonly LookRange[];
  isOneLine: boolean;
  lines: number;
  isCode?: boolean;
  placeholder?: string;
  "aria-label"?: string;
  className?: string;
}

type Editing = ReturnType<typeof useTextEditing>;

/**
 * A text of a few lines without the weight of an editor: coloured, underlined where something is wrong, with completion
 * at the caret, a card about what the caret or the pointer rests on, and the keys of the payload editor.
 */
export function TextEditor({ text, onChange, language, findings, looks, isOneLine, ...props }: TextEditorProps) {
  const control = useRef<TextControl>(null);
  const backdrop = useRef<HTMLDivElement>(null);
  const listId = useId();
  const editing = useTextEditing({ text, onChange, language, findings, isOneLine, control, backdrop });
  const { list, note, card } = editing;
  const typedAt = list.open?.kind === "completion" ? editing.caret : undefined;
  const pieces = useMemo(() => textPieces(text, looks, without(findings, typedAt)), [text, looks, findings, typedAt]);
  const shown = card.shown && !list.open ? language.cardAt(card.shown.offset, editing.applyFix) : undefined;
  return (
    <div
      className={cn("relative min-w-0", props.className)}
      onPointerMove={card.onPointerMove}
      onPointerLeave={card.onPointerLeave}
    >
      <TextField
        {...{ text, pieces, isOneLine, editing, control, backdrop, listId }}
        lines={props.lines}
        isCode={props.isCode ?? false}
        placeholder={props.placeholder}
        aria-label={props["aria-label"]}
      />
      {list.open ? (
        <OpenList {...{ editing, language, backdrop, listId }} />
      ) : (
        shown && <OpenCard card={shown} {...{ editing, backdrop }} />
      )}
      <p aria-live="polite" className={note ? "mt-1 text-muted text-xs" : "sr-only"}>
        {note ?? (card.shown?.by === "caret" ? shown?.spoken : null)}
      </p>
    </div>
  );
}

/** What is being typed this moment isn't wrong yet. */
function without(findings: readonly Finding[], caret: number | undefined): readonly Finding[] {
  if (caret === undefined) return findings;
  return findings.filter(({ range }) => !range || caret < range.start || range.end < caret);
}

interface OpenListProps {
  editing: Editing;
  language: TextLanguage;
  backdrop: RefObject<HTMLDivElement | null>;
  listId: string;
}

function OpenList({ editing: { list, caret, take }, language, backdrop, listId }: OpenListProps) {
  const { open } = list;
  if (!open) return null;
  const first = open.kind === "completion" ? open.completions[0]?.replace.start : undefined;
  const at = first ?? caret ?? 0;
  return (
    <TextPopup anchor={() => rectOfOffset(backdrop.current, at)} side="below" within={backdrop} className="w-116">
      {open.kind === "completion" ? (
        <SuggestionList
          id={listId}
          completions={open.completions}
          looks={language.completionLooks}
          active={open.active}
          onChoose={take}
        />
      ) : (
        <ChoiceList
          id={listId}
          label="Fixes"
          active={open.active}
          onChoose={take}
          choices={open.fixes.map(({ fix, finding }, index) => ({
            key: JSON.stringify(fix),
            content: (
              <>
                <span className="shrink-0 text-ink text-xs">{fix.label}</span>
                {open.fixes[index - 1]?.finding !== finding && (
                  <span className="min-w-0 flex-1 truncate text-faint text-xs">{finding.message}</span>
                )}
              </>
            ),
          }))}
        />
      )}
    </TextPopup>
  );
}

interface OpenCardProps {
  card: TextCard;
  editing: Editing;
  backdrop: RefObject<HTMLDivElement | null>;
}

function OpenCard({ card: { start, content }, editing: { card }, backdrop }: OpenCardProps) {
  return (
    <TextPopup
      anchor={() => rectOfOffset(backdrop.current, start)}
      side="above"
      within={backdrop}
      className="w-88"
      onPointerEnter={card.keep}
      onPointerLeave={card.onPointerLeave}
    >
      {content}
    </TextPopup>
  );
}
