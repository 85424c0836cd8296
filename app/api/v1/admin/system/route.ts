import { route } from "@/lib/http/route";
import { readSystemState } from "@/lib/server/services/read-system-state";

/** How this installation is: versions, worker, queue, mail. */
export const GET = route({ action: "admin.settings" }, async () => readSystemState());
