/** What tests did at the sandbox partner, against what it holds. */
import { type SandboxStateBody, sandboxStateAnswer } from "@/lib/sandbox-state-contract";
import { callApi } from "./api";

export const sandboxStateApi = {
  read: (destinationId: string, body: SandboxStateBody, signal?: AbortSignal) =>
    callApi(`/destinations/${destinationId}/sandbox-state`, {
      method: "POST",
      body,
      schema: sandboxStateAnswer,
      signal,
    }),
};
