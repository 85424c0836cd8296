"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { ButtonGroup } from "@/components/ui/button-group";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { formatNumber, pluralize } from "@/components/ui/format-number";
import type { LoadedMembers, LoadMode } from "@/lib/cohort-contract";
import { MemberFileInput, memberFileHelp } from "./member-file-input";
import { UploadProgress } from "./upload-progress";
import { useChosenFile } from "./use-chosen-file";
import { useMemberUpload } from "./use-member-upload";

interface LoadMembersProps {
  projectId: string;
  cohortId: string;
  cohortName: string;
  memberCount: number;
}

const modes = [
  { value: "replace", label: "Replace all" },
  { value: "patch", label: "Add and remove" },
];

const helpFor: Record<LoadMode, string> = {
  replace: "Whoever is not in the file is no longer a member.",
  patch:
    "A column operation says add or remove, in any case; without it everybody is added. Of a member who stays, only the properties in the file change; an empty cell takes one away.",
};

/** Members from another file: all of them anew, or a difference. */
export function LoadMembers({ projectId, cohortId, cohortName, memberCount }: LoadMembersProps) {
  const router = useRouter();
  const { chosen, problem, choose } = useChosenFile();
  const upload = useMemberUpload();
  const fileButton = useRef<HTMLButtonElement>(null);
  const [mode, setMode] = useState<LoadMode>("replace");
  const [missing, setMissing] = useState<string>();
  const [isAsking, setIsAsking] = useState(false);
  const [loaded, setLoaded] = useState<LoadedMembers>();

  async function load() {
    if (!chosen) return;
    setIsAsking(false);
    setLoaded(undefined);
    const result = await upload.start({ projectId, cohortId }, mode, chosen);
    if (!result) return;
    setLoaded(result);
    await choose(undefined);
    router.refresh();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (upload.isBusy) return;
    if (!chosen) setMissing("Choose the file first.");
    if (!chosen || problem) fileButton.current?.focus();
    else if (mode === "replace" && memberCount > 0) setIsAsking(true);
    else void load();
  }

  return (
    <form method="post" onSubmit={submit} className="space-y-4">
      <Field label="What the file does" isGroup help={helpFor[mode]}>
        <ButtonGroup
          options={modes}
          value={mode}
          isDisabled={upload.isBusy}
          onValueChange={(value) => setMode(value === "patch" ? "patch" : "replace")}
        />
      </Field>
      <MemberFileInput
        start={fileButton}
        chosen={chosen}
        problem={problem ?? missing}
        isDisabled={upload.isBusy}
        help={memberFileHelp}
        onChoose={async (file) => {
          setMissing(undefined);
          setLoaded(undefined);
          upload.reset();
          await choose(file);
        }}
      />
      <UploadProgress upload={upload} unchanged="The members are as they were." />
      {loaded && <Loaded loaded={loaded} />}
      <Button type="submit" variant="primary" isLoading={upload.isBusy}>
        {mode === "replace" ? "Replace members" : "Add and remove members"}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={`Replace all members of “${cohortName}”?`}
        description={`${pluralize(memberCount, "member")} now. Those who are not in ${chosen?.file.name ?? "the file"} are removed; the next run of a sync takes them out at the partner, too.`}
        confirmLabel="Replace members"
        tone="primary"
        onConfirm={() => {
          void load();
        }}
      />
    </form>
  );
}

function Loaded({ loaded }: { loaded: LoadedMembers }) {
  const { rows, repeated, added, changed, removed, memberCount } = loaded;
  const counts = [
    added > 0 && `${formatNumber(added)} added`,
    changed > 0 && `${formatNumber(changed)} changed`,
    removed > 0 && `${formatNumber(removed)} removed`,
  ].filter((text) => text !== false);
  return (
    <Callout tone="success" title={`${pluralize(memberCount, "member")} now`} isLive>
      {pluralize(rows, "row")} read: {counts.length > 0 ? counts.join(", ") : "nothing was different"}.
      {repeated > 0 && ` ${pluralize(repeated, "row")} named somebody again; of each member the last row counts.`}
    </Callout>
  );
}
