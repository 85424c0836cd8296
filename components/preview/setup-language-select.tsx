"use client";

import { NativeSelect } from "@/components/ui/native-select";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { ownLanguageName } from "@/lib/destination/language-name";
import { languagesOf } from "@/lib/destination/translations";
import { useSetupWords } from "./setup-words-context";

interface SetupLanguageSelectProps {
  definition: DestinationDefinition;
  language: string;
  onChange: (language: string) => void;
}

/** The languages of a setup modal, each by its own name; nothing where there is only one. */
export function SetupLanguageSelect({ definition, language, onChange }: SetupLanguageSelectProps) {
  const { words } = useSetupWords();
  const { original, translated } = languagesOf(definition);
  if (translated.length === 0) return null;
  const tags = [...new Set([original, ...translated])];
  return (
    <NativeSelect
      aria-label={words.languageChoice}
      className="w-36"
      value={language}
      options={tags.map((tag) => ({ value: tag, label: ownLanguageName(tag) }))}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
