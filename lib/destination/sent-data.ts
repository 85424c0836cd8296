/** What leaves the platform with a destination, and to where: for customers who decide whether to install it (SPEC 15). */
import { declaredHosts } from "./declared-hosts";
import type { DestinationDefinition, MappingField, ValueFormat } from "./definition";
import { endpointsOf, isCohortDefinition } from "./endpoints";
import { oauth2Of } from "./oauth2";
import { canonicalName } from "./predefined-variable";
import { templatesOf } from "./template-use";

export interface SentData {
  /** Hosts, and patterns of hosts, in the order of the calls. */
  hosts: string[];
  /** Of each user or event, what the customer maps. */
  mapped: { target: string; format: ValueFormat; isRequired: boolean }[];
  /** What is sent besides, in words: "the cohort's name". */
  besides: string[];
  /** Whether whole events, or parts of them that nobody maps, are sent. */
  hasEvents: boolean;
}

const words: readonly { names: readonly string[]; text: string }[] = [
  { names: ["amplitude_cohort_name"], text: "the cohort's name" },
  { names: ["amplitude_cohort_id"], text: "the cohort's ID" },
  { names: ["amplitude_cohort_url"], text: "a link to the cohort" },
  { names: ["in_cohort", "operation"], text: "whether a user has entered or left the cohort" },
  { names: ["project_name"], text: "the project's name" },
  { names: ["project_id"], text: "the project's ID" },
  { names: ["sync_id", "batch_id", "sync_time"], text: "IDs and the time of the sync" },
];

/** Read from every template that has an effect, so that nothing is left out. Answers and secrets are not among it. */
export function sentData(definition: DestinationDefinition): SentData {
  const uses = templatesOf(definition).filter(({ role }) => role !== "error_message");
  const used = new Set(uses.flatMap(({ template }) => [...template.names.keys()].map(canonicalName)));
  const endpoints = endpointsOf(definition);
  const urls = endpoints.flatMap(({ key, endpoint }) => [
    endpoint.url,
    oauth2Of(definition, key)?.oauth2.tokenUrl ?? [],
  ]);
  const isSent = ({ variable, type }: MappingField) => variable !== "" && (used.has(variable) || type !== "string");
  return {
    hosts: [...new Set(urls.flat().flatMap((url) => declaredHosts(definition, url)))],
    mapped: definition.mappings.filter(isSent).map(({ targetName, displayName, variable, format, required }) => ({
      target: targetName || displayName || variable,
      format,
      isRequired: required,
    })),
    besides: words.filter(({ names }) => names.some((name) => used.has(name))).map(({ text }) => text),
    hasEvents: !isCohortDefinition(definition),
  };
}
