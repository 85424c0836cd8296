/** What changed about a custom field, and what it means for those who have answered it. */
import { conditionWords } from "@/lib/destination/condition-words";
import type { CustomField } from "@/lib/destination/definition";
import { isSecretField } from "@/lib/destination/mask-secrets";
import { methodNames } from "./authentication-words";
import { sayFieldOption } from "./option-words";
import type { SayChange, Sentence, Spot } from "./sentence";
import { andWords, listChange, numberWords, questionLabel, quoted, shortened } from "./words";

/** Says what changed about a field, or about the list of them. */
export const sayField: SayChange = (spot) => {
  const { versions, steps } = spot;
  const [, part, member, option] = steps;
  if (part === undefined) {
    return spot.kind === "moved"
      ? { kind: "minor", title: "The questions are in another order", values: "said" }
      : undefined;
  }
  const old = versions.before.fields.find(({ id }) => `#${id}` === part);
  const now = versions.after.fields.find(({ id }) => `#${id}` === part);
  if (member === undefined) return now ? added(spot, now) : old && removed(old);
  if (!old || !now) return undefined;
  if (member === "options" && option !== undefined) return sayFieldOption(spot, old, now);
  if (member === "options" && spot.kind === "moved") {
    return { kind: "minor", title: `The options of ${questionLabel(now)} are in another order`, values: "said" };
  }
  return memberWords.get(member)?.(old, now, spot);
};

function askOf({ id }: CustomField): Sentence["asks"] {
  return { source: "field", fieldId: id };
}

/** "“Region” ($region)". */
function fullLabel(field: CustomField): string {
  const hasName = field.displayName.trim() !== "" && field.variable !== "";
  return hasName ? `${questionLabel(field)} ($${field.variable})` : questionLabel(field);
}

function added({ versions }: Spot, field: CustomField): Sentence {
  const label = fullLabel(field);
  const condition = conditionWords(versions.after.fields, field.visibleWhen);
  const effects = (text: string) => (condition ? `${text} ${condition}.` : text);
  if (field.perSync) {
    const title = `New ${field.required ? "required " : ""}field ${label}`;
    return { kind: "notable", title, effect: effects("Asked when a sync is created.") };
  }
  const hasDefault = field.defaultValue !== "" && !isSecretField(field);
  if (!field.required)
    return { kind: "notable", title: `New optional field ${label}`, effect: effects("Nobody has to answer it.") };
  if (hasDefault) {
    const effect = effects(
      `Installations use the default ${quoted(shortened(field.defaultValue))} until somebody changes it.`,
    );
    return { kind: "notable", title: `New field ${label} with a default`, effect };
  }
  const effect = condition
    ? `Where it is asked, an answer is needed before an installation can go over. ${condition}.`
    : "Every installation needs an answer before it can go over.";
  return { kind: "breaking", title: `New required field ${label}`, effect, asks: askOf(field) };
}

function removed(field: CustomField): Sentence {
  return {
    kind: "notable",
    title: `Field ${fullLabel(field)} removed`,
    effect: "Stored answers to it fall away.",
    drops: { source: "field", fieldId: field.id },
  };
}

type SayMember = (old: CustomField, now: CustomField, spot: Spot) => Sentence | undefined;

const memberWords = new Map<string, SayMember>([
  ["variable", (old, now) => renamed(questionLabel(now), old.variable, now.variable)],
  ["displayName", (old, now) => relabelled("Field", old.displayName, now.displayName, now.variable)],
  ["helpText", (_, now) => ({ kind: "minor", title: `Help text of ${questionLabel(now)} changed` })],
  ["placeholder", (_, now) => ({ kind: "minor", title: `Placeholder of ${questionLabel(now)} changed` })],
  [
    "patternMessage",
    (_, now) => ({ kind: "minor", title: `What ${questionLabel(now)} says of a wrong answer changed` }),
  ],
  ["type", typeWords],
  ["required", requiredWords],
  ["secret", secretWords],
  ["defaultValue", defaultWords],
  ["pattern", patternWords],
  ["maxLength", lengthWords],
  ["hostPatterns", hostPatternWords],
  ["visibleWhen", visibilityWords],
  ["perSync", perSyncWords],
  ["credentialOf", credentialWords],
]);

/** Of fields and mappings alike: nothing that was answered is lost. */
export function renamed(label: string, from: string, to: string): Sentence {
  const title = `The variable of ${label} is $${to} instead of $${from}`;
  if (from === "" || to === "")
    return { kind: "notable", title: `The variable of ${label} is ${to === "" ? "gone" : `$${to}`}`, values: "said" };
  return { kind: "minor", title, effect: "Stored answers are kept.", values: "said" };
}

/** Another name for the same part; one that has none is called by its variable. */
export function relabelled(noun: string, from: string, to: string, variable: string): Sentence {
  const [old, now] = [from, to].map((name) => (name.trim() === "" ? `$${variable}` : quoted(shortened(name.trim()))));
  return { kind: "minor", title: `${noun} ${old} is called ${now}`, values: "said" };
}

const typeNames: Record<CustomField["type"], string> = {
  string: "a text",
  single_select: "a single select",
  button_group: "a button group",
};

function typeWords(old: CustomField, now: CustomField): Sentence {
  const title = `${questionLabel(now)} is ${typeNames[now.type]} instead of ${typeNames[old.type]}`;
  if (old.type !== "string" && now.type !== "string") {
    return { kind: "minor", title, effect: "The same choice, drawn in another way.", values: "said" };
  }
  const effect =
    now.type === "string"
      ? "Stored answers are kept where they fit."
      : "Answers that aren't one of the options are asked for again.";
  return { kind: now.type === "string" ? "notable" : "breaking", title, effect, values: "said", asks: askOf(now) };
}

function requiredWords(_: CustomField, now: CustomField): Sentence {
  if (!now.required) {
    const effect = "Requests may have to do without it.";
    return { kind: "notable", title: `${questionLabel(now)} is optional now`, effect, values: "said" };
  }
  const title = `${questionLabel(now)} is required now`;
  if (now.perSync) return { kind: "notable", title, effect: "Asked when a sync is created.", values: "said" };
  const effect = "Installations that left it empty need an answer before they can go over.";
  return { kind: "breaking", title, effect, values: "said", asks: askOf(now) };
}

function secretWords(_: CustomField, now: CustomField): Sentence {
  if (now.secret) {
    const effect = "Stored answers are sealed when an installation goes over, and never shown again.";
    return { kind: "notable", title: `${questionLabel(now)} is a secret now`, effect, values: "said" };
  }
  const effect =
    "Sealed secrets can't be turned into texts: everybody is asked again, and the answer can be read by others.";
  return {
    kind: "breaking",
    title: `${questionLabel(now)} is no longer a secret`,
    effect,
    values: "said",
    asks: askOf(now),
  };
}

function defaultWords(old: CustomField, now: CustomField): Sentence {
  const [from, to] = [old, now].map(({ defaultValue }) => defaultValue);
  const title =
    to === "" ? `${questionLabel(now)} has no default any more` : `Default of ${questionLabel(now)} changed`;
  const effect =
    from === "" && now.required
      ? "New installations begin with it."
      : "New installations begin with it; the others keep what they had.";
  return { kind: "notable", title, effect };
}

function patternWords(old: CustomField, now: CustomField): Sentence {
  const name = questionLabel(now);
  if (now.pattern === "") return { kind: "minor", title: `${name} accepts any form`, isCode: true };
  const title = old.pattern === "" ? `${name} must have a certain form now` : `${name} must have another form`;
  return { kind: "breaking", title, effect: doesNotFit(now), isCode: true, asks: askOf(now) };
}

function lengthWords(old: CustomField, now: CustomField): Sentence {
  const name = questionLabel(now);
  if (now.maxLength === null) return { kind: "minor", title: `${name} may be of any length` };
  const most = `${numberWords(now.maxLength)} characters`;
  if (old.maxLength !== null && now.maxLength > old.maxLength) {
    return { kind: "minor", title: `${name} may have up to ${most}`, values: "said" };
  }
  const before = old.maxLength === null ? "any number" : numberWords(old.maxLength);
  const title = `${name} may have at most ${most} instead of ${before}`;
  return { kind: "breaking", title, effect: doesNotFit(now), values: "said", asks: askOf(now) };
}

function doesNotFit(field: CustomField): string {
  return isSecretField(field)
    ? "Nobody can look at a sealed secret, so everybody is asked again."
    : "Answers that don't fit are asked for again.";
}

function hostPatternWords(old: CustomField, now: CustomField): Sentence | undefined {
  const { added: more, removed: fewer } = listChange(old.hostPatterns, now.hostPatterns);
  const name = questionLabel(now);
  if (now.hostPatterns.length === 0) return { kind: "breaking", title: `${name} may no longer name a host` };
  if (more.length + fewer.length === 0) return undefined;
  if (fewer.length > 0 || old.hostPatterns.length === 0) {
    const effect = `${doesNotFit(now)}${more.length > 0 ? ` Data can go to ${andWords(more)}.` : ""}`;
    return { kind: "breaking", title: `${name} accepts other hosts`, effect, asks: askOf(now) };
  }
  return { kind: "notable", title: `${name} accepts further hosts`, effect: `Data can go to ${andWords(more)}.` };
}

function visibilityWords(old: CustomField, now: CustomField, { versions }: Spot): Sentence {
  const before = conditionWords(versions.before.fields, old.visibleWhen) ?? "Always shown";
  const after = conditionWords(versions.after.fields, now.visibleWhen) ?? "Always shown";
  const mayAsk = now.required && !now.perSync;
  const title = now.visibleWhen
    ? `When ${questionLabel(now)} is asked changed`
    : `${questionLabel(now)} is always asked`;
  return {
    kind: "notable",
    title,
    values: { before, after },
    ...(mayAsk && { effect: "Where it is asked now, an answer is needed.", asks: askOf(now) }),
  };
}

function credentialWords(_: CustomField, now: CustomField): Sentence {
  const name = questionLabel(now);
  return now.credentialOf === null
    ? { kind: "notable", title: `${name} is asked whatever the authentication`, values: "said" }
    : { kind: "notable", title: `${name} is asked only with ${methodNames[now.credentialOf]}`, values: "said" };
}

function perSyncWords(_: CustomField, now: CustomField): Sentence {
  if (now.perSync) {
    const title = `${questionLabel(now)} is asked for each sync now`;
    const drops = { source: "field" as const, fieldId: now.id };
    return { kind: "notable", title, effect: "Answers of installations fall away.", values: "said", drops };
  }
  const title = `${questionLabel(now)} is asked when it is installed, no longer for each sync`;
  const needsAnswer = now.required && (now.defaultValue === "" || isSecretField(now));
  return needsAnswer
    ? {
        kind: "breaking",
        title,
        effect: "Every installation needs an answer before it can go over.",
        values: "said",
        asks: askOf(now),
      }
    : { kind: "notable", title, values: "said" };
}
