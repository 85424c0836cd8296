import type { Metadata } from "next";
import { PortalPage } from "@/app/portal-page";
import { AdminNavigation } from "@/components/admin/admin-navigation";
import { CategoryTable } from "@/components/admin/category-table";
import { NewCategoryForm } from "@/components/admin/new-category-form";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/http/session";
import { db } from "@/lib/server/db";
import { listCategories } from "@/lib/server/repositories/categories";

export const metadata: Metadata = { title: "Categories" };

export default async function CategoriesPage() {
  const actor = await requireActor("admin.categories");
  const categories = await listCategories(db);
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title="Categories"
        description="What partners choose from, in this order. An archived one is no longer offered, and stays where it is in use."
      />
      <AdminNavigation />
      <div className="space-y-4">
        <Card isFlush>
          <CategoryTable
            categories={categories.map(({ id, name, archived, _count }) => ({
              id,
              name,
              isArchived: archived,
              useCount: _count.connectionInfos,
            }))}
          />
        </Card>
        <Card title="New category">
          <NewCategoryForm />
        </Card>
      </div>
    </PortalPage>
  );
}
