/** The fault script of a workspace while it plays: whose turn it is, and how often each rule has fired. */
import { describeRule, faultName } from "./describe-fault";
import { changesTrueAnswer, type FaultRule, type FaultScript } from "./fault-script";
import type { IdentifiedCall } from "./partner-operation";
import { seededRandom } from "./seeded-random";
import type { Shelf } from "./shelf";

export interface FaultHit {
  rule: FaultRule;
  /** Counts from 1. */
  number: number;
  /** `429, 2 of 3`. */
  text: string;
}

interface ArmedRule {
  rule: FaultRule;
  random: () => number;
  /** Calls that fitted. */
  matched: number;
  hits: number;
}

export class WorkspaceFaults {
  private readonly shelf: Pick<Shelf, "changed">;
  private script: FaultScript | undefined;
  private rules: ArmedRule[] = [];
  private isPaused = false;

  constructor(shelf: Pick<Shelf, "changed">) {
    this.shelf = shelf;
  }

  /** Arms a script in place of the one before; it counts from zero. */
  arm(script: FaultScript, isPaused = false): void {
    this.script = script;
    this.isPaused = isPaused;
    this.rules = script.rules.map((rule, index) => ({
      rule,
      // A generator for each rule: what one draws does not depend on the calls that only others fit.
      random: seededRandom(script.seed + index * 0x9e3779b1),
      matched: 0,
      hits: 0,
    }));
    this.shelf.changed();
  }

  /** A paused script neither fires nor counts. False when none is armed. */
  pause(isPaused: boolean): boolean {
    if (!this.script) return false;
    this.isPaused = isPaused;
    this.shelf.changed();
    return true;
  }

  disarm(): void {
    this.clear();
    this.shelf.changed();
  }

  clear(): void {
    this.script = undefined;
    this.rules = [];
    this.isPaused = false;
  }

  get isPlaying(): boolean {
    return this.script !== undefined && !this.isPaused;
  }

  /** The fault of this call, if it is any rule's turn. Each rule counts the call, whichever of them fires. */
  next(call: IdentifiedCall): FaultHit | undefined {
    if (!this.isPlaying) return undefined;
    const due = this.rules.filter((armed) => fits(armed.rule, call) && isDue(armed));
    const armed = due[0];
    this.shelf.changed();
    if (!armed) return undefined;
    armed.hits += 1;
    const { rule, hits: number } = armed;
    const progress = rule.times === null ? `time ${number}` : `${number} of ${rule.times}`;
    return { rule, number, text: `${faultName(rule.effect)}, ${progress}` };
  }

  /** What is armed, for the API and the inspector. */
  describe(): object {
    return {
      script: this.script ?? null,
      isPaused: this.isPaused,
      rules: this.rules.map(({ rule, matched, hits }) => ({
        fault: faultName(rule.effect),
        sentence: describeRule(rule),
        matched,
        hits,
        times: rule.times,
        isSpent: rule.times !== null && hits >= rule.times,
      })),
    };
  }
}

/** Counts the call, and says whether the rule would fire on it. */
function isDue(armed: ArmedRule): boolean {
  const { from, every, percent, times } = armed.rule;
  armed.matched += 1;
  if (armed.matched < from || (armed.matched - from) % every !== 0) return false;
  // Drawn even when the rule is spent, so that the draws follow from the number of the call alone.
  const isDrawn = armed.random() * 100 < percent;
  return isDrawn && (times === null || armed.hits < times);
}

function fits({ calls, effect }: FaultRule, call: IdentifiedCall): boolean {
  const { api, operation, method, path, itemsAbove } = calls;
  if (api !== "any" && api !== call.api) return false;
  if (operation === "any_batch" ? call.items === undefined : operation !== "any" && operation !== call.operation) {
    return false;
  }
  if (itemsAbove > 0 && (call.items?.length ?? 0) <= itemsAbove) return false;
  if (effect.type === "reject_half" && call.items === undefined) return false;
  if (effect.type === "list_gone" && call.listId === undefined) return false;
  return isGlobMatch(method.toUpperCase(), call.method) && isGlobMatch(path, call.path);
}

/** Whether `*` stands for what is between; everything else stands for itself. Linear in the text for each star. */
export function isGlobMatch(glob: string, text: string): boolean {
  const [head = "", ...rest] = glob.split("*");
  const tail = rest.pop();
  if (tail === undefined) return glob === text;
  if (!text.startsWith(head) || text.length < head.length + tail.length || !text.endsWith(tail)) return false;
  const end = text.length - tail.length;
  let position = head.length;
  for (const part of rest) {
    const found = text.indexOf(part, position);
    if (found < 0 || found + part.length > end) return false;
    position = found + part.length;
  }
  return true;
}

/** Whether the partner does what the call asks. */
export function takesEffect({ effect, takesEffect: isChosen }: FaultRule): boolean {
  if (changesTrueAnswer(effect)) return true;
  return isChosen && effect.type !== "list_gone";
}
