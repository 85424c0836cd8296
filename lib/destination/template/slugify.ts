/** Names made safe for partners that allow letters, digits, underscores and hyphens only (SPEC 6 rule 6). */

/** Characters a slug has at most; the cut is the last step. */
export const slugCharsMax = 100;

/**
 * The slug of a name: normalised to NFKD, every maximal run of other characters one hyphen, cut to 100 characters.
 * Case is kept, combining marks become hyphens, and hyphens at the edges stay: `café` gives `cafe-`.
 */
export function slugify(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9_]+/g, "-")
    .slice(0, slugCharsMax);
}

/**
 * The slug of a cohort's name, or the cohort's ID where no letter or digit of the name survives (`日本語`).
 * `isFallback` is what the run tells the customer.
 */
export function cohortSlug(name: string, id: string): { text: string; isFallback: boolean } {
  const slug = slugify(name);
  return /[A-Za-z0-9]/.test(slug) ? { text: slug, isFallback: false } : { text: id, isFallback: true };
}
