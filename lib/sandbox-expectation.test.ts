import fc from "fast-check";
import { expect, test } from "vitest";
import type { EndpointKey } from "@/lib/destination/endpoints";
import { expectedAtSandbox, type SandboxCall, sandboxPlace, type Told } from "./sandbox-expectation";
import { sandboxTarget } from "./sandbox-state-contract";

const base = "http://127.0.0.1:4010/w/team/v1";

function call(
  endpoint: EndpointKey,
  path: string,
  body?: unknown,
  { kind = "success", ...rest }: { kind?: Told; meaning?: "list_gone"; listId?: string } = {},
): SandboxCall {
  const { listId, ...more } = rest;
  const text = body === undefined ? {} : { body: JSON.stringify(body) };
  return { endpoint, request: { method: "POST", url: base + path, ...text }, outcome: { kind, ...more }, listId };
}

const members = (...ids: (string | number)[]) => ({ members: ids.map((id) => ({ id })) });
const targets = (...calls: SandboxCall[]) => expectedAtSandbox(calls)?.expectations.map(({ target }) => target);

test("a list that the tests made holds whom they added and nobody else", () => {
  const calls = [
    call("listCreation", "/lists", { name: "Buyers" }, { listId: '"l1"' }),
    call("addUsers", "/lists/l1/members", members("u1", "u2", 3)),
    call("removeUsers", "/lists/l1/members/remove", members("u2", "u9")),
  ];
  expect(expectedAtSandbox(calls)).toMatchObject({
    workspace: "team",
    url: `${base}/lists/l1/members/remove`,
    expectations: [{ label: "Buyers", target: { kind: "list", name: "l1", members: ["u1", "3"] } }],
  });
  expect(targets(...calls)?.[0]).not.toHaveProperty("absent");
});

test("on another list only those are looked for whom the tests were about", () => {
  const removal = call("removeUsers", "/lists/l2/members/remove", members("u2"));
  expect(targets(call("addUsers", "/lists/l2/members", members("u1")), removal)).toEqual([
    { kind: "list", name: "l2", members: ["u1"], absent: ["u2"] },
  ]);
});

test("the direction is that of the endpoint, whatever its URL does", () => {
  expect(targets(call("addUsers", "/lists/l2/members/remove", members("u1")))?.[0]?.members).toEqual(["u1"]);
  expect(targets(call("removeUsers", "/tags/vip/users", { ids: ["u1"] }))).toEqual([
    { kind: "tag", name: "vip", members: [], absent: ["u1"] },
  ]);
});

test("a list that is gone, or was deleted, holds nobody any more", () => {
  const added = call("addUsers", "/lists/l1/members", members("u1"));
  expect(targets(added, call("listDeletion", "/lists/l1"))).toEqual([]);
  const gone = call("addUsers", "/lists/l1/members", members("u1"), { kind: "failure", meaning: "list_gone" });
  expect(targets(added, gone)).toEqual([]);
  expect(targets(gone, call("addUsers", "/lists/l2/members", members("u1")))?.[0]?.name).toBe("l2");
});

test("properties and traits are set, changed and unset", () => {
  const users = (...all: object[]) => call("updateUsers", "/users/batch", { users: all });
  expect(
    targets(users({ id: "u1", properties: { vip: true, deep: [1] } }, { id: "u2", properties: { vip: null } })),
  ).toEqual([
    { kind: "property", name: "vip", members: [], absent: ["u2"] },
    { kind: "property", name: "vip", value: true, members: ["u1"], absent: [] },
  ]);
  const changed = targets(
    users({ id: "u1", properties: { plan: "free", seats: 2 } }),
    call("updateUsers", "/users/u1", { properties: { plan: "gold" } }),
  );
  expect(changed).toEqual([
    { kind: "property", name: "plan", value: "gold", members: ["u1"], absent: [] },
    { kind: "property", name: "seats", value: 2, members: ["u1"], absent: [] },
  ]);
  expect(targets(call("action:a", "/profiles/u%201", { traits: { plan: "gold" } }))?.[0]).toMatchObject({
    kind: "trait",
    members: ["u 1"],
  });
});

test("events by their message, and groups by their people", () => {
  const events = [{ name: "Paid", messageId: "m1", userId: "u1" }, { name: "Paid", userId: "u2" }, { name: "Paid" }];
  expect(
    targets(call("action:a", "/events/batch", { events }), call("action:b", "/groups/acme/members", { ids: ["u1"] })),
  ).toEqual([
    { kind: "group", name: "acme", members: ["u1"], absent: [] },
    { kind: "event", name: "Paid", members: ["m1", "u2"], absent: [] },
  ]);
  expect(targets(call("action:a", "/events", events[0]))?.[0]?.members).toEqual(["m1"]);
});

test("the newest call tells what became of somebody", () => {
  const found = expectedAtSandbox([
    call("addUsers", "/lists/l1/members", members("u1", "u2"), { kind: "failure" }),
    call("addUsers", "/lists/l1/members", members("u2")),
  ]);
  expect(Object.fromEntries(found?.expectations[0]?.told ?? [])).toEqual({ u1: "failure", u2: "success" });
});

test("only the newest call's workspace counts, and strangers not at all", () => {
  const other = call("addUsers", "/lists/l1/members", members("u1"));
  other.request.url = "http://127.0.0.1:4010/w/other/v1/lists/l9/members";
  expect(targets(other, call("addUsers", "/lists/l1/members", members("u1")))).toHaveLength(1);
  const stranger = call("addUsers", "/lists/l1/members", members("u1"));
  stranger.request.url = "https://api.example.com/v1/lists/l1/members";
  expect(expectedAtSandbox([stranger])).toBeUndefined();
  expect(expectedAtSandbox([])).toBeUndefined();
  expect(sandboxPlace("http://127.0.0.1:4010/w/Not Ours/v1/lists")).toBeUndefined();
});

test("whatever stands in a body, what is asked keeps the contract", () => {
  const path = fc.constantFrom(
    "/lists/l1/members",
    "/users/batch",
    "/users/u1",
    "/events",
    "/events/batch",
    "/tags/%zz/users",
  );
  const endpoint = fc.constantFrom<EndpointKey>("listCreation", "addUsers", "removeUsers", "updateUsers", "action:a");
  fc.assert(
    fc.property(fc.array(fc.tuple(endpoint, path, fc.jsonValue()), { maxLength: 8 }), (made) => {
      const found = targets(...made.map(([key, to, body]) => call(key, to, body))) ?? [];
      for (const target of found) expect(sandboxTarget.safeParse(target).success).toBe(true);
    }),
  );
});
