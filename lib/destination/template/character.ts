/** Characters that headers and URLs cannot carry. */

/** Whether a text holds a control character of C0, DEL or C1. */
export function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return true;
  }
  return false;
}

/** Whether a text holds a character outside Latin-1, the widest a header can carry. */
export function hasWideCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0xff) return true;
  return false;
}

/**
 * The first character of a text that may not stand in a URL as it is, or undefined. Allowed is what RFC 3986 names,
 * with complete percent escapes, and square brackets, which many partners use in query keys.
 */
export function illegalInUrl(text: string): string | undefined {
  const legal = /^(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*/.exec(text);
  const rest = text.slice(legal?.[0].length ?? 0);
  const [character] = rest;
  return character;
}
