"use client";

import { useQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { formatNumber, pluralize } from "@/components/ui/format-number";
import { NativeSelect } from "@/components/ui/native-select";
import { messageOf } from "@/lib/client/api";
import { cohortsApi } from "@/lib/client/cohorts-api";
import type { Cohort } from "@/lib/cohort-contract";
import { type CohortUse, cohortUses, membersTaken, usersOfMembers } from "./cohort-users";
import { type TestUser, usersMax } from "./test-values";
import { useTestBench } from "./test-values-provider";

interface UsersCohortDialogProps {
  onOpenChange: (isOpen: boolean) => void;
  onUsers: (users: TestUser[]) => void;
}

const counts = [3, 6, 30, 300, usersMax];

/** Sample users that are members of one of the project's cohorts: real properties, in a test. */
export function UsersCohortDialog({ onOpenChange, onUsers }: UsersCohortDialogProps) {
  const { project } = useTestBench();
  const cohorts = useQuery({
    queryKey: ["projects", project?.id, "cohorts"],
    queryFn: ({ signal }) => (project ? cohortsApi.list(project.id, signal) : []),
  });
  const filled = (cohorts.data ?? []).filter(({ memberCount }) => memberCount > 0);
  return (
    <Dialog isOpen onOpenChange={onOpenChange}>
      {cohorts.isPending || cohorts.isError || filled.length === 0 ? (
        <DialogContent title="Sample users from a cohort" footer={<DialogClose />}>
          {cohorts.isPending && <p className="text-muted text-sm">Loading the project’s cohorts…</p>}
          {cohorts.isError && (
            <Callout
              tone="danger"
              title="The project’s cohorts could not be read"
              isLive
              actions={
                <Button size="sm" onClick={() => void cohorts.refetch()}>
                  Try again
                </Button>
              }
            >
              {messageOf(cohorts.error)}
            </Callout>
          )}
          {cohorts.isSuccess && (
            <EmptyState
              title={`${project?.name ?? "This project"} has no cohort with members`}
              description="Load one on the project’s page. It opens beside this one, and is offered here once you come back."
              headingLevel={3}
              actions={
                project && (
                  <ButtonLink href={`/projects/${project.id}`} target="_blank" icon={<ExternalLink />}>
                    Open {project.name}
                    <span className="sr-only"> (opens in a new tab)</span>
                  </ButtonLink>
                )
              }
            />
          )}
        </DialogContent>
      ) : (
        <Choice cohorts={filled} onOpenChange={onOpenChange} onUsers={onUsers} />
      )}
    </Dialog>
  );
}

function Choice({ cohorts, onOpenChange, onUsers }: UsersCohortDialogProps & { cohorts: readonly Cohort[] }) {
  const { change } = useTestBench();
  const [cohortId, setCohortId] = useState(cohorts[0]?.id ?? "");
  const [count, setCount] = useState(6);
  const [sample, setSample] = useState<"first" | "random">("first");
  const [use, setUse] = useState<CohortUse>("add");
  const [problem, setProblem] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const cohort = cohorts.find(({ id }) => id === cohortId) ?? cohorts[0];
  const taken = membersTaken(Math.min(count, cohort?.memberCount ?? 0), use);
  const closing = useRef<AbortController>(undefined);
  useEffect(() => () => closing.current?.abort(), []);

  async function apply() {
    if (!cohort) return;
    setProblem(undefined);
    setIsBusy(true);
    const controller = new AbortController();
    closing.current = controller;
    const { signal } = controller;
    try {
      const { members } = await cohortsApi.members(cohort.projectId, cohort.id, { limit: taken, sample }, signal);
      signal.throwIfAborted();
      onUsers(usersOfMembers(members, use));
      change((before) => ({ ...before, cohortName: cohort.name }));
      onOpenChange(false);
    } catch (error) {
      // Closed meanwhile: then the users of before stay.
      if (signal.aborted) return;
      setProblem(messageOf(error));
      setIsBusy(false);
    }
  }

  return (
    <DialogContent
      title="Sample users from a cohort"
      description="A test sends their properties to the partner as a sync would."
      footer={
        <>
          <DialogClose />
          <Button variant="primary" isLoading={isBusy} onClick={apply}>
            Use {pluralize(taken, "member")}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <Field label="Cohort">
          <NativeSelect
            value={cohort?.id ?? ""}
            options={cohorts.map(({ id, name, memberCount }) => ({
              value: id,
              label: `${name} (${pluralize(memberCount, "member")})`,
            }))}
            onChange={(event) => setCohortId(event.currentTarget.value)}
          />
        </Field>
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <Field label="How many">
            <NativeSelect
              value={String(count)}
              options={counts.map((each) => ({ value: String(each), label: `${formatNumber(each)} members` }))}
              onChange={(event) => setCount(Number(event.currentTarget.value))}
            />
          </Field>
          <Field label="Which">
            <NativeSelect
              value={sample}
              options={[
                { value: "first", label: "The first, by ID" },
                { value: "random", label: "Any, at random" },
              ]}
              onChange={(event) => setSample(event.currentTarget.value === "random" ? "random" : "first")}
            />
          </Field>
        </div>
        <Field label="What the test does with them">
          <NativeSelect
            value={use}
            options={cohortUses}
            onChange={(event) => {
              const chosen = cohortUses.find(({ value }) => value === event.currentTarget.value);
              if (chosen) setUse(chosen.value);
            }}
          />
        </Field>
        {problem && (
          <Callout tone="danger" isLive>
            {problem}
          </Callout>
        )}
      </div>
    </DialogContent>
  );
}
