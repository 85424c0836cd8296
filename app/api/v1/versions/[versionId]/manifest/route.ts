import { z } from "zod";
import { manifestQuery, uuid } from "@/lib/contract";
import { manifestResponse } from "@/lib/http/manifest-response";
import { route } from "@/lib/http/route";
import { readVersionManifest } from "@/lib/server/services/read-manifest";

const params = z.object({ versionId: uuid });

export const GET = route(
  { action: "destination.read", params, query: manifestQuery },
  async ({ actor, params, query }) =>
    manifestResponse(await readVersionManifest(actor, params.versionId, query.format), query.format),
);
