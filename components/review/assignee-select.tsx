"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { NativeSelect } from "@/components/ui/native-select";
import { toast } from "@/components/ui/toast";
import { messageOf } from "@/lib/client/api";
import { reviewApi } from "@/lib/client/review-api";

export interface AssigneeSelectProps {
  versionId: string;
  /** What is assigned, for those who hear the field's name only. */
  label: string;
  assigneeId: string | null;
  /** Who may decide on it. */
  reviewers: readonly { id: string; name: string }[];
  /** The reader, who comes first. */
  ownId: string;
}

/** Who reviews a submission: oneself, a colleague or nobody yet. Saved at once. */
export function AssigneeSelect({ versionId, label, assigneeId, reviewers, ownId }: AssigneeSelectProps) {
  const router = useRouter();
  const [chosen, setChosen] = useState(assigneeId);
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => setChosen(assigneeId), [assigneeId]);
  const own = reviewers.find(({ id }) => id === ownId);
  const others = reviewers.filter(({ id }) => id !== ownId);
  const isGone = chosen !== null && !reviewers.some(({ id }) => id === chosen);

  async function assign(id: string | null) {
    const before = chosen;
    setChosen(id);
    setIsBusy(true);
    try {
      await reviewApi.assign(versionId, { assigneeId: id });
      const name = reviewers.find((reviewer) => reviewer.id === id)?.name;
      toast.success(name ? `Assigned to ${id === ownId ? "you" : name}` : "Assigned to nobody");
      router.refresh();
    } catch (error) {
      setChosen(before);
      toast.error("Not assigned", { description: messageOf(error) });
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <NativeSelect
      aria-label={label}
      value={chosen ?? ""}
      disabled={isBusy}
      onChange={(event) => void assign(event.target.value === "" ? null : event.target.value)}
      options={[
        { value: "", label: "Nobody" },
        ...(own ? [{ value: own.id, label: `${own.name} (you)` }] : []),
        ...others.map(({ id, name }) => ({ value: id, label: name })),
        ...(isGone && chosen !== null ? [{ value: chosen, label: "Somebody who left", isDisabled: true }] : []),
      ]}
    />
  );
}
