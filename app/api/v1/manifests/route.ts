import { createFromManifestBody } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { createFromManifest } from "@/lib/server/services/create-from-manifest";

export const POST = route({ action: "destination.write", body: createFromManifestBody }, async ({ actor, body }) =>
  Response.json(await createFromManifest(actor, body), { status: 201 }),
);
