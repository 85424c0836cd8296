import { z } from "zod";
import { uuid } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { beginThreadBody } from "@/lib/review-contract";
import { beginThread } from "@/lib/server/services/comment-on-version";
import { readThreads } from "@/lib/server/services/read-threads";

const params = z.object({ versionId: uuid });

export const GET = route({ action: "review.read", params }, async ({ actor, params }) => ({
  threads: await readThreads(actor, { side: "reviewer", ...params }),
}));

export const POST = route(
  { action: "review.comment", params, body: beginThreadBody },
  async ({ actor, params, body }) => beginThread(actor, { side: "reviewer", ...params }, body),
);
