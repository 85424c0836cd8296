import { publicRoute } from "@/lib/http/route";
import { assertSession } from "@/lib/http/session";
import { accountBody } from "@/lib/people-contract";
import { renameAccount } from "@/lib/server/services/rename-account";

export const PATCH = publicRoute({ body: accountBody }, async ({ request, body }) =>
  renameAccount(await assertSession(request.headers), body.name),
);
