import "server-only";
import { createHash } from "node:crypto";
import { db } from "@/lib/server/db";
import {
  type ChainHead,
  type ChainLink,
  countUnplaced,
  readChain,
  readHead,
} from "@/lib/server/repositories/audit-chain";

/** What a check of the audit log has found. */
export interface ChainCheck {
  /** How many entries were read. */
  entries: number;
  /** Where the log ends. Kept elsewhere, it proves later that nothing before it was changed or cut off. */
  end: ChainHead;
  /** What is wrong, in words, the first places only; empty: the chain is unbroken. */
  problems: string[];
}

interface CheckOptions {
  /** An end of the chain that was written down earlier: that entry must still be there, with that hash. */
  expected?: ChainHead;
  /** The end that an unbroken check has seen: only what was added since is read. Default: the whole log is. */
  after?: ChainHead;
  onProgress?: (entries: number) => void;
  batchSize?: number;
}

const problemsMax = 20;

/**
 * Reads the whole audit log as it is at one moment, and makes every hash anew from what the rows say, without the
 * database's own function (SECURITY T15). Finds an entry that was changed, removed, put in another's place, or slipped in,
 * and an end that was cut off. Somebody who may do anything to the database could write the whole chain anew: only an end
 * that was kept elsewhere, as `expected`, finds that.
 */
export async function verifyAuditChain(options: CheckOptions = {}): Promise<ChainCheck> {
  return db.$transaction(
    async (tx) => {
      const head = await readHead(tx);
      const { after, batchSize = 2_000, onProgress } = options;
      const walk = new ChainWalk(options.expected);
      if (after) walk.goOnAfter(after, (await readChain(tx, String(BigInt(after.position) - 1n), 1))[0]);
      for (;;) {
        const links = await readChain(tx, walk.end.position, batchSize);
        for (const link of links) walk.add(link);
        onProgress?.(walk.entries);
        if (links.length < batchSize) break;
      }
      walk.finish(head, await countUnplaced(tx));
      return { entries: walk.entries, end: walk.end, problems: walk.problems };
    },
    { isolationLevel: "RepeatableRead", timeout: 600_000, maxWait: 10_000 },
  );
}

class ChainWalk {
  entries = 0;
  end: ChainHead = { position: "0", hash: "" };
  problems: string[] = [];

  constructor(private readonly expected?: ChainHead) {}

  /** `found` is what stands there now: it must be what was seen, or everything before it is in doubt. */
  goOnAfter(after: ChainHead, found: ChainLink | undefined): void {
    this.end = after;
    if (found?.position === after.position && found.hash === after.hash) return;
    this.found(`Entry ${after.position} is not the one whose hash was kept.`);
  }

  add(link: ChainLink): void {
    const position = link.position ?? "0";
    const next = BigInt(this.end.position) + 1n;
    const isNext = BigInt(position) === next;
    if (!isNext) this.found(`${entriesInWords(next, BigInt(position) - 1n)} missing.`);
    // After a gap the hash before is unknown: what the entry says can't be checked, and one gap is one problem.
    if (isNext && hashOf(this.end.hash, link) !== link.hash) {
      this.found(
        `Entry ${position} (id ${link.id}) is not what was written: it was changed, or stands in another's place.`,
      );
    }
    if (this.expected?.position === position && this.expected.hash !== link.hash) {
      this.found(`Entry ${position} has another hash than the one that was kept: the log before it was rewritten.`);
    }
    this.end = { position, hash: link.hash };
    this.entries += 1;
  }

  finish(head: ChainHead | undefined, unplaced: number): void {
    const last = BigInt(this.end.position);
    if (!head) this.found("The note of where the log ends is gone.");
    else if (BigInt(head.position) > last) {
      this.found(`${entriesInWords(last + 1n, BigInt(head.position))} missing: the end was cut off.`);
    } else if (head.position !== this.end.position || head.hash !== this.end.hash) {
      this.found(`The log ends at entry ${last}, and not where the database notes its end (${head.position}).`);
    }
    if (unplaced > 0) this.found(`${unplaced} ${unplaced === 1 ? "entry has" : "entries have"} no place in the chain.`);
    if (this.expected && BigInt(this.expected.position) > last) {
      this.found(`Entry ${this.expected.position}, whose hash was kept, is missing: the end was cut off.`);
    }
  }

  private found(problem: string): void {
    if (this.problems.length < problemsMax) this.problems.push(problem);
  }
}

function entriesInWords(first: bigint, last: bigint): string {
  return first === last ? `Entry ${first} is` : `Entries ${first} to ${last} are`;
}

/** The same text as the migration's `audit_hash`: each field with its length in bytes before it. */
function hashOf(previous: string, link: ChainLink): string {
  const { position, id, at, actorId, actorName, organizationId, action, subject, details } = link;
  const fields = [previous, position, id, at, actorId, actorName, organizationId, action, subject, details];
  const text = fields.map((field) => (field === null ? "-" : `${Buffer.byteLength(field)}:${field}`)).join("");
  return createHash("sha256").update(text).digest("hex");
}
