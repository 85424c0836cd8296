import { route } from "@/lib/http/route";
import { checkAuditChainFor } from "@/lib/server/services/check-audit-chain";

/** Checks the whole chain now. */
export const POST = route({ action: "admin.audit" }, async ({ actor }) => checkAuditChainFor(actor));
