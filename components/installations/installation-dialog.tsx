"use client";

import { type ReactNode, useRef } from "react";
import { SetupForm } from "@/components/preview/setup-form";
import { SetupLanguageSelect } from "@/components/preview/setup-language-select";
import type { ProjectProperty, SetupValues } from "@/components/preview/setup-values";
import { languageAttributes, Own, useSetupWords } from "@/components/preview/setup-words-context";
import { SetupWordsProvider } from "@/components/preview/setup-words-provider";
import { type SetupLanguage, useSetupLanguage } from "@/components/preview/use-setup-language";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { LogoTile, logoSrc } from "@/components/ui/logo-tile";
import type { TheirInstallation } from "@/lib/client/installations-api";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { endpointsOf } from "@/lib/destination/endpoints";
import type { ConnectionTestResult, SavedInstallation, StoredInstallationSecret } from "@/lib/installation-contract";
import { FormAttemptView } from "./form-attempt";
import { type FilledForm, toValues } from "./installation-values";
import { type InstallationForm, type OnSaved, useInstallationForm } from "./use-installation-form";

interface InstallationDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  definition: DestinationDefinition;
  displayName: string;
  logoId: string | null;
  properties: readonly ProjectProperty[];
  initial: SetupValues;
  storedSecrets?: readonly StoredInstallationSecret[];
  /** Above the rows of the setup modal: the choice of a project. */
  children?: ReactNode;
  /** Why nothing can be saved as it is, such as a missing project. */
  isBlocked?: boolean;
  idPrefix: string;
  /** `revision`: what somebody else has saved meanwhile, which this takes the place of. */
  onSend: (
    form: FilledForm & { isTestedFirst: boolean },
    signal: AbortSignal,
    revision?: number,
  ) => Promise<SavedInstallation>;
  onTest: (form: FilledForm, signal: AbortSignal) => Promise<ConnectionTestResult>;
  onSaved: OnSaved;
}

/**
 * The setup modal for real: the very form of the preview, with what is stored, a connection test, and saving. What is
 * typed outlives closing and opening again, secrets included, since it is held in memory only.
 */
export function InstallationDialog(props: InstallationDialogProps) {
  const setup = useSetupLanguage(props.definition);
  return (
    <SetupWordsProvider language={setup.language}>
      <Panel {...props} setup={setup} />
    </SetupWordsProvider>
  );
}

interface PanelProps extends InstallationDialogProps {
  setup: SetupLanguage<DestinationDefinition>;
}

function Panel({ definition, displayName, idPrefix, setup, ...props }: PanelProps) {
  const { language, choose, shown } = setup;
  const { words } = useSetupWords();
  const hasTest = endpointsOf(definition).some(({ key }) => key === "testConnection");
  const form = useInstallationForm({
    definition: shown,
    initial: props.initial,
    storedSecrets: props.storedSecrets ?? [],
    properties: props.properties,
    idPrefix,
    hasTest,
    displayName,
    language,
  });
  const { save, takeTheirs, keepMine } = useSaving(form, definition, props);
  const { attempt, isBusy } = form;
  const isChecking = attempt.kind === "busy" && attempt.isTested;
  const close = (isOpen: boolean) => {
    // The way out of a check is to stop it; what is being stored can't be stopped any more.
    if (isChecking) form.cancel();
    else if (!isBusy) props.onOpenChange(isOpen);
  };
  return (
    <Dialog isOpen={props.isOpen} onOpenChange={close}>
      <DialogContent
        {...languageAttributes(language)}
        closeLabel={words.buttons.close}
        title={<DialogTitle name={displayName} logoId={props.logoId} title={words.connectTo(displayName)} />}
        footer={
          <DialogButtons
            hasTest={hasTest}
            isSaving={isBusy}
            isClosable={isChecking || !isBusy}
            isBlocked={props.isBlocked ?? false}
            isFailed={attempt.kind === "not_connected"}
            onTest={() => form.test(props.onTest)}
            onSave={save}
          />
        }
      >
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <div inert={isBusy} className={cn("space-y-4 transition-opacity", isBusy && "opacity-60")}>
            <SetupLanguageSelect definition={definition} language={language} onChange={choose} />
            {props.children}
            <SetupForm
              definition={shown}
              values={form.values}
              projectProperties={props.properties}
              problems={form.problems}
              areProblemsRevealed={form.areProblemsRevealed}
              blamed={form.blamed}
              storedSecrets={form.stored}
              idPrefix={idPrefix}
              language={language}
              onChange={form.change}
            />
          </div>
          {/* Lets the Enter key in a field do what the button below the form does. */}
          <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
        </form>
        <FormAttemptView
          name={displayName}
          attempt={attempt}
          language={language}
          onCancel={form.cancel}
          onTakeTheirs={takeTheirs}
          onKeepMine={keepMine}
        />
      </DialogContent>
    </Dialog>
  );
}

/** Saving, and what to do about what somebody else has saved meanwhile. */
function useSaving(
  form: InstallationForm,
  definition: DestinationDefinition,
  { isBlocked, onSend, onSaved }: Pick<InstallationDialogProps, "isBlocked" | "onSend" | "onSaved">,
) {
  const theirRevision = useRef<number>(undefined);
  const save = (options?: { isTested: boolean }) => {
    if (!isBlocked) form.save((filled, signal) => onSend(filled, signal, theirRevision.current), onSaved, options);
  };
  return {
    save,
    takeTheirs: (theirs: TheirInstallation) => {
      theirRevision.current = theirs.revision;
      form.change(toValues(definition, theirs.name, theirs.answers));
    },
    keepMine: (theirs: TheirInstallation) => {
      theirRevision.current = theirs.revision;
      save();
    },
  };
}

function DialogTitle({ name, logoId, title }: { name: string; logoId: string | null; title: string }) {
  return (
    <span className="flex items-center gap-3">
      <LogoTile name={name} src={logoSrc(logoId)} size="md" />
      <span className="min-w-0 break-words">
        <Own>{title}</Own>
      </span>
    </span>
  );
}

interface DialogButtonsProps {
  hasTest: boolean;
  isSaving: boolean;
  isClosable: boolean;
  isBlocked: boolean;
  isFailed: boolean;
  onTest: () => void;
  onSave: (options?: { isTested: boolean }) => void;
}

function DialogButtons({ hasTest, isSaving, isClosable, isBlocked, isFailed, onTest, onSave }: DialogButtonsProps) {
  const { buttons } = useSetupWords().words;
  const isDisabled = isSaving || isBlocked;
  return (
    <>
      {hasTest && !isFailed && (
        <Button variant="ghost" className="me-auto" disabled={isDisabled} onClick={onTest}>
          <Own>{buttons.test}</Own>
        </Button>
      )}
      {isFailed && (
        <Button variant="ghost" className="me-auto" disabled={isDisabled} onClick={() => onSave({ isTested: false })}>
          <Own>{buttons.saveUntested}</Own>
        </Button>
      )}
      <DialogClose isDisabled={!isClosable}>
        <Own>{buttons.cancel}</Own>
      </DialogClose>
      <Button variant="primary" isLoading={isSaving} disabled={isBlocked} onClick={() => onSave()}>
        <Own>{buttons.save}</Own>
      </Button>
    </>
  );
}
