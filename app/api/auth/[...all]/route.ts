import { answerAuth } from "@/lib/http/auth-route";
import { publicRoute } from "@/lib/http/route";

export const GET = publicRoute({}, ({ request }) => answerAuth(request));
export const POST = publicRoute({}, ({ request }) => answerAuth(request));
