"use client";

import { Fragment } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Shortcut } from "@/components/ui/shortcut";
import { inkTone } from "@/components/ui/tone";
import type { Finding, Severity } from "@/lib/destination/finding";
import type { TokenInfo } from "@/lib/destination/language/hover";
import type { OfferedFix } from "@/lib/destination/language/quick-fix";

export interface TokenCommands {
  applyFix: (offered: OfferedFix) => void;
  /** Each is absent where there is nothing to go to or nothing to name. */
  openDeclaration?: () => void;
  findUses?: () => void;
  rename?: () => void;
}

interface TokenCardProps {
  info: TokenInfo;
  findings: readonly Finding[];
  fixes: readonly OfferedFix[];
  commands: TokenCommands;
}

const tones: Record<Severity, string> = {
  error: inkTone.danger,
  warning: inkTone.warning,
  info: inkTone.info,
};

/** What a token is: type, description, value and what becomes of it, what is wrong with it, and where to go from it. */
export function TokenCard({ info, findings, fixes, commands }: TokenCardProps) {
  const { title, value, rendered } = info;
  // What is wrong with an unknown name says all there is to say about it.
  const lines = info.variable || findings.length === 0 ? info.lines : [];
  const [kind, ...rest] = lines;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only keeps the focus in the input while the card is used.
    <div onMouseDown={(event) => event.preventDefault()} className="max-h-80 overflow-y-auto">
      <div className="space-y-1.5 px-3 py-2.5 text-xs">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <code className="break-all font-mono font-semibold text-syntax-variable text-xs">{title}</code>
          <span className="text-faint">{kind}</span>
        </p>
        {rest.map((line) => (
          <p key={line} className="break-words text-muted">
            {line}
          </p>
        ))}
        <Values value={value} rendered={rendered} />
        {findings.map(({ rule, severity, message }) => (
          <p key={`${rule}${message}`} className={cn("break-words", tones[severity])}>
            {message}
          </p>
        ))}
        {fixes.length > 0 && (
          <div className="flex flex-wrap gap-1.5 pt-0.5">
            {fixes.map((offered) => (
              <Button key={offered.fix.label} size="sm" tabIndex={-1} onClick={() => commands.applyFix(offered)}>
                {offered.fix.label}
              </Button>
            ))}
          </div>
        )}
      </div>
      <Commands commands={commands} hasFixes={fixes.length > 0} usesCount={info.variable?.usesCount} />
    </div>
  );
}

function Values({ value, rendered }: Pick<TokenInfo, "value" | "rendered">) {
  const rows = [
    ...(value === undefined ? [] : [{ word: "Now", text: value }]),
    ...(rendered === undefined || rendered === value ? [] : [{ word: "Becomes", text: rendered }]),
  ];
  if (rows.length === 0) return null;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 gap-y-0.5">
      {rows.map(({ word, text }) => (
        <Fragment key={word}>
          <dt className="text-faint">{word}</dt>
          <dd className="break-all font-mono text-ink">{text === "" ? "an empty text" : text}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

/** The focus stays in the input, so each says the key that does the same. */
function Commands({
  commands,
  hasFixes,
  usesCount,
}: {
  commands: TokenCommands;
  hasFixes: boolean;
  usesCount: number | undefined;
}) {
  const rows = [
    { label: "Declaration", keys: "F12", act: commands.openDeclaration },
    { label: usesCount === undefined ? "Uses" : `Uses (${usesCount})`, keys: "shift+F12", act: commands.findUses },
    { label: "Rename", keys: "F2", act: commands.rename },
  ];
  if (!hasFixes && rows.every(({ act }) => act === undefined)) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-b-lg border-line border-t bg-sunken px-2 py-1.5">
      {rows.map(
        ({ label, keys, act }) =>
          act && (
            <button
              key={keys}
              type="button"
              tabIndex={-1}
              onClick={act}
              className="flex min-h-6 items-center gap-1.5 rounded-sm px-1 text-muted text-xs hover:bg-hover hover:text-ink"
            >
              {label} <Shortcut keys={keys} />
            </button>
          ),
      )}
      {hasFixes && (
        <span className="flex items-center gap-1.5 px-1 text-faint text-xs">
          Fixes <Shortcut keys="mod+." />
        </span>
      )}
    </div>
  );
}
