/**
 * What tests should have done at the sandbox partner, read from the calls that they made: who belongs on a list, who
 * holds a property, which events arrived. The direction is the endpoint's own, so that a call which does the opposite of
 * its name is found out. Pure.
 */
import type { EndpointKey } from "@/lib/destination/endpoints";
import type { Outcome } from "@/lib/destination/error-catalog";
import type { PartnerRequest } from "@/lib/destination/exchange";
import { isLosslessNumber, type JsonValue, parseJson } from "@/lib/destination/json";
import { type SandboxKind, type SandboxTarget, sandboxMembersMax, sandboxTargetsMax } from "./sandbox-state-contract";

/** A call of a test, with secrets masked. */
export interface SandboxCall {
  endpoint: EndpointKey;
  request: Pick<PartnerRequest, "method" | "url" | "body">;
  outcome: Pick<Outcome, "kind" | "meaning" | "items">;
  /** The list ID that a creation gave, as JSON text. */
  listId?: string | undefined;
}

/** How far the answer of a call told what became of somebody. */
export type Told = "success" | "partial" | "failure";

export interface SandboxExpectation {
  target: SandboxTarget;
  /** What people call it: a list by its name. */
  label: string;
  /** What the newest call about each of them told. */
  told: ReadonlyMap<string, Told>;
}

export interface ExpectedAtSandbox {
  workspace: string;
  /** A URL of the workspace. */
  url: string;
  expectations: SandboxExpectation[];
}

const address = /^(https?:\/\/[^/?#]+\/w\/([a-z0-9_-]{1,100}))\/v1(\/[^?#]*)/;

/** The workspace that a URL looks as if it led to, and the path after `/v1`. */
export function sandboxPlace(url: string): { base: string; workspace: string; path: string } | undefined {
  const [, base, workspace, path] = address.exec(url) ?? [];
  return base && workspace && path ? { base, workspace, path } : undefined;
}

/**
 * What the newest call's workspace should hold after these calls, in their order; undefined where no call went to a
 * workspace. At most as much as can be compared in one go, the newest first.
 */
export function expectedAtSandbox(calls: readonly SandboxCall[]): ExpectedAtSandbox | undefined {
  const newest = calls.findLast(({ request }) => sandboxPlace(request.url));
  const place = newest && sandboxPlace(newest.request.url);
  if (!newest || !place) return undefined;
  const book = new ExpectationBook();
  for (const call of calls) {
    const each = sandboxPlace(call.request.url);
    if (each?.base === place.base) book.take(call, segmentsOf(each.path));
  }
  return { workspace: place.workspace, url: newest.request.url, expectations: book.read() };
}

function segmentsOf(path: string): string[] {
  return path
    .split("/")
    .filter((segment) => segment !== "")
    .map((segment) => {
      try {
        return decodeURIComponent(segment);
      } catch {
        return segment;
      }
    });
}

interface Kept {
  kind: SandboxKind;
  name: string;
  value?: SandboxTarget["value"];
  members: Set<string>;
  absent: Set<string>;
  told: Map<string, Told>;
}

type Thing = Pick<Kept, "kind" | "name" | "value">;

class ExpectationBook {
  private readonly kept = new Map<string, Kept>();
  private readonly listNames = new Map<string, string>();

  take(call: SandboxCall, [area = "", id = "", ...rest]: readonly string[]): void {
    const { endpoint, request, outcome, listId } = call;
    const body = objectOf(parseJson(request.body ?? ""));
    const told = outcome.kind;
    const gone = area === "lists" && (outcome.meaning === "list_gone" || endpoint === "listDeletion");
    if (gone) this.kept.delete(keyOf({ kind: "list", name: id }));
    else if (endpoint === "listCreation") this.takeList(listId, textOf(body.name));
    else if (area === "lists") this.takeMembers(call, { kind: "list", name: id }, idsOf(body.members, "id"));
    else if (area === "tags") this.takeMembers(call, { kind: "tag", name: id }, idsOf(body.ids));
    else if (area === "groups") this.takeMembers(call, { kind: "group", name: id }, idsOf(body.ids));
    else if (area === "users" && id === "batch") this.takeUsers(listOf(body.users), told);
    else if (area === "users" && rest.length === 0) this.takeValues("property", id, objectOf(body.properties), told);
    else if (area === "profiles" && rest.length === 0) this.takeValues("trait", id, objectOf(body.traits), told);
    else if (area === "events") this.takeEvents(id === "batch" ? listOf(body.events) : [body], told);
  }

  read(): SandboxExpectation[] {
    const all = [...this.kept.values()].filter(({ members, absent }) => members.size + absent.size > 0);
    return all
      .slice(-sandboxTargetsMax)
      .reverse()
      .map(({ kind, name, value, members, absent, told }) => ({
        target: {
          kind,
          name,
          ...(value !== undefined && { value }),
          members: [...members].slice(-sandboxMembersMax),
          // On a list that these tests made, nobody else has any business.
          ...(!this.isMade({ kind, name }) && { absent: [...absent].slice(-sandboxMembersMax) }),
        },
        label: (kind === "list" && this.listNames.get(name)) || name,
        told,
      }));
  }

  private isMade({ kind, name }: Thing): boolean {
    return kind === "list" && this.listNames.has(name);
  }

  private takeList(listId: string | undefined, name: string | undefined): void {
    const id = listId === undefined ? undefined : textOf(parseJson(listId));
    if (id !== undefined && name !== undefined) this.listNames.set(id, name);
  }

  private takeMembers({ endpoint, outcome }: SandboxCall, thing: Thing, ids: readonly string[]): void {
    if (thing.name === "") return;
    for (const id of ids) this.note(thing, id, endpoint !== "removeUsers", outcome.kind);
  }

  private takeUsers(users: readonly JsonValue[], told: Told): void {
    for (const user of users) {
      const { id, properties } = objectOf(user);
      this.takeValues("property", textOf(id) ?? "", objectOf(properties), told);
    }
  }

  /** Each value that was set, or with null unset. Whoever holds one value holds no other of the same name. */
  private takeValues(kind: "property" | "trait", id: string, values: Members, told: Told): void {
    if (id === "") return;
    for (const [name, json] of Object.entries(values)) {
      const value = plainOf(json);
      if (value === undefined) continue;
      for (const other of this.kept.values()) {
        if (other.kind === kind && other.name === name) forget(other, id);
      }
      this.note({ kind, name, ...(value !== null && { value }) }, id, value !== null, told);
    }
  }

  private takeEvents(events: readonly JsonValue[], told: Told): void {
    for (const event of events) {
      const { name, messageId, userId } = objectOf(event);
      const id = textOf(messageId) ?? textOf(userId);
      if (id !== undefined) this.note({ kind: "event", name: textOf(name) ?? "" }, id, true, told);
    }
  }

  private note(thing: Thing, id: string, isThere: boolean, told: Told): void {
    if (thing.name === "" || id === "" || thing.name.length > 256 || id.length > 256) return;
    const key = keyOf(thing);
    const kept = this.kept.get(key) ?? { ...thing, members: new Set(), absent: new Set(), told: new Map() };
    // What was spoken of last stands last.
    this.kept.delete(key);
    this.kept.set(key, kept);
    forget(kept, id);
    (isThere ? kept.members : kept.absent).add(id);
    kept.told.set(id, told);
  }
}

function keyOf({ kind, name, value }: Thing): string {
  return JSON.stringify([kind, name, value]);
}

function forget({ members, absent, told }: Kept, id: string): void {
  members.delete(id);
  absent.delete(id);
  told.delete(id);
}

type Members = Readonly<Record<string, JsonValue | undefined>>;

function objectOf(value: JsonValue | undefined): Members {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isLosslessNumber(value) ? value : {};
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function idsOf(value: JsonValue | undefined, member?: string): string[] {
  return listOf(value).flatMap((each) => textOf(member === undefined ? each : objectOf(each)[member]) ?? []);
}

/** A text, or a number as it is written: the sandbox takes either for an ID. */
function textOf(value: JsonValue | undefined): string | undefined {
  if (typeof value === "string") return value;
  return isLosslessNumber(value) || typeof value === "number" ? value.toString() : undefined;
}

/** What can be compared: undefined for arrays and objects. */
function plainOf(value: JsonValue | undefined): SandboxTarget["value"] | null | undefined {
  if (value === null || typeof value === "boolean" || typeof value === "number") return value;
  if (isLosslessNumber(value)) return Number(value.toString());
  return typeof value === "string" && value.length <= 1_000 ? value : undefined;
}
