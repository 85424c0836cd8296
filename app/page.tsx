import { redirect } from "next/navigation";
import { requireActor } from "@/lib/http/session";
import { can } from "@/lib/policy";

/** The start page of whoever comes: builders build, staff review, customers look around. */
export default async function StartPage() {
  const actor = await requireActor();
  if (can(actor, "destination.read")) redirect("/destinations");
  if (can(actor, "review.read")) redirect("/reviews");
  redirect("/catalog");
}
