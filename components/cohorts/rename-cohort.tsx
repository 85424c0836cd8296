"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { useSend } from "@/components/people/use-send";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type Cohort, cohortLimits } from "@/lib/cohort-contract";

export function RenameCohort({ projectId, cohort }: { projectId: string; cohort: Cohort }) {
  const router = useRouter();
  const formId = useId();
  const { start, isBusy, problem, forget } = useSend();
  const [isOpen, setIsOpen] = useState(false);
  const atName = problem?.issues.find(({ path }) => path === "name")?.message;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get("name");
    const answer = await start("PATCH", `/api/v1/projects/${projectId}/cohorts/${cohort.id}`, { name });
    if (!answer?.ok) return;
    setIsOpen(false);
    router.refresh();
  }

  return (
    <>
      <Button
        onClick={() => {
          forget();
          setIsOpen(true);
        }}
      >
        Rename
      </Button>
      <Dialog isOpen={isOpen} onOpenChange={setIsOpen}>
        <DialogContent
          title="Rename cohort"
          footer={
            <>
              <DialogClose />
              <Button type="submit" form={formId} variant="primary" isLoading={isBusy}>
                Rename cohort
              </Button>
            </>
          }
        >
          <form id={formId} onSubmit={submit} className="space-y-4">
            <Field
              label="Cohort's name"
              error={atName}
              help="Lists that partners have already keep the name they were made with."
            >
              <Input
                name="name"
                required
                maxLength={cohortLimits.nameMax}
                autoComplete="off"
                dir="auto"
                defaultValue={cohort.name}
              />
            </Field>
            {problem && !atName && (
              <Callout tone="danger" isLive>
                {problem.message}
              </Callout>
            )}
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}
