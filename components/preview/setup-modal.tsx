"use client";

import { Moon, PilcrowRight, Smartphone } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { LogoTile, logoSrc } from "@/components/ui/logo-tile";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { focusSetupRow } from "./focus-setup-row";
import { SetupForm } from "./setup-form";
import type { ProjectProperty, SetupProblem, SetupValues } from "./setup-values";

interface SetupModalProps {
  definition: DestinationDefinition;
  displayName: string;
  logoId: string | null;
  values: SetupValues;
  onChange: (values: SetupValues) => void;
  projectProperties: readonly ProjectProperty[];
  problems: readonly SetupProblem[];
  areProblemsRevealed: boolean;
  onReveal: () => void;
  idPrefix: string;
  isWithSyncFields?: boolean;
  /** What becomes of the answers here. */
  hint?: string;
}

/** The setup modal as customers will meet it, live beside what it is made of. Its answers feed the tests. */
export function SetupModal({ displayName, logoId, problems, onReveal, idPrefix, hint, ...form }: SetupModalProps) {
  const [look, setLook] = useState({ isDark: false, isNarrow: false, isRightToLeft: false });
  const [verdict, setVerdict] = useState("");
  const name = displayName || "your destination";

  function save() {
    onReveal();
    const [first] = problems;
    if (first) focusSetupRow(idPrefix, first.rowId);
    setVerdict(first ? "" : "Every answer is in order. Customers store it from here; the preview doesn't.");
  }

  return (
    <div>
      <div className="mb-2 flex items-center justify-between gap-2">
        <p className="text-muted text-xs">{hint}</p>
        <div className="flex shrink-0 gap-0.5">
          <LookButton label="Dark" isOn={look.isDark} onToggle={(isDark) => setLook({ ...look, isDark })}>
            <Moon />
          </LookButton>
          <LookButton label="Narrow" isOn={look.isNarrow} onToggle={(isNarrow) => setLook({ ...look, isNarrow })}>
            <Smartphone />
          </LookButton>
          <LookButton
            label="Right to left"
            isOn={look.isRightToLeft}
            onToggle={(isRightToLeft) => setLook({ ...look, isRightToLeft })}
          >
            <PilcrowRight />
          </LookButton>
        </div>
      </div>
      <div
        {...(look.isDark && { "data-theme": "dark" })}
        dir={look.isRightToLeft ? "rtl" : undefined}
        className="rounded-lg border bg-sunken p-3 text-ink sm:p-5"
      >
        <section
          aria-label={`Connect to ${name}`}
          className={cn(
            "mx-auto rounded-xl border border-line-strong bg-raised shadow-2",
            look.isNarrow ? "max-w-80" : "max-w-lg",
          )}
        >
          <header className="flex items-center gap-3 px-5 pt-4 pb-3">
            <LogoTile name={name} src={logoSrc(logoId)} size="md" />
            <h3 className="min-w-0 break-words font-semibold text-ink text-lg">Connect to {name}</h3>
          </header>
          <div className="px-5 pt-1 pb-5">
            <SetupForm {...form} problems={problems} idPrefix={idPrefix} />
          </div>
          <footer className="flex flex-wrap items-center justify-end gap-2 border-line border-t px-5 py-3">
            <p role="status" className="min-w-0 flex-1 text-muted text-xs">
              {problems.length === 0 && verdict}
            </p>
            <Button variant="primary" onClick={save}>
              Save
            </Button>
          </footer>
        </section>
      </div>
    </div>
  );
}

interface LookButtonProps {
  label: string;
  isOn: boolean;
  onToggle: (isOn: boolean) => void;
  children: ReactNode;
}

function LookButton({ label, isOn, onToggle, children }: LookButtonProps) {
  return (
    <IconButton
      size="sm"
      label={`Show the setup modal: ${label.toLowerCase()}`}
      title={label}
      aria-pressed={isOn}
      onClick={() => onToggle(!isOn)}
      className="aria-pressed:bg-selected aria-pressed:text-accent-ink"
    >
      {children}
    </IconButton>
  );
}
