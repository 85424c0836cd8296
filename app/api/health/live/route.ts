import { publicRoute } from "@/lib/http/route";

/** The process answers. */
export const GET = publicRoute({}, async () => ({ status: "ok" }));
