import type { SampleUser } from "@/lib/destination/sample-users";
import { valueText } from "@/lib/destination/template/value-text";
import { eventTitle } from "@/lib/destination/trigger/parse-events";
import type { TriggerEvent } from "@/lib/destination/trigger/trigger";

/** What a sample user is called where it was left out or sent: its number in the table, and who it is. */
export function sampleUserName(users: readonly SampleUser[], user: SampleUser | undefined): string {
  if (!user) return "A sample user";
  const { user_id: id, email } = user.properties;
  return named(`Sample user ${users.indexOf(user) + 1} of ${users.length}`, valueText(id) || valueText(email));
}

/** The same of an event: its number among the test events, and what happened. */
export function sampleEventName(events: readonly TriggerEvent[], event: TriggerEvent | undefined): string {
  if (!event) return "A test event";
  return named(`Test event ${events.indexOf(event) + 1} of ${events.length}`, eventTitle(event));
}

function named(number: string, known = ""): string {
  return known === "" ? number : `${number}: ${known.length > 40 ? `${known.slice(0, 40)}…` : known}`;
}
