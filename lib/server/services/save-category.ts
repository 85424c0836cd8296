/** The list of categories a connection info chooses from: added, renamed, ordered, put away. */
import { AppError } from "@/lib/errors";
import type { CategoryChangeBody } from "@/lib/people-contract";
import type { Actor } from "@/lib/policy";
import { db, type Tx } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import {
  findCategory,
  insertCategory,
  isCategoryNameTaken,
  moveCategory,
  updateCategory,
} from "@/lib/server/repositories/categories";

/** At the end of the list. Names are unique whatever their case. */
export async function createCategory(actor: Actor, name: string): Promise<{ id: string; name: string }> {
  return db.$transaction(async (tx) => {
    await assertNameFree(tx, name);
    const category = await insertCategory(tx, name);
    await auditLog.record(tx, actor, "category.created", category.id, { name });
    return { id: category.id, name };
  });
}

/** An archived category is no longer offered, and stays where it is in use. */
export async function changeCategory(actor: Actor, id: string, change: CategoryChangeBody): Promise<void> {
  await db.$transaction(async (tx) => {
    const category = await findCategory(tx, id);
    if (!category) throw new AppError("not_found", "There is no such category.");
    if (change.name !== undefined) await assertNameFree(tx, change.name, id);
    await updateCategory(tx, id, { name: change.name, archived: change.isArchived });
    if (change.position !== undefined) await moveCategory(tx, id, change.position);
    await auditLog.record(tx, actor, "category.changed", id, {
      name: category.name,
      ...(change.name !== undefined && { from: category.name, to: change.name }),
      ...(change.isArchived !== undefined && { isArchived: { from: category.archived, to: change.isArchived } }),
      ...(change.position !== undefined && { position: change.position }),
    });
  });
}

async function assertNameFree(tx: Tx, name: string, exceptId?: string): Promise<void> {
  // Nobody else may add the same name between this check and the commit.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('category'))::text`;
  if (!(await isCategoryNameTaken(tx, name, exceptId))) return;
  const message = `There is a category named ${name} already.`;
  throw new AppError("conflict", message, { issues: [{ path: "name", message }] });
}
