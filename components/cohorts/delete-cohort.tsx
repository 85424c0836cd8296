"use client";

import { useRouter } from "next/navigation";
import { ConfirmButton } from "@/components/people/confirm-button";
import { pluralize } from "@/components/ui/format-number";
import type { Cohort } from "@/lib/cohort-contract";

export function DeleteCohort({ projectId, cohort }: { projectId: string; cohort: Cohort }) {
  const router = useRouter();
  return (
    <ConfirmButton
      label="Delete cohort"
      title={`Delete “${cohort.name}”?`}
      description={`${pluralize(cohort.memberCount, "member")} and their properties are deleted here. What partners have already stays there.`}
      confirmLabel="Delete cohort"
      method="DELETE"
      url={`/api/v1/projects/${projectId}/cohorts/${cohort.id}`}
      onDone={() => {
        router.push(`/projects/${projectId}`);
        router.refresh();
      }}
    />
  );
}
