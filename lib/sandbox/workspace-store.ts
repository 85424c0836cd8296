/** What the sandbox remembers, in memory and within bounds: a stranger may fill it, but not without end. */
import { randomBytes } from "node:crypto";

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

export interface RecordedRequest {
  id: number;
  at: string;
  method: string;
  /** From `/v1` on, with the query. */
  path: string;
  headers: [string, string][];
  /** The first 32 KiB as text. */
  body: string;
  bodyBytes: number;
  durationMs: number;
  response: { status: number; headers: [string, string][]; body: string };
}

export interface Workspace {
  name: string;
  lists: Map<string, PartnerList>;
  requests: RecordedRequest[];
  /** Requests ever recorded; ids count up from it. */
  requestCount: number;
  lastUsedAt: string;
  watchers: Set<(event: WorkspaceEvent) => void>;
}

export type WorkspaceEvent =
  | { type: "request"; request: RecordedRequest }
  | { type: "lists" }
  | { type: "cleared" }
  | { type: "forgotten" };

export interface StoreLimits {
  workspaces: number;
  requestsPerWorkspace: number;
  requestBytesPerWorkspace: number;
  listsPerWorkspace: number;
  membersPerList: number;
  /** Over all workspaces; the least recently used ones make room. */
  membersInAll: number;
}

const defaultStoreLimits: StoreLimits = {
  workspaces: 200,
  requestsPerWorkspace: 500,
  requestBytesPerWorkspace: 2 * 1024 * 1024,
  listsPerWorkspace: 500,
  membersPerList: 100_000,
  membersInAll: 2_000_000,
};

export class WorkspaceStore {
  readonly limits: StoreLimits;
  private readonly now: () => Date;
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
    this.forget(this.limits.workspaces);
    return workspace;
  }

  /** Most recently used first. */
  all(): Workspace[] {
    return [...this.workspaces.values()].reverse();
  }

  record(workspace: Workspace, request: Omit<RecordedRequest, "id">): void {
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
    this.tell(workspace, { type: "request", request: recorded });
  }

  createList(workspace: Workspace, name: string, creationKey?: string): PartnerList {
    const list: PartnerList = {
      id: `lst_${randomBytes(6).toString("hex")}`,
      name,
      createdAt: this.now().toISOString(),
      members: new Map(),
      ...(creationKey !== undefined && { creationKey }),
    };
    workspace.lists.set(list.id, list);
    this.tell(workspace, { type: "lists" });
    return list;
  }

  deleteList(workspace: Workspace, list: PartnerList): void {
    workspace.lists.delete(list.id);
    this.tell(workspace, { type: "lists" });
  }

  /** Adds or refreshes members; undefined when the list would grow beyond its bound, and then nothing was added. */
  addMembers(workspace: Workspace, list: PartnerList, members: readonly Member[]): number | undefined {
    const fresh = new Set(members.filter(({ id }) => !list.members.has(id)).map(({ id }) => id)).size;
    if (list.members.size + fresh > this.limits.membersPerList) return undefined;
    this.makeRoom(fresh, workspace);
    for (const member of members) list.members.set(member.id, { ...list.members.get(member.id), ...member });
    this.tell(workspace, { type: "lists" });
    return fresh;
  }

  removeMembers(workspace: Workspace, list: PartnerList, members: readonly Member[]): number {
    let removed = 0;
    for (const { id } of members) if (list.members.delete(id)) removed += 1;
    this.tell(workspace, { type: "lists" });
    return removed;
  }

  clear(workspace: Workspace): void {
    workspace.lists.clear();
    workspace.requests.length = 0;
    this.tell(workspace, { type: "cleared" });
  }

  /** Ends every stream, as before a shutdown. */
  dismissWatchers(): void {
    for (const workspace of this.workspaces.values()) this.tell(workspace, { type: "forgotten" });
  }

  private create(name: string): Workspace {
    return { name, lists: new Map(), requests: [], requestCount: 0, lastUsedAt: "", watchers: new Set() };
  }

  private tell(workspace: Workspace, event: WorkspaceEvent): void {
    for (const watcher of workspace.watchers) watcher(event);
  }

  private makeRoom(fresh: number, except: Workspace): void {
    const { membersInAll } = this.limits;
    let total = this.all().reduce((sum, workspace) => sum + countMembers(workspace), fresh);
    for (const workspace of [...this.workspaces.values()]) {
      if (total <= membersInAll) return;
      if (workspace === except) continue;
      total -= countMembers(workspace);
      this.drop(workspace);
    }
  }

  private forget(max: number): void {
    for (const workspace of this.workspaces.values()) {
      if (this.workspaces.size <= max) return;
      this.drop(workspace);
    }
  }

  private drop(workspace: Workspace): void {
    this.workspaces.delete(workspace.name);
    this.clear(workspace);
    this.tell(workspace, { type: "forgotten" });
  }
}

function countMembers(workspace: Workspace): number {
  let count = 0;
  for (const list of workspace.lists.values()) count += list.members.size;
  return count;
}

function weigh({ path, headers, body, response }: RecordedRequest): number {
  return path.length + body.length + response.body.length + JSON.stringify(headers).length + 200;
}
