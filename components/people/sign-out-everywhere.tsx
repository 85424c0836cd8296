"use client";

import { ConfirmButton } from "./confirm-button";

export function SignOutEverywhere() {
  return (
    <ConfirmButton
      label="Sign out everywhere"
      title="Sign out everywhere?"
      description="Every session ends at once, this one too. You sign in again with your password."
      confirmLabel="Sign out everywhere"
      method="DELETE"
      url="/api/v1/session/everywhere"
      onDone={() => window.location.assign("/sign-in")}
    />
  );
}
