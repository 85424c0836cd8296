"use client";

import { ChevronRight } from "lucide-react";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { formatNumber } from "@/components/ui/format-number";
import type { JsonValue } from "@/lib/destination/json";
import type { PlaceSteps } from "@/lib/destination/response-place";
import { type JsonRow, jsonRows, keyOf, type OpenState, partsShown } from "./json-rows";

interface JsonTreeProps {
  document: JsonValue;
  label: string;
  /** Called when somebody chooses a value; the element is its row. */
  onChoose: (steps: PlaceSteps, row: HTMLElement) => void;
}

/**
 * A document as a tree: arrows move, open and fold, Enter chooses a value. The rows are drawn as one flat list with
 * their levels, as the pattern for trees allows.
 */
export function JsonTree({ document, label, onChoose }: JsonTreeProps) {
  const [state, setState] = useState<OpenState>({ toggled: new Set(), shown: new Map() });
  const [activeKey, setActiveKey] = useState(keyOf([]));
  const tree = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => jsonRows(document, state), [document, state]);
  const active = rows.find(({ key }) => key === activeKey) ?? rows[0];

  function toggle({ key }: JsonRow) {
    setState(({ toggled, shown }) => {
      const next = new Set(toggled);
      if (!next.delete(key)) next.add(key);
      return { toggled: next, shown };
    });
  }
  function showMore({ steps }: JsonRow) {
    const key = keyOf(steps);
    setState(({ toggled, shown }) => ({
      toggled,
      shown: new Map(shown).set(key, (shown.get(key) ?? partsShown) + partsShown),
    }));
  }
  function choose(row: JsonRow, element: HTMLElement) {
    setActiveKey(row.key);
    if (row.more) showMore(row);
    else onChoose(row.steps, element);
  }
  function focus(row: JsonRow | undefined) {
    if (!row) return;
    setActiveKey(row.key);
    const index = rows.indexOf(row);
    tree.current?.querySelectorAll<HTMLElement>("[role=treeitem]")[index]?.focus();
  }
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (!active || event.altKey || event.ctrlKey || event.metaKey) return;
    const move = moves[event.key];
    const element = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("[role=treeitem]") : null;
    if (event.key === "Enter" || event.key === " ") {
      if (element) choose(active, element);
    } else if (event.key === "ArrowRight" && active.isOpen === false) toggle(active);
    else if (event.key === "ArrowLeft" && active.isOpen) toggle(active);
    else if (move) focus(move(rows, active));
    else return;
    event.preventDefault();
  }

  return (
    <div
      ref={tree}
      role="tree"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className="max-h-80 overflow-auto rounded-md border bg-sunken py-1 font-mono text-xs leading-5"
    >
      {rows.map((row) => (
        <Row
          key={row.key}
          row={row}
          isActive={row === active}
          onToggle={() => toggle(row)}
          onChoose={(element) => choose(row, element)}
        />
      ))}
    </div>
  );
}

type Move = (rows: readonly JsonRow[], active: JsonRow) => JsonRow | undefined;

const moves: Record<string, Move> = {
  ArrowDown: (rows, active) => rows[rows.indexOf(active) + 1],
  ArrowUp: (rows, active) => rows[rows.indexOf(active) - 1],
  Home: (rows) => rows[0],
  End: (rows) => rows.at(-1),
  ArrowRight: (rows, active) => (active.isOpen ? rows[rows.indexOf(active) + 1] : active),
  ArrowLeft: (rows, active) =>
    rows.slice(0, rows.indexOf(active)).findLast(({ level }) => level < active.level) ?? active,
};

const inks = {
  object: "text-muted",
  list: "text-muted",
  text: "text-syntax-string",
  number: "text-syntax-number",
  word: "text-syntax-keyword",
} satisfies Record<JsonRow["kind"], string>;

interface RowProps {
  row: JsonRow;
  isActive: boolean;
  onToggle: () => void;
  onChoose: (element: HTMLElement) => void;
}

function Row({ row, isActive, onToggle, onChoose }: RowProps) {
  const { name, text, kind, level, position, siblings, isOpen, more } = row;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around the rows has the keys for all of them.
    <div
      role="treeitem"
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-expanded={isOpen}
      aria-selected={isActive}
      tabIndex={isActive ? 0 : -1}
      onClick={(event) => onChoose(event.currentTarget)}
      style={{ paddingInlineStart: `${(level - 1) * 1 + 0.25}rem` }}
      className="group/row flex min-h-6 w-max min-w-full cursor-pointer items-start gap-1 pe-3 hover:bg-hover focus-visible:-outline-offset-2"
    >
      {/* For the pointer: the arrow keys open and fold, and a reader says which of them it is. */}
      <span
        aria-hidden="true"
        className={cn("grid size-6 shrink-0 place-items-center text-faint", isOpen === undefined && "invisible")}
        onClick={(event) => {
          event.stopPropagation();
          onToggle();
        }}
      >
        <ChevronRight className={cn("size-3.5", isOpen ? "rotate-90" : "rtl:rotate-180")} />
      </span>
      <span className="max-w-[60ch] py-0.5 break-words" dir="ltr">
        {more ? (
          <span className="text-accent-ink">
            Show {formatNumber(Math.min(more, partsShown))} more of {formatNumber(more)}
          </span>
        ) : (
          <>
            {name !== "" && <span className="text-syntax-key">{name}</span>}
            {name !== "" && <span className="text-faint">: </span>}
            <span className={cn("break-all", inks[kind])}>{text}</span>
          </>
        )}
      </span>
    </div>
  );
}
