/** What is wrong with a trigger as it stands, at once, although the rulebook speaks only when the typing pauses. */
import type { Finding } from "@/lib/destination/finding";
import type { Trigger } from "@/lib/destination/trigger/trigger";

/** The rule of what the text itself has wrong. Its fixes are edits of this text, and so have no path. */
export const triggerTextRule = "trigger-text";

/**
 * The problems of the text, and what the rulebook knows besides. What the rulebook says about the text itself, with the
 * same words, would only say it twice, and what it says about a range is about the text of a moment ago once that lies
 * beyond the text.
 */
export function triggerFindings({ problems, source }: Trigger, rulebook: readonly Finding[] = []): Finding[] {
  const own = problems.map(
    ({ severity, message, range, fix }): Finding => ({
      rule: triggerTextRule,
      severity,
      place: "",
      message,
      path: [],
      range,
      ...(fix && { fix: { type: "edit_text", path: [], label: fix.label, edits: fix.edits } }),
    }),
  );
  const said = new Set(own.map(({ message }) => message));
  const others = rulebook.filter(
    ({ message, range }) => !said.has(message) && (range === undefined || range.end <= source.length),
  );
  return [...own, ...others];
}
