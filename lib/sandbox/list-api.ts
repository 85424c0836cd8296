/** The list API of the sandbox partner: `/lists`. Pure but for the lists it changes. */
import { z } from "zod";
import { type ApiCall, byMethod, type Parsed, parseBody, personId, tooMany } from "./api-call";
import type { Member, PartnerList, PartnerLists } from "./partner-lists";
import { errorReply, jsonReply, notFound, type Reply, workspaceFull } from "./reply";

const membersPerCallMax = 1000;
const membersShown = 1000;

const listInput = z.looseObject({
  name: z
    .string({ error: "Give the list a name." })
    .refine((name) => name.trim() !== "", "The name is empty.")
    .max(200, "A name has at most 200 characters."),
});

const memberInput = z.looseObject({
  id: personId,
  email: z.string({ error: "The email is not a text." }).max(320, "An email has at most 320 characters.").optional(),
});
const membersInput = z.looseObject({
  members: z.array(memberInput, { error: 'Send {"members": [{"id": "…"}]}.' }),
});

/** Answers one call; `segments` are those after `/lists`. Never throws for what a caller sent. */
export function answerListApi(call: ApiCall, segments: readonly string[], lists: PartnerLists): Reply {
  const [listId, ...rest] = segments;
  if (listId === undefined) {
    return byMethod(call, [
      ["GET", () => jsonReply(200, { lists: lists.all().map(describeList) })],
      ["POST", () => createList(call, lists)],
    ]);
  }
  const list = lists.find(listId);
  const resource = rest.join("/");
  if (!["", "members", "members/remove"].includes(resource)) return notFound();
  if (!list) return errorReply(404, "list_not_found", `There is no list ${listId.slice(0, 80)} in this workspace.`);
  if (resource === "members/remove") return byMethod(call, [["POST", () => removeMembers(call, lists, list)]]);
  if (resource === "members") {
    return byMethod(call, [
      ["POST", () => addMembers(call, lists, list)],
      ["DELETE", () => removeMembers(call, lists, list)],
    ]);
  }
  return byMethod(call, [
    ["GET", () => readList(list)],
    ["DELETE", () => deleteList(lists, list)],
  ]);
}

function readList(list: PartnerList): Reply {
  return jsonReply(200, { list: describeList(list), members: [...list.members.values()].slice(0, membersShown) });
}

function deleteList(lists: PartnerLists, list: PartnerList): Reply {
  lists.delete(list);
  return jsonReply(200, { deleted: true, list: describeList(list) });
}

export function describeList(list: PartnerList): object {
  return { id: list.id, name: list.name, total: list.members.size, createdAt: list.createdAt };
}

function createList(call: ApiCall, lists: PartnerLists): Reply {
  const input = parseBody(call, listInput);
  if (!input.ok) return input.reply;
  const { name } = input.value;
  const creationKey = call.headers["idempotency-key"];
  const known = lists.all().find((list) => list.name === name);
  if (known && creationKey !== undefined && known.creationKey === creationKey) {
    return jsonReply(201, { list: describeList(known) }, [["Idempotent-Replayed", "true"]]);
  }
  if (known) {
    return errorReply(409, "list_exists", `A list named “${name}” exists already: ${known.id}. Choose another name.`);
  }
  const { listsPerWorkspace } = lists.limits;
  if (lists.count >= listsPerWorkspace) {
    return errorReply(422, "too_many_lists", `A workspace holds ${listsPerWorkspace} lists. Clear it first.`);
  }
  return jsonReply(201, { list: describeList(lists.create(name, creationKey)) });
}

function addMembers(call: ApiCall, lists: PartnerLists, list: PartnerList): Reply {
  const input = parseMembers(call);
  if (!input.ok) return input.reply;
  const added = lists.addMembers(list, input.value);
  if (added === "workspace_full") return workspaceFull();
  if (added === "list_full") {
    return errorReply(422, "list_full", `A list holds at most ${lists.limits.membersPerList} members.`);
  }
  return jsonReply(200, { added, total: list.members.size });
}

function removeMembers(call: ApiCall, lists: PartnerLists, list: PartnerList): Reply {
  const input = parseMembers(call);
  if (!input.ok) return input.reply;
  const removed = lists.removeMembers(list, input.value);
  return jsonReply(200, { removed, total: list.members.size });
}

function parseMembers(call: ApiCall): Parsed<Member[]> {
  const input = parseBody(call, membersInput);
  if (!input.ok) return input;
  const { members } = input.value;
  const refusal = tooMany(members, membersPerCallMax, "members");
  if (refusal) return { ok: false, reply: refusal };
  return { ok: true, value: members.map(({ id, email }) => ({ id, ...(email !== undefined && { email }) })) };
}
