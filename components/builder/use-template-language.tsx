"use client";

import { useMemo } from "react";
import type { TextCommands, TextLanguage } from "@/components/text-editor/text-language";
import type { DocumentPath, Finding, FindingFix } from "@/lib/destination/finding";
import { type Completion, completionsAt } from "@/lib/destination/language/complete";
import { type TokenInfo, tokenAt, tokenInfoAt } from "@/lib/destination/language/hover";
import { fixesAt } from "@/lib/destination/language/quick-fix";
import { findVariable, type ScopeVariable } from "@/lib/destination/language/scope";
import type { Template, Token } from "@/lib/destination/template/template";
import { TokenCard } from "./token-card";

/** What a template can ask of the document around it. */
export interface TemplateCommands {
  applyFix: (fix: FindingFix) => void;
  openDeclaration: (path: DocumentPath) => void;
  rename: (name: string) => void;
  findUses: (name: string) => void;
}

const completionLooks = {
  variable: { ink: "text-syntax-variable", label: "Variables" },
  declare: { ink: "text-accent-ink", label: "Variables" },
  property: { ink: "text-syntax-variable", label: "Properties" },
  filter: { ink: "text-syntax-keyword", label: "Filters" },
  argument: { ink: "text-syntax-string", label: "Arguments" },
} as const satisfies Record<Completion["kind"], { ink: string; label: string }>;

/** The language of templates, for the editor of a few lines. */
export function useTemplateLanguage(
  template: Template,
  variables: readonly ScopeVariable[],
  findings: readonly Finding[],
  commands: TemplateCommands,
): TextLanguage {
  // Completion looks at the text alone, so that it needn't begin anew when the findings come.
  const complete = useMemo<TextLanguage["completionsAt"]>(
    () => (text, caret, isAsked) => completionsAt(text, caret, "text", variables, { isAsked }),
    [variables],
  );
  return useMemo(() => {
    const commandsOf = (token: Token): TextCommands => ({
      openDeclaration: declarationOf(variables, token, commands),
      rename: () => commands.rename(token.name),
      findUses: () => commands.findUses(token.name),
      noDeclaration: `$${token.name} has no declaration to go to.`,
    });
    return {
      completionsAt: complete,
      completionLooks,
      isTokenAt: (offset) => tokenAt(template, offset) !== undefined,
      commandsAt: (offset) => {
        const token = tokenAt(template, offset);
        return token && commandsOf(token);
      },
      applyFix: commands.applyFix,
      cardAt: (offset, applyFix) => {
        const info = tokenInfoAt(template, offset, "text", variables);
        if (!info) return undefined;
        const { range } = info.token;
        const touching = findings.filter(
          (finding) => finding.range && finding.range.start < range.end && range.start < finding.range.end,
        );
        const { noDeclaration: _, ...own } = commandsOf(info.token);
        const isOurs = info.variable?.source === "predefined";
        return {
          start: info.range.start,
          spoken: spoken(info),
          content: (
            <TokenCard
              info={info}
              findings={touching}
              fixes={fixesAt(touching, range, template.source)}
              commands={{ applyFix, ...own, ...(isOurs && { rename: undefined }) }}
            />
          ),
        };
      },
    };
  }, [template, variables, findings, commands, complete]);
}

function declarationOf(
  variables: readonly ScopeVariable[],
  { name }: Token,
  { openDeclaration }: TemplateCommands,
): (() => void) | undefined {
  const path = findVariable(variables, name)?.declaredAt;
  return path && (() => openDeclaration(path));
}

function spoken({ title, lines, value }: TokenInfo): string {
  const now = value === undefined ? [] : [`Now ${value}.`];
  return [title, ...lines, ...now].join(" ");
}
