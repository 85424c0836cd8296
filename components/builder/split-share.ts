/** How the builder's width is shared, and how that is remembered. */

/** The share of the first pane, in percent. */
export const splitDefault = 56;
export const splitMin = 35;
export const splitMax = 70;
export const splitCookie = "landfall-split";

export interface Split {
  share: number;
  /** Whether the second pane is folded away. */
  isFolded: boolean;
}

/** What the cookie says; anything else means the default. A cookie, so that the first paint is right already. */
export function parseSplit(text: string | undefined): Split {
  const [, share = "", folded] = /^(\d+(?:\.\d+)?)(-folded)?$/.exec(text ?? "") ?? [];
  return { share: share === "" ? splitDefault : clampShare(Number(share)), isFolded: folded !== undefined };
}

export function writeSplit({ share, isFolded }: Split): string {
  return `${splitCookie}=${share}${isFolded ? "-folded" : ""}; path=/; max-age=31536000; samesite=lax`;
}

export function clampShare(share: number): number {
  return Math.round(Math.min(splitMax, Math.max(splitMin, share)) * 10) / 10;
}
