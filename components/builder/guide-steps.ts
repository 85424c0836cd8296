/** The way from an empty destination of each kind to a tested one, and how far somebody has come. */
import type { DestinationDefinition } from "@/lib/destination/definition";
import { actionsOf, type EndpointKey, endpointsOf } from "@/lib/destination/endpoints";
import { type SectionId, sectionOfEndpoint } from "./sections";

export interface GuideStep {
  section: SectionId;
  title: string;
  text: string;
  isDone: boolean;
}

/** `tests`: the endpoints that were tested. */
export function guideSteps(
  definition: DestinationDefinition,
  tests: Partial<Record<EndpointKey, string>>,
): GuideStep[] {
  const calls = endpointsOf(definition);
  const untested = calls.find(({ key }) => tests[key] === undefined);
  const last = calls.at(-1);
  return [
    authenticateStep(definition),
    ...(definition.kind === "event" ? eventSteps(definition) : cohortSteps(definition)),
    {
      section: untested || last ? sectionOfEndpoint((untested ?? last)?.key ?? "testConnection") : "actions",
      title: "Test and submit",
      text: "Send real calls beside this, read the answers, then submit for review.",
      isDone: calls.length > 0 && untested === undefined,
    },
  ];
}

function authenticateStep({ authentication, fields, headers }: DestinationDefinition): GuideStep {
  return {
    section: "authentication",
    title: "Authenticate",
    text: "Choose how calls prove who they come from, and what customers are asked.",
    isDone: authentication.method !== "custom" || fields.length > 0 || headers.length > 0,
  };
}

function cohortSteps(definition: DestinationDefinition): GuideStep[] {
  const calls = endpointsOf(definition);
  const unwritten = calls.find(({ endpoint }) => endpoint.url.trim() === "");
  const first = definition.kind === "list" ? "list-creation" : "members";
  return [
    {
      section: "mappings",
      title: "Map the user",
      text: "Say by which identifier your API knows a user.",
      isDone: definition.mappings.some(({ variable }) => variable !== ""),
    },
    {
      section: first,
      title: definition.kind === "list" ? "Describe the calls" : "Describe how it is set",
      text:
        definition.kind === "list"
          ? "Create a list, add users, remove users: URL, payload, batch size."
          : "The call that sets the property and unsets it: URL, payload, batch size.",
      isDone: calls.length > 0 && unwritten === undefined,
    },
  ];
}

function eventSteps(definition: DestinationDefinition): GuideStep[] {
  const actions = actionsOf(definition);
  const unwritten = endpointsOf(definition).find(({ endpoint }) => endpoint.url.trim() === "");
  return [
    {
      section: "actions",
      title: "Add actions",
      text: "Say which events make which call: begin with a preset, or with an empty action.",
      isDone: actions.length > 0 && actions.every(({ trigger }) => trigger.trim() !== ""),
    },
    {
      section: unwritten ? sectionOfEndpoint(unwritten.key) : "actions",
      title: "Describe their calls",
      text: "URL and payload of each, with values of the event such as ${event.properties.total}.",
      isDone: actions.length > 0 && unwritten === undefined,
    },
  ];
}
