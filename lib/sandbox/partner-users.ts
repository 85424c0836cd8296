/** The users of a workspace, with the properties and tags they hold. */
import { recordsOf, type Shelf, workspaceFullMessage } from "./shelf";

export const propertyTypes = ["boolean", "number", "string"] as const;
export type PropertyType = (typeof propertyTypes)[number];
export type PropertyValue = boolean | number | string;

export interface PropertyDefinition {
  key: string;
  type: PropertyType;
  createdAt: string;
  /** How many users hold a value. */
  holders: number;
  /** The `Idempotency-Key` it was created with: the same creation sent again finds it. */
  creationKey?: string;
}

export interface PartnerUser {
  id: string;
  properties: Map<string, PropertyValue>;
  createdAt: string;
  updatedAt: string;
  records: number;
}

export interface UserLimits {
  usersPerWorkspace: number;
  propertiesPerUser: number;
  propertiesPerWorkspace: number;
  tagsPerWorkspace: number;
}

interface Refusal {
  ok: false;
  code: string;
  message: string;
}
export type UserChange = { ok: true; user: PartnerUser; isNew: boolean } | Refusal;
export type TagChange = { ok: true; tagged: number; total: number; unknown: string[] } | Refusal;

const workspaceFull: Refusal = {
  ok: false,
  code: "workspace_full",
  message: workspaceFullMessage,
};

export class PartnerUsers {
  readonly limits: UserLimits;
  private readonly shelf: Shelf;
  private readonly users = new Map<string, PartnerUser>();
  private readonly definitions = new Map<string, PropertyDefinition>();
  private readonly tags = new Map<string, Set<string>>();
  private userRecords = 0;
  private taggings = 0;

  constructor(limits: UserLimits, shelf: Shelf) {
    this.limits = limits;
    this.shelf = shelf;
  }

  get count(): number {
    return this.users.size;
  }

  get records(): number {
    return this.userRecords + this.definitions.size + this.taggings;
  }

  /** At most `max` of them, the one changed last first. */
  latest(max: number): PartnerUser[] {
    return [...this.users.values()].slice(-max).reverse();
  }

  find(id: string): PartnerUser | undefined {
    return this.users.get(id);
  }

  tagsOf(id: string): string[] {
    return [...this.tags].flatMap(([tag, ids]) => (ids.has(id) ? [tag] : []));
  }

  allTags(): { tag: string; total: number }[] {
    return [...this.tags].map(([tag, ids]) => ({ tag, total: ids.size }));
  }

  taggedWith(tag: string): ReadonlySet<string> {
    return this.tags.get(tag) ?? new Set();
  }

  /** Who holds a property, with any value or with this one. */
  holdersOf(key: string, value?: PropertyValue): ReadonlySet<string> {
    const holders = new Set<string>();
    for (const { id, properties } of this.users.values()) {
      if (value === undefined ? properties.has(key) : properties.get(key) === value) holders.add(id);
    }
    return holders;
  }

  allDefinitions(): PropertyDefinition[] {
    return [...this.definitions.values()];
  }

  findDefinition(key: string): PropertyDefinition | undefined {
    return this.definitions.get(key);
  }

  /** Declares a property; undefined when the workspace holds as many as it may. */
  define(key: string, type: PropertyType, creationKey?: string): PropertyDefinition | undefined {
    if (this.definitions.size >= this.limits.propertiesPerWorkspace || !this.shelf.reserve(1)) return undefined;
    const definition = this.declare(key, type, creationKey);
    this.shelf.changed();
    return definition;
  }

  /**
   * Sets properties of one user, and unsets those that are null: all of them or, with the reason, none. A property that
   * nobody has declared is declared by its first value.
   */
  update(id: string, changes: ReadonlyMap<string, PropertyValue | null>, createMissing: boolean): UserChange {
    const known = this.users.get(id);
    if (!known && !createMissing) {
      return { ok: false, code: "unknown_user", message: `There is no user ${id.slice(0, 80)} in this workspace.` };
    }
    const wrong = this.findWrongType(changes);
    if (wrong) return { ok: false, code: "wrong_type", message: wrong };
    const properties = new Map(known?.properties);
    for (const [key, value] of changes) {
      if (value === null) properties.delete(key);
      else properties.set(key, value);
    }
    if (properties.size > this.limits.propertiesPerUser) {
      const message = `A user holds at most ${this.limits.propertiesPerUser} properties.`;
      return { ok: false, code: "too_many_properties", message };
    }
    const undeclared = [...properties].filter(([key]) => !this.definitions.has(key));
    const records = recordsOf([id, ...properties]);
    const isFull =
      (!known && this.users.size >= this.limits.usersPerWorkspace) ||
      this.definitions.size + undeclared.length > this.limits.propertiesPerWorkspace;
    if (isFull || !this.shelf.reserve(records - (known?.records ?? 0) + undeclared.length)) return workspaceFull;
    for (const [key, value] of undeclared) this.declare(key, typeOf(value));
    this.countHolders(known?.properties, properties);
    return { ok: true, user: this.keep({ id, properties, records }, known), isNew: known === undefined };
  }

  /** Gives users a tag. Those that are unknown are made, or reported when `createMissing` is false. */
  tag(tag: string, ids: readonly string[], createMissing: boolean): TagChange {
    const unknown = createMissing ? [] : ids.filter((id) => !this.users.has(id));
    const wanted = [...new Set(ids)].filter((id) => createMissing || this.users.has(id));
    const tagged = this.tags.get(tag) ?? new Set<string>();
    const fresh = wanted.filter((id) => !tagged.has(id));
    const created = wanted.filter((id) => !this.users.has(id));
    if (!this.tags.has(tag) && this.tags.size >= this.limits.tagsPerWorkspace) {
      const message = `A workspace holds at most ${this.limits.tagsPerWorkspace} tags.`;
      return { ok: false, code: "too_many_tags", message };
    }
    const isFull = this.users.size + created.length > this.limits.usersPerWorkspace;
    if (isFull || !this.shelf.reserve(fresh.length + created.length)) return workspaceFull;
    for (const id of created) this.keep({ id, properties: new Map(), records: 1 }, undefined);
    for (const id of fresh) tagged.add(id);
    this.taggings += fresh.length;
    if (tagged.size > 0) this.tags.set(tag, tagged);
    this.shelf.changed();
    return { ok: true, tagged: fresh.length, total: tagged.size, unknown };
  }

  /** Takes a tag from users. A tag that nobody has is gone. */
  untag(tag: string, ids: readonly string[]): { untagged: number; total: number } {
    const tagged = this.tags.get(tag);
    let untagged = 0;
    for (const id of ids) if (tagged?.delete(id)) untagged += 1;
    this.taggings -= untagged;
    if (tagged?.size === 0) this.tags.delete(tag);
    this.shelf.changed();
    return { untagged, total: tagged?.size ?? 0 };
  }

  clear(): void {
    this.users.clear();
    this.definitions.clear();
    this.tags.clear();
    this.userRecords = 0;
    this.taggings = 0;
  }

  private keep(
    { id, properties, records }: Pick<PartnerUser, "id" | "properties" | "records">,
    known: PartnerUser | undefined,
  ): PartnerUser {
    const now = this.shelf.now();
    const user: PartnerUser = { id, properties, records, createdAt: known?.createdAt ?? now, updatedAt: now };
    // The order of the map is the order of the changes.
    this.users.delete(id);
    this.users.set(id, user);
    this.userRecords += records - (known?.records ?? 0);
    this.shelf.changed();
    return user;
  }

  private declare(key: string, type: PropertyType, creationKey?: string): PropertyDefinition {
    const definition: PropertyDefinition = {
      key,
      type,
      createdAt: this.shelf.now(),
      holders: 0,
      ...(creationKey !== undefined && { creationKey }),
    };
    this.definitions.set(key, definition);
    return definition;
  }

  private findWrongType(changes: ReadonlyMap<string, PropertyValue | null>): string | undefined {
    for (const [key, value] of changes) {
      const declared = this.definitions.get(key)?.type;
      if (value === null || declared === undefined || declared === typeOf(value)) continue;
      return `The property “${key}” is a ${declared}, and this value is a ${typeOf(value)}.`;
    }
    return undefined;
  }

  private countHolders(
    before: ReadonlyMap<string, PropertyValue> | undefined,
    after: ReadonlyMap<string, PropertyValue>,
  ): void {
    const count = (key: string, difference: number): void => {
      const definition = this.definitions.get(key);
      if (definition) definition.holders += difference;
    };
    for (const key of before?.keys() ?? []) if (!after.has(key)) count(key, -1);
    for (const key of after.keys()) if (!before?.has(key)) count(key, 1);
  }
}

function typeOf(value: PropertyValue): PropertyType {
  if (typeof value === "boolean") return "boolean";
  return typeof value === "number" ? "number" : "string";
}
