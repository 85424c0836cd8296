"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useSyncExternalStore } from "react";
import { ButtonGroup } from "@/components/ui/button-group";

const options = [
  { value: "system", label: "System", icon: <Monitor aria-hidden="true" /> },
  { value: "light", label: "Light", icon: <Sun aria-hidden="true" /> },
  { value: "dark", label: "Dark", icon: <Moon aria-hidden="true" /> },
];

const yearSeconds = 31_536_000;

/** Light, dark, or as the system has it. The cookie lets the server render the next page in it from the first byte. */
export function ThemeChoice() {
  const theme = useSyncExternalStore(subscribe, currentTheme, () => "system");
  return (
    <ButtonGroup aria-label="Theme" size="sm" isFullWidth options={options} value={theme} onValueChange={chooseTheme} />
  );
}

function currentTheme(): string {
  return document.documentElement.dataset.theme ?? "system";
}

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}

function chooseTheme(theme: string): void {
  const isSystem = theme === "system";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is asynchronous and not in every browser yet.
  document.cookie = `theme=${theme}; path=/; samesite=lax; max-age=${isSystem ? 0 : yearSeconds}`;
  if (isSystem) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
