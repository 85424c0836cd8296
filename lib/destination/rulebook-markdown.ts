/** The rulebook as a page of documentation. */
import type { Rule } from "./rule";
import { ruleInAction } from "./rule-example";
import { ruleChapters } from "./rulebook";

const severityWords = {
  error: "**Error.** It has to be fixed before submitting.",
  warning: "**Warning.** Fix it, or give the reviewer a reason when submitting.",
  info: "**Note.** Nothing has to be done.",
} as const;

/** docs/rulebook.md, whole: `npm run docs` writes it, and a test fails when it is out of date. */
export function rulebookMarkdown(): string {
  const count = ruleChapters.reduce((total, { rules }) => total + rules.length, 0);
  const chapters = ruleChapters.map(({ title, rules }) => [`## ${title}`, ...rules.map(ruleMarkdown)].join("\n\n"));
  const contents = ruleChapters.map(
    ({ title, rules }) => `- [${title}](#${anchorOf(title)}): ${rules.map(({ id }) => id).join(", ")}`,
  );
  return `${[
    "# Rulebook",
    `The ${count} checks that the builder, the API and the reviewers run on a destination: the same findings, all at once. IDs are stable. This page is made from the rules themselves by \`npm run docs\`.`,
    contents.join("\n"),
    ...chapters,
  ].join("\n\n")}\n`;
}

function ruleMarkdown(rule: Rule): string {
  const seen = ruleInAction(rule);
  const lines = [
    `### ${rule.id}: ${rule.title}`,
    `${severityWords[rule.severity]} ${rule.explanation}`,
    [`- Not like this: ${code(rule.bad.text)}`, `- Like this: ${code(rule.good.text)}`].join("\n"),
  ];
  if (seen) {
    const fix = seen.fixLabel ? `\n\nOne click: *${seen.fixLabel}*.` : "";
    lines.push(`It then says:\n\n> ${escaped(seen.message)}${fix}`);
  }
  return lines.join("\n\n");
}

/** As many backticks as the text needs around it. */
function code(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = "`".repeat(1 + runs.reduce((longest, run) => Math.max(longest, run.length), 0));
  const isEdged = text.startsWith("`") || text.endsWith("`");
  return isEdged ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>]/g, "\\$&");
}

function anchorOf(title: string): string {
  return title.toLowerCase().replaceAll(" ", "-");
}
