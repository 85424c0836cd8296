import { z } from "zod";
import { uuid } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { readVersion } from "@/lib/server/services/read-versions";

const params = z.object({ versionId: uuid });

export const GET = route({ action: "destination.read", params }, async ({ actor, params }) =>
  readVersion(actor, params.versionId),
);
