"use client";

import { type ReactNode, useMemo } from "react";
import { setupWordsIn } from "@/lib/destination/setup-words/setup-words-in";
import { type OwnWords, OwnWordsContext } from "./setup-words-context";

/** Has everything in it say our own words in the language of the form, or in English where we have none in it. */
export function SetupWordsProvider({ language = "en", children }: { language?: string; children: ReactNode }) {
  const own = useMemo((): OwnWords => {
    const words = setupWordsIn(language);
    return { words, lang: language.split("-")[0] === words.language ? undefined : words.language };
  }, [language]);
  return <OwnWordsContext value={own}>{children}</OwnWordsContext>;
}
