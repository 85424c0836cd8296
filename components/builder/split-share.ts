/** How the builder's width is shared, and how that is remembered. */

/** The share of the first pane, in percent. */
export const splitDefault = 56;
export const splitMin = 35;
export const splitMax = 70;
export const splitCookie = "landfall-split";

/** What the cookie says; anything else means the default. A cookie, so that the first paint is right already. */
export function parseSplit(text: string | undefined): number {
  const share = Number(text ?? Number.NaN);
  return Number.isFinite(share) ? clampShare(share) : splitDefault;
}

export function clampShare(share: number): number {
  return Math.round(Math.min(splitMax, Math.max(splitMin, share)) * 10) / 10;
}
