import { logoLimits } from "@/lib/contract";
import { readBytes, route } from "@/lib/http/route";
import { uploadLogo } from "@/lib/server/services/upload-logo";

/** The body is the PNG itself. */
export const POST = route({ action: "connection_info.write" }, async ({ actor, request }) =>
  Response.json(await uploadLogo(actor, await readBytes(request, logoLimits.bytesMax)), { status: 201 }),
);
