/** Which actions an event calls, and why the others stay silent (SPEC 5.7). */
import type { Action, DestinationDefinition } from "./definition";
import { ownValue } from "./effective-settings";
import { type ActionKey, actionKey, actionsOf, endpointName } from "./endpoints";
import type { ActionAnswer, RequestValues } from "./request-values";
import { describeTrigger } from "./trigger/describe-trigger";
import { explainTrace } from "./trigger/explain-trace";
import { formatTrigger } from "./trigger/format-trigger";
import { type TriggerTrace, traceTrigger } from "./trigger/match-trigger";
import { parseTrigger } from "./trigger/parse-trigger";
import type { Trigger, TriggerEvent } from "./trigger/trigger";

/** A trigger, or the condition that narrows it, for one event. */
export interface TriggerVerdict {
  isTrue: boolean;
  /** Every condition with its result; absent where the text is empty or can't be read. */
  trace?: TriggerTrace;
}

/** What an event means to one action. */
export interface ActionMatch {
  key: ActionKey;
  action: Action;
  /** As it is called on screen. */
  name: string;
  /** By the answers of the setup modal, else as the definition has it. */
  isEnabled: boolean;
  /** Whether the event is one that the action is about, enabled or not. */
  isMatched: boolean;
  /** Whether a call is made: enabled and matched. */
  isCalled: boolean;
  trigger: TriggerVerdict;
  /** Absent where the answers narrow nothing. */
  narrowing?: TriggerVerdict;
  /** All of this in a sentence or two. */
  reason: string;
}

/** How the answers have an action: without answers, as the definition does. */
export function actionAnswer(action: Action, answers: RequestValues["actions"] = {}): ActionAnswer {
  return ownValue(answers, action.id) ?? { isEnabled: action.enabledByDefault, narrowing: "" };
}

/** Every action of a destination with what this event means to it, in the order of the definition. */
export function actionsFor(
  definition: DestinationDefinition,
  event: TriggerEvent,
  answers?: RequestValues["actions"],
): ActionMatch[] {
  return actionMatchers(definition, answers).map((matcher) => matcher.match(event));
}

/** The same for many events: every trigger is read once. */
export function actionMatchers(definition: DestinationDefinition, answers?: RequestValues["actions"]): ActionMatcher[] {
  return actionsOf(definition).map((action) => new ActionMatcher(definition, action, answers));
}

/** The triggers of one action, read and ready for events. */
export class ActionMatcher {
  readonly key: ActionKey;
  readonly name: string;
  readonly isEnabled: boolean;
  private readonly trigger: Trigger;
  private readonly narrowing: Trigger;
  private readonly known: WeakMap<TriggerEvent, boolean>;

  constructor(
    definition: DestinationDefinition,
    readonly action: Action,
    answers?: RequestValues["actions"],
  ) {
    const { isEnabled, narrowing } = actionAnswer(action, answers);
    this.key = actionKey(action);
    this.name = endpointName(definition, this.key);
    this.isEnabled = isEnabled;
    // What the setup modal asks besides a trigger stands in its place where there is none.
    const isOwn = action.trigger.trim() !== "";
    this.trigger = parseTrigger(isOwn ? action.trigger : narrowing);
    this.narrowing = parseTrigger(isOwn ? narrowing : "");
    this.known = knownMatches(JSON.stringify([action.trigger, narrowing]));
  }

  /** Whether the event is one that the action is about. Of many calls each asks again about all that are left. */
  matches(event: TriggerEvent): boolean {
    const known = this.known.get(event);
    if (known !== undefined) return known;
    const { isMatched } = this.match(event);
    this.known.set(event, isMatched);
    return isMatched;
  }

  /** What is wrong with the texts; then no event matches. */
  get problems(): { part: "trigger" | "narrowing"; message: string }[] {
    return [
      ...errorsOf(this.trigger).map((message) => ({ part: "trigger" as const, message })),
      ...errorsOf(this.narrowing).map((message) => ({ part: "narrowing" as const, message })),
    ];
  }

  /** "when a track event named “Product Added” arrives"; with what the answers ask besides. */
  get condition(): string {
    const words = describeTrigger(this.trigger.root);
    return this.narrowing.root ? `${words}, if also ${formatTrigger(this.narrowing.root)}` : words;
  }

  match(event: TriggerEvent): ActionMatch {
    const trigger = verdictOf(this.trigger, event);
    const narrowing = this.narrowing.source.trim() === "" ? undefined : verdictOf(this.narrowing, event);
    const isMatched = trigger.isTrue && (narrowing?.isTrue ?? true);
    const { key, action, name, isEnabled } = this;
    return {
      key,
      action,
      name,
      isEnabled,
      isMatched,
      isCalled: isEnabled && isMatched,
      trigger,
      ...(narrowing && { narrowing }),
      reason: this.reason(trigger, narrowing),
    };
  }

  private reason(trigger: TriggerVerdict, narrowing: TriggerVerdict | undefined): string {
    const [problem] = this.problems;
    if (problem) return `Not called: the ${problem.part} can't be read. ${problem.message}`;
    if (!trigger.trace) return "Never called: nothing says when.";
    if (!trigger.isTrue) return `Not called: ${whyNot(trigger.trace)}`;
    if (narrowing?.trace && !narrowing.isTrue) {
      return `Not called: the trigger matches, but the setup modal narrows it, and ${whyNot(narrowing.trace)}`;
    }
    return this.isEnabled ? `Called ${this.condition}.` : `Matched, but not called: ${this.name} is turned off.`;
  }
}

const textsMax = 50;
const matchesByText = new Map<string, WeakMap<TriggerEvent, boolean>>();

/** What is known already about events under a trigger and its narrowing. Events never change; the texts last used stay. */
function knownMatches(text: string): WeakMap<TriggerEvent, boolean> {
  const known = matchesByText.get(text) ?? new WeakMap<TriggerEvent, boolean>();
  matchesByText.delete(text);
  matchesByText.set(text, known);
  const [oldest] = matchesByText.keys();
  if (matchesByText.size > textsMax && oldest !== undefined) matchesByText.delete(oldest);
  return known;
}

function errorsOf({ problems }: Trigger): string[] {
  return problems.filter(({ severity }) => severity === "error").map(({ message }) => message);
}

function verdictOf({ root }: Trigger, event: TriggerEvent): TriggerVerdict {
  if (!root) return { isTrue: false };
  const trace = traceTrigger(root, event);
  return { isTrue: trace.isTrue, trace };
}

/** The condition that decides against the event, with what the event holds there. */
function whyNot(trace: TriggerTrace): string {
  const failed = trace.node.type === "and" ? trace.parts.find((part) => !part.isTrue) : undefined;
  if (failed) return whyNot(failed);
  return `${formatTrigger(trace.node)} isn't true. ${explainTrace(trace)}`;
}
