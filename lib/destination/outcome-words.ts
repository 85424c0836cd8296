/** What a rule for single results says, as a sentence that its author can check against the API's documentation. */
import type { ItemMeaning, ItemOutcome } from "./definition";

/** Whom an endpoint sends. */
export type ItemWord = "user" | "event";

const meaningWords: Record<ItemMeaning, string> = {
  rejected: "is rejected",
  done: "counts as done",
  retry: "is sent again",
};

/**
 * "Each user named in failedUpdates.notFoundEmails is rejected when adding, and counts as done when removing."
 * Undefined while nobody has said where the results are.
 */
export function outcomeWords(outcome: ItemOutcome, item: ItemWord): string | undefined {
  const path = outcome.path.trim();
  if (path === "") return undefined;
  return `Each ${item} ${whichWords(outcome, path, item)}${codeWords(outcome)} ${thenWords(outcome, item)}.`;
}

function whichWords({ identifyBy, itemPath, matchPath }: ItemOutcome, path: string, item: ItemWord): string {
  const inside = itemPath.trim();
  switch (identifyBy) {
    case "value": {
      const compared = matchPath.trim() === "" ? "" : `whose ${matchPath.trim()} is `;
      const where = inside === "" ? `in ${path}` : `as ${inside} in ${path}`;
      return `${compared}named ${where}`;
    }
    case "index":
      return `whose place in the call is given ${inside === "" ? `in ${path}` : `as ${inside} in ${path}`}`;
    case "position":
      return `whose result in ${path} (the first is the first ${item}'s)`;
  }
}

function codeWords({ identifyBy, codePath, codes }: ItemOutcome): string {
  const isResult = identifyBy === "position";
  const known = codes.map((code) => code.trim()).filter((code) => code !== "");
  if (known.length === 0) return isResult ? " is there" : "";
  const where = codePath.trim() === "" ? "the code" : codePath.trim();
  const listed = listOf(known);
  return isResult ? ` has ${where} ${listed}` : `, with ${where} ${listed},`;
}

function thenWords({ onAdd, onRemove }: ItemOutcome, item: ItemWord): string {
  if (item === "event") return meaningWords[onAdd];
  if (onAdd === onRemove) return `${meaningWords[onAdd]}, when adding as when removing`;
  return `${meaningWords[onAdd]} when adding, and ${meaningWords[onRemove]} when removing`;
}

function listOf(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
}
