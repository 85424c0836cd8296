"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useSend } from "@/components/people/use-send";
import { Switch } from "@/components/ui/switch";

interface PortalSwitchProps {
  organizationId: string;
  organizationName: string;
  isEnabled: boolean;
}

/** Opens the portal for one organization. Takes effect with the press; its owners are told. */
export function PortalSwitch({ organizationId, organizationName, isEnabled }: PortalSwitchProps) {
  const router = useRouter();
  const { start, isBusy, problem } = useSend();
  const [isOn, setIsOn] = useState(isEnabled);

  async function change(portalEnabled: boolean) {
    setIsOn(portalEnabled);
    const answer = await start("PATCH", `/api/v1/admin/organizations/${organizationId}`, { portalEnabled });
    if (answer && !answer.ok) setIsOn(!portalEnabled);
    router.refresh();
  }

  return (
    <>
      <Switch
        label={`Portal for ${organizationName}`}
        isLabelHidden
        checked={isOn}
        disabled={isBusy}
        onCheckedChange={change}
      />
      <span role="status" className="block text-danger-ink text-xs empty:hidden">
        {problem?.message}
      </span>
    </>
  );
}
