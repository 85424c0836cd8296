/** What changed about a mapping field. */
import type { MappingField, ValueFormat } from "@/lib/destination/definition";
import { isCohortDefinition } from "@/lib/destination/endpoints";
import { relabelled, renamed } from "./field-words";
import { sayMappingOption } from "./option-words";
import type { SayChange, Sentence, Spot } from "./sentence";
import { quoted } from "./words";

/** Says what changed about a mapping, or about the list of them. */
export const sayMapping: SayChange = (spot) => {
  const { versions, steps } = spot;
  const [, part, member, option] = steps;
  if (part === undefined) {
    return spot.kind === "moved"
      ? { kind: "minor", title: "The mappings are in another order", values: "said" }
      : undefined;
  }
  const old = versions.before.mappings.find(({ id }) => `#${id}` === part);
  const now = versions.after.mappings.find(({ id }) => `#${id}` === part);
  if (member === undefined) return now ? added(now) : old && removed(old);
  if (!old || !now) return undefined;
  if (member === "options" && option !== undefined) return sayMappingOption(spot, old, now);
  if (member === "options" && spot.kind === "moved") {
    const effect = "The first one is the default.";
    return { kind: "notable", title: `The targets of ${labelOf(now)} are in another order`, effect, values: "said" };
  }
  return memberWords.get(member)?.(old, now, spot);
};

function labelOf({ displayName, targetName, variable }: MappingField): string {
  const name = displayName.trim() || targetName.trim();
  if (name !== "") return quoted(name);
  return variable === "" ? "A mapping without a name" : `$${variable}`;
}

function askOf({ id }: MappingField): Sentence["asks"] {
  return { source: "mapping", fieldId: id };
}

function added(mapping: MappingField): Sentence {
  const label = labelOf(mapping);
  if (!mapping.required)
    return { kind: "notable", title: `New optional mapping ${label}`, effect: "Nobody has to answer it." };
  if (mapping.defaultProperty !== "") {
    const effect = `Installations map ${quoted(mapping.defaultProperty)} until somebody changes it.`;
    return { kind: "notable", title: `New mapping ${label} with a default`, effect };
  }
  const effect = "Every installation needs an answer before it can go over.";
  return { kind: "breaking", title: `New required mapping ${label}`, effect, asks: askOf(mapping) };
}

function removed(mapping: MappingField): Sentence {
  return {
    kind: "notable",
    title: `Mapping ${labelOf(mapping)} removed`,
    effect: "Stored choices for it fall away.",
    drops: { source: "mapping", fieldId: mapping.id },
  };
}

type SayMember = (old: MappingField, now: MappingField, spot: Spot) => Sentence | undefined;

const memberWords = new Map<string, SayMember>([
  ["variable", (old, now) => renamed(labelOf(now), old.variable, now.variable)],
  ["displayName", (old, now) => relabelled("Mapping", old.displayName, now.displayName, now.variable)],
  ["targetName", (old, now) => relabelled("Target", old.targetName, now.targetName, now.variable)],
  ["required", requiredWords],
  ["defaultProperty", defaultWords],
  ["format", formatWords],
  ["type", typeWords],
]);

function requiredWords(_: MappingField, now: MappingField): Sentence {
  if (!now.required) return { kind: "notable", title: `Mapping ${labelOf(now)} is optional now`, values: "said" };
  const effect = "Installations that left it empty need an answer before they can go over.";
  return {
    kind: "breaking",
    title: `Mapping ${labelOf(now)} is required now`,
    effect,
    values: "said",
    asks: askOf(now),
  };
}

function defaultWords(_: MappingField, now: MappingField): Sentence {
  const effect = "New installations begin with it; the others keep what they had.";
  return { kind: "notable", title: `Default of mapping ${labelOf(now)} changed`, effect };
}

const formatNames: Record<ValueFormat, string> = {
  any: "any value",
  email: "an e-mail address",
  phone: "a phone number",
  uuid: "a UUID",
  number: "a number",
};

function formatWords(old: MappingField, now: MappingField, { versions }: Spot): Sentence {
  const title = `${labelOf(now)} expects ${formatNames[now.format]} instead of ${formatNames[old.format]}`;
  if (now.format === "any")
    return { kind: "notable", title, effect: "Nobody is left out for it any more.", values: "said" };
  const who = isCohortDefinition(versions.after) ? "Users" : "Events";
  return {
    kind: "notable",
    title,
    effect: `${who} whose value isn't ${formatNames[now.format]} are left out.`,
    values: "said",
  };
}

function typeWords(old: MappingField, now: MappingField): Sentence {
  const name = `Mapping ${labelOf(now)}`;
  if (now.type === "string") {
    return {
      kind: "notable",
      title: `${name} offers no choice of targets any more`,
      effect: "Choices made fall away.",
    };
  }
  if (old.type !== "string") return { kind: "minor", title: `${name} is drawn in another way` };
  const first = now.options[0]?.label || now.options[0]?.value;
  const effect = first ? `Installations use ${quoted(first)} until somebody chooses.` : undefined;
  return { kind: "notable", title: `${name} offers a choice of targets`, ...(effect && { effect }) };
}
