/** What became of the single users or events of a call, where the response tells (SPEC 5.6). */
import type { ItemMeaning, ItemOutcome } from "./definition";
import { matchesPieces } from "./glob";
import { ItemIndex, identifierText } from "./item-index";
import { isLosslessNumber, type JsonValue, parseJson } from "./json";
import { type PathStep, readResponsePath, valuesAt } from "./response-path";

/** One item of a call: the JSON it was sent as, and its direction. Events are sent as additions. */
export interface SentItem {
  json: string;
  operation: "add" | "remove";
}

/** `failed`: the call failed as a whole, and nothing more is said about this item. */
export type ItemResult = "accepted" | ItemMeaning | "failed";

export interface ItemVerdict {
  result: ItemResult;
  /** The rule that said so; without one nothing was said about the item. */
  ruleId?: string;
  code?: string;
  message?: string;
}

/** A report that fits none of the items: it can be shown, but nobody can be told. */
export interface UnmatchedReport {
  ruleId: string;
  reason: string;
  code?: string;
  message?: string;
}

export interface ItemReading {
  /** One for each item, in the order of the request. */
  items: ItemVerdict[];
  /** The first hundred; `unmatchedCount` counts all that tell of something going wrong. */
  unmatched: UnmatchedReport[];
  unmatchedCount: number;
  /** What kept us from reading all of it, in words. */
  problems: string[];
  /** The response can't be read at all, so that nothing is known about any item. */
  isUnreadable: boolean;
}

export interface ItemSummary {
  /** Never a success while any item was rejected, is to be sent again, or may have been. */
  kind: "success" | "partial" | "failure";
  total: number;
  accepted: number;
  rejected: number;
  done: number;
  retry: number;
  failed: number;
  unmatched: number;
}

export interface ItemQuestion {
  rules: readonly ItemOutcome[];
  sent: readonly SentItem[];
  response: { body: string; isTruncated?: boolean };
  /** Whether the call as a whole counts as a success. */
  isSuccess: boolean;
  /** What people call an item. Default `user`. */
  noun?: "user" | "event";
}

const unmatchedShownMax = 100;
/** Reports read and codes compared for one response: a hundred thousand items with ten rules of five codes are fine. */
const stepsMax = 10_000_000;
const codeCharsMax = 100;
const messageCharsMax = 500;

const accepted: ItemVerdict = { result: "accepted" };
const failed: ItemVerdict = { result: "failed" };

/** The items of a batch with their directions, as `readItemOutcomes` wants them. */
export function sentItems(batch: {
  items: readonly string[];
  users: readonly { operation?: "add" | "remove" }[];
}): SentItem[] {
  return batch.items.map((json, index) => ({ json, operation: batch.users[index]?.operation ?? "add" }));
}

/** Whether any of the rules is complete enough to be asked. */
export function hasItemOutcomes(rules: readonly ItemOutcome[]): boolean {
  return rules.some(({ path }) => path.trim() !== "");
}

/**
 * What the response says about each item. The first rule that reports an item decides about it, and of a rule the first
 * report; an item that no rule reports shares the fate of the call. The time grows with the sizes of the response, the
 * items and the list of rules, and never with their product.
 */
export function readItemOutcomes(question: ItemQuestion): ItemReading {
  return new OutcomeReader(question).read();
}

class OutcomeReader {
  private readonly verdicts: (ItemVerdict | undefined)[];
  private readonly unmatched: UnmatchedReport[] = [];
  private readonly problems = new Set<string>();
  private readonly index: ItemIndex;
  private readonly noun: string;
  private readonly operations: ReadonlySet<SentItem["operation"]>;
  /** What was decided already: an identifier that many items share may be reported many times. */
  private readonly settled = new Set<readonly number[]>();
  private unmatchedCount = 0;
  private stepsLeft = stepsMax;

  constructor(private readonly question: ItemQuestion) {
    const { sent, noun = "user" } = question;
    this.verdicts = sent.map(() => undefined);
    this.index = new ItemIndex(sent.map(({ json }) => json));
    this.noun = noun;
    this.operations = new Set(sent.map(({ operation }) => operation));
  }

  read(): ItemReading {
    const { response, isSuccess, rules } = this.question;
    const asks = hasItemOutcomes(rules) && response.body.trim() !== "";
    const document = asks ? parseJson(response.body) : undefined;
    const isUnreadable = asks && document === undefined;
    if (isUnreadable) this.problems.add(unreadableMessage(response.isTruncated === true, this.noun));
    if (document !== undefined) {
      for (const [position, rule] of rules.entries()) this.apply(rule, position, document);
    }
    const rest = isSuccess && !isUnreadable ? accepted : failed;
    return {
      items: this.verdicts.map((verdict) => verdict ?? rest),
      unmatched: this.unmatched,
      unmatchedCount: this.unmatchedCount,
      problems: [...this.problems],
      isUnreadable,
    };
  }

  private apply(rule: ItemOutcome, position: number, document: JsonValue): void {
    if (rule.path.trim() === "") return;
    const compiled = compileRule(rule);
    if (typeof compiled === "string") {
      this.problems.add(`Per-item result ${position + 1}: ${compiled}`);
      return;
    }
    const found = valuesAt(document, compiled.path);
    const elements = found.flatMap(elementsOf);
    if (rule.identifyBy === "position" && found.length > 0) this.checkCount(rule, elements.length);
    for (const [place, element] of elements.entries()) {
      this.stepsLeft -= 1 + compiled.codes.length;
      if (this.stepsLeft < 0) {
        this.problems.add("The response reports more than we compare, so what became of some is not known.");
        return;
      }
      // In a list by position, null stands for an item about which there is nothing to say.
      const report = element === null ? undefined : readReport(element, rule, compiled);
      if (report) this.take(rule, compiled, element, place, elements.length, report);
    }
  }

  private checkCount({ path }: ItemOutcome, count: number): void {
    const { length } = this.question.sent;
    if (length === 0 || count === length) return;
    this.problems.add(
      `${path.trim()} holds ${counted(count, "result")} for ${counted(length, this.noun)}, so they can't be told apart by their position.`,
    );
  }

  private take(
    rule: ItemOutcome,
    compiled: CompiledRule,
    element: JsonValue,
    place: number,
    count: number,
    report: Report,
  ): void {
    const targets = this.targets(rule, compiled, element, place, count);
    for (const { items, reason } of targets) {
      if (items.length === 0) this.addUnmatched(rule, reason, report);
      if (this.settled.has(items)) continue;
      this.settled.add(items);
      for (const item of items) this.verdicts[item] ??= this.verdictFor(rule, item, report);
    }
  }

  private targets(
    rule: ItemOutcome,
    compiled: CompiledRule,
    element: JsonValue,
    place: number,
    count: number,
  ): { items: readonly number[]; reason: string }[] {
    const { sent } = this.question;
    if (rule.identifyBy === "position") {
      const items = count === sent.length ? [place] : [];
      return [{ items, reason: `It is number ${place + 1} of ${count}.` }];
    }
    const identifiers = valuesAt(element, compiled.itemPath).flatMap(elementsOf);
    if (identifiers.length === 0 || identifiers.every((value) => identifierText(value) === undefined)) {
      // What is said in a call of one item can only be about that one.
      const items = sent.length === 1 ? [0] : [];
      return [{ items, reason: `It doesn't say which ${this.noun} it is about.` }];
    }
    return identifiers.map((identifier) => {
      const shown = shorten(identifierText(identifier) ?? "", codeCharsMax);
      if (rule.identifyBy === "index") {
        const at = indexIn(identifier);
        const items = at !== undefined && at < sent.length ? [at] : [];
        return { items, reason: `${shown} isn't the place of a ${this.noun} in the request.` };
      }
      const items = this.index.find(identifier, compiled.matchPath, rule.caseSensitive);
      const where = rule.matchPath.trim() === "" ? "" : ` at ${rule.matchPath.trim()}`;
      return { items, reason: `No ${this.noun} in the request has ${shown}${where}.` };
    });
  }

  private verdictFor(rule: ItemOutcome, item: number, report: Report): ItemVerdict {
    const isRemoval = this.question.sent[item]?.operation === "remove";
    return { result: isRemoval ? rule.onRemove : rule.onAdd, ruleId: rule.id, ...report };
  }

  /** A report that is harmless in every direction of this call needs nobody's attention. */
  private addUnmatched(rule: ItemOutcome, reason: string, report: Report): void {
    const { sent } = this.question;
    const has = (operation: SentItem["operation"]) => sent.length === 0 || this.operations.has(operation);
    const isHarmless = (!has("add") || rule.onAdd === "done") && (!has("remove") || rule.onRemove === "done");
    if (isHarmless) return;
    this.unmatchedCount += 1;
    if (this.unmatched.length < unmatchedShownMax) this.unmatched.push({ ruleId: rule.id, reason, ...report });
  }
}

interface CompiledRule {
  path: readonly PathStep[];
  itemPath: readonly PathStep[];
  matchPath: readonly PathStep[];
  codePath: readonly PathStep[];
  messagePath: readonly PathStep[];
  /** The codes that count, each in the pieces between its stars. */
  codes: readonly string[][];
}

/** The paths of a rule, or which of them can't be followed. */
function compileRule(rule: ItemOutcome): CompiledRule | string {
  const problems: string[] = [];
  const steps = (text: string): readonly PathStep[] => {
    if (text.trim() === "") return [];
    const read = readResponsePath(text);
    if (read.ok) return read.steps;
    problems.push(itemPathMessage(text, read.reason));
    return [];
  };
  const compiled = {
    path: steps(rule.path),
    itemPath: steps(rule.itemPath),
    matchPath: steps(rule.matchPath),
    codePath: steps(rule.codePath),
    messagePath: steps(rule.messagePath),
    codes: rule.codes.map((code) => code.trim().split("*")),
  };
  return problems[0] ?? compiled;
}

/** Why a path of a rule can't be used; undefined where it can. An empty one is for the caller to judge. */
export function itemPathProblem(text: string): string | undefined {
  if (text.trim() === "") return undefined;
  const read = readResponsePath(text);
  return read.ok ? undefined : itemPathMessage(text, read.reason);
}

function itemPathMessage(text: string, reason: "unreadable" | "unbounded"): string {
  const path = text.trim();
  return reason === "unbounded"
    ? `${path} can't be followed: use names, indexes and *, but no .., no filters, no slices and no lists.`
    : `${path} isn't a path we can read. Write it like errors, data.results[0].failed or $['failed-users'].`;
}

interface Report {
  code?: string;
  message?: string;
}

/** What an element reports; undefined where its code isn't one of those that count. */
function readReport(element: JsonValue, rule: ItemOutcome, { codePath, codes, messagePath }: CompiledRule) {
  const found = rule.codePath.trim() === "" ? [] : valuesAt(element, codePath).flatMap(identifierText);
  const texts = found.filter((text) => text !== undefined);
  const code = codes.length === 0 ? texts[0] : texts.find((text) => codes.some((each) => matchesPieces(text, each)));
  if (codes.length > 0 && code === undefined) return undefined;
  const message = rule.messagePath.trim() === "" ? undefined : wordsAt(element, messagePath);
  const report: Report = {
    ...(code === undefined ? {} : { code: shorten(code, codeCharsMax) }),
    ...(message === undefined ? {} : { message: shorten(message, messageCharsMax) }),
  };
  return report;
}

function wordsAt(element: JsonValue, path: readonly PathStep[]): string | undefined {
  const words = valuesAt(element, path)
    .flatMap(elementsOf)
    .flatMap((value) => identifierText(value) ?? []);
  return words.length === 0 ? undefined : words.join("; ");
}

/** What stands at the path as a list: an array's elements, or the one thing that stands there instead of an array. */
function elementsOf(value: JsonValue): readonly JsonValue[] {
  if (Array.isArray(value)) return value;
  return value === null || value === false || value === "" || isEmptyObject(value) ? [] : [value];
}

/** What some languages make of an empty array. */
function isEmptyObject(value: JsonValue): boolean {
  return typeof value === "object" && value !== null && !isLosslessNumber(value) && Object.keys(value).length === 0;
}

/** An index from 0: a number, its digits, or the first place in a text such as `contacts[3].email` or `/data/3/id`. */
function indexIn(value: JsonValue): number | undefined {
  const text = identifierText(value);
  const digits = text === undefined ? undefined : /^(\d{1,9})$|\[(\d{1,9})\]|\/(\d{1,9})(?=\/|$)/.exec(text);
  const found = digits?.[1] ?? digits?.[2] ?? digits?.[3];
  return found === undefined ? undefined : Number(found);
}

function unreadableMessage(isTruncated: boolean, noun: string): string {
  const consequence = `so it doesn't tell what became of each ${noun}.`;
  return isTruncated
    ? `The response is longer than we read, ${consequence}`
    : `The response isn't JSON, ${consequence}`;
}

/** The counts of a reading, and what the call counts as. */
export function summarizeItems(reading: ItemReading): ItemSummary {
  const counts = { accepted: 0, rejected: 0, done: 0, retry: 0, failed: 0 };
  for (const { result } of reading.items) counts[result] += 1;
  const total = reading.items.length;
  return { kind: kindOf(counts, total, reading), total, ...counts, unmatched: reading.unmatchedCount };
}

function kindOf(
  { accepted: taken, done, failed: lost }: Record<ItemResult, number>,
  total: number,
  { unmatchedCount, problems, isUnreadable }: ItemReading,
): ItemSummary["kind"] {
  if (isUnreadable || lost > 0) return "failure";
  if (total > 0 && taken + done === 0) return "failure";
  const isWhole = taken + done === total && unmatchedCount === 0 && problems.length === 0;
  return isWhole ? "success" : "partial";
}

/** A summary in words, such as "2 of 3 users were accepted, 1 was rejected." */
export function itemSummaryWords(summary: ItemSummary, noun: "user" | "event"): string {
  const { total, rejected, done, retry, unmatched } = summary;
  const parts = [
    `${summary.accepted} of ${counted(total, noun)} ${summary.accepted === 1 ? "was" : "were"} accepted`,
    ...(done > 0 ? [`${done} had nothing left to do`] : []),
    ...(rejected > 0 ? [`${rejected} ${rejected === 1 ? "was" : "were"} rejected`] : []),
    ...(retry > 0 ? [`${retry} ${retry === 1 ? "is" : "are"} to be sent again`] : []),
  ];
  const nobody = `${counted(unmatched, "report")} in the response ${unmatched === 1 ? "fits" : "fit"} no ${noun} of the request`;
  if (total === 0) return unmatched > 0 ? `${nobody}.` : "";
  return `${parts.join(", ")}.${unmatched > 0 ? ` ${nobody}.` : ""}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function shorten(text: string, charsMax: number): string {
  return text.length > charsMax ? `${text.slice(0, charsMax)}…` : text;
}
