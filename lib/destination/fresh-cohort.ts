/** Sample cohorts of tests: many partners refuse a list's name twice. */

export interface SampleCohort {
  id: string;
  name: string;
}

/** Four characters that no earlier sample cohort had, most likely. */
export function newSuffix(random: () => number = Math.random): string {
  return Math.floor(random() * 36 ** 4)
    .toString(36)
    .padStart(4, "0");
}

/** The same cohort under a name that wasn't used yet: another suffix in place of the one it has. */
export function freshCohort({ id, name }: SampleCohort, suffix = newSuffix()): SampleCohort {
  const used = /^cohort-([0-9a-z]{4})$/.exec(id)?.[1];
  const base = used !== undefined && name.endsWith(` ${used}`) ? name.slice(0, -used.length - 1) : name;
  return { id: `cohort-${suffix}`, name: `${base.slice(0, 480)} ${suffix}` };
}
