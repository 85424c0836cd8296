/** Which sections have their help open, in a cookie: so that the first paint has it where it was. */
import { type FixedSectionId, isFixedSectionId } from "./sections";

export const helpCookie = "landfall-help";

/** What the cookie says; what is not a section is dropped. */
export function parseOpenHelp(text: string | undefined): FixedSectionId[] {
  return (text ?? "").split(".").filter(isFixedSectionId);
}

export function writeOpenHelp(open: Iterable<FixedSectionId>): string {
  return `${helpCookie}=${[...open].join(".")}; path=/; max-age=31536000; samesite=lax`;
}
