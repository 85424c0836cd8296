"use client";

import { useMemo, useState, useSyncExternalStore } from "react";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { bestLanguage, inLanguage, languagesOf } from "@/lib/destination/translations";

export interface SetupLanguage<Definition> {
  language: string;
  choose: (language: string) => void;
  /** The definition as it reads in that language. */
  shown: Definition;
}

/** The language that somebody reads a setup modal in: the one they chose, else their browser's, else the original. */
export function useSetupLanguage<Definition extends DestinationDefinition>(
  definition: Definition,
): SetupLanguage<Definition> {
  const preferred = useSyncExternalStore(subscribe, preferredLanguages, () => "");
  const [chosen, setChosen] = useState<string>();
  const languages = languagesOf(definition);
  const isThere = chosen !== undefined && [languages.original, ...languages.translated].includes(chosen);
  const language = isThere ? chosen : bestLanguage(languages, preferred.split(","));
  const shown = useMemo(() => inLanguage(definition, language), [definition, language]);
  return { language, choose: setChosen, shown };
}

function subscribe(changed: () => void): () => void {
  window.addEventListener("languagechange", changed);
  return () => window.removeEventListener("languagechange", changed);
}

/** One text, because a list would be another one each time it is asked for. */
function preferredLanguages(): string {
  return navigator.languages.join(",");
}
