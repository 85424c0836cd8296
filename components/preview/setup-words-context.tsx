"use client";

import { createContext, type ReactNode, useContext } from "react";
import { isRightToLeft } from "@/lib/destination/language-name";
import { english } from "@/lib/destination/setup-words/english";
import type { SetupWords } from "@/lib/destination/setup-words/setup-words";

export interface OwnWords {
  words: SetupWords;
  /** The language of our words, where what is around them is in another one. */
  lang: string | undefined;
}

/** English, unless `SetupWordsProvider` says otherwise: only forms bring the other languages into a page. */
export const OwnWordsContext = createContext<OwnWords>({ words: english, lang: undefined });

export function useSetupWords(): OwnWords {
  return useContext(OwnWordsContext);
}

/** Our words among the partner's: marked as English where those are in a language that we have no words in. */
export function Own({ children }: { children: ReactNode }) {
  const { lang } = useSetupWords();
  return lang === undefined ? children : <bdi lang={lang}>{children}</bdi>;
}

/** What the element around a form in this language says of it. */
export function languageAttributes(language: string | undefined) {
  const isTurned = language !== undefined && isRightToLeft(language);
  return { lang: language, dir: isTurned ? "rtl" : undefined } as const;
}

/** An answer is written its own way; an empty input the form's, or its placeholder would stand at the wrong end. */
export function directionOf(answer: string): "auto" | undefined {
  return answer === "" ? undefined : "auto";
}
