/** The event API of the sandbox partner: `/events`, `/profiles` and `/groups`. Pure but for what it keeps. */
import { z } from "zod";
import { type ApiCall, byMethod, jsonObject, parseBody, parseItem, personId, tooMany } from "./api-call";
import type { PartnerEvents, PartnerGroup, PartnerProfile } from "./partner-events";
import { readTimestamp } from "./read-timestamp";
import { errorReply, jsonReply, notFound, type Reply, workspaceFull } from "./reply";

const eventsPerBatchMax = 100;
const membersPerCallMax = 1000;
const eventsShownMax = 1000;
const profilesShown = 1000;
const linesMax = 500;
const objectBytesMax = 16 * 1024;
const nameCharsMax = 200;

const smallObject = (name: string) =>
  jsonObject(`${name} are not a JSON object.`).refine(
    (value) => JSON.stringify(value).length <= objectBytesMax,
    `${name} are larger than 16 KiB.`,
  );

const lineInput = z.looseObject(
  {
    sku: z.string({ error: "Each line needs a sku: a text." }).min(1, "The sku is empty.").max(100),
    name: z.string({ error: "The name is not a text." }).max(nameCharsMax).optional(),
    quantity: z.int({ error: "The quantity is not a whole number." }).min(1, "The quantity is less than 1."),
    price: z.number({ error: "The price is not a number." }).min(0, "The price is negative."),
  },
  { error: "A line is a JSON object with sku, quantity and price." },
);

const eventInput = z
  .looseObject(
    {
      name: z
        .string({ error: "Give the event a name." })
        .refine((name) => name.trim() !== "", "The name is empty.")
        .max(nameCharsMax, `A name has at most ${nameCharsMax} characters.`),
      userId: personId.optional(),
      anonymousId: personId.optional(),
      messageId: z
        .string({ error: "The message ID is not a text." })
        .min(1, "The message ID is empty.")
        .max(100, "A message ID has at most 100 characters.")
        .optional(),
      timestamp: z.unknown().transform((value, context) => {
        const time = readTimestamp(value);
        if (time.ok) return time.iso;
        context.addIssue({ code: "custom", message: time.message });
        return z.NEVER;
      }),
      properties: smallObject("The properties").default({}),
      lines: z
        .array(lineInput, { error: "The lines are not an array." })
        .max(linesMax, `An event has at most ${linesMax} lines.`)
        .default([]),
    },
    { error: "An event is a JSON object." },
  )
  .refine(({ userId, anonymousId }) => userId !== undefined || anonymousId !== undefined, {
    error: "Send a userId or an anonymousId.",
    path: ["userId"],
  })
  .transform(({ name, userId, anonymousId, messageId, timestamp, properties, lines }) => ({
    name,
    userId,
    anonymousId,
    messageId,
    timestamp,
    properties,
    lines: lines.map((line) => ({ sku: line.sku, name: line.name, quantity: line.quantity, price: line.price })),
  }));

const batchInput = z.looseObject({
  events: z.array(z.unknown(), { error: 'Send {"events": [{"name": "…", "userId": "…", "timestamp": "…"}]}.' }),
});
const profileInput = z.looseObject({ traits: smallObject("The traits") });
const groupInput = z.looseObject({
  ids: z.array(personId, { error: 'Send {"ids": ["…"]}.' }).min(1, "Name at least one person."),
  traits: smallObject("The traits").default({}),
});

/** Answers one call; `segments` are those after `/v1`. Never throws for what a caller sent. */
export function answerEventApi(
  call: ApiCall,
  [area, name, part, ...rest]: readonly string[],
  events: PartnerEvents,
): Reply {
  if (rest.length > 0) return notFound();
  if (area === "events" && name === undefined) {
    return byMethod(call, [
      ["GET", () => readEvents(call, events)],
      ["POST", () => acceptOne(call, events)],
    ]);
  }
  if (area === "events") {
    return name === "batch" && part === undefined
      ? byMethod(call, [["POST", () => acceptMany(call, events)]])
      : notFound();
  }
  if (area === "profiles") return part === undefined ? answerProfiles(call, name, events) : notFound();
  if (area !== "groups") return notFound();
  if (name === undefined) {
    return byMethod(call, [["GET", () => jsonReply(200, { groups: events.allGroups().map(describeGroup) })]]);
  }
  return part === "members" ? byMethod(call, [["POST", () => joinGroup(call, name, events)]]) : notFound();
}

function readEvents(call: ApiCall, events: PartnerEvents): Reply {
  const limit = z.coerce
    .number()
    .int()
    .min(1)
    .max(eventsShownMax)
    .safeParse(call.query.get("limit") ?? 100);
  if (!limit.success) return errorReply(400, "invalid_limit", `limit is a number from 1 to ${eventsShownMax}.`);
  return jsonReply(200, { total: events.count, events: events.latest(limit.data) });
}

type Rejection = { index: number; code: string; message: string };

function acceptOne(call: ApiCall, events: PartnerEvents): Reply {
  const input = parseBody(call, z.unknown());
  if (!input.ok) return input.reply;
  const [rejection] = accept([input.value], events).rejected;
  if (rejection) return errorReply(422, rejection.code, rejection.message);
  return jsonReply(202, { accepted: 1 });
}

/** Always 202: what was refused stands in the answer, with its position. */
function acceptMany(call: ApiCall, events: PartnerEvents): Reply {
  const input = parseBody(call, batchInput);
  if (!input.ok) return input.reply;
  const refusal = tooMany(input.value.events, eventsPerBatchMax, "events");
  if (refusal) return refusal;
  return jsonReply(202, accept(input.value.events, events));
}

function accept(items: readonly unknown[], events: PartnerEvents) {
  const rejected: Rejection[] = [];
  let duplicates = 0;
  items.forEach((item, index) => {
    const event = parseItem(eventInput, item);
    if (!event.ok) rejected.push({ index, code: codeOf(event.path), message: event.message });
    else if (events.add(event.value) === "duplicate") duplicates += 1;
  });
  // A duplicate was accepted before, so its sender need not send it again.
  return { accepted: items.length - rejected.length, duplicates, rejected };
}

const codes: Readonly<Record<string, string>> = {
  name: "invalid_name",
  userId: "invalid_user",
  anonymousId: "invalid_user",
  messageId: "invalid_message_id",
  timestamp: "invalid_timestamp",
  properties: "invalid_properties",
  lines: "invalid_line",
};

function codeOf([part]: readonly PropertyKey[]): string {
  return (part !== undefined && codes[String(part)]) || "invalid_event";
}

function answerProfiles(call: ApiCall, idText: string | undefined, events: PartnerEvents): Reply {
  if (idText === undefined) {
    const all = () => events.latestProfiles(profilesShown).map((profile) => describeProfile(profile, events));
    return byMethod(call, [["GET", () => jsonReply(200, { total: events.profileCount, profiles: all() })]]);
  }
  return byMethod(call, [
    ["GET", () => readProfile(idText, events)],
    ["PUT", () => changeProfile(call, idText, events)],
  ]);
}

export function describeProfile({ id, traits, createdAt, updatedAt }: PartnerProfile, events: PartnerEvents): object {
  return { id, traits: Object.fromEntries(traits), groups: events.groupsOf(id), createdAt, updatedAt };
}

export function describeGroup({ name, traits, members, createdAt }: PartnerGroup): object {
  return { name, total: members.size, traits: Object.fromEntries(traits), createdAt };
}

function readProfile(id: string, events: PartnerEvents): Reply {
  const profile = events.findProfile(id);
  if (!profile)
    return errorReply(404, "profile_not_found", `There is no profile ${id.slice(0, 80)} in this workspace.`);
  return jsonReply(200, { profile: describeProfile(profile, events) });
}

function changeProfile(call: ApiCall, idText: string, events: PartnerEvents): Reply {
  const id = parseItem(personId, idText);
  if (!id.ok) return errorReply(422, "invalid_id", id.message);
  const input = parseBody(call, profileInput);
  if (!input.ok) return input.reply;
  const isNew = !events.findProfile(id.value);
  const profile = events.changeProfile(id.value, input.value.traits);
  if (!profile) return workspaceFull();
  return jsonReply(isNew ? 201 : 200, { profile: describeProfile(profile, events) });
}

function joinGroup(call: ApiCall, name: string, events: PartnerEvents): Reply {
  if (name.trim() === "" || name.length > nameCharsMax) {
    return errorReply(422, "invalid_group", `The name of a group has 1 to ${nameCharsMax} characters.`);
  }
  const input = parseBody(call, groupInput);
  if (!input.ok) return input.reply;
  const refusal = tooMany(input.value.ids, membersPerCallMax, "ids");
  if (refusal) return refusal;
  const joined = events.joinGroup(name, input.value.ids, input.value.traits);
  if (!joined) return workspaceFull();
  return jsonReply(200, { added: joined.added, group: describeGroup(joined.group) });
}
