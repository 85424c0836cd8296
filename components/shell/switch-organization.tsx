"use client";

import { type ReactNode, useState } from "react";
import { send } from "@/lib/client/send";

interface SwitchOrganizationProps {
  organizationId: string;
  /** What to open there; left out, the list of the section one is in. */
  path?: string;
  className: string;
  children: ReactNode;
}

export function SwitchOrganization({ organizationId, path, className, children }: SwitchOrganizationProps) {
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");

  async function switchTo() {
    setState("busy");
    const answer = await send("POST", "/api/v1/session/organization", { organizationId });
    if (!answer.ok) return setState("failed");
    // What one was looking at belongs to the other organization; its list exists in both.
    const section = window.location.pathname.split("/")[1] ?? "";
    window.location.assign(path ?? `/${section}`);
  }

  return (
    <button type="button" onClick={switchTo} disabled={state === "busy"} className={className}>
      {children}
      <span role="status" className="text-danger-ink text-xs empty:hidden">
        {state === "failed" && "Did not switch. Try again."}
      </span>
    </button>
  );
}
