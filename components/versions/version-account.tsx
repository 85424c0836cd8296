"use client";

import { useRouter } from "next/navigation";
import { LentAccountFacts } from "./lent-account-facts";

/** The reviewers' test account on the page of its version, which is read anew when the account has changed. */
export function VersionAccount(props: Omit<Parameters<typeof LentAccountFacts>[0], "onChanged">) {
  const router = useRouter();
  return <LentAccountFacts {...props} onChanged={() => router.refresh()} />;
}
