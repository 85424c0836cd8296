/**
 * The bodies of a run of calls that send users, batch by batch, as the bytes that are sent. The same compiled
 * templates as in `buildRequest`, bound once to what is the same for the whole run; only the rows differ.
 */
import type { CohortDefinition, MembersEndpoint } from "./definition";
import { ownValue } from "./effective-settings";
import { endpointName, endpointPath, type MembersKey } from "./endpoints";
import type { JsonValue } from "./json";
import { unfitReason } from "./mapping-check";
import {
  bodyLimit,
  type ItemTemplate,
  itemProblems,
  itemTemplate,
  makeItem,
  mappingChecks,
  mappingProblems,
  type SkippedUser,
  type UserCheck,
} from "./request-batch";
import { type BodyLimit, bodyFrame, bodyTemplate, callLookup, renderBody, tooLargeReason } from "./request-body";
import { type PartProblem, type RequestProblem, renderProblem, requestProblem } from "./request-problem";
import { batchScope, type CallValues, differsByUser, isItemVariable, userPlaces } from "./request-values";
import { directionColumn, RowScope } from "./row-scope";
import type { SampleUser } from "./sample-users";
import { ByteWriter, type Literal, literalOf } from "./template/byte-writer";
import { compileTemplate } from "./template/compile";
import {
  blockRows,
  type ItemWriter,
  itemWriter,
  type Row,
  type WriteBlock,
  type WriteItem,
} from "./template/item-writer";
import { renderedCharsMax } from "./template/output";
import type { Lookup, RenderProblem } from "./template/render";
import type { Template } from "./template/template";

export type { Row } from "./template/item-writer";

export type RenderedBatch =
  | {
      ok: true;
      /** UTF-8, a view into a buffer of its own; undefined where the call has no body or nobody is left to send. */
      body: Uint8Array | undefined;
      /** How many users are in the call. */
      count: number;
      /** How many rows this call is done with, sent and skipped: the next batch begins after them. */
      taken: number;
      /** `user` is the index in the rows. */
      skipped: SkippedUser[];
      warnings: string[];
    }
  | { ok: false; problems: RequestProblem[] };

export interface BatchOptions {
  /** The first row; 0 if not given. */
  from?: number;
  batchId?: string;
}

/**
 * The user properties that a run reads: what each row holds, and what to select of every user. Where users of both
 * directions share a call and something is said of each, one of the columns is `directionColumn`.
 */
export function batchColumns(definition: CohortDefinition, key: MembersKey, values: CallValues): string[] {
  const endpoint = definition.endpoints[key];
  const { template } = itemTemplate(definition, key, endpoint, values);
  const body = endpoint.batchSize === 1 ? bodyTemplate(endpoint) : undefined;
  const tokens = [...template.tokens, ...(body?.tokens ?? [])];
  const places = [
    ...tokens.flatMap(({ path }) => userPlaces(definition, values, path) ?? []),
    ...mappingChecks(definition, values).flatMap((check) => check.places),
  ];
  const properties = new Set(places.map(([property]) => property));
  const isDirected = tokens.some(({ path }) => differsByUser(definition, key, path));
  return [...properties, ...(isDirected ? [directionColumn] : [])];
}

/** Test users as rows. */
export function userRows(users: readonly SampleUser[], columns: readonly string[]): Row[] {
  return users.map(({ operation, properties }) =>
    columns.map((column) => (column === directionColumn ? operation : ownValue(properties, column))),
  );
}

/**
 * A renderer for the batches of a run. Where one endpoint serves both directions without mixing them, a run has one
 * direction, which is `values.operation`. `values.batchId` may change with each batch. `columns` name what the rows hold,
 * by default everything that is read; rows may also hold more, or lack what no user has.
 */
export function compileBatch(
  definition: CohortDefinition,
  key: MembersKey,
  values: CallValues,
  columns: readonly string[] = batchColumns(definition, key, values),
): BatchRenderer {
  return new BatchRenderer(definition, key, values, columns);
}

export class BatchRenderer {
  private readonly writer = new ByteWriter(new ArrayBuffer(0));
  private readonly idle: ArrayBufferLike[] = [];
  private bytesExpected = 65_536;
  private bound: BoundBatch;

  constructor(
    private readonly definition: CohortDefinition,
    private readonly key: MembersKey,
    private readonly values: CallValues,
    readonly columns: readonly string[],
  ) {
    this.bound = this.bind(values.batchId);
  }

  /** The next batch: as many rows from `from` on as the number of users and the bytes of a body allow. */
  render(rows: readonly Row[], { from = 0, batchId = this.bound.batchId }: BatchOptions = {}): RenderedBatch {
    if (batchId !== this.bound.batchId && this.bound.usesBatchId) this.bound = this.bind(batchId);
    const { writer } = this;
    writer.begin(this.idle.pop() ?? new ArrayBuffer(this.bytesExpected));
    const result = this.bound.render(rows, from);
    // A little more than was needed, so that the next batch needs no larger buffer.
    this.bytesExpected = Math.max(this.bytesExpected, Math.ceil(writer.position * 1.2));
    if (!result.ok || result.body === undefined) this.release(writer.buffer);
    return result;
  }

  /** Takes back the buffer of a body that has been sent, for a later batch. */
  release(body: Uint8Array): void {
    if (body.buffer.byteLength >= this.bytesExpected / 2) this.idle.push(body.buffer);
  }

  private bind(batchId: string): BoundBatch {
    return new BoundBatch(this.definition, this.key, { ...this.values, batchId }, this.columns, this.writer);
  }
}

/** Where a column has what a mapping asks of every user. */
type ColumnCheck = UserCheck & { column: number | undefined; read: (row: Row) => JsonValue | undefined };

/** The first and the last bytes of every body; the items stand between them. */
interface Frame {
  before: Literal;
  after: Literal;
}

/** A batch as it grows. */
interface Growing {
  /** The first row. */
  from: number;
  count: number;
  taken: number;
  skipped: SkippedUser[];
  /** Of each user in the call: the row, and where in the buffer the item ends. */
  ends: { row: number; end: number }[];
}

const encoder = new TextEncoder();

class BoundBatch {
  readonly batchId: string;
  readonly usesBatchId: boolean;
  private readonly endpoint: MembersEndpoint;
  private readonly lookup: Lookup;
  private readonly scope: RowScope;
  private readonly warnings: Set<string>;
  private readonly item: ItemTemplate;
  private readonly body: Template | undefined;
  private readonly limit: BodyLimit | undefined;
  private readonly frame: Frame | undefined;
  /** The limit where the length of the items alone doesn't tell that of the body. */
  private readonly unframedLimit: BodyLimit | undefined;
  /** What every row must have, and of that what the item itself doesn't need anyway. */
  private readonly checks: readonly ColumnCheck[];
  private readonly furtherChecks: readonly ColumnCheck[];
  private readonly write: WriteItem;
  private readonly writeBlock: WriteBlock | undefined;
  private readonly sizeMax: number;

  constructor(
    private readonly definition: CohortDefinition,
    private readonly key: MembersKey,
    private readonly values: CallValues,
    private readonly columns: readonly string[],
    private readonly writer: ByteWriter,
  ) {
    const scope = batchScope(definition, key, values);
    this.batchId = values.batchId;
    this.endpoint = definition.endpoints[key];
    this.lookup = scope.lookup;
    this.warnings = scope.warnings;
    this.scope = new RowScope(definition, key, values, columns, scope.lookup);
    this.item = itemTemplate(definition, key, this.endpoint, values);
    this.body = bodyTemplate(this.endpoint);
    this.limit = bodyLimit(this.endpoint, scope.lookup);
    this.frame = this.frameOf(this.body);
    this.unframedLimit = this.frame ? undefined : this.limit;
    this.usesBatchId = [this.item.template, this.body].some((template) =>
      template?.tokens.some(({ name }) => name === "batch_id"),
    );
    this.checks = mappingChecks(definition, values).map((check) => ({
      ...check,
      column: this.scope.column(check.places),
      read: this.scope.read(check.places),
    }));
    const { write, writeBlock, needed } = this.itemWriter();
    this.write = write;
    // Where the items don't stand in the body as they are, each has to be known by itself.
    this.writeBlock = this.frame && writeBlock;
    this.sizeMax = Math.max(1, this.endpoint.batchSize);
    this.furtherChecks = this.checks.filter(
      ({ format, column }) => format !== "any" || column === undefined || !needed.includes(column),
    );
  }

  render(rows: readonly Row[], from: number): RenderedBatch {
    const problems = [...itemProblems(this.item), ...this.mappingProblems(rows)];
    if (problems.length > 0) return this.refused(problems);
    const batch: Growing = { from, count: 0, taken: 0, skipped: [], ends: [] };
    for (;;) {
      if (this.frame) this.writer.literal(this.frame.before);
      const wrong = this.addItems(batch, rows);
      if (wrong) return this.refused(wrong);
      if (batch.count === 0 || !this.body) return this.done(batch, undefined);
      const made = this.frame ? this.closed(batch, this.frame) : this.rendered(batch, this.body, rows);
      if (made) return made;
      // The one user of the call can't be sent after all: the next one may be.
      this.writer.position = 0;
      batch.count = 0;
      batch.ends.length = 0;
    }
  }

  /** Writes items as long as the call takes more. What it returns is wrong for every user alike. */
  private addItems(batch: Growing, rows: readonly Row[]): PartProblem[] | undefined {
    const bytesMax = this.bytesMax();
    let index = batch.from + batch.taken;
    let isOpen = true;
    while (isOpen && index < rows.length && batch.count < this.sizeMax) {
      const written = this.addBlock(batch, rows, index, bytesMax);
      if (written > 0) {
        index += written;
        continue;
      }
      const added = this.addRow(batch, rows[index] ?? [], index, bytesMax);
      if (Array.isArray(added)) return added;
      isOpen = added;
      if (added) index += 1;
    }
    batch.taken = index - batch.from;
    return undefined;
  }

  /** Writes the next rows together where nothing is unusual about them, and returns how many these are. */
  private addBlock(batch: Growing, rows: readonly Row[], from: number, bytesMax: number): number {
    const { writer, writeBlock } = this;
    if (!writeBlock) return 0;
    const start = writer.position;
    let to = Math.min(from + blockRows, rows.length, from + this.sizeMax - batch.count);
    if (this.furtherChecks.length > 0) {
      let fit = from;
      while (fit < to && this.isFit(rows[fit] ?? [])) fit += 1;
      to = fit;
    }
    const count = writeBlock(rows, from, to);
    if (writer.position - 1 > bytesMax) {
      writer.position = start;
      return 0;
    }
    batch.count += count;
    return count;
  }

  /** Writes a row or notes why it is left out; false where the body has no more room for it. */
  private addRow(batch: Growing, row: Row, index: number, bytesMax: number): boolean | PartProblem[] {
    const { writer } = this;
    const start = writer.position;
    if (!this.isFit(row) || !this.write(row)) {
      writer.position = start;
      const problems = this.addUnusual(batch, row, index);
      if (problems) return problems;
      if (writer.position === start) return true;
    }
    const end = writer.position - 1;
    const hasRoom = end <= bytesMax;
    if ((!hasRoom || this.unframedLimit) && !this.fitsAlone(row, start, end, bytesMax)) {
      writer.position = start;
      batch.skipped.push({ user: index, reason: tooLargeReason(this.endpoint.bodyBytesMax ?? renderedCharsMax) });
      return true;
    }
    if (!hasRoom) {
      writer.position = start;
      return false;
    }
    batch.count += 1;
    if (!this.frame) batch.ends.push({ row: index, end });
    return true;
  }

  /** The last byte an item may end at; where the items don't stand in the body as they are, only the memory limits. */
  private bytesMax(): number {
    const limit = Math.min(
      this.frame ? (this.endpoint.bodyBytesMax ?? renderedCharsMax) : renderedCharsMax,
      renderedCharsMax,
    );
    return limit - (this.frame?.after.bytes.length ?? 0);
  }

  private fitsAlone(row: Row, start: number, end: number, bytesMax: number): boolean {
    if (this.unframedLimit) {
      return this.unframedLimit.takes(this.writer.textBetween(start, end), this.scope.lookup(row));
    }
    return (this.frame?.before.bytes.length ?? 0) + end - start <= bytesMax;
  }

  private isFit(row: Row): boolean {
    return this.furtherChecks.length === 0 || unfitReason(this.furtherChecks, ({ read }) => read(row)) === undefined;
  }

  /** Writes an item that isn't written directly, or notes why its user is left out. */
  private addUnusual(batch: Growing, row: Row, index: number): PartProblem[] | undefined {
    const reason = unfitReason(this.checks, ({ read }) => read(row));
    const made =
      reason === undefined ? makeItem(this.definition, this.key, this.item, this.scope.lookup(row)) : { reason };
    if (typeof made === "string") this.writer.text(`${made},`);
    else if ("reason" in made) batch.skipped.push({ user: index, reason: made.reason });
    else return made.problems;
    return undefined;
  }

  /** The body whose items are all written: instead of the last comma, what stands after them. */
  private closed(batch: Growing, { after }: Frame): RenderedBatch {
    const { writer } = this;
    writer.position -= 1;
    writer.literal(after);
    return this.done(batch, writer.buffer.subarray(0, writer.position));
  }

  /**
   * The body of a template that does more with its items than hold them; undefined where the one user of the call lacks
   * something that the body needs and is left out.
   */
  private rendered(batch: Growing, body: Template, rows: readonly Row[]): RenderedBatch | undefined {
    const items = batch.ends.map(({ end }, index) => {
      const previous = batch.ends[index - 1];
      return this.writer.textBetween(previous ? previous.end + 1 : 0, end);
    });
    const user = this.scope.lookup(rows[batch.ends[0]?.row ?? 0] ?? []);
    const count = this.limit ? this.limit.count(items, user) : items.length;
    const sent = items.slice(0, count);
    const result = renderBody(body, callLookup(this.endpoint.batchSize, sent, this.lookup, user), sent);
    if (!result.ok) {
      if (this.leavesOut(batch, result.problems)) return undefined;
      const path = [...endpointPath(this.definition, this.key), "payload"];
      return this.refused(result.problems.map((problem) => renderProblem(path, "payload", problem)));
    }
    for (const { message } of result.warnings) this.addWarning(message);
    return this.done(upTo(batch, count), encoder.encode(result.text));
  }

  /** Notes why the one user of a call is left out, if another user might do better. */
  private leavesOut(batch: Growing, problems: readonly RenderProblem[]): boolean {
    const [problem] = problems;
    const [single] = batch.ends;
    if (this.endpoint.batchSize !== 1 || !problem || !single) return false;
    if (!problems.every(({ token }) => token && isItemVariable(this.definition, this.key, token.path))) return false;
    batch.skipped.push({ user: single.row, reason: `Payload: ${problem.message}` });
    return true;
  }

  private done({ count, taken, skipped }: Growing, body: Uint8Array | undefined): RenderedBatch {
    return { ok: true, body, count, taken, skipped, warnings: [...this.warnings] };
  }

  private refused(problems: readonly PartProblem[]): RenderedBatch {
    const { definition, key, values } = this;
    return { ok: false, problems: problems.map((problem) => requestProblem(definition, key, values, problem)) };
  }

  private mappingProblems(rows: readonly Row[]): PartProblem[] {
    return mappingProblems(this.definition, this.values, (name) => {
      const column = this.columns.indexOf(name);
      return column >= 0 && rows.some((row) => row[column] !== undefined);
    });
  }

  private addWarning(message: string): void {
    this.warnings.add(`${endpointName(this.definition, this.key)} payload: ${message}`);
  }

  private frameOf(body: Template | undefined): Frame | undefined {
    const frame = body && bodyFrame(body, this.endpoint.batchSize, this.lookup);
    if (!frame) return undefined;
    for (const message of frame.warnings) this.addWarning(message);
    return { before: literalOf(frame.before), after: literalOf(frame.after) };
  }

  /** In a call of one user there may be no item template, and then there is no item to write. */
  private itemWriter(): ItemWriter {
    const { template } = this.item;
    if (template.root === undefined || template.errors.length > 0)
      return { write: () => false, writeBlock: undefined, needed: [] };
    return itemWriter(compileTemplate(template), this.scope, this.writer);
  }
}

/** A batch that ends before the user whom the body has no room for. */
function upTo(batch: Growing, count: number): Growing {
  const next = batch.ends[count];
  if (!next) return batch;
  return {
    ...batch,
    count,
    taken: next.row - batch.from,
    skipped: batch.skipped.filter(({ user }) => user < next.row),
  };
}
