/** The lists of a workspace and their members. */
import { randomBytes } from "node:crypto";
import type { Shelf } from "./shelf";

export interface Member {
  id: string;
  email?: string;
}

export interface PartnerList {
  id: string;
  name: string;
  createdAt: string;
  members: Map<string, Member>;
  /** The `Idempotency-Key` it was created with: the same creation sent again finds it. */
  creationKey?: string;
}

export interface ListLimits {
  listsPerWorkspace: number;
  membersPerList: number;
}

export class PartnerLists {
  readonly limits: ListLimits;
  private readonly shelf: Shelf;
  private readonly lists = new Map<string, PartnerList>();
  private memberCount = 0;

  constructor(limits: ListLimits, shelf: Shelf) {
    this.limits = limits;
    this.shelf = shelf;
  }

  get count(): number {
    return this.lists.size;
  }

  /** Members of all lists together. */
  get records(): number {
    return this.memberCount;
  }

  /** Oldest first. */
  all(): PartnerList[] {
    return [...this.lists.values()];
  }

  find(id: string): PartnerList | undefined {
    return this.lists.get(id);
  }

  create(name: string, creationKey?: string): PartnerList {
    const list: PartnerList = {
      id: `lst_${randomBytes(6).toString("hex")}`,
      name,
      createdAt: this.shelf.now(),
      members: new Map(),
      ...(creationKey !== undefined && { creationKey }),
    };
    this.lists.set(list.id, list);
    this.shelf.changed();
    return list;
  }

  delete(list: PartnerList): void {
    if (this.lists.delete(list.id)) this.memberCount -= list.members.size;
    this.shelf.changed();
  }

  /** Adds or refreshes members and says how many are new. When there is no room for all of them, none is added. */
  addMembers(list: PartnerList, members: readonly Member[]): number | "list_full" | "workspace_full" {
    const fresh = new Set(members.filter(({ id }) => !list.members.has(id)).map(({ id }) => id)).size;
    if (list.members.size + fresh > this.limits.membersPerList) return "list_full";
    if (!this.shelf.reserve(fresh)) return "workspace_full";
    this.memberCount += fresh;
    for (const member of members) list.members.set(member.id, { ...list.members.get(member.id), ...member });
    this.shelf.changed();
    return fresh;
  }

  removeMembers(list: PartnerList, members: readonly Member[]): number {
    let removed = 0;
    for (const { id } of members) if (list.members.delete(id)) removed += 1;
    this.memberCount -= removed;
    this.shelf.changed();
    return removed;
  }

  clear(): void {
    this.lists.clear();
    this.memberCount = 0;
  }
}
