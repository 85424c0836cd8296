"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { Search } from "lucide-react";
import { useMemo, useState } from "react";
import { cn } from "@/components/ui/cn";
import { backdropClass } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { Shortcut } from "@/components/ui/shortcut";
import { useVariableActions } from "@/components/variables/variable-actions";
import type { BuilderAction } from "./builder-actions";
import { requestBuilder } from "./builder-events";
import { goToSection } from "./current-section";
import { useDraft } from "./draft-provider";
import { focusField } from "./focus-field";
import { type PaletteItem, type PaletteWays, paletteItems } from "./palette-items";
import { search } from "./palette-search";
import { readRecent, rememberRecent } from "./recent-items";

interface CommandPaletteProps {
  actions: readonly BuilderAction[];
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** One line to do and to find everything by. */
export function CommandPalette({ actions, isOpen, onOpenChange }: CommandPaletteProps) {
  const [chosen, setChosen] = useState<PaletteItem>();
  return (
    <Dialog.Root
      open={isOpen}
      onOpenChange={onOpenChange}
      // Only then: what is chosen may open a dialog of its own or take the focus, and this one gives it back first.
      onOpenChangeComplete={(open) => {
        if (open || !chosen) return;
        setChosen(undefined);
        chosen.run();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={backdropClass} />
        <Dialog.Viewport className="fixed inset-0 z-40 flex items-start justify-center p-2 pt-[max(0.5rem,9vh)] sm:px-4">
          <Dialog.Popup
            aria-label="Search and run"
            className="flex max-h-[min(34rem,calc(100dvh-1rem-9vh))] w-full max-w-xl flex-col overflow-hidden rounded-xl border border-line-strong bg-raised text-ink shadow-3 outline-none transition-[opacity,translate] duration-100 data-ending-style:-translate-y-1 data-ending-style:opacity-0 data-starting-style:-translate-y-1 data-starting-style:opacity-0"
          >
            <PaletteList
              actions={actions}
              onChoose={(item) => {
                rememberRecent(item.id);
                setChosen(item);
                onOpenChange(false);
              }}
            />
            <Dialog.Close className="sr-only">Close</Dialog.Close>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface Group {
  value: string;
  items: PaletteItem[];
}

function PaletteList({
  actions,
  onChoose,
}: {
  actions: readonly BuilderAction[];
  onChoose: (item: PaletteItem) => void;
}) {
  const [query, setQuery] = useState("");
  const items = usePaletteItems(actions);
  const groups = useMemo(() => groupsFor(items, query), [items, query]);
  return (
    <Autocomplete.Root
      open
      inline
      items={groups}
      filter={null}
      value={query}
      onValueChange={(next, { reason }) => {
        // Choosing writes the item's words into the line; here that would only search for them.
        if (reason !== "item-press") setQuery(next);
      }}
      itemToStringValue={(item: PaletteItem) => item.label}
      autoHighlight="always"
      keepHighlight
    >
      <Autocomplete.InputGroup className="flex items-center gap-2.5 border-line border-b px-3.5">
        <Search aria-hidden="true" className="size-4 shrink-0 text-faint" />
        <Autocomplete.Input
          aria-label="Search actions, sections, fields, variables and problems"
          placeholder="Do or find anything…"
          className="h-12 w-full min-w-0 bg-transparent text-ink text-md outline-none placeholder:text-faint"
        />
        <Kbd>Esc</Kbd>
      </Autocomplete.InputGroup>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain scroll-py-2">
        <Autocomplete.Empty>
          <div className="px-6 py-8 text-center text-muted text-sm empty:hidden">
            {groups.length === 0 &&
              `Nothing is called “${query.trim()}”. Try a section, a field, a $variable or a verb.`}
          </div>
        </Autocomplete.Empty>
        <Autocomplete.List className="p-1.5 data-empty:p-0">
          {(group: Group) => (
            <Autocomplete.Group key={group.value} items={group.items} className="not-last:mb-1">
              <Autocomplete.GroupLabel className="px-2.5 pt-1.5 pb-1 font-medium text-2xs text-faint">
                {group.value}
              </Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(item: PaletteItem) => <Row key={item.id} item={item} onChoose={() => onChoose(item)} />}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </div>
      <div
        aria-hidden="true"
        className="hidden items-center gap-4 border-line border-t bg-sunken px-3.5 py-2 text-2xs text-muted sm:flex"
      >
        <span className="flex items-center gap-1">
          <Kbd>↑</Kbd>
          <Kbd>↓</Kbd> choose
        </span>
        <span className="flex items-center gap-1">
          <Kbd>↵</Kbd> go
        </span>
        <span className="ms-auto flex items-center gap-1">
          <Kbd>?</Kbd> all shortcuts
        </span>
      </div>
    </Autocomplete.Root>
  );
}

function Row({ item, onChoose }: { item: PaletteItem; onChoose: () => void }) {
  const { Icon, label, detail, keys, tone } = item;
  return (
    <Autocomplete.Item
      value={item}
      onClick={onChoose}
      className="group flex min-h-8 cursor-default select-none items-center gap-2.5 rounded-md px-2.5 py-1 text-sm outline-none data-highlighted:bg-selected pointer-coarse:min-h-11"
    >
      <Icon
        aria-hidden="true"
        className={cn(
          "size-4 shrink-0",
          tone === "danger" ? "text-danger-ink" : tone === "warning" ? "text-warning-ink" : "text-faint",
        )}
      />
      <span
        className={cn("min-w-0 flex-1 truncate", label.startsWith("$") && "font-mono text-syntax-variable text-xs")}
      >
        {label}
      </span>
      {detail && <span className="max-w-[45%] shrink-0 truncate text-muted text-xs">{detail}</span>}
      {keys && <Shortcut keys={keys} className="shrink-0 max-sm:hidden" />}
    </Autocomplete.Item>
  );
}

function usePaletteItems(actions: readonly BuilderAction[]): PaletteItem[] {
  const { definition, variables, findings } = useDraft();
  const { openUses } = useVariableActions();
  return useMemo(() => {
    const ways: PaletteWays = {
      goToSection,
      focusField,
      openUses,
      test: (endpoint) => void requestBuilder("test", { endpoint }),
    };
    return paletteItems({ actions, definition, variables, findings }, ways);
  }, [actions, definition, variables, findings, openUses]);
}

const withoutQuery = new Set(["Actions", "Sections", "Problems"]);
const problemsAtStart = 5;

/** With nothing typed: what was used lately, then what one can do and where one can go. Else the best matches. */
function groupsFor(items: readonly PaletteItem[], query: string): Group[] {
  if (query.trim() !== "") return inGroups(search(items, query));
  const recent = readRecent().flatMap((id) => items.find((item) => item.id === id) ?? []);
  const rest = items.filter((item) => withoutQuery.has(item.group) && !recent.includes(item));
  const groups = inGroups(rest).map(({ value, items: own }) => ({
    value,
    items: value === "Problems" ? own.slice(0, problemsAtStart) : own,
  }));
  return recent.length > 0 ? [{ value: "Recent", items: recent }, ...groups] : groups;
}

/** The group of the best match first. */
function inGroups(items: readonly PaletteItem[]): Group[] {
  const groups = new Map<string, PaletteItem[]>();
  for (const item of items) groups.set(item.group, [...(groups.get(item.group) ?? []), item]);
  return [...groups].map(([value, own]) => ({ value, items: own }));
}
