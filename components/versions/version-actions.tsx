"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { reviewSectionId } from "@/components/review/review-sections";
import { Button } from "@/components/ui/button";
import { nextStatus } from "@/lib/destination/lifecycle";
import type { VersionSummary } from "@/lib/submission-contract";
import { DeprecateDialog, type DeprecatedVersion } from "./deprecate-dialog";
import { WithdrawDialog } from "./withdraw-dialog";

interface WithdrawButtonProps {
  version: Pick<VersionSummary, "id" | "number" | "status" | "vault">;
}

/** Takes a submission back, from a page that shows it; nothing where its status doesn't allow that. */
export function WithdrawButton({ version }: WithdrawButtonProps) {
  const { isOpen, setIsOpen, changeOpen } = useQuestion(version.status);
  if (nextStatus(version.status, "withdraw") === undefined) return null;
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Withdraw</Button>
      <WithdrawDialog version={version} isOpen={isOpen} onOpenChange={changeOpen} />
    </>
  );
}

interface DeprecateButtonProps {
  version: DeprecatedVersion;
  /** Whose version it is, where that isn't the reader's own organization. */
  partner?: string;
}

/** Ends a version for new installations, from a page that shows it; nothing where its status doesn't allow that. */
export function DeprecateButton({ version, partner }: DeprecateButtonProps) {
  const { isOpen, setIsOpen, changeOpen } = useQuestion(version.status);
  if (nextStatus(version.status, "deprecate") === undefined) return null;
  return (
    <>
      <Button variant="ghost" onClick={() => setIsOpen(true)}>
        Deprecate
      </Button>
      <DeprecateDialog version={version} partner={partner} isOpen={isOpen} onOpenChange={changeOpen} />
    </>
  );
}

/**
 * A question whose answer changes the page around it: that is read anew when it closes. With the answer the button goes
 * away, and the focus with it: then it goes where the page says how the version stands.
 */
function useQuestion(status: VersionSummary["status"]) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const known = useRef(status);
  useEffect(() => {
    if (known.current === status) return;
    known.current = status;
    if (document.activeElement === document.body) document.getElementById(reviewSectionId("overview"))?.focus();
  }, [status]);
  function changeOpen(next: boolean) {
    setIsOpen(next);
    if (!next) router.refresh();
  }
  return { isOpen, setIsOpen, changeOpen };
}
