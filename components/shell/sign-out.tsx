"use client";

import { type ReactNode, useState } from "react";
import { send } from "@/lib/client/send";

export function SignOut({ className, children }: { className: string; children: ReactNode }) {
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");

  async function signOut() {
    setState("busy");
    const answer = await send("DELETE", "/api/v1/session");
    if (!answer.ok) return setState("failed");
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
