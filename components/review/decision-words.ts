import type { VersionStatus } from "@/lib/destination/lifecycle";

/** What became of a submission, and by whom. */
export interface Decided {
  decision: string;
  status: VersionStatus;
  by: string;
  at: string | null;
  note: string;
}

const words: Record<string, string> = {
  approve: "Approved",
  request_changes: "Changes were requested",
  reject: "Rejected",
  withdraw: "Withdrawn by the partner",
};

export function decisionWords(decision: string): string {
  return words[decision] ?? "Decided";
}
