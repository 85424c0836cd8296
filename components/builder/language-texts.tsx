"use client";

import { memo } from "react";
import { pluralize } from "@/components/ui/format-number";
import { isRightToLeft } from "@/lib/destination/language-name";
import {
  type SetupText,
  setupTexts,
  translationOf,
  translationPath,
  withTranslation,
} from "@/lib/destination/translations";
import { pathKey } from "./document-place";
import { DraftText, DraftTextarea } from "./draft-controls";
import { useDefinition } from "./draft-pieces";
import { useDraftActions } from "./draft-provider";

/** Every text of the setup modal beside its translation. */
export function LanguageTexts({ language }: { language: string }) {
  const definition = useDefinition((whole) => whole);
  const texts = setupTexts(definition);
  if (texts.length === 0) {
    return (
      <p className="text-muted text-sm">There is nothing to translate yet: no field, mapping or error has a text.</p>
    );
  }
  return (
    <div dir={isRightToLeft(language) ? "rtl" : undefined} className="space-y-4">
      {texts.map((text) => (
        <TranslationRow
          key={pathKey(translationPath(text, language))}
          text={text}
          language={language}
          value={translationOf(definition, text, language)}
        />
      ))}
    </div>
  );
}

interface TranslationRowProps {
  text: SetupText;
  language: string;
  value: string;
}

const TranslationRow = memo(
  function TranslationRow({ text, language, value }: TranslationRowProps) {
    const { edit } = useDraftActions();
    const path = translationPath(text, language);
    const control = {
      path,
      label: labelOf(text),
      value,
      help: (
        <span dir="auto" className="line-clamp-4 whitespace-pre-line break-words">
          {text.text}
        </span>
      ),
      charsMax: text.charsMax,
      onWrite: (translation: string) =>
        edit(
          `Translate ${text.label}`,
          (definition) => withTranslation(definition, text, language, translation),
          pathKey(path),
        ),
    };
    return text.charsMax > 300 ? <DraftTextarea {...control} rows={2} /> : <DraftText {...control} />;
  },
  (before, after) =>
    before.value === after.value &&
    before.language === after.language &&
    before.text.text === after.text.text &&
    before.text.label === after.text.label &&
    placesKey(before.text) === placesKey(after.text),
);

function labelOf({ label, places }: SetupText): string {
  return places.length === 1 ? label : `${label}, and ${pluralize(places.length - 1, "more place")}`;
}

function placesKey({ places }: SetupText): string {
  return places.map(({ part, member }) => pathKey([...part, member])).join();
}
