import type { DestinationKind } from "@/lib/destination/definition";
import { Code, type SectionHelpText } from "./section-help-text";
import type { FixedSectionId } from "./sections";

const propertyMembers: SectionHelpText = {
  text: (
    <>
      <p>
        The call that sets the property for those who entered the cohort, or takes it away from those who left. The item
        template is rendered once for each user; <Code>$items</Code> is the array of the results.
      </p>
      <p>
        <Code>$property_key</Code> is what the property is called. To set and to unset may differ in more than a value:
        write each as your API wants it.
      </p>
    </>
  ),
  example: {
    caption: "Setting, and unsetting",
    code: '{ "id": "$user_id_field", "attributes": { "$property_key": true } }\n{ "id": "$user_id_field", "attributes": { "$property_key": null } }',
  },
  rules: "endpoints",
};

/** Sections that mean something else in a kind than in the others. */
export const helpOfKinds: Record<DestinationKind, Partial<Record<FixedSectionId, SectionHelpText>>> = {
  list: {},
  property: { "add-users": propertyMembers, "remove-users": propertyMembers },
  event: {
    mappings: {
      text: (
        <>
          <p>
            A mapping asks where in an event a value stands that customers name differently: the user's ID, an e-mail
            address. It begins with the path you suggest; the customer may choose another one.
          </p>
          <p>
            Its <Code>$variable</Code> is that value of the event at hand. An event without a value for a required
            mapping makes no call, and the history says why. What always stands in the same place needs no mapping:
            write <Code>{"${event.…}"}</Code>.
          </p>
        </>
      ),
      example: {
        caption: "The mapping customer_email with the path traits.email, in a payload",
        code: '{ "email": "$customer_email" }\n→ { "email": "ann@example.com" }',
      },
      rules: "mappings",
    },
    delivery: {
      text: (
        <p>
          We keep to the rate limit across all actions of a customer and honour Retry-After on top. A call that had no
          answer is repeated with the same <Code>$batch_id</Code>, also sent as Idempotency-Key.
        </p>
      ),
      rules: "endpoints",
    },
  },
};
