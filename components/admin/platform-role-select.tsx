"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { NativeSelect } from "@/components/ui/native-select";
import { send } from "@/lib/client/send";
import { type PlatformRole, platformRoles } from "@/lib/policy";

export const platformRoleTexts = {
  none: "None",
  reviewer: "Reviewer",
  admin: "Administrator",
} satisfies Record<PlatformRole, string>;

const consequences = {
  none: "They can no longer review, and see nothing of the administration. It applies with their next click.",
  reviewer: "They can see and decide every submission that is not their own organization's.",
  admin: "They can do everything that you can, and take your role away.",
} satisfies Record<PlatformRole, string>;

interface PlatformRoleSelectProps {
  userId: string;
  name: string;
  role: PlatformRole;
}

/** Chooses what somebody may do for the platform. It is asked about first, because it counts at once. */
export function PlatformRoleSelect({ userId, name, role }: PlatformRoleSelectProps) {
  const router = useRouter();
  const [chosen, setChosen] = useState<PlatformRole>();

  async function confirm() {
    const answer = await send("PATCH", `/api/v1/admin/people/${userId}`, { platformRole: chosen });
    if (!answer.ok) throw new Error(answer.problem.message);
    router.refresh();
  }

  return (
    <>
      <NativeSelect
        aria-label={`Platform role of ${name}`}
        value={role}
        onChange={(event) => setChosen(platformRoles.find((each) => each === event.currentTarget.value))}
        options={platformRoles.map((value) => ({ value, label: platformRoleTexts[value] }))}
        className="w-36"
      />
      {chosen && (
        <ConfirmDialog
          isOpen
          onOpenChange={(isOpen) => !isOpen && setChosen(undefined)}
          title={
            chosen === "none"
              ? `Take ${name}'s role away?`
              : `Make ${name} ${chosen === "admin" ? "an administrator" : "a reviewer"}?`
          }
          description={consequences[chosen]}
          confirmLabel={chosen === "none" ? "Take it away" : `Make ${platformRoleTexts[chosen].toLowerCase()}`}
          tone={chosen === "reviewer" ? "primary" : "danger"}
          onConfirm={confirm}
        />
      )}
    </>
  );
}
