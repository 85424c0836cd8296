import { redirect } from "next/navigation";
import { requireActor } from "@/lib/http/session";

export default async function AdminPage() {
  await requireActor("admin.organizations");
  redirect("/admin/organizations");
}
