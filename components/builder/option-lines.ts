/** Options typed or pasted as lines: `Europe = https://eu.example.com`, a row of a spreadsheet, or a label alone. */

export interface OptionLine {
  label: string;
  value: string;
}

/** What a label stands for in a request, as long as nobody says otherwise: `North America` → `north-america`. */
export function proposedValue(label: string): string {
  return label
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{Mark}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

/** One option for each line that has text, cut to what the document takes. Marks of lists in front are dropped. */
export function parseOptionLines(text: string, linesMax = 200): OptionLine[] {
  return text
    .split(/\r\n?|\n|\u2028|\u2029/)
    .map((line) => line.replace(/^\s*[-*•]\s+/, "").trim())
    .filter((line) => line !== "")
    .slice(0, linesMax)
    .map((line) => {
      const [, label = line, value = ""] = /^([^\t=]*?)\s*(?:\t+|=)\s*(.*)$/.exec(line) ?? [];
      const text = label.trim() || value;
      return { label: text.slice(0, 300), value: (value.trim() || proposedValue(text) || text).slice(0, 2_000) };
    });
}

/** Whether a pasted text is several options rather than a piece of one. */
export function isSeveralLines(text: string): boolean {
  return text.split(/\r\n?|\n/).filter((line) => line.trim() !== "").length > 1;
}
