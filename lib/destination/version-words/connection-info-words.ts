/** What changed about the texts of the listing (SPEC 4). */
import type { ConnectionTexts } from "@/lib/destination/version-change";
import type { Sentence } from "./sentence";
import { plainWords } from "./words";

const names: Record<keyof ConnectionTexts, string> = {
  displayName: "Display name",
  category: "Category",
  summary: "Summary",
  fullDescription: "Full description",
  documentation: "Documentation link",
  support: "Support contact",
  versionLabel: "Version label",
  logoId: "Logo",
};

/** Says which text of the listing changed; `member` is its key in the connection info. */
export function sayConnectionInfo(member: string, old: unknown, now: unknown): Sentence {
  const name = Object.entries(names).find(([key]) => key === member)?.[1] ?? "Connection info";
  if (member === "logoId") {
    const title = now === null ? "Logo removed" : old === null ? "Logo added" : "Another logo";
    return { kind: "minor", title, values: "said" };
  }
  const title = now === "" ? `${name} removed` : old === "" ? `${name} added` : `${name} changed`;
  if (member === "displayName") {
    const effect = "Customers find it under the new name.";
    return {
      kind: "notable",
      title: `Called “${plainWords(now)}” instead of “${plainWords(old)}”`,
      effect,
      values: "said",
    };
  }
  return { kind: "minor", title };
}
