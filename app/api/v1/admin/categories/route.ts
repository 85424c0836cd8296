import { route } from "@/lib/http/route";
import { categoryBody } from "@/lib/people-contract";
import { db } from "@/lib/server/db";
import { listCategories } from "@/lib/server/repositories/categories";
import { createCategory } from "@/lib/server/services/save-category";

export const GET = route({ action: "admin.categories" }, async () => ({ categories: await listCategories(db) }));

export const POST = route({ action: "admin.categories", body: categoryBody }, async ({ actor, body }) =>
  Response.json(await createCategory(actor, body.name), { status: 201 }),
);
