/** Host patterns such as `*.example.com`: where a customer's own host may lie (SPEC 18). */

const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const hostName = new RegExp(`^${label}(?:\\.${label})+$`);
const pattern = new RegExp(`^(?:\\*\\.)?${label}(?:\\.${label})+$`);

/** Whether a text is a host pattern: a DNS name of two labels or more, with at most one leading `*.`. */
export function isHostPattern(text: string): boolean {
  return text.length <= 253 && pattern.test(text.toLowerCase());
}

/** Whether a host lies under one of the patterns; `*.` stands for one label or more. */
export function matchesHostPattern(host: string, patterns: readonly string[]): boolean {
  const name = host.toLowerCase();
  if (name.length > 253 || !hostName.test(name)) return false;
  return patterns.some((each) => {
    const wanted = each.toLowerCase();
    return wanted.startsWith("*.") ? name.endsWith(wanted.slice(1)) && name.length >= wanted.length : name === wanted;
  });
}

/** The host that a customer typed: of an http(s) URL, or the text itself where it is a bare name. */
export function hostOf(value: string): string | undefined {
  const match = /^(?:https?:\/\/)?([^/?#\\@:\s]+)(?::\d{1,5})?(?:[/?#]|$)/i.exec(value.trim());
  return match?.[1]?.toLowerCase();
}
