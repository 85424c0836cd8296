import { z } from "zod";
import { uuid } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { reviewTestBody } from "@/lib/review-contract";
import { send } from "@/lib/server/egress";
import { egressPolicy } from "@/lib/server/egress-settings";
import { readReviewRuns, testVersion } from "@/lib/server/services/test-version";

const params = z.object({ versionId: uuid });

/** For reviewers, and for the partner whose version it is. */
export const GET = route({ action: "review.results", params }, async ({ actor, params }) => ({
  runs: await readReviewRuns(actor, params.versionId),
}));

/** Cancelling in the browser aborts the request, and with it the call to the partner. */
export const POST = route(
  { action: "review.test", params, body: reviewTestBody },
  async ({ actor, params, body, request }) =>
    testVersion(actor, params.versionId, body, {
      send,
      now: () => new Date(),
      policy: egressPolicy(),
      signal: request.signal,
    }),
);
