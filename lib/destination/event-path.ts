/** Paths in events, as people write them: `properties.products`, `context.device.type`. */
import { english } from "./setup-words/english";

/**
 * The steps of a path; none for an empty one, which is the event itself. A dot or a space that belongs to a name may
 * stand behind a backslash, as in triggers.
 */
export function eventPath(text: string): string[] {
  const written = trimmed(text);
  if (written === "") return [];
  const steps = [""];
  for (let at = 0; at < written.length; at += 1) {
    const character = written.charAt(at);
    if (character === ".") {
      steps.push("");
      continue;
    }
    if (character === "\\" && at + 1 < written.length) at += 1;
    steps[steps.length - 1] += written.charAt(at);
  }
  return steps;
}

/** Without the spaces at both ends, but with one that stands behind a backslash. */
function trimmed(text: string): string {
  const start = text.trimStart();
  const end = start.trimEnd();
  const isKept = (/\\*$/.exec(end)?.[0].length ?? 0) % 2 === 1;
  return isKept ? start.slice(0, end.length + 1) : end;
}

/** Why a text can't be a path. */
export type EventPathMistake = "control" | "dollar" | "empty_step";

/** What keeps a text from being a path; undefined where nothing does. */
export function eventPathMistake(text: string): EventPathMistake | undefined {
  if (/\p{Cc}/u.test(text)) return "control";
  if (eventPath(text).includes("")) return "empty_step";
  return /^\$/.test(text.trim()) ? "dollar" : undefined;
}

/** The same as a sentence. */
export function eventPathProblem(text: string): string | undefined {
  const mistake = eventPathMistake(text);
  return mistake && english.problems.path[mistake];
}
