"use client";

import { Moon, PilcrowRight, Smartphone } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonGroup } from "@/components/ui/button-group";
import { IconButton } from "@/components/ui/icon-button";
import { Tooltip } from "@/components/ui/tooltip";
import { isSetupState, setupStateNames, setupStates } from "./setup-states";
import type { SetupLook } from "./use-setup-look";

interface SetupStateStripProps {
  look: SetupLook;
  onChange: (change: Partial<SetupLook>) => void;
  /** What else can be chosen: the language. */
  children?: ReactNode;
}

/** Which state of the setup modal is shown, and in which surroundings. They combine. */
export function SetupStateStrip({ look, onChange, children }: SetupStateStripProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2">
      <ButtonGroup
        size="sm"
        aria-label="State of the setup modal"
        value={look.state}
        onValueChange={(value) => isSetupState(value) && onChange({ state: value })}
        options={setupStates.map((state) => ({ value: state, label: setupStateNames[state] }))}
      />
      <fieldset className="flex shrink-0 items-center gap-0.5">
        <legend className="sr-only">Surroundings of the setup modal</legend>
        {children}
        <LookButton label="Narrow" isOn={look.isNarrow} onToggle={(isNarrow) => onChange({ isNarrow })}>
          <Smartphone aria-hidden="true" />
        </LookButton>
        <LookButton label="Dark" isOn={look.isDark} onToggle={(isDark) => onChange({ isDark })}>
          <Moon aria-hidden="true" />
        </LookButton>
        <LookButton
          label="Right to left"
          isOn={look.isRightToLeft}
          onToggle={(isRightToLeft) => onChange({ isRightToLeft })}
        >
          <PilcrowRight aria-hidden="true" />
        </LookButton>
      </fieldset>
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
    <Tooltip content={label}>
      <IconButton
        size="sm"
        label={`Show the setup modal: ${label.toLowerCase()}`}
        aria-pressed={isOn}
        onClick={() => onToggle(!isOn)}
        className="aria-pressed:bg-selected aria-pressed:text-accent-ink forced-colors:aria-pressed:bg-[Highlight] forced-colors:aria-pressed:text-[HighlightText] forced-colors:aria-pressed:forced-color-adjust-none"
      >
        {children}
      </IconButton>
    </Tooltip>
  );
}
