/** A trigger in its usual form: what the editor writes when it is asked to format. */
import { formatTrigger, formatTriggerLines } from "@/lib/destination/trigger/format-trigger";
import { parseTrigger } from "@/lib/destination/trigger/parse-trigger";

const lineMax = 80;

/**
 * The text with the usual spaces, quotes and parentheses, on one line where it fits and else with each operand of the
 * outermost `and` or `or` on its own. Undefined where it can't be read: nothing is ever lost.
 */
export function formatTriggerText(source: string, furtherMembers?: readonly string[]): string | undefined {
  const { root } = parseTrigger(source, furtherMembers);
  if (!root) return undefined;
  const line = formatTrigger(root);
  return line.length <= lineMax ? line : formatTriggerLines(root);
}
