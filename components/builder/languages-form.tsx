"use client";

import { Trash2 } from "lucide-react";
import { useDeferredValue } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { languageName, ownLanguageName } from "@/lib/destination/language-name";
import {
  addLanguage,
  languagesOf,
  removeLanguage,
  setupTexts,
  untranslatedTexts,
} from "@/lib/destination/translations";
import { BuilderField } from "./builder-field";
import { fieldId } from "./document-place";
import { useDefinition, useShownFindings } from "./draft-pieces";
import { useDraftActions } from "./draft-provider";
import { FindingList } from "./finding-list";
import { FormSection } from "./form-section";
import { LanguageDisclosure } from "./language-disclosure";
import { LanguageTexts } from "./language-texts";
import { offeredLanguages } from "./offered-languages";

const placePath = ["languages", "translated"];

/** The languages that customers may read the setup modal in, and the texts in each. */
export function LanguagesForm() {
  const languages = useDefinition((definition) => definition.languages);
  const { original, translated } = languages ?? { original: "en", translated: [] };
  const { edit } = useDraftActions();
  const findings = useShownFindings(placePath);
  const taken = new Set([original, ...translated]);

  return (
    <FormSection
      id="languages"
      title="Languages"
      description="What customers read in the setup modal, in their own language. What you don't translate stays in the original."
    >
      <div className="grid items-start gap-4 @lg:grid-cols-2">
        <BuilderField path={["languages", "original"]} label="Original language" help="What the texts above are in.">
          <Select
            value={original}
            options={languageOptions([original, ...offeredLanguages])}
            onValueChange={(language) =>
              edit("Change the original language", (definition) => ({
                ...definition,
                languages: { ...languagesOf(definition), original: language },
              }))
            }
          />
        </BuilderField>
        <BuilderField path={["languages", "added"]} label="Translate into">
          <Select
            value=""
            placeholder="Add a language…"
            options={languageOptions(offeredLanguages.filter((language) => !taken.has(language)))}
            onValueChange={(language) =>
              edit(`Translate into ${languageName(language)}`, (definition) => addLanguage(definition, language))
            }
          />
        </BuilderField>
      </div>
      <FindingList findings={findings} />
      {translated.length > 0 && (
        <div id={fieldId(placePath)} className="space-y-2">
          {translated.map((language) => (
            <Language key={language} language={language} />
          ))}
        </div>
      )}
    </FormSection>
  );
}

function languageOptions(tags: readonly string[]) {
  return [...new Set(tags)]
    .map((tag) => ({ value: tag, label: languageName(tag), description: nameBeside(tag) }))
    .sort((one, other) => one.label.localeCompare(other.label, "en"));
}

/** How the language calls itself, where that says more. */
function nameBeside(tag: string): string | undefined {
  const own = ownLanguageName(tag);
  return own.toLowerCase() === languageName(tag).toLowerCase() ? undefined : own;
}

function Language({ language }: { language: string }) {
  const { edit, undo } = useDraftActions();
  // How much is translated may follow a keystroke a moment later.
  const definition = useDeferredValue(useDefinition((whole) => whole));
  const name = languageName(language);
  const count = setupTexts(definition).length;
  const missing = untranslatedTexts(definition, language).length;

  function remove() {
    edit(`Remove ${name}`, (draft) => removeLanguage(draft, language));
    toast.info(`Removed ${name}`, { action: { label: "Undo", onClick: undo } });
  }

  return (
    <LanguageDisclosure
      language={language}
      title={name}
      count={count === 0 ? undefined : `${count - missing} of ${count}`}
      tone={missing === 0 ? "success" : "neutral"}
      actions={
        <IconButton size="sm" label={`Remove ${name}`} onClick={remove}>
          <Trash2 aria-hidden="true" />
        </IconButton>
      }
    >
      <LanguageTexts language={language} />
    </LanguageDisclosure>
  );
}
