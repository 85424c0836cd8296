import { z } from "zod";
import { route } from "@/lib/http/route";
import { categoryChangeBody, uuidParam } from "@/lib/people-contract";
import { changeCategory } from "@/lib/server/services/save-category";

export const PATCH = route(
  { action: "admin.categories", params: z.object({ categoryId: uuidParam }), body: categoryChangeBody },
  async ({ actor, params, body }) => {
    await changeCategory(actor, params.categoryId, body);
    return undefined;
  },
);
