/**
 * What a test asks of the sandbox beside the partner's APIs: fault scripts at `/w/<workspace>/faults` and the expected
 * end state at `/w/<workspace>/expectation`. Both need the key of the workspace; neither is recorded or disturbed.
 */
import { z } from "zod";
import type { Scope } from "./access-token";
import { type ApiCall, byMethod, describeIssues, parseBody } from "./api-call";
import { authenticate } from "./authentication";
import { describeRule, faultName } from "./describe-fault";
import { compareTargets, type ExpectedTarget, expectationInput } from "./expectation";
import { faultScript } from "./fault-script";
import { findReadyMade, type ReadyMadeScript, readyMadeScripts } from "./ready-made-scripts";
import { errorReply, jsonReply, notFound, type Reply, workspaceFull } from "./reply";
import { requestBodyBytesMax } from "./request-body";
import type { WorkspaceCredentials } from "./workspace-key";
import type { Workspace } from "./workspace-store";

export const controlSections = ["faults", "expectation"] as const;

/** Answers one call; `segments` are those after the workspace. `now` in milliseconds since 1970. */
export function answerControlApi(
  call: ApiCall,
  workspace: Workspace,
  credentials: WorkspaceCredentials,
  now: number,
): Reply {
  const caller = authenticate(call.headers, credentials, now);
  if (!caller.ok) return caller.reply;
  const isCheck = call.segments.join("/") === "expectation/check";
  if (caller.way === "oauth2" && !isCheck) {
    return errorReply(403, "key_required", "Send the key of the workspace; an access token is not enough here.");
  }
  if (call.body.isTooLarge) {
    return errorReply(413, "body_too_large", `The body is larger than ${requestBodyBytesMax / 1024 / 1024} MiB.`);
  }
  const [section, part, ...rest] = call.segments;
  if (rest.length > 0) return notFound();
  if (isCheck) return byMethod(call, [["POST", () => checkExpectation(call, workspace, caller.scopes)]]);
  if (section === "expectation") return part === undefined ? answerExpectation(call, workspace) : notFound();
  if (part === undefined) return answerFaults(call, workspace);
  if (part === "check") return byMethod(call, [["POST", () => checkScript(call)]]);
  if (part === "scripts") {
    return byMethod(call, [["GET", () => jsonReply(200, { scripts: readyMadeScripts.map(describeReadyMade) })]]);
  }
  return notFound();
}

function answerFaults(call: ApiCall, { faults }: Workspace): Reply {
  const armed = () => jsonReply(200, faults.describe());
  return byMethod(call, [
    ["GET", armed],
    ["PUT", () => armScript(call, faults)],
    ["PATCH", () => pauseScript(call, faults)],
    [
      "DELETE",
      () => {
        faults.disarm();
        return armed();
      },
    ],
  ]);
}

const flag = z.boolean({ error: "true or false belongs here." });
const readyMadeChoice = z.strictObject({
  readyMade: z.string({ error: "readyMade is the id of a script: GET /faults/scripts lists them." }),
  seed: faultScript.shape.seed,
  isPaused: flag.default(false),
});
const armedScript = faultScript.extend({ isPaused: flag.default(false) });

function armScript(call: ApiCall, faults: Workspace["faults"]): Reply {
  const input = parseBody(call, z.record(z.string(), z.unknown(), { error: "Send a JSON object." }));
  if (!input.ok) return input.reply;
  if (!Object.hasOwn(input.value, "readyMade")) {
    const script = parseBody(call, armedScript);
    if (!script.ok) return script.reply;
    const { isPaused, ...armed } = script.value;
    faults.arm(armed, isPaused);
    return jsonReply(200, faults.describe());
  }
  const choice = parseBody(call, readyMadeChoice);
  if (!choice.ok) return choice.reply;
  const { readyMade, seed, isPaused } = choice.value;
  const found = findReadyMade(readyMade);
  if (!found) {
    const ids = readyMadeScripts.map(({ id }) => id).join(", ");
    return errorReply(422, "unknown_script", `There is no ready-made script of this id. There are ${ids}.`);
  }
  faults.arm({ ...found.script, seed }, isPaused);
  return jsonReply(200, faults.describe());
}

const pauseInput = z.strictObject({ isPaused: flag });

function pauseScript(call: ApiCall, faults: Workspace["faults"]): Reply {
  const input = parseBody(call, pauseInput);
  if (!input.ok) return input.reply;
  if (faults.pause(input.value.isPaused)) return jsonReply(200, faults.describe());
  return errorReply(409, "nothing_armed", "No fault script is armed in this workspace.");
}

/** Reads a script without arming it: its rules in words, or what is wrong with it; 200 either way. */
function checkScript(call: ApiCall): Reply {
  const input = parseBody(call, z.unknown());
  if (!input.ok) return input.reply;
  const script = faultScript.safeParse(input.value);
  if (!script.success) return jsonReply(200, { isValid: false, issues: describeIssues(script.error) });
  return jsonReply(200, {
    isValid: true,
    rules: script.data.rules.map((rule) => ({ fault: faultName(rule.effect), sentence: describeRule(rule) })),
  });
}

export function describeReadyMade({ id, group, sentence, script }: ReadyMadeScript): object {
  return { id, group, name: script.name, sentence, script, rules: script.rules.map(describeRule) };
}

const scopeOf: Record<ExpectedTarget["kind"], Scope> = {
  list: "lists",
  property: "users",
  tag: "users",
  group: "events",
  trait: "events",
  event: "events",
};

/** Compares without keeping what is expected. An access token is enough for what its scopes open. */
function checkExpectation(call: ApiCall, workspace: Workspace, scopes: readonly Scope[]): Reply {
  const input = parseBody(call, expectationInput);
  if (!input.ok) return input.reply;
  const { expected } = input.value;
  const closed = expected.map(({ kind }) => scopeOf[kind]).find((scope) => !scopes.includes(scope));
  if (closed) return errorReply(403, "insufficient_scope", `This access token has no scope “${closed}”.`);
  return jsonReply(200, compareTargets(expected, workspace));
}

function answerExpectation(call: ApiCall, workspace: Workspace): Reply {
  const compared = () => jsonReply(200, workspace.expectation.compare(workspace));
  return byMethod(call, [
    ["GET", compared],
    [
      "PUT",
      () => {
        const input = parseBody(call, expectationInput);
        if (!input.ok) return input.reply;
        return workspace.expectation.expect(input.value.expected) ? compared() : workspaceFull();
      },
    ],
    [
      "DELETE",
      () => {
        workspace.expectation.expect([]);
        return compared();
      },
    ],
  ]);
}
