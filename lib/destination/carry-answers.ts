/** Which answers of an installation hold for another version of its destination. */
import { activeFields } from "./active-fields";
import type { CustomField, DestinationDefinition, MappingField } from "./definition";
import { ownValue, visibleFields } from "./effective-settings";
import { actionsOf } from "./endpoints";
import { byVariable, type InstallationAnswers } from "./installation-answers";
import { isSecretField } from "./mask-secrets";
import type { ActionAnswer } from "./request-values";
import { answerProblem } from "./settings";

export interface CarriedAnswers {
  carried: InstallationAnswers;
  /** The fields whose stored secrets hold. */
  carriedSecretIds: string[];
  /** Field ID → an answer in clear to a field that is secret now: to be sealed, and kept nowhere else. */
  toSeal: Record<string, string>;
}

/** An answer that no longer means anything. */
export interface DroppedAnswer {
  source: "field" | "mapping" | "action";
  id: string;
  /** What the question was called. */
  label: string;
  message: string;
}

/** Why an answer doesn't hold. */
export type Refusal = "no_longer_fits" | "type_changed";

/** `field` or `mapping` and its ID → why the answer that was there isn't carried. */
export type Refusals = ReadonlyMap<string, Refusal>;

/**
 * The answers as the newer version can use them. An option that kept its ID and its label is still the chosen one,
 * whatever its value is now; what was left to a default that is another one now is carried as the answer it was.
 */
export function carryAnswers(
  from: DestinationDefinition,
  to: DestinationDefinition,
  answers: InstallationAnswers,
  secretFieldIds: readonly string[],
): CarriedAnswers & { refused: Refusals; dropped: DroppedAnswer[] } {
  const carrier = new Carrier(from, to, answers);
  for (const field of from.fields) carrier.carryField(field, secretFieldIds.includes(field.id));
  for (const mapping of from.mappings) carrier.carryMapping(mapping);
  carrier.carryActions();
  return carrier.result();
}

class Carrier {
  private readonly settings = new Map<string, string>();
  private readonly mappings = new Map<string, string>();
  private readonly actions = new Map<string, ActionAnswer>();
  private readonly secretIds: string[] = [];
  private readonly toSeal = new Map<string, string>();
  private readonly refused = new Map<string, Refusal>();
  private readonly dropped: DroppedAnswer[] = [];
  private readonly wasAsked: ReadonlySet<CustomField>;

  constructor(
    private readonly from: DestinationDefinition,
    private readonly to: DestinationDefinition,
    private readonly answers: InstallationAnswers,
  ) {
    this.wasAsked = new Set(visibleFields(from, byVariable(from, answers).settings));
  }

  result() {
    return {
      carried: {
        settings: Object.fromEntries(this.settings),
        mappings: Object.fromEntries(this.mappings),
        actions: Object.fromEntries(this.actions),
      },
      carriedSecretIds: this.secretIds,
      toSeal: Object.fromEntries(this.toSeal),
      refused: this.refused,
      dropped: this.dropped,
    };
  }

  carryField(old: CustomField, hasSecret: boolean): void {
    const now = this.to.fields.find(({ id }) => id === old.id);
    const answer = isSecretField(old) ? undefined : this.answerOf(old, now);
    if (!hasSecret && answer === undefined) return;
    // An answer to what neither version asks for at installation was never one.
    if (now?.perSync && old.perSync) return;
    if (!now) this.drop("field", old, "This version no longer asks for it.");
    else if (now.perSync) this.drop("field", old, "It is asked for each sync now.");
    else if (hasSecret) this.carrySecret(old, now);
    else if (answer !== undefined) this.carryAnswer(old, now, answer);
  }

  /** What was answered; or the default it was left to, where that is no longer the default. */
  private answerOf(old: CustomField, now: CustomField | undefined): string | undefined {
    const answer = ownValue(this.answers.settings, old.id);
    const isLeftToDefault = this.wasAsked.has(old) && !old.perSync && old.variable !== "";
    if (answer !== undefined || !isLeftToDefault || !now) return answer;
    if (now.defaultValue === old.defaultValue && isSecretField(now) === isSecretField(old)) return undefined;
    // What was empty may stay so, unless an answer is required: then the new default is one.
    return old.defaultValue === "" && now.required ? undefined : old.defaultValue;
  }

  private carryAnswer(old: CustomField, now: CustomField, answer: string): void {
    const value = followOption(old.options, now.type === "string" ? [] : now.options, answer);
    if (this.isWrong(now, value))
      this.refused.set(`field ${now.id}`, old.type === now.type ? "no_longer_fits" : "type_changed");
    else if (!isSecretField(now)) this.settings.set(now.id, value);
    else if (value !== "") this.toSeal.set(now.id, value);
  }

  private isWrong(field: CustomField, value: string): boolean {
    // Whether an empty answer will do is decided among the open questions.
    return value.trim() !== "" && answerProblem(field, value) !== undefined;
  }

  /** Nobody can look at a sealed secret, so one whose form has changed can't be judged. */
  private carrySecret(old: CustomField, now: CustomField): void {
    if (!isSecretField(now)) this.refuseSecret(now, "type_changed");
    else if (isStricter(old, now)) this.refuseSecret(now, "no_longer_fits");
    else this.secretIds.push(now.id);
  }

  private refuseSecret(now: CustomField, refusal: Refusal): void {
    this.refused.set(`field ${now.id}`, refusal);
    if (!activeFields(this.to).includes(now)) this.drop("field", now, "It is no longer kept as a secret.");
  }

  carryMapping(old: MappingField): void {
    const now = this.to.mappings.find(({ id }) => id === old.id);
    const property = this.propertyOf(old, now);
    const target = ownValue(this.answers.settings, old.id);
    const isField = this.from.fields.some(({ id }) => id === old.id);
    if (!now) {
      if (property !== undefined) this.drop("mapping", old, "This version no longer asks for it.");
      return;
    }
    if (property !== undefined) this.mappings.set(now.id, property);
    if (target === undefined || isField || now.type === "string") return;
    const value = followOption(old.options, now.options, target);
    if (now.options.some((option) => option.value === value)) this.settings.set(now.id, value);
    else this.refused.set(`mapping ${now.id}`, "no_longer_fits");
  }

  private propertyOf(old: MappingField, now: MappingField | undefined): string | undefined {
    const property = ownValue(this.answers.mappings, old.id);
    if (property !== undefined || !now || now.defaultProperty === old.defaultProperty) return property;
    return old.defaultProperty === "" && now.required ? undefined : old.defaultProperty;
  }

  carryActions(): void {
    const now = new Map(actionsOf(this.to).map((action) => [action.id, action]));
    for (const old of actionsOf(this.from)) {
      const answer = ownValue(this.answers.actions, old.id);
      const next = now.get(old.id);
      const isSwitched = next && next.enabledByDefault !== old.enabledByDefault;
      if (answer && !next) this.drop("action", { id: old.id, displayName: old.name }, "This version no longer has it.");
      if (answer && next) this.actions.set(old.id, answer);
      if (!answer && isSwitched) this.actions.set(old.id, { isEnabled: old.enabledByDefault, narrowing: "" });
    }
  }

  private drop(
    source: DroppedAnswer["source"],
    part: { id: string; displayName: string; variable?: string },
    message: string,
  ): void {
    const label = part.displayName || (part.variable ? `$${part.variable}` : "A question without a name");
    this.dropped.push({ source, id: part.id, label, message });
  }
}

interface Option {
  id: string;
  label: string;
  value: string;
}

/** The value that the chosen option has now. One that is called something else is another choice. */
function followOption(before: readonly Option[], after: readonly Option[], answer: string): string {
  const chosen = before.find(({ value }) => value === answer);
  const same = chosen && after.find(({ id, label }) => id === chosen.id && label === chosen.label);
  return same?.value ?? answer;
}

/** Whether a value that fitted may not fit any more. */
function isStricter(old: CustomField, now: CustomField): boolean {
  const isShorter = now.maxLength !== null && (old.maxLength === null || now.maxLength < old.maxLength);
  const isOtherPattern = now.pattern !== "" && now.pattern !== old.pattern;
  const isOnOtherHosts =
    now.hostPatterns.length > 0 &&
    (old.hostPatterns.length === 0 || old.hostPatterns.some((pattern) => !now.hostPatterns.includes(pattern)));
  return isShorter || isOtherPattern || isOnOtherHosts;
}
