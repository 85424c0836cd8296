/** What the contract tests of further list and property partners prove, test by test. */
import type { ApiFeature } from "./gallery-proofs";

export interface PartnerProofs {
  /** The file of the tests, beside this one. */
  file: string;
  /** Title of a test → the features it proves. */
  tests: Record<string, readonly ApiFeature[]>;
}

/** By the ID of the gallery's entry. */
export const listPartnerProofs: Record<string, PartnerProofs> = {
  hubspot_lists: {
    file: "hubspot.contract.test.ts",
    tests: {
      "a list is created, filled in batches of 10,000 and changed again": [
        "connection_test",
        "id_text",
        "id_nested",
        "batch_size",
        "top_level_array",
      ],
      "records that HubSpot doesn't have are refused when they enter, and done when they leave": [
        "failure_in_success",
        "outcome_by_value",
        "outcome_by_direction",
      ],
      "a wrong token and one without the scopes are told apart": ["bearer", "sub_codes"],
      "a name that is taken is told by HubSpot's sub category": ["name_refused"],
      "a list that was deleted is told to be gone": ["list_gone"],
      "a short limit is waited for, the limit of a day isn't": ["throttling"],
      "deleting the sync deletes the list, and one that is gone is no failure": ["list_deletion"],
    },
  },
  klaviyo_lists: {
    file: "klaviyo.contract.test.ts",
    tests: {
      "a list is created, filled in batches of 1,000 and changed again": [
        "connection_test",
        "prefix_word",
        "content_type",
        "id_text",
        "id_nested",
        "delete_with_body",
      ],
      "without the revision nothing works": ["constant_headers"],
      "one unknown profile refuses its whole batch, in words that say so": ["error_words"],
      "a batch larger than the template's is refused": ["batch_size"],
      "a list that was deleted is told to be gone": ["list_gone"],
      "throttled calls are made again": ["throttling"],
      "deleting the sync deletes the list": ["list_deletion"],
    },
  },
  mailchimp_segments: {
    file: "mailchimp.contract.test.ts",
    tests: {
      "a segment is created, filled in batches of 500 and changed again": [
        "connection_test",
        "basic_pair",
        "id_number",
        "normalized_id",
      ],
      "who isn't in the audience is refused when entering, and done when leaving": [
        "failure_in_success",
        "outcome_by_value",
        "outcome_by_direction",
      ],
      "whoever has no e-mail address is skipped with that reason": ["skipped_user"],
      "a data center can lead to no other host": ["host_pattern"],
      "a batch larger than the template's is refused": ["batch_size"],
      "a segment that was deleted is told to be gone": ["list_gone"],
      "throttling comes as 429, and as 403 without JSON: both are tried again": ["throttling", "errors_without_json"],
      "a name that is taken is told by its words": ["name_refused", "error_words"],
      "deleting the sync deletes the segment": ["list_deletion"],
    },
  },
  sendgrid_lists: {
    file: "sendgrid.contract.test.ts",
    tests: {
      "a list is created, filled by e-mail and emptied by contact IDs in the query": [
        "connection_test",
        "accepted_later",
        "query_items",
        "delete_without_body",
      ],
      "users without a contact ID can be added but not removed, and are told as skipped": ["skipped_user"],
      "the region decides about the host": ["regional_host"],
      "a wrong key and one without Marketing are told apart": ["bearer"],
      "one address that SendGrid refuses refuses its whole batch, in words that say so": ["error_words"],
      "a list that was deleted is told to be gone": ["list_gone"],
      "throttled calls are made again; a name that is taken isn't": ["throttling", "name_refused"],
      "deleting the sync deletes the list and leaves the contacts": ["list_deletion"],
    },
  },
  marketo_static_lists: {
    file: "marketo.contract.test.ts",
    tests: {
      "a token, a list in a folder, leads in the body when they enter and in the query when they leave": [
        "connection_test",
        "host_pattern",
        "per_sync_field",
        "form_body",
        "id_number",
        "id_nested",
        "query_items",
        "delete_without_body",
      ],
      "the token is asked for by GET with the credentials in the query, once a run": ["oauth2"],
      "a token that has expired is asked for again, and the call is made again": ["token_renewal"],
      "everything is 200: a refusal inside is a failure, whether its code is text or number": [
        "failure_in_success",
        "sub_codes",
        "name_refused",
        "list_gone",
      ],
      "what no entry describes is a failure all the same, and so is an answer that doesn't say that it succeeded": [
        "success_body",
      ],
      "a batch larger than the template's is refused": ["batch_size"],
      "leads are told one by one: unknown ones are refused when entering, strangers are done when leaving": [
        "outcome_by_value",
        "outcome_by_direction",
      ],
      "throttling comes as 200 and is tried again": ["throttling"],
      "deleting the sync deletes the list": ["list_deletion"],
    },
  },
  intercom_tags: {
    file: "intercom.contract.test.ts",
    tests: {
      "contacts are tagged 50 at a time by name, and untagged one by one by ID": [
        "connection_test",
        "constant_headers",
        "id_text",
        "one_call_per_user",
        "delete_without_body",
      ],
      "the region decides about the host": ["regional_host"],
      "a wrong token is told, and nothing else is called": ["bearer"],
      "a batch larger than the template's is refused": ["batch_size"],
      "of two kinds of 404 when untagging, one is done and the other means that the tag is gone": [
        "error_words",
        "list_gone",
      ],
      "throttled calls are made again": ["throttling"],
      "deleting the sync deletes the tag": ["list_deletion"],
    },
  },
  launchdarkly_segments: {
    file: "launchdarkly.contract.test.ts",
    tests: {
      "nothing is created; who enters and who leaves share a call, each with a boolean": [
        "connection_test",
        "no_creation",
        "shared_endpoint",
        "mixed_directions",
      ],
      "the token stands in its header without a scheme word, beside a version": ["prefix_word", "constant_headers"],
      "an environment that doesn't exist is told to be the field's mistake": ["sub_codes"],
      "the instance decides about the host": ["regional_host"],
      "a batch larger than the template's is refused": ["batch_size"],
      "throttled calls are made again": ["throttling"],
    },
  },
  moengage_cohorts: {
    file: "moengage.contract.test.ts",
    tests: {
      "one address for both directions, one direction a call, and a word that says which": [
        "no_creation",
        "shared_endpoint",
        "operation_word",
        "basic_pair",
        "constant_headers",
        "regional_host",
        "nested_items",
        "accepted_later",
      ],
      "128 KB close a batch before its number of users does": ["byte_limit"],
      "a name that MoEngage would refuse is sent as a slug": ["name_transform"],
      "a wrong key is told, and so is a success that isn't one": ["success_body"],
      "an account that is suspended, and a batch that is too large, are told in words": ["sub_codes"],
      "throttled calls are made again": ["throttling"],
    },
  },
  amplitude_cohorts: {
    file: "amplitude-cohorts.contract.test.ts",
    tests: {
      "a cohort is uploaded with its first user, and changed by one direction a call": [
        "connection_test",
        "basic_pair",
        "shared_endpoint",
        "operation_word",
        "nested_items",
        "batch_size",
      ],
      "unknown users are refused when entering, and done when leaving": [
        "failure_in_success",
        "outcome_by_value",
        "outcome_by_direction",
      ],
      "a wrong key pair, region or project is told": ["regional_host", "error_words"],
      "a cohort that was deleted is told to be gone; a busy one is tried again": ["list_gone", "throttling"],
    },
  },
  user_property: {
    file: "profile-partner.contract.test.ts",
    tests: {
      "who enters and who leaves share a call; the trait's name is a key made of the cohort": [
        "connection_test",
        "mixed_directions",
        "token_in_key",
        "batch_size",
      ],
      "a cohort that was renamed keeps its property": ["property_key"],
      "unknown users are told by their place in the call, and each by the direction they go": [
        "failure_in_success",
        "outcome_by_index",
        "outcome_by_direction",
      ],
      "a partner that knows people only by the hash of their e-mail gets nothing else": ["hashed_id"],
      "the key goes as user name with an empty password; a wrong one is told": ["empty_password"],
      "throttled calls are made again": ["throttling"],
    },
  },
  user_tags: {
    file: "profile-partner.contract.test.ts",
    tests: {
      "a tag is created once, set and taken away by two calls": ["property_creation", "set_and_unset"],
      "inside 207 unknown users are refused when entering, and done when leaving": [
        "failure_in_success",
        "outcome_by_value",
        "outcome_by_direction",
      ],
      "a tag that was deleted is told to be gone": ["list_gone"],
      "a server that fails is tried again": ["throttling"],
    },
  },
};
