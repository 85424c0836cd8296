/** The list API of the sandbox partner, below `/w/<workspace>/v1`. Pure but for the store it changes. */
import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { errorReply, jsonReply, type Reply } from "./reply";
import type { ReceivedBody } from "./request-body";
import { requestBodyBytesMax } from "./request-body";
import type { Member, PartnerList, Workspace, WorkspaceStore } from "./workspace-store";

const membersPerCallMax = 1000;
const membersShown = 1000;

export interface ApiCall {
  method: string;
  /** Segments after `/v1`, decoded. */
  segments: readonly string[];
  headers: Readonly<Record<string, string | undefined>>;
  body: ReceivedBody;
}

const listInput = z.looseObject({
  name: z
    .string({ error: "Give the list a name." })
    .refine((name) => name.trim() !== "", "The name is empty.")
    .max(200, "A name has at most 200 characters."),
});

const memberInput = z.looseObject({
  id: z.union([z.string().min(1, "The id is empty.").max(256, "An id has at most 256 characters."), z.int()], {
    error: "Each member needs an id: a text of 1 to 256 characters, or a whole number.",
  }),
  email: z.string({ error: "The email is not a text." }).max(320, "An email has at most 320 characters.").optional(),
});
const membersInput = z.looseObject({
  members: z.array(memberInput, { error: 'Send {"members": [{"id": "…"}]}.' }),
});

/** Answers one call. Never throws for what a caller sent. */
export function answerListApi(call: ApiCall, workspace: Workspace, store: WorkspaceStore, key: string): Reply {
  const refusal = checkKey(call.headers.authorization, key);
  if (refusal) return refusal;
  if (call.body.isTooLarge) {
    return errorReply(413, "body_too_large", `The body is larger than ${requestBodyBytesMax / 1024 / 1024} MiB.`);
  }
  const [collection, listId, ...rest] = call.segments;
  if (collection !== "lists") return notFound();
  if (listId === undefined) {
    return byMethod(call, [
      ["GET", () => jsonReply(200, { lists: [...workspace.lists.values()].map(describeList) })],
      ["POST", () => createList(call, workspace, store)],
    ]);
  }
  const list = workspace.lists.get(listId);
  const resource = rest.join("/");
  if (!["", "members", "members/remove"].includes(resource)) return notFound();
  if (!list) return errorReply(404, "list_not_found", `There is no list ${listId.slice(0, 80)} in this workspace.`);
  if (resource === "members/remove")
    return byMethod(call, [["POST", () => removeMembers(call, workspace, store, list)]]);
  if (resource === "members") {
    return byMethod(call, [
      ["POST", () => addMembers(call, workspace, store, list)],
      ["DELETE", () => removeMembers(call, workspace, store, list)],
    ]);
  }
  return byMethod(call, [
    ["GET", () => readList(list)],
    ["DELETE", () => deleteList(workspace, store, list)],
  ]);
}

function readList(list: PartnerList): Reply {
  return jsonReply(200, { list: describeList(list), members: [...list.members.values()].slice(0, membersShown) });
}

function deleteList(workspace: Workspace, store: WorkspaceStore, list: PartnerList): Reply {
  store.deleteList(workspace, list);
  return jsonReply(200, { deleted: true, list: describeList(list) });
}

export function describeList(list: PartnerList): object {
  return { id: list.id, name: list.name, total: list.members.size, created_at: list.createdAt };
}

function notFound(): Reply {
  return errorReply(404, "not_found", "There is no such resource. The list API lives at /v1/lists.");
}

function byMethod(call: ApiCall, handlers: readonly (readonly [string, () => Reply])[]): Reply {
  const handler = handlers.find(([method]) => method === call.method);
  if (handler) return handler[1]();
  const allow = handlers.map(([method]) => method).join(", ");
  return errorReply(405, "method_not_allowed", `${call.method} is not offered here. Use ${allow}.`, {
    headers: [["Allow", allow]],
  });
}

function checkKey(authorization: string | undefined, key: string): Reply | undefined {
  const headers: [string, string][] = [["WWW-Authenticate", 'Bearer realm="sandbox"']];
  if (authorization === undefined) {
    return errorReply(401, "missing_key", "Send the workspace's key as Authorization: Bearer sandbox_key_….", {
      headers,
    });
  }
  const given = /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? "";
  if (isSame(given, key)) return undefined;
  return errorReply(401, "invalid_key", "This key does not open this workspace. Copy it from the inspector page.", {
    headers,
  });
}

function isSame(given: string, key: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(key)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function createList(call: ApiCall, workspace: Workspace, store: WorkspaceStore): Reply {
  const input = parseBody(call, listInput);
  if (!input.ok) return input.reply;
  const { name } = input.value;
  const creationKey = call.headers["idempotency-key"];
  const known = [...workspace.lists.values()].find((list) => list.name === name);
  if (known && creationKey !== undefined && known.creationKey === creationKey) {
    return jsonReply(201, { list: describeList(known) }, [["Idempotent-Replayed", "true"]]);
  }
  if (known) {
    return errorReply(409, "list_exists", `A list named “${name}” exists already: ${known.id}. Choose another name.`);
  }
  if (workspace.lists.size >= store.limits.listsPerWorkspace) {
    return errorReply(
      422,
      "too_many_lists",
      `A workspace holds ${store.limits.listsPerWorkspace} lists. Clear it first.`,
    );
  }
  const list = store.createList(workspace, name, creationKey);
  return jsonReply(201, { list: describeList(list) });
}

function addMembers(call: ApiCall, workspace: Workspace, store: WorkspaceStore, list: PartnerList): Reply {
  const input = parseMembers(call);
  if (!input.ok) return input.reply;
  const added = store.addMembers(workspace, list, input.value);
  if (added === undefined) {
    return errorReply(422, "list_full", `A list holds at most ${store.limits.membersPerList} members.`);
  }
  return jsonReply(200, { added, total: list.members.size });
}

function removeMembers(call: ApiCall, workspace: Workspace, store: WorkspaceStore, list: PartnerList): Reply {
  const input = parseMembers(call);
  if (!input.ok) return input.reply;
  const removed = store.removeMembers(workspace, list, input.value);
  return jsonReply(200, { removed, total: list.members.size });
}

type Parsed<T> = { ok: true; value: T } | { ok: false; reply: Reply };

function parseMembers(call: ApiCall): Parsed<Member[]> {
  const input = parseBody(call, membersInput);
  if (!input.ok) return input;
  const { members } = input.value;
  if (members.length > membersPerCallMax) {
    const message = `One call takes at most ${membersPerCallMax} members, and this one has ${members.length}. Send smaller batches.`;
    return { ok: false, reply: errorReply(413, "too_many_members", message) };
  }
  return {
    ok: true,
    value: members.map(({ id, email }) => ({ id: String(id), ...(email !== undefined && { email }) })),
  };
}

function parseBody<T>(call: ApiCall, schema: z.ZodType<T>): Parsed<T> {
  const reject = (reply: Reply): Parsed<T> => ({ ok: false, reply });
  const contentType = call.headers["content-type"] ?? "";
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(contentType.trim())) {
    const given = contentType === "" ? "no Content-Type" : `Content-Type ${contentType.slice(0, 80)}`;
    return reject(errorReply(415, "unsupported_media_type", `Send application/json; this request has ${given}.`));
  }
  const json = readJson(call.body.bytes);
  if (!json.ok) return reject(errorReply(400, "invalid_json", json.message));
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issues = parsed.error.issues
    .slice(0, 20)
    .map(({ path, message }) => ({ path: path.map(String).join("."), message }));
  const [first] = issues;
  const message = first
    ? `${first.path === "" ? "" : `${first.path}: `}${first.message}`
    : "The body is not as expected.";
  return reject(errorReply(422, "invalid_body", message, { issues }));
}

function readJson(bytes: Buffer): { ok: true; value: unknown } | { ok: false; message: string } {
  if (bytes.length === 0) return { ok: false, message: "The body is empty. Send a JSON object." };
  try {
    return { ok: true, value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) };
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : "it is not UTF-8";
    return { ok: false, message: `The body is not JSON: ${reason.slice(0, 200)}` };
  }
}
