"use client";

import { type RefObject, useId, useMemo, useRef } from "react";
import { cn } from "@/components/ui/cn";
import type { Finding } from "@/lib/destination/finding";
import type { TextPlace } from "@/lib/destination/language/diagnose";
import { tokenInfoAt } from "@/lib/destination/language/hover";
import { fixesAt } from "@/lib/destination/language/quick-fix";
import type { ScopeVariable } from "@/lib/destination/language/scope";
import { parseTemplate } from "@/lib/destination/template/parse";
import type { Template } from "@/lib/destination/template/template";
import type { TextControl } from "./caret-after";
import { ChoiceList } from "./choice-list";
import { pathKey } from "./document-place";
import { SuggestionList } from "./suggestion-list";
import { rectOfOffset } from "./template-backdrop";
import { TemplateField } from "./template-field";
import { templateFindings } from "./template-findings";
import { templatePieces, withLineFeeds } from "./template-pieces";
import { TemplatePopup } from "./template-popup";
import { TokenCard } from "./token-card";
import { type TemplateCommands, useTemplateEditing } from "./use-template-editing";

interface TemplateInputProps {
  /** Where the text stands in the document. */
  place: TextPlace;
  value: string;
  onChange: (value: string) => void;
  variables: readonly ScopeVariable[];
  /** The rulebook's about this text: a range is underlined where it stands. */
  findings: readonly Finding[];
  commands: TemplateCommands;
  /** More than one: a text of several lines, in the words of a person, that grows as it is written. */
  lines?: number;
  placeholder?: string;
  "aria-label"?: string;
  className?: string;
}

type Editing = ReturnType<typeof useTemplateEditing>;

/**
 * A template without the weight of an editor: its variables are coloured, what is wrong is underlined in place, `$`
 * opens completion, and the same keys as in the payload editor fix, rename and go to places.
 */
export function TemplateInput({ value, onChange, commands, lines = 1, ...props }: TemplateInputProps) {
  const { variables } = props;
  const control = useRef<TextControl>(null);
  const backdrop = useRef<HTMLDivElement>(null);
  const listId = useId();
  const { template, findings } = useShownText(value, props);
  const { source: text } = template;
  // A line break that is there already can't be shown on one line without losing it.
  const isOneLine = lines === 1 && !text.includes("\n");
  const editing = useTemplateEditing({
    template,
    onChange,
    variables,
    findings,
    commands,
    isOneLine,
    control,
    backdrop,
  });
  const { list, note, card } = editing;
  const typedAt = list.open?.kind === "completion" ? editing.caret : undefined;
  const pieces = useMemo(() => templatePieces(template, without(findings, typedAt)), [template, findings, typedAt]);
  const popup = { editing, backdrop, template, findings, variables, listId };
  return (
    <div
      className={cn("relative min-w-0", props.className)}
      onPointerMove={card.onPointerMove}
      onPointerLeave={card.onPointerLeave}
    >
      <TemplateField
        {...{ text, pieces, isOneLine, lines, editing, control, backdrop, listId }}
        placeholder={props.placeholder}
        aria-label={props["aria-label"]}
      />
      {list.open ? <OpenList {...popup} /> : card.shown && <OpenCard {...popup} />}
      <p aria-live="polite" className={note ? "mt-1 text-muted text-xs" : "sr-only"}>
        {note ?? (card.shown?.by === "caret" && !list.open ? <Spoken {...popup} /> : null)}
      </p>
    </div>
  );
}

/** The text as a text box holds it, and what is wrong with it now. */
function useShownText(
  value: string,
  { variables, findings, place }: Pick<TemplateInputProps, "variables" | "findings" | "place">,
) {
  const { text, moved } = useMemo(() => withLineFeeds(value), [value]);
  const template = useMemo(() => parseTemplate(text, "text"), [text]);
  const key = pathKey(place.path);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a path is made anew at each render; its key says whether it is another one.
  const shown = useMemo(() => {
    const inText = findings.map((finding) => {
      const { range } = finding;
      return range ? { ...finding, range: { start: moved(range.start), end: moved(range.end) } } : finding;
    });
    return templateFindings(template, variables, inText, place);
  }, [template, variables, findings, moved, key, place.place]);
  return { template, findings: shown };
}

/** What is being typed this moment isn't wrong yet. */
function without(findings: readonly Finding[], caret: number | undefined): readonly Finding[] {
  if (caret === undefined) return findings;
  return findings.filter(({ range }) => !range || caret < range.start || range.end < caret);
}

interface PopupProps {
  editing: Editing;
  backdrop: RefObject<HTMLDivElement | null>;
  template: Template;
  findings: readonly Finding[];
  variables: readonly ScopeVariable[];
  listId: string;
}

function OpenList({ editing: { list, caret, take }, backdrop, listId }: PopupProps) {
  const { open } = list;
  if (!open) return null;
  const first = open.kind === "completion" ? open.completions[0]?.replace.start : undefined;
  const at = first ?? caret ?? 0;
  return (
    <TemplatePopup anchor={() => rectOfOffset(backdrop.current, at)} side="below" within={backdrop} className="w-116">
      {open.kind === "completion" ? (
        <SuggestionList id={listId} completions={open.completions} active={open.active} onChoose={take} />
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
    </TemplatePopup>
  );
}

function OpenCard({ editing, backdrop, template, findings, variables }: PopupProps) {
  const { card, applyFix, ofToken } = editing;
  const info = card.shown && tokenInfoAt(template, card.shown.offset, "text", variables);
  if (!info) return null;
  const { range } = info.token;
  const touching = findings.filter(
    (finding) => finding.range && finding.range.start < range.end && range.start < finding.range.end,
  );
  return (
    <TemplatePopup
      anchor={() => rectOfOffset(backdrop.current, info.range.start)}
      side="above"
      within={backdrop}
      className="w-88"
      onPointerEnter={card.keep}
      onPointerLeave={card.onPointerLeave}
    >
      <TokenCard
        info={info}
        findings={touching}
        fixes={fixesAt(touching, range, template.source)}
        commands={{
          applyFix,
          ...ofToken(info.token),
          ...(info.variable?.source === "predefined" && { rename: undefined }),
        }}
      />
    </TemplatePopup>
  );
}

/** The card in words, for whoever hears it rather than sees it. */
function Spoken({ editing: { card }, template, variables }: PopupProps) {
  const info = card.shown && tokenInfoAt(template, card.shown.offset, "text", variables);
  if (!info) return null;
  const now = info.value === undefined ? [] : [`Now ${info.value}.`];
  return [info.title, ...info.lines, ...now].join(" ");
}
