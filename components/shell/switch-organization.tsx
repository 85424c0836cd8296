"use client";

import { type ReactNode, useState } from "react";

interface SwitchOrganizationProps {
  organizationId: string;
  className: string;
  children: ReactNode;
}

export function SwitchOrganization({ organizationId, className, children }: SwitchOrganizationProps) {
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");

  async function switchTo() {
    setState("busy");
    const response = await fetch("/api/v1/session/organization", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ organizationId }),
    }).catch(() => undefined);
    if (!response?.ok) return setState("failed");
    // What one was looking at belongs to the other organization; its list exists in both.
    const section = window.location.pathname.split("/")[1] ?? "";
    window.location.assign(`/${section}`);
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
