import { route } from "@/lib/http/route";
import { connectionTestBody } from "@/lib/installation-contract";
import { connectionEffects } from "@/lib/server/services/call-connection-test";
import { testConnection } from "@/lib/server/services/test-connection";

/** Tests the answers of a setup modal as they stand in the form, and stores nothing. */
export const POST = route(
  { action: "installation.write", body: connectionTestBody },
  async ({ actor, body, request }) => testConnection(actor, body, connectionEffects(request.signal)),
);
