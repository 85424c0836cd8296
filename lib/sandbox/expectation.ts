/** What a test says the partner should hold in the end, and how what it does hold differs (SPEC 13). */
import { z } from "zod";
import { personId } from "./api-call";
import type { PartnerEvents } from "./partner-events";
import type { PartnerLists } from "./partner-lists";
import type { PartnerUsers } from "./partner-users";
import { recordsOf, type Shelf } from "./shelf";

const targetsMax = 100;
const shownMax = 100;

const name = z.string({ error: "Give the name: a text." }).min(1, "The name is empty.").max(256);
const ids = (member: string) => z.array(personId, { error: `${member} is an array of ids: ["u1", "u2"].` });
const value = z
  .union([z.boolean(), z.number(), z.string().max(1000)], { error: "A value is true, false, a number or a text." })
  .optional();
const whom = {
  name,
  members: ids("members"),
  /** Who must not be there; everybody else may, where this is given. Without it nobody else may. */
  absent: ids("absent").optional(),
};
const targets = [
  /** `name` is the ID or the name of a list. */
  z.strictObject({ kind: z.literal("list"), ...whom }),
  /** Who holds a property: with any value, or with this one. */
  z.strictObject({ kind: z.literal("property"), value, ...whom }),
  z.strictObject({ kind: z.literal("tag"), ...whom }),
  z.strictObject({ kind: z.literal("group"), ...whom }),
  /** Whose profile has a trait: with any value, or with this one. */
  z.strictObject({ kind: z.literal("trait"), value, ...whom }),
  /** Events of this name; their members are message IDs, or the IDs of users. */
  z.strictObject({ kind: z.literal("event"), ...whom }),
] as const;

const kinds = "list, property, tag, group, trait, event";

export const expectationInput = z.strictObject({
  expected: z
    .array(z.discriminatedUnion("kind", targets, { error: `The kind is one of ${kinds}.` }), {
      error: 'Send {"expected": [{"kind": "list", "name": "…", "members": ["u1"]}]}.',
    })
    .max(targetsMax, `At most ${targetsMax} lists, properties, tags and so on can be expected.`),
});

export type ExpectedTarget = z.infer<(typeof targets)[number]>;

interface Holdings {
  lists: PartnerLists;
  users: PartnerUsers;
  events: PartnerEvents;
}

export interface ComparedTarget {
  kind: ExpectedTarget["kind"];
  name: string;
  value?: boolean | number | string;
  /** Whether the partner has it at all. */
  exists: boolean;
  isMet: boolean;
  expected: number;
  actual: number;
  missingTotal: number;
  surplusTotal: number;
  /** The first hundred of each. */
  missing: string[];
  surplus: string[];
}

export class WorkspaceExpectation {
  private readonly shelf: Pick<Shelf, "reserve" | "changed">;
  private targets: readonly ExpectedTarget[] = [];
  private reserved = 0;

  constructor(shelf: Pick<Shelf, "reserve" | "changed">) {
    this.shelf = shelf;
  }

  get isSet(): boolean {
    return this.targets.length > 0;
  }

  get records(): number {
    return this.reserved;
  }

  /** Expects this from now on, in place of what was expected before. False when there is no room for it. */
  expect(expected: readonly ExpectedTarget[]): boolean {
    const records = expected.reduce((sum, target) => sum + recordsOfTarget(target), 0);
    if (!this.shelf.reserve(records - this.reserved)) return false;
    this.targets = expected;
    this.reserved = records;
    this.shelf.changed();
    return true;
  }

  clear(): void {
    this.targets = [];
    this.reserved = 0;
  }

  /** Expected against actual, as it is at this moment. */
  compare(holdings: Holdings): Comparison {
    return compareTargets(this.targets, holdings);
  }
}

function recordsOfTarget({ name, members, absent = [] }: ExpectedTarget): number {
  return recordsOf(name) + members.length + absent.length;
}

export interface Comparison {
  isMet: boolean;
  results: ComparedTarget[];
}

/** What is expected against what is held at this moment. */
export function compareTargets(targets: readonly ExpectedTarget[], holdings: Holdings): Comparison {
  const results = targets.map((target) => compareTarget(target, holdings));
  return { isMet: results.every(({ isMet }) => isMet), results };
}

function compareTarget(target: ExpectedTarget, holdings: Holdings): ComparedTarget {
  const expected = new Set(target.members);
  const held = holdersOf(target, holdings);
  const actual = held ?? new Set<string>();
  const missing = [...expected].filter((id) => !actual.has(id));
  const unwanted = target.absent ? [...new Set(target.absent)].filter((id) => actual.has(id)) : [...actual];
  const surplus = unwanted.filter((id) => !expected.has(id));
  return {
    kind: target.kind,
    name: target.name,
    ...("value" in target && target.value !== undefined && { value: target.value }),
    exists: held !== undefined,
    isMet: missing.length === 0 && surplus.length === 0,
    expected: expected.size,
    actual: actual.size,
    missingTotal: missing.length,
    surplusTotal: surplus.length,
    missing: missing.slice(0, shownMax),
    surplus: surplus.slice(0, shownMax),
  };
}

/** The ids that the partner holds; undefined when it has no such list, property, tag or group. */
function holdersOf(target: ExpectedTarget, { lists, users, events }: Holdings): ReadonlySet<string> | undefined {
  if (target.kind === "list") {
    const list = lists.find(target.name) ?? lists.all().find((each) => each.name === target.name);
    return list && new Set(list.members.keys());
  }
  if (target.kind === "property") {
    return users.findDefinition(target.name) && users.holdersOf(target.name, target.value);
  }
  if (target.kind === "group") return events.findGroup(target.name)?.members;
  if (target.kind === "trait") return events.holdersOfTrait(target.name, target.value);
  if (target.kind === "event") return events.idsOf(target.name);
  const tagged = users.taggedWith(target.name);
  return tagged.size > 0 ? tagged : undefined;
}
