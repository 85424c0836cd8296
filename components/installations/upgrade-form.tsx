"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { SetupForm } from "@/components/preview/setup-form";
import { SetupLanguageSelect } from "@/components/preview/setup-language-select";
import type { ProjectProperty } from "@/components/preview/setup-values";
import { languageAttributes } from "@/components/preview/setup-words-context";
import { SetupWordsProvider } from "@/components/preview/setup-words-provider";
import { type SetupLanguage, useSetupLanguage } from "@/components/preview/use-setup-language";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { pluralize } from "@/components/ui/format-number";
import { installationsApi } from "@/lib/client/installations-api";
import type { DroppedAnswer } from "@/lib/destination/carry-answers";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { endpointsOf } from "@/lib/destination/endpoints";
import type { InstallationAnswers } from "@/lib/destination/installation-answers";
import type { AskedAnswer, OfferedAnswer } from "@/lib/destination/open-questions";
import type { StoredInstallationSecret } from "@/lib/installation-contract";
import { AnswersList } from "./answers-list";
import { FormAttemptView } from "./form-attempt";
import { toValues } from "./installation-values";
import { useAskedRows } from "./use-asked-rows";
import { type InstallationForm, useInstallationForm } from "./use-installation-form";

interface UpgradeFormProps {
  installation: { id: string; name: string; revision: number };
  displayName: string;
  to: { versionId: string; number: string; definition: DestinationDefinition };
  /** The parts of the version that is installed, by ID: what isn't among them is new. */
  knownIds: readonly string[];
  carried: InstallationAnswers;
  /** Those that are carried, and the answers that are sealed with the upgrade. */
  storedSecrets: StoredInstallationSecret[];
  asked: readonly AskedAnswer[];
  offered: readonly OfferedAnswer[];
  dropped: readonly DroppedAnswer[];
  properties: readonly ProjectProperty[];
}

const idPrefix = "upgrade";

/** Asks what a newer version asks anew, and shows what is carried over as it is. */
export function UpgradeForm(props: UpgradeFormProps) {
  const { installation, displayName, to } = props;
  const router = useRouter();
  const [isEverythingShown, setIsEverythingShown] = useState(false);
  const setup = useSetupLanguage(to.definition);
  const { form, rows, save } = useUpgrade(props, setup);
  return (
    <div className="space-y-6">
      <AskedCard {...props} setup={setup} form={form} onlyRows={isEverythingShown ? undefined : rows} onSave={save} />
      {!isEverythingShown && (
        <Card
          title="Carried over"
          description="These answers stay as they are."
          actions={
            <Button size="sm" onClick={() => setIsEverythingShown(true)}>
              Change them too
            </Button>
          }
        >
          <div {...languageAttributes(setup.language)}>
            <AnswersList
              definition={setup.shown}
              answers={props.carried}
              storedSecrets={props.storedSecrets}
              hiddenRows={rows}
            />
          </div>
        </Card>
      )}
      <DroppedAnswers dropped={props.dropped} />
      <SetupWordsProvider language={setup.language}>
        <div {...languageAttributes(setup.language)} className="empty:hidden">
          <FormAttemptView
            name={displayName}
            attempt={form.attempt}
            language={setup.language}
            onCancel={form.cancel}
            onTakeTheirs={() => router.refresh()}
          />
        </div>
      </SetupWordsProvider>
      <div className="flex flex-wrap justify-end gap-2">
        <ButtonLink href={`/installations/${installation.id}`}>Cancel</ButtonLink>
        {form.attempt.kind === "not_connected" && (
          <Button onClick={() => save({ isTested: false })}>Upgrade without the test</Button>
        )}
        <Button variant="primary" isLoading={form.isBusy} onClick={() => save()}>
          Upgrade to {to.number}
        </Button>
      </div>
    </div>
  );
}

/** The newer version's form as it is read in a language. */
type Setup = SetupLanguage<DestinationDefinition>;

function useUpgrade(
  { installation, displayName, to, carried, ...props }: UpgradeFormProps,
  { shown: definition, language }: Setup,
) {
  const router = useRouter();
  const form = useInstallationForm({
    definition,
    initial: toValues(definition, installation.name, carried),
    storedSecrets: props.storedSecrets,
    properties: props.properties,
    idPrefix,
    hasTest: endpointsOf(definition).some(({ key }) => key === "testConnection"),
    displayName,
    language,
  });
  const rows = useAskedRows(definition, { ...props, problems: form.problems, settings: form.values.settings });
  const save = (options?: { isTested: boolean }) =>
    form.save(
      (filled, signal) => {
        const body = { ...filled, revision: installation.revision, versionId: to.versionId };
        return installationsApi.upgrade(installation.id, body, signal);
      },
      () => router.push(`/installations/${installation.id}`),
      options,
    );
  return { form, rows, save };
}

interface AskedCardProps extends Pick<UpgradeFormProps, "to" | "properties" | "asked" | "offered"> {
  setup: Setup;
  form: InstallationForm;
  /** Absent: every row. */
  onlyRows: ReadonlySet<string> | undefined;
  onSave: () => void;
}

function AskedCard({ to, setup, properties, asked, offered, form, onlyRows, onSave }: AskedCardProps) {
  const words = askedWords(asked.length, offered.length);
  if (onlyRows?.size === 0) {
    return (
      <Card title="What is asked">
        <p className="text-muted text-sm">{words}</p>
      </Card>
    );
  }
  return (
    <Card
      title="What is asked"
      description={words}
      actions={<SetupLanguageSelect definition={to.definition} language={setup.language} onChange={setup.choose} />}
    >
      <form
        method="post"
        noValidate
        inert={form.isBusy}
        className={cn("max-w-lg transition-opacity", form.isBusy && "opacity-60")}
        onSubmit={(event) => {
          event.preventDefault();
          onSave();
        }}
      >
        <SetupForm
          definition={setup.shown}
          language={setup.language}
          values={form.values}
          projectProperties={properties}
          problems={form.problems}
          areProblemsRevealed={form.areProblemsRevealed}
          blamed={form.blamed}
          storedSecrets={form.stored}
          onlyRows={onlyRows}
          idPrefix={idPrefix}
          onChange={form.change}
        />
        {/* Lets the Enter key in a field do what the button below the form does. */}
        <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
      </form>
    </Card>
  );
}

function askedWords(asked: number, offered: number): string {
  if (asked === 0 && offered === 0) return "Nothing. Your answers do for the newer version as they are.";
  if (asked === 0) return "Nothing has to be answered. What is new is optional.";
  return `${pluralize(asked, "answer")} ${asked === 1 ? "is" : "are"} needed before the newer version can be used.`;
}

function DroppedAnswers({ dropped }: { dropped: readonly DroppedAnswer[] }) {
  if (dropped.length === 0) return null;
  return (
    <Card title="No longer used" description="What was answered comes back if you roll the upgrade back.">
      <ul className="space-y-1.5 text-sm">
        {dropped.map(({ source, id, label, message }) => (
          <li key={`${source} ${id}`} className="break-words">
            <span className="font-medium text-ink">{label}</span> <span className="text-muted">{message}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
