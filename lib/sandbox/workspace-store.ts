/** What the sandbox remembers, in memory and within bounds: a stranger may fill it, but not without end. */

import type { Ending } from "./deliver-fault";
import { WorkspaceExpectation } from "./expectation";
import { holdMsMax } from "./fault-script";
import type { HoldLimits } from "./held-connections";
import { type EventLimits, PartnerEvents } from "./partner-events";
import { type ListLimits, PartnerLists } from "./partner-lists";
import { PartnerUsers, type UserLimits } from "./partner-users";
import type { Shelf } from "./shelf";
import { WorkspaceFaults } from "./workspace-faults";

export interface RecordedRequest {
  id: number;
  at: string;
  method: string;
  /** Below the workspace: from `/v1` or `/oauth` on, with the query. */
  path: string;
  headers: [string, string][];
  /** The first 32 KiB as text. */
  body: string;
  bodyBytes: number;
  durationMs: number;
  /** The fault that was played on it: `429, 2 of 3`. */
  fault?: string;
  /** Whether the partner did what was asked, for a fault. */
  tookEffect?: boolean;
  /** How a fault's answer ended; `under_way` until then. */
  ending?: "under_way" | Ending;
  /** Status 0 when none was sent. */
  response: { status: number; headers: [string, string][]; body: string };
}

export interface Workspace {
  name: string;
  lists: PartnerLists;
  users: PartnerUsers;
  events: PartnerEvents;
  faults: WorkspaceFaults;
  expectation: WorkspaceExpectation;
  requests: RecordedRequest[];
  /** Requests ever recorded; ids count up from it. */
  requestCount: number;
  lastUsedAt: string;
  /** Somebody has called it with its key. */
  isProven: boolean;
  watchers: Set<(event: WorkspaceEvent) => void>;
}

/** The parts of a workspace: those that an API fills, and what a test has set. */
export const workspaceParts = ["lists", "users", "events", "faults", "expectation"] as const;
export type WorkspacePart = (typeof workspaceParts)[number];

export type WorkspaceEvent =
  | { type: "request"; request: RecordedRequest }
  | { type: "part"; part: WorkspacePart }
  | { type: "cleared" }
  | { type: "forgotten" };

export interface StoreLimits extends ListLimits, UserLimits, EventLimits, HoldLimits {
  workspaces: number;
  /** Of those that nobody has called with their key: whoever only knocks at names must not have others forgotten. */
  unprovenWorkspaces: number;
  requestsPerWorkspace: number;
  requestBytesPerWorkspace: number;
  recordsPerWorkspace: number;
  /** Members, users, profiles and their like over all workspaces; the least recently used ones make room. */
  recordsInAll: number;
}

const defaultStoreLimits: StoreLimits = {
  workspaces: 200,
  unprovenWorkspaces: 50,
  requestsPerWorkspace: 500,
  requestBytesPerWorkspace: 2 * 1024 * 1024,
  listsPerWorkspace: 500,
  membersPerList: 100_000,
  usersPerWorkspace: 100_000,
  propertiesPerUser: 100,
  propertiesPerWorkspace: 500,
  tagsPerWorkspace: 500,
  eventsPerWorkspace: 5_000,
  eventBytesPerWorkspace: 2 * 1024 * 1024,
  profilesPerWorkspace: 100_000,
  groupsPerWorkspace: 500,
  recordsPerWorkspace: 1_000_000,
  recordsInAll: 2_000_000,
  heldPerWorkspace: 20,
  heldInAll: 200,
  holdMsMax,
};

export class WorkspaceStore {
  readonly limits: StoreLimits;
  readonly now: () => Date;
  /** In order of use: the first is the one to forget. */
  private readonly workspaces = new Map<string, Workspace>();

  constructor(options: { limits?: Partial<StoreLimits>; now?: () => Date } = {}) {
    this.limits = { ...defaultStoreLimits, ...options.limits };
    this.now = options.now ?? (() => new Date());
  }

  /** The workspace of this name, which from now on is the most recently used one. */
  use(name: string): Workspace {
    const workspace = this.workspaces.get(name) ?? this.create(name);
    workspace.lastUsedAt = this.now().toISOString();
    this.workspaces.delete(name);
    this.workspaces.set(name, workspace);
    this.forget();
    return workspace;
  }

  /** Notes that the workspace was called with its key: it is somebody's. */
  prove(workspace: Workspace): void {
    workspace.isProven = true;
    this.forget();
  }

  /** Most recently used first. */
  all(): Workspace[] {
    return [...this.workspaces.values()].reverse();
  }

  record(workspace: Workspace, request: Omit<RecordedRequest, "id">): RecordedRequest {
    workspace.requestCount += 1;
    const recorded: RecordedRequest = { id: workspace.requestCount, ...request };
    workspace.requests.push(recorded);
    const { requestsPerWorkspace, requestBytesPerWorkspace } = this.limits;
    let bytes = workspace.requests.reduce((sum, each) => sum + weigh(each), 0);
    while (workspace.requests.length > requestsPerWorkspace || bytes > requestBytesPerWorkspace) {
      const dropped = workspace.requests.shift();
      if (!dropped || workspace.requests.length === 0) break;
      bytes -= weigh(dropped);
    }
    tell(workspace, { type: "request", request: recorded });
    return recorded;
  }

  /** Notes how a request ended that was recorded before its answer was through. */
  finish(
    workspace: Workspace,
    request: RecordedRequest,
    outcome: Pick<RecordedRequest, "durationMs" | "ending" | "response">,
  ): void {
    Object.assign(request, outcome);
    if (workspace.requests.includes(request)) tell(workspace, { type: "request", request });
  }

  clear(workspace: Workspace): void {
    for (const part of workspaceParts) workspace[part].clear();
    workspace.requests.length = 0;
    tell(workspace, { type: "cleared" });
  }

  /** Ends every stream, as before a shutdown. */
  dismissWatchers(): void {
    for (const workspace of this.workspaces.values()) tell(workspace, { type: "forgotten" });
  }

  private create(name: string): Workspace {
    const shelf = (part: WorkspacePart): Shelf => ({
      reserve: (records) => this.reserve(records, workspace),
      changed: () => tell(workspace, { type: "part", part }),
      now: () => this.now().toISOString(),
    });
    const workspace: Workspace = {
      name,
      lists: new PartnerLists(this.limits, shelf("lists")),
      users: new PartnerUsers(this.limits, shelf("users")),
      events: new PartnerEvents(this.limits, shelf("events")),
      faults: new WorkspaceFaults(shelf("faults")),
      expectation: new WorkspaceExpectation(shelf("expectation")),
      requests: [],
      requestCount: 0,
      lastUsedAt: "",
      isProven: false,
      watchers: new Set(),
    };
    return workspace;
  }

  private reserve(records: number, workspace: Workspace): boolean {
    if (records <= 0) return true;
    const { recordsPerWorkspace, recordsInAll } = this.limits;
    if (countRecords(workspace) + records > Math.min(recordsPerWorkspace, recordsInAll)) return false;
    let total = this.all().reduce((sum, each) => sum + countRecords(each), records);
    for (const other of [...this.workspaces.values()]) {
      if (total <= recordsInAll) break;
      if (other === workspace) continue;
      total -= countRecords(other);
      this.drop(other);
    }
    return true;
  }

  /** The longest unused of each kind make room for those of their kind. */
  private forget(): void {
    const { workspaces, unprovenWorkspaces } = this.limits;
    for (const [isProven, max] of [
      [true, workspaces],
      [false, unprovenWorkspaces],
    ] as const) {
      const kind = [...this.workspaces.values()].filter((workspace) => workspace.isProven === isProven);
      for (const workspace of kind.slice(0, Math.max(0, kind.length - max))) this.drop(workspace);
    }
  }

  private drop(workspace: Workspace): void {
    this.workspaces.delete(workspace.name);
    this.clear(workspace);
    tell(workspace, { type: "forgotten" });
  }
}

function tell(workspace: Workspace, event: WorkspaceEvent): void {
  for (const watcher of workspace.watchers) watcher(event);
}

function countRecords({ lists, users, events, expectation }: Workspace): number {
  return lists.records + users.records + events.records + expectation.records;
}

function weigh({ path, headers, body, response }: RecordedRequest): number {
  return path.length + body.length + response.body.length + JSON.stringify(headers).length + 200;
}
