"use client";

import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { Input } from "@/components/ui/input";
import { useSetupWords } from "./setup-words-context";

interface SecretInputProps extends Omit<ComponentProps<"input">, "type"> {
  /** What is hidden, for the name of the button that shows it. */
  name: string;
}

/** A secret as it is typed: masked, shown on request, and never offered to a password manager as a sign-in. */
export function SecretInput({ name, ...props }: SecretInputProps) {
  const [isShown, setIsShown] = useState(false);
  const { secret } = useSetupWords().words;
  return (
    <Input
      {...props}
      isMono
      type={isShown ? "text" : "password"}
      autoComplete="new-password"
      data-1p-ignore=""
      data-lpignore="true"
      end={
        <button
          type="button"
          aria-label={isShown ? secret.hide(name) : secret.show(name)}
          aria-pressed={isShown}
          onClick={() => setIsShown(!isShown)}
          className="grid size-6 place-items-center rounded-sm text-muted hover:bg-hover hover:text-ink pointer-coarse:size-9"
        >
          {isShown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
        </button>
      }
    />
  );
}
