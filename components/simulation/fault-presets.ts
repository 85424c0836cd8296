/** Faults to begin with: each is one thing that partners really do, named as in the sandbox. */
import { blankFault, type FaultTexts } from "./simulation-texts";

export interface FaultPreset {
  name: string;
  texts: Partial<Omit<FaultTexts, "id">>;
  /** Only destinations that create lists can lose one. */
  isOfLists?: boolean;
}

export const faultPresets: readonly FaultPreset[] = [
  { name: "429 three times, then fine", texts: { status: "429", retryAfter: "2", times: "3" } },
  { name: "500 on the second batch", texts: { from: "2", times: "1" } },
  { name: "Three in ten fail", texts: { calls: "any", percent: "30", status: "503" } },
  { name: "Every 25th batch is refused", texts: { every: "25", from: "25", status: "422" } },
  { name: "Key revoked from batch 50 on", texts: { calls: "any", from: "50", status: "401" } },
  { name: "List deleted at batch 20", texts: { type: "list_gone", from: "20", times: "1" }, isOfLists: true },
  { name: "Half of the items rejected", texts: { type: "reject_half", times: "10" } },
  { name: "5 seconds late, one in ten", texts: { calls: "any", type: "slow", percent: "10" } },
  { name: "No answer, one in a hundred", texts: { calls: "any", type: "hang", percent: "1" } },
  { name: "Connection cut, one in a hundred", texts: { calls: "any", type: "cut", percent: "1" } },
  {
    name: "200 with an error inside",
    texts: { type: "error_body", times: "5", body: '{"error":{"code":"internal_error"}}' },
  },
  { name: "A page instead of an answer", texts: { calls: "any", type: "html_page", times: "5" } },
];

export function newFault(texts: FaultPreset["texts"] = {}): FaultTexts {
  return { ...blankFault, ...texts, id: crypto.randomUUID() };
}
