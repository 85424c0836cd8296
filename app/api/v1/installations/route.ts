import { route } from "@/lib/http/route";
import { installBody } from "@/lib/installation-contract";
import { connectionEffects } from "@/lib/server/services/call-connection-test";
import { installDestination } from "@/lib/server/services/install-destination";
import { readInstallations } from "@/lib/server/services/read-installations";

export const GET = route({ action: "installation.read" }, async ({ actor }) => ({
  installations: await readInstallations(actor),
}));

/** Cancelling in the browser aborts the request, and with it the connection test; then nothing is stored. */
export const POST = route({ action: "installation.write", body: installBody }, async ({ actor, body, request }) =>
  installDestination(actor, body, connectionEffects(request.signal)),
);
