/** What changed about the options of a field or the targets of a mapping. */
import type { CustomField, FieldOption, MappingField } from "@/lib/destination/definition";
import type { Sentence, Spot } from "./sentence";
import { andWords, questionLabel, quoted } from "./words";

/** Says what changed about an option of a field: an answer, whose value may be a base URL. */
export function sayFieldOption(spot: Spot, before: CustomField, after: CustomField): Sentence | undefined {
  const [, , , step, member] = spot.steps;
  const old = before.options.find(({ id }) => `#${id}` === step);
  const now = after.options.find(({ id }) => `#${id}` === step);
  const asks = { source: "field" as const, fieldId: after.id };
  const label = questionLabel(after);
  if (member === undefined) {
    if (now) return addedOption(spot, label, now);
    return old && removedOption("Option", label, old, after.options, asks);
  }
  if (!old || !now) return undefined;
  if (member === "label") return relabelledOption("Option", label, old, now);
  if (member === "value") return otherValue(spot, label, old, now, asks);
  return member === "sets" ? otherSets(spot, label, old, now) : undefined;
}

type MappingOption = MappingField["options"][number];

/** The same of a mapping: its options are targets, and may bring an item template. */
export function sayMappingOption(spot: Spot, before: MappingField, after: MappingField): Sentence | undefined {
  const [, , , step, member] = spot.steps;
  const old = before.options.find(({ id }) => `#${id}` === step);
  const now = after.options.find(({ id }) => `#${id}` === step);
  const asks = { source: "mapping" as const, fieldId: after.id };
  const label = questionLabel(after);
  if (member === undefined) {
    if (now) return { kind: "minor", title: `New target ${nameOf(now)} of ${label}` };
    return old && removedOption("Target", label, old, after.options, asks);
  }
  if (!old || !now) return undefined;
  if (member === "label") return relabelledOption("Target", label, old, now);
  if (member === "itemTemplate")
    return { kind: "notable", title: `Item template of ${nameOf(now)} changed`, isCode: true };
  return member === "value" ? otherTarget(label, old, now, asks) : undefined;
}

function nameOf({ label, value }: Pick<MappingOption, "label" | "value">): string {
  return quoted(label.trim() || value || "Without a name");
}

function addedOption(spot: Spot, field: string, option: FieldOption): Sentence {
  const hosts = newHosts(spot, [option.value, ...option.sets.map(({ value }) => value)]);
  const title = `New option ${nameOf(option)} of ${field}`;
  if (hosts.length === 0) return { kind: "minor", title };
  return { kind: "notable", title, effect: `Who chooses it sends data to ${andWords(hosts)}.` };
}

function removedOption(
  noun: string,
  question: string,
  option: Pick<MappingOption, "label" | "value">,
  left: readonly Pick<MappingOption, "value">[],
  asks: Sentence["asks"],
): Sentence {
  const title = `${noun} ${nameOf(option)} of ${question} removed`;
  if (left.some(({ value }) => value === option.value)) {
    return { kind: "minor", title, effect: "Another one has the same value, so answers are kept." };
  }
  return { kind: "breaking", title, effect: "Installations that chose it are asked again.", asks };
}

function relabelledOption(
  noun: string,
  question: string,
  old: Pick<MappingOption, "label" | "value">,
  now: Pick<MappingOption, "label" | "value">,
): Sentence {
  return { kind: "minor", title: `${noun} ${nameOf(old)} of ${question} is called ${nameOf(now)}`, values: "said" };
}

function otherValue(spot: Spot, field: string, old: FieldOption, now: FieldOption, asks: Sentence["asks"]): Sentence {
  const title = `Option ${nameOf(now)} of ${field} has another value`;
  const follows = old.label === now.label;
  const answers = follows
    ? "Installations that chose it use the new value."
    : "It has another name too, so installations that chose it are asked again.";
  const hosts = newHosts(spot, [now.value]);
  const effect = hosts.length > 0 ? `${sentToOther(hosts)} ${answers}` : answers;
  const isBreaking = hosts.length > 0 || !follows;
  return { kind: isBreaking ? "breaking" : "notable", title, effect, isCode: true, ...(!follows && { asks }) };
}

function otherSets(spot: Spot, field: string, old: FieldOption, now: FieldOption): Sentence {
  const hosts = newHosts(
    spot,
    now.sets.map(({ value }) => value).filter((value) => old.sets.every((set) => set.value !== value)),
  );
  const title = `Option ${nameOf(now)} of ${field} sets other values`;
  if (hosts.length === 0) return { kind: "notable", title };
  return { kind: "breaking", title, effect: sentToOther(hosts) };
}

function otherTarget(mapping: string, old: MappingOption, now: MappingOption, asks: Sentence["asks"]): Sentence {
  const title = `Target ${nameOf(now)} of ${mapping} has another value`;
  if (old.label === now.label) {
    return { kind: "notable", title, effect: "Installations that chose it use the new value.", isCode: true };
  }
  const effect = "It has another name too, so installations that chose it are asked again.";
  return { kind: "breaking", title, effect, isCode: true, asks };
}

function sentToOther(hosts: readonly string[]): string {
  return `Sends to another host: ${andWords(hosts)}.`;
}

/** The hosts that only the newer version calls and that these values name, whole or in part. */
function newHosts({ versions }: Spot, values: readonly string[]): string[] {
  const named = values.map((value) => value.trim().toLowerCase()).filter((value) => value !== "");
  return versions
    .hostChange()
    .added.filter((host) => named.some((value) => value.includes(host) || host.includes(value)));
}
