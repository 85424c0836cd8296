/** What the pointer, or Control K Control I, says about a token: its origin, its value, and the ways on from there. */
import type * as Monaco from "monaco-editor/editor/editor.api";
import { type TokenInfo, tokenInfoAt } from "@/lib/destination/language/hover";
import { declarationCommand, renameCommand, usesCommand } from "./editor-commands";
import { type EditorContext, editorContext, type Model, templateOf, toEditorRange } from "./editor-context";
import { plain } from "./plain-markdown";

export const hoverProvider: Monaco.languages.HoverProvider = {
  provideHover(model, position) {
    const context = editorContext(model);
    if (!context) return undefined;
    const template = templateOf(model, context.language);
    const info = tokenInfoAt(template, model.getOffsetAt(position), context.language, context.variables);
    if (!info) return undefined;
    return { range: toEditorRange(model, info.range), contents: contentsOf(model, context, info) };
  },
};

function contentsOf(model: Model, context: EditorContext, info: TokenInfo): Monaco.IMarkdownString[] {
  const { title, lines, value, rendered, variable } = info;
  const [first = "", ...rest] = lines;
  const paragraphs = [`**${plain(title)}** · ${plain(first)}`];
  if (value !== undefined) paragraphs.push(`${variable?.source === "mapping" ? "Mapped to" : "Now"} ${code(value)}`);
  paragraphs.push(...rest.map(plain));
  // On a filter the line about it says so already.
  const isFilter = title.startsWith("|");
  if (rendered !== undefined && rendered !== value && !isFilter) paragraphs.push(`Becomes ${code(rendered)}`);
  const links = linksOf(model, context, info);
  const enabledCommands = [declarationCommand, usesCommand, renameCommand];
  return [
    { value: paragraphs.join("\n\n") },
    ...(links.length === 0 ? [] : [{ value: links.join("&nbsp;&nbsp;·&nbsp;&nbsp;"), isTrusted: { enabledCommands } }]),
  ];
}

function linksOf(model: Model, context: EditorContext, { token, variable }: TokenInfo): string[] {
  const link = (command: string, label: string, key: string) => {
    const argument = encodeURIComponent(JSON.stringify([model.uri.toString(), token.name]));
    return `[${label}](command:${command}?${argument} "${label} (${key})")`;
  };
  return [
    ...(variable?.declaredAt && context.onOpenDeclaration
      ? [link(declarationCommand, "Go to declaration", "F12")]
      : []),
    ...(variable && context.onFindUses ? [link(usesCommand, "Find uses", "Shift+F12")] : []),
    ...(variable?.source !== "predefined" && context.onRename ? [link(renameCommand, "Rename", "F2")] : []),
  ];
}

/** A value in code quotes that it cannot close. */
function code(text: string): string {
  const line = text.replace(/\s+/g, " ");
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence} ${line.slice(0, 200)} ${fence}`;
}
