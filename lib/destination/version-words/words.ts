/** Numbers and lists as sentences about changes have them. */

/** "10,000". */
export function numberWords(value: number): string {
  return value.toLocaleString("en-US");
}

/** "20×", "3.3×"; undefined where the difference is too small to speak of. */
export function timesWords(ratio: number): string | undefined {
  if (!Number.isFinite(ratio) || ratio < 1.05) return undefined;
  return `${numberWords(ratio >= 10 ? Math.round(ratio) : Number(ratio.toFixed(1)))}×`;
}

/** "a", "a and b", "a, b and c". */
export function andWords(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

/** The first few, and how many more there are. */
export function fewWords(words: readonly string[], most = 4): string {
  if (words.length <= most) return andWords(words);
  return `${words.slice(0, most).join(", ")} and ${numberWords(words.length - most)} more`;
}

/** In typographic quotes, as names stand in sentences. */
export function quoted(text: string): string {
  return `“${text}”`;
}

const bytesPerUnit = [
  [1_048_576, "MiB"],
  [1_024, "KiB"],
] as const;

/** "1 MiB", "500 bytes": whole units only, so that nothing is rounded. */
export function bytesWords(bytes: number): string {
  for (const [size, unit] of bytesPerUnit) {
    if (bytes >= size && bytes % size === 0) return `${numberWords(bytes / size)} ${unit}`;
  }
  return `${numberWords(bytes)} bytes`;
}

/** Which of two lists of plain values has what the other hasn't. */
export function listChange(
  before: readonly string[],
  after: readonly string[],
): { added: string[]; removed: string[] } {
  return {
    added: after.filter((each) => !before.includes(each)),
    removed: before.filter((each) => !after.includes(each)),
  };
}

/** A plain value as it stands; what is no plain value has no words. */
export function plainWords(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? `${value}`
    : "something else";
}

/** What a question is called: by the name that customers see, or by its variable. */
export function questionLabel({ displayName, variable }: { displayName: string; variable: string }): string {
  if (displayName.trim() !== "") return quoted(shortened(displayName.trim()));
  return variable === "" ? "A question without a name" : `$${variable}`;
}

/** Long texts lose their end: a title names, it doesn't quote. */
export function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

/** As a sentence begins. */
export function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
