/** Which findings show where, and from when on. */
import { KeyedStore } from "@/lib/client/keyed-store";
import { isSameJson } from "@/lib/client/same-json";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { getAtPath } from "@/lib/destination/edit";
import type { DocumentPath, Finding } from "@/lib/destination/finding";
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

function shownAt({ findings, definition, left }: Input, key: string): readonly Finding[] {
  const [reach, ...rest] = key.split(":");
  const place = rest.join(":");
  const isOwn = (own: string) => own === place || (reach === "below" && own.startsWith(`${place}.`));
  return findings.filter(({ path }) => {
    const own = pathKey(path);
    return isOwn(own) && (left.has(own) || !isEmpty(getAtPath(definition, path)));
  });
}

function countAt({ findings }: Input, place: string): FindingCount {
  const count = { errors: 0, warnings: 0 };
  for (const { path, severity } of findings) {
    const own = pathKey(path);
    if (own !== place && !own.startsWith(`${place}.`)) continue;
    if (severity === "error") count.errors += 1;
    if (severity === "warning") count.warnings += 1;
  }
  return count;
}

function keysOf(findings: readonly Finding[]): ReadonlySet<string> {
  return new Set(findings.map(({ path }) => pathKey(path)));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/** Whether anything that a person has to type is there already. */
function isBegun({ fields, headers, mappings, endpoints }: DestinationDefinition): boolean {
  return (
    fields.length + headers.length + mappings.length > 0 ||
    [endpoints.listCreation, endpoints.addUsers, endpoints.removeUsers].some(({ url }) => url.trim() !== "")
  );
}
