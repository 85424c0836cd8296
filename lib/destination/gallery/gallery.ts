/** The gallery: destinations of real partners, complete and tested against simulators of their APIs. */
import { amplitudeCohorts } from "./amplitude-cohorts";
import { brazeAttributes } from "./braze-attributes";
import { brazeCohort } from "./braze-cohort";
import { cohortWebhook } from "./cohort-webhook";
import { cordialActions } from "./cordial-actions";
import { cordialCohort } from "./cordial-cohort";
import { cordialIngestCohort } from "./cordial-ingest-cohort";
import { customerIoCohort } from "./customer-io-cohort";
import type { GalleryEntry } from "./gallery-entry";
import { httpEvents } from "./http-events";
import { hubspotLists } from "./hubspot-lists";
import { intercomTags } from "./intercom-tags";
import { iterableCohort } from "./iterable-cohort";
import { klaviyoLists } from "./klaviyo-lists";
import { launchdarklySegments } from "./launchdarkly-segments";
import { mailchimpSegments } from "./mailchimp-segments";
import { marketoStaticLists } from "./marketo-static-lists";
import { moengageCohorts } from "./moengage-cohorts";
import { sendgridLists } from "./sendgrid-lists";
import { userProperty, userTags } from "./user-property";

/** In the order in which they are shown. */
export const gallery: readonly GalleryEntry[] = [
  cordialCohort,
  cordialIngestCohort,
  cordialActions,
  iterableCohort,
  customerIoCohort,
  brazeCohort,
  brazeAttributes,
  hubspotLists,
  klaviyoLists,
  mailchimpSegments,
  sendgridLists,
  marketoStaticLists,
  intercomTags,
  launchdarklySegments,
  moengageCohorts,
  amplitudeCohorts,
  userProperty,
  userTags,
  cohortWebhook,
  httpEvents,
];

/** The entry of an ID; undefined where there is none. */
export function findGalleryEntry(id: string): GalleryEntry | undefined {
  return gallery.find((entry) => entry.id === id);
}
