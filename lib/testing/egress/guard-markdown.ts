/** The tables of docs/egress-guard.md that are made from the code: the rules in words, and the proof of each. */
import { egressRules } from "@/lib/destination/egress-rule";
import { mutants } from "./mutants";

const cell = (text: string): string =>
  text.replaceAll("|", "\\|").replaceAll(/[<>]/g, (sign) => (sign === "<" ? "&lt;" : "&gt;"));
const row = (...cells: string[]): string => `| ${cells.map(cell).join(" | ")} |`;

const tables: Record<string, () => string[]> = {
  rules: () => [
    row("refusal", "rule", "why", "what to do"),
    row("---", "---", "---", "---"),
    ...Object.entries(egressRules).map(([rule, { name, why, remedy }]) => row(`\`${rule}\``, name, why, remedy)),
  ],
  proofs: () => [
    row("step", "rule", "the test that fails without it"),
    row("---", "---", "---"),
    ...mutants.map(({ step, rule, noticedBy }) => row(step, rule, noticedBy)),
  ],
};

/** The page with its tables as the code has them now; what stands around them is kept. */
export function withTables(page: string): string {
  return Object.entries(tables).reduce((text, [name, make]) => {
    const [before, after] = [`<!-- ${name}: made from the code -->\n\n`, `\n\n<!-- end of ${name} -->`];
    const [start, end] = [text.indexOf(before), text.indexOf(after)];
    if (start < 0 || end < 0) throw new Error(`The page has no place for the table of ${name}.`);
    return `${text.slice(0, start + before.length)}${make().join("\n")}${text.slice(end)}`;
  }, page);
}
