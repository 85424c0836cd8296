import type { DestinationKind } from "@/lib/destination/definition";
import { helpOfKinds } from "./section-help-of-kinds";
import { Code, type SectionHelpText } from "./section-help-text";
import type { FixedSectionId } from "./sections";

/** The explanation of a section, where a kind has words of its own in those. */
export function sectionHelp(kind: DestinationKind, id: FixedSectionId): SectionHelpText {
  return helpOfKinds[kind][id] ?? ofEveryKind[id];
}

/** Written for the engineer on the partner's side: what a section decides, and what happens with it at a sync. */
const ofEveryKind: Record<FixedSectionId, SectionHelpText> = {
  authentication: {
    text: (
      <>
        <p>
          A method adds the questions it needs to the setup modal and the header it stands for to each call. Variable
          and display name of each credential are yours to change; the header follows.
        </p>
        <p>
          With <em>Custom headers</em> nothing is added: declare custom fields for your credentials and use them under
          Additional headers. An endpoint that wants another credential has a method of its own, folded under its
          payload.
        </p>
      </>
    ),
    example: {
      caption: "Basic, for a customer who entered key “ak_1” and secret “s3”",
      code: "Authorization: Basic YWtfMTpzMw==",
    },
    rules: "headers",
  },
  fields: {
    text: (
      <>
        <p>
          Each field is a question in the setup modal; its answer replaces <Code>$variable</Code> wherever that stands.
          Options may carry the thing they stand for: a region's value can be a whole base URL, and one choice can set
          several variables.
        </p>
        <p>
          Mark what nobody should read again as secret. A field asked for each sync, such as a folder, is asked when a
          sync is created rather than at installation.
        </p>
      </>
    ),
    example: {
      caption: "A button group “Region” with the variable region, used in a URL",
      code: "Europe = https://api.eu.example.com\nUSA    = https://api.us.example.com\n\n$region/v1/lists  →  https://api.eu.example.com/v1/lists",
    },
    rules: "fields",
  },
  headers: {
    text: (
      <p>
        Sent with every call. The order is content type, authentication, these, then the headers of the endpoint; of two
        with one name the later wins. <Code>Host</Code>, <Code>Content-Length</Code> and the like are ours to set. A
        line break in a value stops the call with a message, it is never removed silently.
      </p>
    ),
    example: { caption: "A scheme of your own", code: "Authorization: App $api_key\nX-Workspace: $workspace" },
    rules: "headers",
  },
  mappings: {
    text: (
      <>
        <p>
          A mapping says by what your API knows a user. The customer picks one of their user properties for it; in the
          item template its variable is the value of the user at hand.
        </p>
        <p>
          A user without a value for a required mapping is left out and counted, with the reason. With a choice of
          targets the customer also picks the key on your side, and each target may have an item template of its own.
        </p>
      </>
    ),
    example: {
      caption: "The mapping user_id_field with the property user_id, in an item template",
      code: '{ "external_id": "$user_id_field" }\n→ { "external_id": "u-1042" }',
    },
    rules: "mappings",
  },
  "cohort-name": {
    text: (
      <p>
        For systems that refuse spaces and signs in list names. The slug is made once per sync and is the same in URL,
        headers and payloads, so a renamed cohort doesn't lose its list. Names without a single letter or digit fall
        back to the cohort's ID.
      </p>
    ),
    example: { caption: "Slugified", code: "Saturday's cohort & héllo  →  Saturday-s-cohort-he-llo" },
    rules: "variables",
  },
  property: {
    text: (
      <>
        <p>
          In your system a cohort becomes a property, trait or tag of each of its members. The key says what it is
          called, made of the cohort's name and ID.
        </p>
        <p>
          It is rendered once, at the first run of a sync, and then frozen as <Code>$property_key</Code>: a cohort that
          is renamed keeps its property, and no user is left behind with an old one.
        </p>
      </>
    ),
    example: {
      caption: "The key in an item template, set while the user is in the cohort",
      code: '{ "id": "$user_id_field", "traits": { "$property_key": $in_cohort } }\n→ { "id": "u-1042", "traits": { "[Amplitude] Buyers: 7khm89cz": true } }',
    },
    rules: "members",
  },
  "property-creation": {
    text: (
      <p>
        For systems that take a property only once it is known, with its type or its label. Called once, before the
        first users are sent. Most systems need none: a property appears with its first value.
      </p>
    ),
    example: { caption: "A boolean property", code: '{ "name": "$property_key", "type": "boolean" }' },
    rules: "endpoints",
  },
  members: {
    text: (
      <>
        <p>
          Some APIs add by one call and remove by another. Some take both in one: the request itself, or each user in
          it, then says which is meant.
        </p>
        <p>
          <Code>$in_cohort</Code> is <Code>true</Code> for those who enter and <Code>false</Code> for those who leave;{" "}
          <Code>$operation</Code> is a word of your choice for each. What you write for one way is kept while you look
          at the other.
        </p>
      </>
    ),
    example: {
      caption: "One call for both, told apart for each user",
      code: '{ "id": "$user_id_field", "member": $in_cohort }',
    },
    rules: "members",
  },
  "update-users": {
    text: (
      <>
        <p>
          Called for those who entered and those who left since the last run. The item template says which of both a
          user is: by <Code>$in_cohort</Code>, a bare true or false, or by <Code>$operation</Code>.
        </p>
        <p>
          If your API takes only one direction in a call, say so below: then <Code>$in_cohort</Code> and{" "}
          <Code>$operation</Code> may stand in the URL and the payload too.
        </p>
      </>
    ),
    example: {
      caption: 'Item template { "id": "$user_id_field", "member": $in_cohort }',
      code: '{ "users": $items }\n→ { "users": [{ "id": "u-1", "member": true }, { "id": "u-2", "member": false }] }',
    },
    rules: "members",
  },
  "list-deletion": {
    text: (
      <p>
        Called when a customer deletes a sync and chooses to delete its list with it. An answer that says that the list
        is gone already, usually 404, is best described as <em>Count as success</em>.
      </p>
    ),
    example: { caption: "As most list APIs have it", code: "DELETE https://api.example.com/v1/lists/$list_id" },
    rules: "endpoints",
  },
  actions: {
    text: (
      <>
        <p>
          An action is one call of your API and the events it is made for. An event that matches the triggers of several
          actions makes several calls; one that matches none makes no call.
        </p>
        <p>
          <Code>{"${event.properties.total}"}</Code> is a value of the event, <Code>{"${event.userId?}"}</Code> leaves
          its key out where there is none. Computed values turn arrays, such as the lines of an order, into the shape
          that your API wants.
        </p>
        <p>Customers may turn actions off and narrow their triggers in the setup modal.</p>
      </>
    ),
    example: {
      caption: "A trigger, and a payload for it",
      code: 'type = "track" and event = "Order Completed"\n\n{ "id": "${event.properties.order_id}", "total": ${event.properties.total} }',
    },
    rules: "actions",
  },
  "connection-test": {
    text: (
      <p>
        Called when a customer saves the setup modal. If it fails, the error classification of this call tells them
        which answer is wrong, before the first sync rather than after it. Take something cheap that needs the
        credentials: who am I, or a list of one.
      </p>
    ),
    example: { caption: "A good choice", code: "GET https://api.example.com/v1/me" },
    rules: "endpoints",
  },
  "list-creation": {
    text: (
      <>
        <p>
          Called once, at the first run of a sync. The list ID is read from the response by its path, a JSONPath or
          plain dotted names, and kept; numbers keep all their digits.
        </p>
        <p>
          If the ID is something we send, such as the list's name, choose <em>In the request</em>. If lists appear by
          themselves or exist already, choose <em>No creation call</em>.
        </p>
      </>
    ),
    example: {
      caption: "Path to the list ID: data.list.id",
      code: '{ "data": { "list": { "id": 90071992547409931, "name": "Buyers" } } }',
    },
    rules: "endpoints",
  },
  "add-users": {
    text: (
      <>
        <p>
          The item template is rendered once for each user; <Code>$items</Code> is the array of the results and stands
          bare, without quotes. A batch is closed by its size or by the body's size, whichever comes first.
        </p>
        <p>
          With a batch size of 1 each user is a call of its own, and <Code>$item</Code> and the mapped variables may
          stand in the URL too.
        </p>
      </>
    ),
    example: {
      caption: 'Item template "$user_id_field" in the payload',
      code: '{ "user_ids": $items }\n→ { "user_ids": ["u-1","u-2","u-3"] }',
    },
    rules: "endpoints",
  },
  "remove-users": {
    text: (
      <p>
        The same for users who left the cohort. Copy it from Add users and change what differs, usually a word in the
        URL. If your API takes both in one call, use the same URL and tell them apart by <Code>$operation</Code>.
      </p>
    ),
    example: { caption: "One endpoint for both", code: '{ "action": "$operation", "user_ids": $items }' },
    rules: "endpoints",
  },
  delivery: {
    text: (
      <p>
        We keep to the rate limit across all syncs of a customer and honour Retry-After on top. A call that had no
        answer is repeated with the same <Code>$batch_id</Code>, also sent as Idempotency-Key, so that your side can
        tell.
      </p>
    ),
    rules: "endpoints",
  },
  languages: {
    text: (
      <>
        <p>
          Customers read the setup modal and your error messages in their browser's language if you have translated the
          texts into it, else in the original. In the modal they can choose another of your languages.
        </p>
        <p>
          Only texts are translated: variables, values and requests are the same in every language, so no test goes out
          of date. A translated error message may use the same variables as the original.
        </p>
      </>
    ),
    rules: "languages",
  },
};
