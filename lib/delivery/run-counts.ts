/** What became of everybody in a run, and which failures it met. */
import type { EndpointKey } from "@/lib/destination/endpoints";
import type { Outcome } from "@/lib/destination/error-catalog";

/** Users of both directions; of an event destination, events as `adds`. */
export interface Items {
  adds: number;
  removes: number;
}

export interface UserCounts {
  added: number;
  removed: number;
  /** Refused one by one, in a call that was accepted. */
  rejected: number;
  /** In calls that failed for good. */
  failed: number;
  /** In calls that the run no longer made. */
  notSent: number;
  /** Counted as added or removed although the partner didn't take them: no rule of the destination tells. */
  unnoticed: number;
}

export interface BatchCounts {
  delivered: number;
  failed: number;
  notSent: number;
}

/** A failure as the error catalog names it, at one endpoint. */
export interface FailureRow {
  endpoint: EndpointKey;
  /** The failure reason of the entry, or `unclassified`. */
  name: string;
  entryId?: string;
  status: string;
  message: string;
  /** Calls that met it, retries included. */
  calls: number;
  /** Calls that it ended. */
  batches: number;
  /** Users or events that it cost. */
  users: number;
  firstMs: number;
  lastMs: number;
}

export class RunCounts {
  users: UserCounts = noUsers();
  batches: BatchCounts = { delivered: 0, failed: 0, notSent: 0 };
  /** Who was delivered to a list that was gone afterwards. */
  sentAgain = 0;
  private readonly failures = new Map<string, FailureRow>();
  /** The same rows: the outcomes of a simulation are a few objects that come again and again. */
  private readonly rows = new Map<Outcome, FailureRow>();

  deliver({ adds, removes }: Items, calls = 1): void {
    this.users.added += adds * calls;
    this.users.removed += removes * calls;
  }

  leave({ adds, removes }: Items, calls = 1): void {
    this.users.notSent += (adds + removes) * calls;
    this.batches.notSent += calls;
  }

  /** The row of a failure, which has been met at a moment. */
  meet(endpoint: EndpointKey, outcome: Outcome, moment: number): FailureRow {
    const row = this.rows.get(outcome) ?? this.rowOf(endpoint, outcome, moment);
    this.rows.set(outcome, row);
    row.calls += 1;
    row.lastMs = moment;
    return row;
  }

  private rowOf(endpoint: EndpointKey, { type: name, entryId, status, message }: Outcome, moment: number): FailureRow {
    const id = `${endpoint} ${entryId ?? ""} ${status} ${name}`;
    const row = this.failures.get(id) ?? {
      endpoint,
      name,
      ...(entryId === undefined ? {} : { entryId }),
      status,
      message,
      calls: 0,
      batches: 0,
      users: 0,
      firstMs: moment,
      lastMs: moment,
    };
    this.failures.set(id, row);
    return row;
  }

  /** Everything that was delivered counts no more: the list it went to is gone. */
  startOver(): void {
    this.sentAgain += this.users.added + this.users.removed;
    this.users = noUsers();
    this.batches = { delivered: 0, failed: 0, notSent: 0 };
  }

  failureRows(): FailureRow[] {
    return [...this.failures.values()];
  }
}

function noUsers(): UserCounts {
  return { added: 0, removed: 0, rejected: 0, failed: 0, notSent: 0, unnoticed: 0 };
}
