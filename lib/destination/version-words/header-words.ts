/** What changed about a header: one of all calls, or one endpoint's own. */
import type { Header } from "@/lib/destination/definition";
import type { Sentence, Spot } from "./sentence";
import { templateWords } from "./template-words";
import { quoted } from "./words";

/** `steps` are those inside the list of headers. */
export function headerWords(
  spot: Spot,
  [part, member]: readonly string[],
  before: readonly Header[],
  after: readonly Header[],
): Sentence | undefined {
  if (part === undefined) {
    if (spot.kind !== "moved") return undefined;
    return {
      kind: "minor",
      title: "Headers are in another order",
      effect: "Of two with one name the later counts.",
      values: "said",
    };
  }
  const old = before.find(({ id }) => `#${id}` === part);
  const now = after.find(({ id }) => `#${id}` === part);
  const name = quoted(now?.name || old?.name || "without a name");
  if (!old) return { kind: "notable", title: `New header ${name}`, values: { after: now?.value }, isCode: true };
  if (!now)
    return { kind: "notable", title: `Header ${name} is no longer sent`, values: { before: old.value }, isCode: true };
  if (member === "name") {
    return { kind: "notable", title: `Header ${quoted(old.name)} is sent as ${quoted(now.name)}`, values: "said" };
  }
  return member === "value" ? templateWords(spot, `Value of header ${name} changed`, "text") : undefined;
}
