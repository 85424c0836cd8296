/** Where to go on to after signing in: a path of this portal, whatever an address asked for. */
export function safePath(text: unknown): string {
  if (typeof text !== "string" || !text.startsWith("/")) return "/";
  // A browser reads //host and /\host as another host; only parsing tells reliably.
  const here = "http://portal.invalid";
  if (!URL.canParse(text, here)) return "/";
  const url = new URL(text, here);
  // Dots in a path can uncover a second slash at its beginning, which names a host again.
  if (url.origin !== here || url.pathname.startsWith("//")) return "/";
  return `${url.pathname}${url.search}`;
}
