/** The members of an event in words: what completion offers, hover tells and the plain words call them. */
import { type eventMembers, eventTypes } from "./trigger";

export interface EventMember {
  name: (typeof eventMembers)[number];
  /** How a sentence calls it: "that has no user ID". */
  words: string;
  /** What it holds, in a sentence. */
  description: string;
  /** Whether it has named parts, such as `properties.total`, or is one value. */
  hasParts: boolean;
}

/** In the order in which people want them. */
export const memberTable: readonly EventMember[] = [
  {
    name: "type",
    words: "type",
    description: `The kind of event: ${eventTypes.join(", ")}.`,
    hasParts: false,
  },
  {
    name: "event",
    words: "name",
    description: "The name of a track event, such as Product Added. Events of other types have none.",
    hasParts: false,
  },
  {
    name: "properties",
    words: "properties",
    description: "What is known about this event: a track, page or screen event carries properties.",
    hasParts: true,
  },
  {
    name: "traits",
    words: "traits",
    description: "What is known about the person or the group: identify and group events carry traits.",
    hasParts: true,
  },
  {
    name: "userId",
    words: "user ID",
    description: "Who did it, once the person is known. Before that the event has only an anonymous ID.",
    hasParts: false,
  },
  {
    name: "context",
    words: "context",
    description: "The circumstances: device, app, page, campaign, locale.",
    hasParts: true,
  },
  { name: "name", words: "page or screen name", description: "The name of a page or a screen.", hasParts: false },
  {
    name: "anonymousId",
    words: "anonymous ID",
    description: "The visitor or the device, before the person is known.",
    hasParts: false,
  },
  {
    name: "groupId",
    words: "group ID",
    description: "The group of a group event, such as a company.",
    hasParts: false,
  },
  {
    name: "previousId",
    words: "previous ID",
    description: "The ID that an alias event joins with the user ID.",
    hasParts: false,
  },
  {
    name: "timestamp",
    words: "timestamp",
    description: "When it happened, as ISO text. Texts have no order, so it can't be compared with < or >.",
    hasParts: false,
  },
  {
    name: "messageId",
    words: "message ID",
    description: "One ID for each event, the same when it is sent again.",
    hasParts: false,
  },
];

/** What is said about a name that is no member of an event and may begin a path all the same. */
export const furtherMemberWords = "No part of the event: what the condition is about, such as one line of an order.";

/** The member of that name; undefined where an event has none. */
export function findMember(name: string): EventMember | undefined {
  return memberTable.find((member) => member.name === name);
}

const typeWords: Record<(typeof eventTypes)[number], string> = {
  track: "Somebody did something; the event's name says what.",
  page: "Somebody saw a page of a website.",
  screen: "Somebody saw a screen of an app.",
  identify: "Something became known about a person: the traits.",
  group: "A person belongs to a group, such as a company.",
  alias: "Two IDs are one person.",
};

/** What events of a type are about; undefined for a type that doesn't exist. */
export function describeType(type: string): string | undefined {
  const found = eventTypes.find((each) => each === type);
  return found && typeWords[found];
}
