/**
 * The calls that faults keep open. There is room for so many of one workspace and so many in all, and each has an end,
 * so that nobody can use up the server with calls that hang.
 */
export interface HoldLimits {
  heldPerWorkspace: number;
  heldInAll: number;
  /** Milliseconds; a longer fault ends here. */
  holdMsMax: number;
}

interface Held {
  workspace: string;
  end: () => void;
}

export class HeldConnections {
  readonly limits: HoldLimits;
  private readonly held = new Set<Held>();

  constructor(limits: HoldLimits) {
    this.limits = limits;
  }

  get count(): number {
    return this.held.size;
  }

  /** Takes a place; `end` is called when the server closes. The result gives it back; undefined when there is none. */
  take(workspace: string, end: () => void): (() => void) | undefined {
    const { heldPerWorkspace, heldInAll } = this.limits;
    const own = [...this.held].filter((each) => each.workspace === workspace).length;
    if (own >= heldPerWorkspace || this.held.size >= heldInAll) return undefined;
    const place: Held = { workspace, end };
    this.held.add(place);
    return () => void this.held.delete(place);
  }

  endAll(): void {
    for (const { end } of this.held) end();
  }
}
