/** Host names and the patterns that say which ones a customer may enter (SPEC 6 rule 7). */

/** A DNS name of at least one label, without a trailing dot: letters, digits and inner hyphens, 253 characters at most. */
export function isHostName(text: string): boolean {
  return (
    text.length <= 253 &&
    text.split(".").every((label) => /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(label))
  );
}

/**
 * Whether a host matches one of the patterns. `*.example.com` means every name under example.com, at any depth, but
 * not example.com itself; a `*` elsewhere stands for characters within one label. Case counts for nothing.
 */
export function matchesHost(host: string, patterns: readonly string[]): boolean {
  const labels = host.toLowerCase().split(".");
  return patterns.some((pattern) => matchesPattern(labels, pattern.trim().toLowerCase().split(".")));
}

function matchesPattern(labels: string[], pattern: string[]): boolean {
  const isUnder = pattern.length > 1 && pattern[0] === "*";
  if (isUnder ? labels.length < pattern.length : labels.length !== pattern.length) return false;
  const fixed = isUnder ? pattern.slice(1) : pattern;
  const tail = labels.slice(labels.length - fixed.length);
  return fixed.every((part, index) => matchesLabel(tail[index] ?? "", part));
}

/** One `*` a label, for one character or more. Not a regular expression: the pattern is somebody's input. */
function matchesLabel(label: string, pattern: string): boolean {
  const [start = "", end, ...more] = pattern.split("*");
  if (end === undefined) return label === pattern;
  return (
    more.length === 0 && label.length > start.length + end.length && label.startsWith(start) && label.endsWith(end)
  );
}
