"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { ButtonGroup } from "@/components/ui/button-group";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { callApi, messageOf } from "@/lib/client/api";
import type { CopyDestinationBody } from "@/lib/contract";
import { connectionInfoTexts } from "@/lib/destination/connection-info";
import { AppError } from "@/lib/errors";
import { type CopyChoices, useCopyChoices } from "./use-copy-choices";
import { useOpenings } from "./use-openings";

interface CopyDialogProps {
  destinationId: string;
  displayName: string;
  /** Saves what is on the screen, so that the copy has it too. */
  beforeCopy?: () => Promise<unknown>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

const created = z.object({ id: z.string() });
const draft = "draft";
const nameId = "copy-display-name";

interface Wanted {
  /** The draft, or the id of a version. */
  source: string;
  isNewInfo: boolean;
  name: string;
  infoId: string | undefined;
}

/** A new destination from this one: from its draft or a version, under a record that is there or a new one. */
export function CopyDialog({ isOpen, onOpenChange, ...props }: CopyDialogProps) {
  const opening = useOpenings(isOpen);
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange}>
      <CopyForm key={opening} isOpen={isOpen} {...props} />
    </Dialog>
  );
}

function CopyForm({ destinationId, displayName, beforeCopy, isOpen }: Omit<CopyDialogProps, "onOpenChange">) {
  const router = useRouter();
  const { choices, problem } = useCopyChoices(destinationId, isOpen);
  const [wanted, setWanted] = useState<Wanted>({
    source: draft,
    isNewInfo: true,
    name: `${displayName.slice(0, 55)} copy`,
    infoId: undefined,
  });
  const [failure, setFailure] = useState<{ message: string; ofName?: string }>();
  const [isBusy, setIsBusy] = useState(false);
  const chosenInfo = wanted.infoId ?? choices?.connectionInfos[0]?.id ?? "";

  function refuseName(problem: string | undefined) {
    setFailure({ message: "", ofName: problem });
    document.getElementById(nameId)?.focus();
  }

  async function copy() {
    const given = connectionInfoTexts.displayName.safeParse(wanted.name);
    if (wanted.isNewInfo && !given.success) {
      refuseName(given.error.issues[0]?.message);
      return;
    }
    setFailure(undefined);
    setIsBusy(true);
    const body: CopyDestinationBody = {
      versionId: wanted.source === draft ? null : wanted.source,
      connectionInfoId: wanted.isNewInfo ? null : chosenInfo,
      displayName: wanted.isNewInfo ? (given.data ?? wanted.name) : null,
    };
    try {
      await beforeCopy?.();
      const { id } = await callApi(`/destinations/${destinationId}/copies`, { method: "POST", body, schema: created });
      router.push(`/destinations/${id}`);
    } catch (error) {
      const issues = error instanceof AppError ? (error.details.issues ?? []) : [];
      const ofName = issues.find(({ path }) => path === "displayName")?.message;
      if (ofName) refuseName(ofName);
      else setFailure({ message: messageOf(error) });
      setIsBusy(false);
    }
  }

  return (
    <DialogContent
      title="Make a copy"
      description={`A new destination with the configuration of “${displayName}”. Nothing secret is copied.`}
      footer={
        <>
          <DialogClose />
          <Button
            variant="primary"
            isLoading={isBusy}
            disabled={!wanted.isNewInfo && chosenInfo === ""}
            onClick={() => void copy()}
          >
            Make the copy
          </Button>
        </>
      }
    >
      <form
        noValidate
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) void copy();
        }}
      >
        {(failure?.message || problem) && (
          <Callout tone="danger" isLive title="No copy was made">
            {failure?.message || problem}
          </Callout>
        )}
        <CopyFields
          choices={choices}
          wanted={{ ...wanted, infoId: chosenInfo }}
          nameProblem={failure?.ofName}
          onChange={(part) => {
            setWanted({ ...wanted, ...part });
            if (part.name !== undefined) setFailure(undefined);
          }}
        />
      </form>
    </DialogContent>
  );
}

interface CopyFieldsProps {
  choices: CopyChoices | undefined;
  wanted: Wanted;
  nameProblem: string | undefined;
  onChange: (part: Partial<Wanted>) => void;
}

function CopyFields({ choices, wanted: { source, isNewInfo, name, infoId }, nameProblem, onChange }: CopyFieldsProps) {
  return (
    <>
      <Field label="Copy of">
        <NativeSelect
          value={source}
          onChange={(event) => onChange({ source: event.target.value })}
          options={[
            { value: draft, label: "The draft, as it is now" },
            ...(choices?.versions ?? []).map(({ id, number, status }) => ({
              value: id,
              label: `Version ${number} (${status.replaceAll("_", " ")})`,
            })),
          ]}
        />
      </Field>
      <Field label="Connection info" isGroup>
        <ButtonGroup
          value={isNewInfo ? "new" : "existing"}
          onValueChange={(value) => onChange({ isNewInfo: value === "new" })}
          options={[
            { value: "new", label: "A copy of its own" },
            { value: "existing", label: "One that is there" },
          ]}
        />
      </Field>
      {isNewInfo ? (
        <Field
          id={nameId}
          label="Display name"
          help="Unique on the platform, 2 to 60 characters. Texts and logo are taken over."
          error={nameProblem}
          isRequired
        >
          <Input
            value={name}
            maxLength={120}
            autoComplete="off"
            onChange={(event) => onChange({ name: event.target.value })}
          />
        </Field>
      ) : (
        <Field label="Listed under" help="Customers see this record's name, texts and logo." isRequired>
          <NativeSelect
            value={infoId}
            onChange={(event) => onChange({ infoId: event.target.value })}
            options={(choices?.connectionInfos ?? []).map((info) => ({
              value: info.id,
              label: `${info.displayName} – ${info.versionLabel}`,
            }))}
          />
        </Field>
      )}
    </>
  );
}
