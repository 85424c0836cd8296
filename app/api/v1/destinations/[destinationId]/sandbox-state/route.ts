import { z } from "zod";
import { uuid } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { sandboxStateBody } from "@/lib/sandbox-state-contract";
import { send } from "@/lib/server/egress";
import { egressPolicy } from "@/lib/server/egress-settings";
import { readSandboxState } from "@/lib/server/services/read-sandbox-state";

const params = z.object({ destinationId: uuid });

/** A question with a long body: it changes nothing, here or at the sandbox. */
export const POST = route(
  { action: "destination.test", params, body: sandboxStateBody },
  async ({ actor, params, body, request }) =>
    readSandboxState(actor, params.destinationId, body, {
      send,
      now: () => new Date(),
      policy: egressPolicy(),
      signal: request.signal,
    }),
);
