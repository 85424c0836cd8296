/** Numbers of versions: `1.0`, `1.1`, …, `2.0` (SPEC 3). They only go up, and none is used twice. */

interface Parsed {
  major: number;
  minor: number;
}

const pattern = /^(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})$/;

function parse(number: string): Parsed | undefined {
  const [, major, minor] = pattern.exec(number) ?? [];
  return major === undefined || minor === undefined ? undefined : { major: Number(major), minor: Number(minor) };
}

/** Below zero where `one` is the older; a text that is no number is older than all. */
export function compareVersionNumbers(one: string, other: string): number {
  const [left, right] = [parse(one), parse(other)];
  if (!left || !right) return Number(left !== undefined) - Number(right !== undefined);
  return left.major - right.major || left.minor - right.minor;
}

/** The highest of them; undefined without any. */
export function newestVersionNumber(known: readonly string[]): string | undefined {
  return known.reduce<string | undefined>(
    (newest, number) =>
      parse(number) && (newest === undefined || compareVersionNumbers(number, newest) > 0) ? number : newest,
    undefined,
  );
}

interface Suggestion {
  /** Every number that the destination has used, whatever became of it. */
  known: readonly string[];
  /** The version that customers have; absent: none yet. */
  current?: string | undefined;
  /** Whether what installations have stops working, or asks for something, against the current version. */
  isBreaking: boolean;
}

/** The next number: a whole one up where customers have to do something, else the next small one. */
export function suggestVersionNumber({ known, current, isBreaking }: Suggestion): string {
  const newest = parse(newestVersionNumber(known) ?? "");
  if (!newest) return "1.0";
  const base = parse(current ?? "");
  const major = base && isBreaking ? base.major + 1 : (base?.major ?? newest.major);
  return newest.major >= major ? `${newest.major}.${newest.minor + 1}` : `${major}.0`;
}

/** What is wrong with a number for a new version, and what to do; undefined: nothing. */
export function versionNumberProblem(number: string, known: readonly string[]): string | undefined {
  if (!parse(number)) return "Write two whole numbers with a dot between, as in 1.2.";
  if (known.includes(number)) return `There is a version ${number} already. Numbers are never used twice.`;
  const newest = newestVersionNumber(known);
  if (newest !== undefined && compareVersionNumbers(number, newest) < 0) {
    return `Choose a number above ${newest}, so that everybody sees which version is newer.`;
  }
  return undefined;
}
