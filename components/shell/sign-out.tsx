"use client";

import { type ReactNode, useState } from "react";

export function SignOut({ className, children }: { className: string; children: ReactNode }) {
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");

  async function signOut() {
    setState("busy");
    const response = await fetch("/api/v1/session", { method: "DELETE" }).catch(() => undefined);
    if (!response?.ok) return setState("failed");
    window.location.assign("/sign-in");
  }

  return (
    <button type="button" onClick={signOut} disabled={state === "busy"} className={className}>
      {children}
      <span role="status" className="ms-auto text-danger-ink text-xs empty:hidden">
        {state === "failed" && "Did not work. Try again."}
      </span>
    </button>
  );
}
