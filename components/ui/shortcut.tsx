"use client";

import { useSyncExternalStore } from "react";
import { cn } from "./cn";
import { Kbd } from "./kbd";

const onMac: Record<string, string> = { mod: "⌘", alt: "⌥", shift: "⇧", enter: "↵" };
const elsewhere: Record<string, string> = { mod: "Ctrl", alt: "Alt", shift: "Shift", enter: "Enter" };

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
