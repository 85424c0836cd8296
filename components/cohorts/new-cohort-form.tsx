"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { messageOf } from "@/lib/client/api";
import { cohortsApi } from "@/lib/client/cohorts-api";
import { cohortLimits } from "@/lib/cohort-contract";
import { AppError } from "@/lib/errors";
import { MemberFileInput, memberFileHelp } from "./member-file-input";
import { UploadProgress } from "./upload-progress";
import { useChosenFile } from "./use-chosen-file";
import { useMemberUpload } from "./use-member-upload";

/**
 * A cohort with its first members. When the file is refused, the cohort that was made for it goes again: so that a
 * mended file can be sent under the same name.
 */
export function NewCohortForm({ projectId }: { projectId: string }) {
  const router = useRouter();
  const { chosen, problem, choose } = useChosenFile();
  const upload = useMemberUpload();
  const [nameProblem, setNameProblem] = useState<string>();
  const [isWorking, setIsWorking] = useState(false);
  const fileButton = useRef<HTMLButtonElement>(null);
  const nameInput = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (nameProblem) nameInput.current?.focus();
  }, [nameProblem]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isWorking) return;
    if (problem) {
      fileButton.current?.focus();
      return;
    }
    setNameProblem(undefined);
    upload.reset();
    setIsWorking(true);
    const cohortId = await makeCohort();
    if (cohortId === undefined) {
      setIsWorking(false);
      return;
    }
    router.push(`/projects/${projectId}/cohorts/${cohortId}`);
    router.refresh();
  }

  /** Undefined when it was refused. */
  async function makeCohort(): Promise<string | undefined> {
    const cohortId = await create();
    if (cohortId === undefined || !chosen) return cohortId;
    if (await upload.start({ projectId, cohortId }, "replace", chosen)) return cohortId;
    await cohortsApi.delete(projectId, cohortId).catch(() => {});
    return undefined;
  }

  async function create(): Promise<string | undefined> {
    try {
      return (await cohortsApi.create(projectId, nameInput.current?.value ?? "")).id;
    } catch (error) {
      const atName = error instanceof AppError && error.details.issues?.find(({ path }) => path === "name");
      if (atName) setNameProblem(atName.message);
      else upload.fail(messageOf(error));
      return undefined;
    }
  }

  return (
    <form method="post" onSubmit={submit} className="space-y-4">
      <Field
        label="Name"
        isRequired
        error={nameProblem}
        help="Partners see it: lists and properties are named after it."
        className="max-w-md"
      >
        <Input
          ref={nameInput}
          name="name"
          required
          maxLength={cohortLimits.nameMax}
          autoComplete="off"
          dir="auto"
          readOnly={isWorking}
        />
      </Field>
      <MemberFileInput
        start={fileButton}
        chosen={chosen}
        problem={problem}
        isDisabled={isWorking}
        isOptional
        help={`${memberFileHelp} Without a file the cohort is empty for now.`}
        onChoose={async (file) => {
          upload.reset();
          await choose(file);
        }}
      />
      <UploadProgress upload={upload} unchanged="The cohort was not created." />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" isLoading={isWorking}>
          Create cohort
        </Button>
        {!isWorking && <ButtonLink href={`/projects/${projectId}`}>Cancel</ButtonLink>}
      </div>
    </form>
  );
}
