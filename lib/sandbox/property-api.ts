/**
 * The property API of the sandbox partner: `/users`, `/properties` and `/tags`. Pure but for the users it changes.
 *
 * It reports what it refused in two ways, as partners do: by position with 207 (`/users/batch`), and by value inside a
 * 200 (`/tags/…/users`).
 */
import { z } from "zod";
import { type ApiCall, byMethod, jsonObject, parseBody, parseItem, personId, tooMany } from "./api-call";
import { type PartnerUser, type PartnerUsers, type PropertyDefinition, propertyTypes } from "./partner-users";
import { errorReply, jsonReply, notFound, type Reply, workspaceFull } from "./reply";

const usersPerBatchMax = 500;
const idsPerCallMax = 1000;
const usersShown = 1000;
const keyCharsMax = 200;
const textCharsMax = 1000;

const keyInput = z
  .string({ error: "Give the property a key: a text." })
  .refine((key) => key.trim() !== "", "The key is empty.")
  .max(keyCharsMax, `A key has at most ${keyCharsMax} characters.`);
const valueInput = z.union(
  [z.boolean(), z.number(), z.string().max(textCharsMax, `A text has at most ${textCharsMax} characters.`), z.null()],
  {
    error: (issue) =>
      typeof issue.input === "string" ? undefined : "A value is true, false, a number, a text or null.",
  },
);
const propertiesInput = jsonObject('Send {"properties": {"key": value}}.')
  .transform((properties) => new Map<unknown, unknown>(Object.entries(properties)))
  .pipe(z.map(keyInput, valueInput));
const createMissingInput = z.boolean({ error: "createMissing is true or false." }).default(true);

const userInput = z.looseObject({ properties: propertiesInput, createMissing: createMissingInput });
const batchInput = z.looseObject({
  users: z.array(z.unknown(), { error: 'Send {"users": [{"id": "…", "properties": {…}}]}.' }),
  createMissing: createMissingInput,
});
const batchItem = z.looseObject({ id: personId, properties: propertiesInput }, { error: "A user is a JSON object." });
const idsInput = z.looseObject({
  ids: z.array(personId, { error: 'Send {"ids": ["…"]}.' }),
  createMissing: createMissingInput,
});
const definitionInput = z.looseObject({
  key: keyInput,
  type: z.enum(propertyTypes, { error: `The type is one of ${propertyTypes.join(", ")}.` }),
});

/** Answers one call; `segments` are those after `/v1`. Never throws for what a caller sent. */
export function answerPropertyApi(
  call: ApiCall,
  [area, name, part, ...rest]: readonly string[],
  users: PartnerUsers,
): Reply {
  if (rest.length > 0) return notFound();
  if (area === "properties" && name === undefined) {
    return byMethod(call, [
      ["GET", () => jsonReply(200, { properties: users.allDefinitions().map(describeProperty) })],
      ["POST", () => defineProperty(call, users)],
    ]);
  }
  if (area === "tags") return answerTags(call, name, part, users);
  if (area !== "users" || part !== undefined) return notFound();
  if (name === undefined) return byMethod(call, [["GET", () => readUsers(users)]]);
  if (name === "batch" && call.method === "POST") return updateMany(call, users);
  return byMethod(call, [
    ["GET", () => readUser(name, users)],
    ["PUT", () => updateOne(call, name, users)],
  ]);
}

export function describeUser({ id, properties, createdAt, updatedAt }: PartnerUser, users: PartnerUsers): object {
  return { id, properties: Object.fromEntries(properties), tags: users.tagsOf(id), createdAt, updatedAt };
}

export function describeProperty({ key, type, holders, createdAt }: PropertyDefinition): object {
  return { key, type, holders, createdAt };
}

function readUsers(users: PartnerUsers): Reply {
  return jsonReply(200, {
    total: users.count,
    users: users.latest(usersShown).map((user) => describeUser(user, users)),
  });
}

function readUser(id: string, users: PartnerUsers): Reply {
  const user = users.find(id);
  if (!user) return errorReply(404, "user_not_found", `There is no user ${id.slice(0, 80)} in this workspace.`);
  return jsonReply(200, { user: describeUser(user, users) });
}

function updateOne(call: ApiCall, idText: string, users: PartnerUsers): Reply {
  const id = parseItem(personId, idText);
  if (!id.ok) return errorReply(422, "invalid_id", id.message);
  const input = parseBody(call, userInput);
  if (!input.ok) return input.reply;
  const change = users.update(id.value, input.value.properties, input.value.createMissing);
  if (!change.ok) return errorReply(change.code === "unknown_user" ? 404 : 422, change.code, change.message);
  return jsonReply(change.isNew ? 201 : 200, { user: describeUser(change.user, users) });
}

interface ItemError {
  index: number;
  id?: string;
  code: string;
  message: string;
}

/** Each user for itself: 200 when all were changed, 207 with the reasons when some were not. */
function updateMany(call: ApiCall, users: PartnerUsers): Reply {
  const input = parseBody(call, batchInput);
  if (!input.ok) return input.reply;
  const { users: items, createMissing } = input.value;
  const refusal = tooMany(items, usersPerBatchMax, "users");
  if (refusal) return refusal;
  const errors: ItemError[] = [];
  let created = 0;
  items.forEach((item, index) => {
    const user = parseItem(batchItem, item);
    if (!user.ok) {
      errors.push({ index, code: codeOf(user.path), message: user.message });
      return;
    }
    const { id, properties } = user.value;
    const change = users.update(id, properties, createMissing);
    if (!change.ok) errors.push({ index, id, code: change.code, message: change.message });
    else if (change.isNew) created += 1;
  });
  return jsonReply(errors.length > 0 ? 207 : 200, { updated: items.length - errors.length, created, errors });
}

function codeOf([part]: readonly PropertyKey[]): string {
  if (part === "id") return "invalid_id";
  return part === "properties" ? "invalid_properties" : "invalid_user";
}

function defineProperty(call: ApiCall, users: PartnerUsers): Reply {
  const input = parseBody(call, definitionInput);
  if (!input.ok) return input.reply;
  const { key, type } = input.value;
  const creationKey = call.headers["idempotency-key"];
  const known = users.findDefinition(key);
  if (known && creationKey !== undefined && known.creationKey === creationKey) {
    return jsonReply(201, { property: describeProperty(known) }, [["Idempotent-Replayed", "true"]]);
  }
  if (known) {
    const message = `A property with the key “${key}” exists already; its type is ${known.type}.`;
    return errorReply(409, "property_exists", message);
  }
  const definition = users.define(key, type, creationKey);
  return definition ? jsonReply(201, { property: describeProperty(definition) }) : workspaceFull();
}

function answerTags(call: ApiCall, tag: string | undefined, part: string | undefined, users: PartnerUsers): Reply {
  if (tag === undefined) return byMethod(call, [["GET", () => jsonReply(200, { tags: users.allTags() })]]);
  if (part !== "users") return notFound();
  return byMethod(call, [
    ["GET", () => readTag(tag, users)],
    ["POST", () => addTag(call, tag, users)],
    ["DELETE", () => removeTag(call, tag, users)],
  ]);
}

function readTag(tag: string, users: PartnerUsers): Reply {
  const ids = users.taggedWith(tag);
  return jsonReply(200, { tag, total: ids.size, ids: [...ids].slice(0, usersShown) });
}

function addTag(call: ApiCall, tag: string, users: PartnerUsers): Reply {
  if (tag.trim() === "" || tag.length > 100) {
    return errorReply(422, "invalid_tag", "A tag has 1 to 100 characters.");
  }
  const input = parseBody(call, idsInput);
  if (!input.ok) return input.reply;
  const refusal = tooMany(input.value.ids, idsPerCallMax, "ids");
  if (refusal) return refusal;
  const change = users.tag(tag, input.value.ids, input.value.createMissing);
  if (!change.ok) return errorReply(422, change.code, change.message);
  const { tagged, total, unknown } = change;
  return jsonReply(200, { tagged, total, unknownIds: unknown });
}

function removeTag(call: ApiCall, tag: string, users: PartnerUsers): Reply {
  const input = parseBody(call, idsInput);
  if (!input.ok) return input.reply;
  const refusal = tooMany(input.value.ids, idsPerCallMax, "ids");
  if (refusal) return refusal;
  return jsonReply(200, users.untag(tag, input.value.ids));
}
