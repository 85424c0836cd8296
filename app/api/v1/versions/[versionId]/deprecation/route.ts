import { z } from "zod";
import { uuid } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { deprecateVersion } from "@/lib/server/services/deprecate-version";
import { deprecationBody } from "@/lib/submission-contract";

const params = z.object({ versionId: uuid });

export const POST = route(
  { action: "destination.deprecate", params, body: deprecationBody },
  async ({ actor, params, body }) => {
    await deprecateVersion(actor, params.versionId, body);
    return undefined;
  },
);
