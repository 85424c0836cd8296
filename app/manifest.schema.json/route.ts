import { manifestJsonSchema } from "@/lib/destination/manifest/manifest-schema";
import { publicRoute } from "@/lib/http/route";

const schema = `${JSON.stringify(manifestJsonSchema(), null, 2)}\n`;

/** For editors, which know nobody's session: the same for everybody, and the one that this portal reads with. */
export const GET = publicRoute(
  {},
  async () =>
    new Response(schema, {
      headers: {
        "content-type": "application/schema+json; charset=utf-8",
        "cache-control": "public, max-age=3600",
        "access-control-allow-origin": "*",
      },
    }),
);
