/** The list of categories that an administrator keeps (SPEC 4). */
import type { Db, Tx } from "@/lib/server/db";
import { escapeLike } from "./escape-like";

/** In their order, with how many connection infos use each. */
export async function listCategories(db: Db | Tx) {
  return db.category.findMany({
    include: { _count: { select: { connectionInfos: true } } },
    orderBy: [{ position: "asc" }, { name: "asc" }],
  });
}

export async function findCategory(db: Db | Tx, id: string) {
  return (await db.category.findUnique({ where: { id } })) ?? undefined;
}

/** Whether a name is in use, whatever its case. */
export async function isCategoryNameTaken(tx: Tx, name: string, exceptId?: string): Promise<boolean> {
  const where = {
    name: { equals: escapeLike(name), mode: "insensitive" as const },
    ...(exceptId && { id: { not: exceptId } }),
  };
  return (await tx.category.count({ where })) > 0;
}

/** At the end of the list. */
export async function insertCategory(tx: Tx, name: string) {
  const last = await tx.category.aggregate({ _max: { position: true } });
  return tx.category.create({ data: { name, position: (last._max.position ?? -1) + 1 } });
}

export async function updateCategory(tx: Tx, id: string, data: { name?: string; archived?: boolean }) {
  return tx.category.update({ where: { id }, data });
}

/** Moves a category to a place in the list and numbers the whole list anew. */
export async function moveCategory(tx: Tx, id: string, position: number): Promise<void> {
  const all = await tx.category.findMany({ select: { id: true }, orderBy: [{ position: "asc" }, { name: "asc" }] });
  const ids = all.map((category) => category.id).filter((other) => other !== id);
  ids.splice(position, 0, id);
  for (const [index, categoryId] of ids.entries()) {
    await tx.category.update({ where: { id: categoryId }, data: { position: index } });
  }
}
