/** What the event API of a workspace holds: the latest events, profiles of people, groups of them. */
import { recordsOf, type Shelf } from "./shelf";

export interface OrderLine {
  sku: string;
  name?: string;
  quantity: number;
  price: number;
}

export interface PartnerEvent {
  /** Counts up within the workspace. */
  number: number;
  messageId?: string;
  name: string;
  userId?: string;
  anonymousId?: string;
  /** When it happened and when it arrived, as ISO text. */
  timestamp: string;
  receivedAt: string;
  properties: Readonly<Record<string, unknown>>;
  lines: readonly OrderLine[];
}

export interface PartnerProfile {
  id: string;
  traits: ReadonlyMap<string, unknown>;
  createdAt: string;
  updatedAt: string;
  records: number;
}

export interface PartnerGroup {
  name: string;
  traits: ReadonlyMap<string, unknown>;
  members: Set<string>;
  createdAt: string;
  records: number;
}

export interface EventLimits {
  eventsPerWorkspace: number;
  eventBytesPerWorkspace: number;
  profilesPerWorkspace: number;
  groupsPerWorkspace: number;
}

export class PartnerEvents {
  readonly limits: EventLimits;
  private readonly shelf: Shelf;
  /** Oldest first. */
  private events: PartnerEvent[] = [];
  private eventBytes = 0;
  private eventCount = 0;
  private readonly messageIds = new Set<string>();
  private readonly profiles = new Map<string, PartnerProfile>();
  private readonly groups = new Map<string, PartnerGroup>();
  private personRecords = 0;

  constructor(limits: EventLimits, shelf: Shelf) {
    this.limits = limits;
    this.shelf = shelf;
  }

  /** Events have a bound of their own, in bytes; they make room for each other. */
  get records(): number {
    return this.personRecords;
  }

  /** Events that are kept. */
  get count(): number {
    return this.events.length;
  }

  get profileCount(): number {
    return this.profiles.size;
  }

  /** At most `max` of them, newest first. */
  latest(max: number): PartnerEvent[] {
    return this.events.slice(-max).reverse();
  }

  find(number: number): PartnerEvent | undefined {
    return this.events.find((event) => event.number === number);
  }

  /** The message IDs and the users of the kept events of a name; undefined when there are none. */
  idsOf(name: string): ReadonlySet<string> | undefined {
    const events = this.events.filter((event) => event.name === name);
    const ids = events.flatMap(({ messageId, userId }) => [messageId, userId].filter((id) => id !== undefined));
    return events.length > 0 ? new Set(ids) : undefined;
  }

  /** Whose profile has a trait, with any value or with this one; undefined when nobody's has it. */
  holdersOfTrait(name: string, value?: unknown): ReadonlySet<string> | undefined {
    const holders = [...this.profiles.values()].filter(({ traits }) => traits.has(name));
    if (holders.length === 0) return undefined;
    const fitting = holders.filter(({ traits }) => value === undefined || traits.get(name) === value);
    return new Set(fitting.map(({ id }) => id));
  }

  /** Keeps an event, unless one with its message ID is kept already. The oldest ones make room. */
  add(event: Omit<PartnerEvent, "number" | "receivedAt">): "accepted" | "duplicate" {
    if (event.messageId !== undefined && this.messageIds.has(event.messageId)) return "duplicate";
    this.eventCount += 1;
    const kept: PartnerEvent = { number: this.eventCount, ...event, receivedAt: this.shelf.now() };
    this.events.push(kept);
    this.eventBytes += weigh(kept);
    if (kept.messageId !== undefined) this.messageIds.add(kept.messageId);
    while (
      this.events.length > this.limits.eventsPerWorkspace ||
      (this.eventBytes > this.limits.eventBytesPerWorkspace && this.events.length > 1)
    ) {
      const dropped = this.events.shift();
      if (!dropped) break;
      this.eventBytes -= weigh(dropped);
      if (dropped.messageId !== undefined) this.messageIds.delete(dropped.messageId);
    }
    this.shelf.changed();
    return "accepted";
  }

  /** At most `max` of them, the one changed last first. */
  latestProfiles(max: number): PartnerProfile[] {
    return [...this.profiles.values()].slice(-max).reverse();
  }

  findProfile(id: string): PartnerProfile | undefined {
    return this.profiles.get(id);
  }

  groupsOf(id: string): string[] {
    return [...this.groups.values()].flatMap(({ name, members }) => (members.has(id) ? [name] : []));
  }

  /** Sets traits of a profile, and unsets those that are null. Undefined when there is no room. */
  changeProfile(id: string, changes: Readonly<Record<string, unknown>>): PartnerProfile | undefined {
    const known = this.profiles.get(id);
    const traits = merge(known?.traits, changes);
    const records = recordsOf([id, ...traits]);
    const isFull = !known && this.profiles.size >= this.limits.profilesPerWorkspace;
    const fresh = records - (known?.records ?? 0);
    if (isFull || !this.shelf.reserve(fresh)) return undefined;
    this.personRecords += fresh;
    const now = this.shelf.now();
    const profile: PartnerProfile = { id, traits, records, createdAt: known?.createdAt ?? now, updatedAt: now };
    // The order of the map is the order of the changes.
    this.profiles.delete(id);
    this.profiles.set(id, profile);
    this.shelf.changed();
    return profile;
  }

  allGroups(): PartnerGroup[] {
    return [...this.groups.values()];
  }

  findGroup(name: string): PartnerGroup | undefined {
    return this.groups.get(name);
  }

  /** Adds people to a group, which is made when it is new. Undefined when there is no room for all of it. */
  joinGroup(
    name: string,
    ids: readonly string[],
    changes: Readonly<Record<string, unknown>>,
  ): { group: PartnerGroup; added: number } | undefined {
    const known = this.groups.get(name);
    const members = known?.members ?? new Set<string>();
    const joining = new Set(ids.filter((id) => !members.has(id)));
    const traits = merge(known?.traits, changes);
    const records = recordsOf([name, ...traits]);
    const fresh = joining.size + records - (known?.records ?? 0);
    const isFull = !known && this.groups.size >= this.limits.groupsPerWorkspace;
    if (isFull || !this.shelf.reserve(fresh)) return undefined;
    this.personRecords += fresh;
    for (const id of joining) members.add(id);
    const group: PartnerGroup = { name, traits, members, records, createdAt: known?.createdAt ?? this.shelf.now() };
    this.groups.set(name, group);
    this.shelf.changed();
    return { group, added: joining.size };
  }

  clear(): void {
    this.events = [];
    this.eventBytes = 0;
    this.messageIds.clear();
    this.personRecords = 0;
    this.profiles.clear();
    this.groups.clear();
  }
}

function merge(known: ReadonlyMap<string, unknown> | undefined, changes: Readonly<Record<string, unknown>>) {
  const traits = new Map(known);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) traits.delete(key);
    else traits.set(key, value);
  }
  return traits;
}

function weigh(event: PartnerEvent): number {
  return JSON.stringify(event).length + 100;
}
