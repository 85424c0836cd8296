/** Which findings show where, and from when on. */
import { KeyedStore } from "@/lib/client/keyed-store";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { getAtPath } from "@/lib/destination/edit";
import { allEndpoints } from "@/lib/destination/endpoints";
import type { DocumentPath, Finding } from "@/lib/destination/finding";
import { isSameJson } from "@/lib/destination/same-json";
import { type FindingCount, pathKey } from "./document-place";

interface Input {
  findings: readonly Finding[];
  definition: DestinationDefinition;
  /** Places whose missing texts may be shown by now. */
  left: ReadonlySet<string>;
}

/** `here`: of exactly this place; `below`: of its parts too. */
export type Reach = "here" | "below";

/**
 * A wrong text shows at once. A missing one shows when its field was left, when the list of problems was opened, or
 * when the work was begun on another day: what nobody has come to yet is not scolded for being empty.
 */
export class ShownFindings {
  readonly #shown: KeyedStore<Input, readonly Finding[]>;
  readonly #counts: KeyedStore<Input, FindingCount>;

  constructor(findings: readonly Finding[], definition: DestinationDefinition) {
    const left = isBegun(definition) ? keysOf(findings) : new Set<string>();
    const input: Input = { findings, definition, left };
    this.#shown = new KeyedStore(input, shownAt, isSameJson);
    this.#counts = new KeyedStore(input, countAt, isSameJson);
  }

  update(findings: readonly Finding[], definition: DestinationDefinition): void {
    this.#set({ ...this.#shown.input, findings, definition });
  }

  reveal(path: DocumentPath): void {
    const { left } = this.#shown.input;
    if (!left.has(pathKey(path))) this.#set({ ...this.#shown.input, left: new Set([...left, pathKey(path)]) });
  }

  revealAll = (): void => {
    const { findings, left } = this.#shown.input;
    this.#set({ ...this.#shown.input, left: new Set([...left, ...keysOf(findings)]) });
  };

  shown(path: DocumentPath, reach: Reach): readonly Finding[] {
    return this.#shown.get(`${reach}:${pathKey(path)}`);
  }

  /** All at or below a place, whether they show there yet or not. */
  count(path: DocumentPath): FindingCount {
    return this.#counts.get(pathKey(path));
  }

  subscribe = (listener: () => void): (() => void) => this.#shown.subscribe(listener);

  #set(input: Input): void {
    this.#counts.update(input);
    this.#shown.update(input);
  }
}

/** What an input holds for each place: made once, because many places ask. */
interface Index {
  here: Map<string, Finding[]>;
  below: Map<string, Finding[]>;
  counts: Map<string, FindingCount>;
}

const indexes = new WeakMap<Input, Index>();
const noFindings: readonly Finding[] = [];
const noCount: FindingCount = { errors: 0, warnings: 0 };

function indexOf(input: Input): Index {
  const known = indexes.get(input);
  if (known) return known;
  const index: Index = { here: new Map(), below: new Map(), counts: new Map() };
  for (const finding of input.findings) addToIndex(index, input, finding);
  indexes.set(input, index);
  return index;
}

function addToIndex({ here, below, counts }: Index, { definition, left }: Input, finding: Finding): void {
  const { path, severity } = finding;
  const own = pathKey(path);
  const isShown = left.has(own) || !isEmpty(getAtPath(definition, path));
  if (isShown) push(here, own, finding);
  for (let length = 1; length <= path.length; length += 1) {
    const place = pathKey(path.slice(0, length));
    if (isShown) push(below, place, finding);
    const { errors, warnings } = counts.get(place) ?? noCount;
    counts.set(place, {
      errors: errors + Number(severity === "error"),
      warnings: warnings + Number(severity === "warning"),
    });
  }
}

function push(places: Map<string, Finding[]>, place: string, finding: Finding): void {
  const known = places.get(place);
  if (known) known.push(finding);
  else places.set(place, [finding]);
}

function shownAt(input: Input, key: string): readonly Finding[] {
  const [reach, ...rest] = key.split(":");
  const { here, below } = indexOf(input);
  return (reach === "below" ? below : here).get(rest.join(":")) ?? noFindings;
}

function countAt(input: Input, place: string): FindingCount {
  return indexOf(input).counts.get(place) ?? noCount;
}

function keysOf(findings: readonly Finding[]): ReadonlySet<string> {
  return new Set(findings.map(({ path }) => pathKey(path)));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/** Whether anything that a person has to type is there already. */
function isBegun(definition: DestinationDefinition): boolean {
  const { fields, headers, mappings } = definition;
  return (
    fields.length + headers.length + mappings.length > 0 ||
    allEndpoints(definition).some(({ endpoint }) => endpoint.url.trim() !== "")
  );
}
