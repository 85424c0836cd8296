"use client";

import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from "react";
import { Avatar } from "@/components/ui/avatar";
import { pluralize } from "@/components/ui/format-number";
import { Popover } from "@/components/ui/popover";
import { Tooltip } from "@/components/ui/tooltip";
import { api } from "@/lib/client/api";
import { PresenceLoop } from "@/lib/client/presence-loop";
import { randomUuid } from "@/lib/client/random-uuid";
import type { PresentPerson } from "@/lib/contract";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { goToSection, readCurrentSection, useCurrentSection } from "./current-section";
import { useDefinition, useDraftStore } from "./draft-pieces";
import type { DraftStore } from "./draft-store";
import { isSectionId, type SectionId, sectionName } from "./sections";

const nobody: readonly PresentPerson[] = [];
const PeopleContext = createContext<readonly PresentPerson[]>(nobody);

/** Says that this tab has the draft open, hears who else has, and takes over what they save. */
export function PresenceProvider({ destinationId, children }: { destinationId: string; children: ReactNode }) {
  const store = useDraftStore();
  const section = useCurrentSection();
  const [loop] = useState(() => loopFor(store, destinationId));
  const people = useSyncExternalStore(loop.subscribe, loop.getPeople, () => nobody);
  useEffect(() => keepSaying(loop), [loop]);
  useEffect(() => loop.moveTo(section), [loop, section]);
  return <PeopleContext value={people}>{children}</PeopleContext>;
}

function loopFor(store: DraftStore, destinationId: string): PresenceLoop {
  return new PresenceLoop({
    newTabId: randomUuid,
    say: (body) => api.sayPresent(destinationId, body),
    onRevision: (revision) => {
      const { saveState, revision: own } = store.getSnapshot();
      const known = saveState.kind === "conflict" ? saveState.theirs.revision : own;
      if (revision > known) void store.refresh();
    },
    isVisible: () => document.visibilityState === "visible",
  });
}

function keepSaying(loop: PresenceLoop): () => void {
  const start = () => loop.start(readCurrentSection());
  const stop = () => loop.stop();
  const beat = () => void loop.beat();
  // A page that the browser puts aside and brings back has left and comes again.
  const comeBack = (event: PageTransitionEvent) => event.persisted && start();
  start();
  window.addEventListener("pagehide", stop);
  window.addEventListener("pageshow", comeBack);
  window.addEventListener("focus", beat);
  document.addEventListener("visibilitychange", beat);
  return () => {
    window.removeEventListener("pagehide", stop);
    window.removeEventListener("pageshow", comeBack);
    window.removeEventListener("focus", beat);
    document.removeEventListener("visibilitychange", beat);
    stop();
  };
}

function placeOf({ section }: PresentPerson): SectionId | undefined {
  return section !== null && isSectionId(section) ? section : undefined;
}

/** "Dana is editing Add users". */
function wordsFor(definition: DestinationDefinition, person: PresentPerson): string {
  const section = placeOf(person);
  return section ? `${person.name} is editing ${sectionName(definition, section)}` : `${person.name} is here`;
}

const facesMax = 3;

/** Who else has this draft open: faces in the toolbar, names and places behind them. */
export function PresentPeople() {
  const people = use(PeopleContext);
  const [isOpen, setIsOpen] = useState(false);
  const definition = useDefinition((whole) => whole);
  const words = people.map((person) => wordsFor(definition, person)).join(", ");
  return (
    <>
      <p role="status" className="sr-only">
        {people.length > 0 && `Also in this draft: ${people.map(({ name }) => name).join(", ")}`}
      </p>
      {people.length > 0 && (
        <Popover
          isOpen={isOpen}
          onOpenChange={setIsOpen}
          title="Also in this draft"
          align="end"
          trigger={
            <button
              type="button"
              aria-label={`${pluralize(people.length, "other person", "other people")} in this draft: ${words}`}
              className="flex min-h-8 shrink-0 cursor-pointer items-center -space-x-1.5 rounded-full p-0.5 hover:bg-hover rtl:space-x-reverse pointer-coarse:min-h-10"
            >
              <Faces people={people} definition={definition} />
            </button>
          }
        >
          <PeopleList people={people} definition={definition} onLeave={() => setIsOpen(false)} />
        </Popover>
      )}
    </>
  );
}

interface PeopleProps {
  people: readonly PresentPerson[];
  definition: DestinationDefinition;
}

function Faces({ people, definition }: PeopleProps) {
  const shown = people.length > facesMax ? people.slice(0, facesMax - 1) : people;
  return (
    <>
      {shown.map((person) => (
        <Tooltip key={person.userId} content={wordsFor(definition, person)} side="bottom">
          <span className="rounded-full ring-2 ring-surface">
            <Avatar name={person.name} size="md" />
          </span>
        </Tooltip>
      ))}
      {people.length > shown.length && (
        <span
          aria-hidden="true"
          className="grid size-7 place-items-center rounded-full bg-sunken font-semibold text-2xs text-muted ring-2 ring-surface"
        >
          +{people.length - shown.length}
        </span>
      )}
    </>
  );
}

function PeopleList({ people, definition, onLeave }: PeopleProps & { onLeave: () => void }) {
  return (
    <>
      <ul className="-mx-1.5 max-h-72 overflow-y-auto">
        {people.map((person) => {
          const section = placeOf(person);
          return (
            <li key={person.userId} className="flex items-center gap-2.5 rounded-md px-1.5 py-1.5">
              <Avatar name={person.name} />
              <div className="min-w-0 flex-1">
                <p className="truncate font-medium">{person.name}</p>
                <p className="text-muted text-xs">
                  {section ? (
                    <>
                      Editing{" "}
                      <button
                        type="button"
                        className="link"
                        onClick={() => {
                          onLeave();
                          goToSection(section);
                        }}
                      >
                        {sectionName(definition, section)}
                      </button>
                    </>
                  ) : (
                    "Has it open"
                  )}
                </p>
              </div>
            </li>
          );
        })}
      </ul>
      <p className="mt-2 border-line border-t pt-2 text-muted text-xs">
        What either of you saves appears here by itself. Where you both change the same words, you decide.
      </p>
    </>
  );
}

/** Marks for the navigation: who else is in a section. */
export function usePresenceMarks(): Partial<Record<SectionId, ReactNode>> {
  const people = use(PeopleContext);
  const marks: Partial<Record<SectionId, ReactNode>> = {};
  for (const person of people) {
    const section = placeOf(person);
    if (!section) continue;
    const names = people.filter((other) => placeOf(other) === section).map(({ name }) => name);
    marks[section] = (
      <>
        <Avatar name={person.name} size="sm" />
        <span className="sr-only">, {names.join(" and ")} here too</span>
      </>
    );
  }
  return marks;
}
