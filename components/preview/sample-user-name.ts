import type { SampleUser } from "@/lib/destination/sample-users";
import { valueText } from "@/lib/destination/template/value-text";

/** What a sample user is called where it was left out or sent: its number in the table, and who it is. */
export function sampleUserName(users: readonly SampleUser[], user: SampleUser | undefined): string {
  if (!user) return "A sample user";
  const number = `Sample user ${users.indexOf(user) + 1} of ${users.length}`;
  const { user_id: id, email } = user.properties;
  const known = valueText(id) || valueText(email) || "";
  return known === "" ? number : `${number}: ${known.length > 40 ? `${known.slice(0, 40)}…` : known}`;
}
