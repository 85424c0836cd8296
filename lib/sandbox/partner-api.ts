/** The APIs of a workspace as one: who calls, whether they may, and which of the APIs answers. */
import type { Scope } from "./access-token";
import { type ApiCall, byMethod } from "./api-call";
import { type Authenticated, authenticate } from "./authentication";
import { answerEventApi } from "./event-api";
import { answerListApi } from "./list-api";
import { answerPropertyApi } from "./property-api";
import { errorReply, jsonReply, notFound, type Reply } from "./reply";
import { requestBodyBytesMax } from "./request-body";
import type { WorkspaceCredentials } from "./workspace-key";
import type { Workspace } from "./workspace-store";

type Answer = (call: ApiCall, workspace: Workspace) => Reply;

const areas: Readonly<Record<string, { scope: Scope; answer: Answer }>> = {
  lists: { scope: "lists", answer: (call, { lists }) => answerListApi(call, call.segments.slice(1), lists) },
  ...sharing(["users", "properties", "tags"], "users", (call, { users }) =>
    answerPropertyApi(call, call.segments, users),
  ),
  ...sharing(["events", "profiles", "groups"], "events", (call, { events }) =>
    answerEventApi(call, call.segments, events),
  ),
};

function sharing(names: readonly string[], scope: Scope, answer: Answer) {
  return Object.fromEntries(names.map((name) => [name, { scope, answer }]));
}

/** Answers one call below `/v1`. `now` in milliseconds since 1970. */
export function answerPartnerApi(
  call: ApiCall,
  workspace: Workspace,
  credentials: WorkspaceCredentials,
  now: number,
): Reply {
  const caller = authenticate(call.headers, credentials, now);
  if (!caller.ok) return caller.reply;
  if (call.body.isTooLarge) {
    return errorReply(413, "body_too_large", `The body is larger than ${requestBodyBytesMax / 1024 / 1024} MiB.`);
  }
  const [name = "", ...rest] = call.segments;
  if (name === "me" && rest.length === 0) return byMethod(call, [["GET", () => me(caller, workspace)]]);
  const area = Object.hasOwn(areas, name) ? areas[name] : undefined;
  if (!area) return notFound();
  if (caller.scopes.includes(area.scope)) return area.answer(call, workspace);
  const message = `This access token has no scope “${area.scope}”. Ask for one that has.`;
  const challenge = `Bearer error="insufficient_scope", scope="${area.scope}"`;
  return errorReply(403, "insufficient_scope", message, { headers: [["WWW-Authenticate", challenge]] });
}

/** A connection test: whose key it is, and how it came. */
function me({ way, scopes }: Extract<Authenticated, { ok: true }>, { name }: Workspace): Reply {
  return jsonReply(200, { workspace: name, authentication: way, scopes });
}
