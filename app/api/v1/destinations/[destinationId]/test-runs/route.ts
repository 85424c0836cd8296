import { z } from "zod";
import { testRunBody, uuid } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { send } from "@/lib/server/egress";
import { egressPolicy } from "@/lib/server/egress-settings";
import { listTestRuns } from "@/lib/server/services/read-test-runs";
import { testEndpoint } from "@/lib/server/services/test-endpoint";
import { testRunsQuery } from "@/lib/test-history-contract";

const params = z.object({ destinationId: uuid });

/** Cancelling in the browser aborts the request, and with it the call to the partner. */
export const POST = route(
  { action: "destination.test", params, body: testRunBody },
  async ({ actor, params, body, request }) =>
    testEndpoint(actor, params.destinationId, body, {
      send,
      now: () => new Date(),
      policy: egressPolicy(),
      signal: request.signal,
    }),
);

/** What was tested before, without the bodies. */
export const GET = route(
  { action: "destination.test", params, query: testRunsQuery },
  async ({ actor, params, query }) => listTestRuns(actor, params.destinationId, query),
);
