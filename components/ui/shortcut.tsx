"use client";

import { useSyncExternalStore } from "react";
import { cn } from "./cn";
import { Kbd } from "./kbd";

const everywhere: Record<string, string> = {
  up: "↑",
  down: "↓",
  left: "←",
  right: "→",
  pageup: "PgUp",
  pagedown: "PgDn",
  space: "Space",
  backspace: "⌫",
  backslash: "\\",
  question: "?",
};
const onMac: Record<string, string> = { ...everywhere, mod: "⌘", ctrl: "⌃", alt: "⌥", shift: "⇧", enter: "↵" };
const elsewhere: Record<string, string> = {
  ...everywhere,
  mod: "Ctrl",
  ctrl: "Ctrl",
  alt: "Alt",
  shift: "Shift",
  enter: "Enter",
};

/** A key combination such as `mod+shift+z`, in the words of the keyboard in front of the person. */
export function Shortcut({ keys, className }: { keys: string; className?: string }) {
  const isMac = useSyncExternalStore(
    () => () => {},
    () => navigator.platform.startsWith("Mac"),
    () => false,
  );
  const names = isMac ? onMac : elsewhere;
  return (
    <span className={cn("inline-flex items-center gap-0.5", className)}>
      {keys.split("+").map((key) => (
        <Kbd key={key}>{names[key] ?? key.toUpperCase()}</Kbd>
      ))}
    </span>
  );
}
