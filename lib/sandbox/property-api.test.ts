import { describe, expect, test } from "vitest";
import { sandboxForTests } from "@/lib/testing/sandbox-for-tests";

const { aWorkspace } = sandboxForTests({
  limits: { usersPerWorkspace: 600, propertiesPerUser: 3, propertiesPerWorkspace: 4, tagsPerWorkspace: 2 },
});
const cohort = "[Amplitude] Saturday's buyers";

describe("one user", () => {
  test("is made, changed and read", async () => {
    const { call } = aWorkspace();
    const made = await call("PUT", "/users/u1", { properties: { [cohort]: true, plan: "gold" } });
    expect(made).toMatchObject({
      status: 201,
      body: { user: { id: "u1", properties: { [cohort]: true, plan: "gold" } } },
    });
    const changed = await call("PUT", "/users/u1", { properties: { [cohort]: false, plan: null, never: null } });
    expect(changed).toMatchObject({ status: 200 });
    expect(changed.body.user.properties).toEqual({ [cohort]: false });
    expect((await call("GET", "/users/u1")).body.user).toEqual({
      id: "u1",
      properties: { [cohort]: false },
      tags: [],
      createdAt: made.body.user.createdAt,
      updatedAt: expect.any(String),
    });
    expect((await call("GET", "/users")).body).toMatchObject({ total: 1, users: [{ id: "u1" }] });
  });

  test("may have any id that fits into a path", async () => {
    const { call } = aWorkspace();
    const id = "a/b c?d=é@example.com";
    await call("PUT", `/users/${encodeURIComponent(id)}`, { properties: {} });
    expect((await call("GET", `/users/${encodeURIComponent(id)}`)).body.user.id).toBe(id);
    await call("PUT", "/users/batch", { properties: { plan: "a user named batch" } });
    expect((await call("GET", "/users/batch")).body.user.properties.plan).toBe("a user named batch");
  });

  test("belongs to its workspace, and is unknown elsewhere", async () => {
    const [one, two] = [aWorkspace(), aWorkspace()];
    await one.call("PUT", "/users/u1", { properties: {} });
    expect(await two.call("GET", "/users/u1")).toMatchObject({
      status: 404,
      body: { error: { code: "user_not_found" } },
    });
  });

  test.each<[number, string, string, unknown]>([
    [404, "unknown_user", "/users/u1", { properties: { plan: "gold" }, createMissing: false }],
    [422, "invalid_id", `/users/${"a".repeat(257)}`, { properties: {} }],
    [422, "invalid_body", "/users/u1", { properties: [] }],
    [422, "invalid_body", "/users/u1", { properties: "x" }],
    [422, "invalid_body", "/users/u1", {}],
    [422, "invalid_body", "/users/u1", { properties: { plan: ["gold"] } }],
    [422, "invalid_body", "/users/u1", { properties: { plan: { name: "gold" } } }],
    [422, "invalid_body", "/users/u1", { properties: { " ": true } }],
    [422, "invalid_body", "/users/u1", { properties: { ["k".repeat(201)]: true } }],
    [422, "invalid_body", "/users/u1", { properties: { plan: "x".repeat(1001) } }],
    [422, "invalid_body", "/users/u1", { properties: {}, createMissing: "no" }],
    [422, "too_many_properties", "/users/u1", { properties: { a: 1, b: 2, c: 3, d: 4 } }],
  ])("%i %s for %s", async (status, code, path, body) => {
    const { call } = aWorkspace();
    const answer = await call("PUT", path, body);
    expect(answer).toMatchObject({ status, body: { error: { code, message: expect.stringMatching(/.{10}/) } } });
    expect((await call("GET", "/users")).body.total).toBe(0);
  });

  test("all of its properties are changed, or none", async () => {
    const { call } = aWorkspace();
    await call("PUT", "/users/u1", { properties: { plan: "gold", age: 30 } });
    const answer = await call("PUT", "/users/u1", { properties: { plan: "silver", age: "thirty" } });
    expect(answer).toMatchObject({ status: 422, body: { error: { code: "wrong_type" } } });
    expect(answer.body.error.message).toBe("The property “age” is a number, and this value is a string.");
    expect((await call("GET", "/users/u1")).body.user.properties).toEqual({ plan: "gold", age: 30 });
  });

  test.each<[string, string]>([
    ["POST", "/users"],
    ["DELETE", "/users/u1"],
    ["POST", "/users/u1"],
    ["PUT", "/properties"],
    ["PUT", "/tags/vip/users"],
    ["POST", "/tags"],
  ])("%s %s is 405", async (method, path) => {
    expect((await aWorkspace().call(method, path, {})).status).toBe(405);
  });

  test.each(["/users/u1/x", "/properties/x", "/tags/vip", "/tags/vip/users/x", "/users/u1/x/y"])(
    "%s is 404",
    async (path) => {
      expect(await aWorkspace().call("GET", path)).toMatchObject({
        status: 404,
        body: { error: { code: "not_found" } },
      });
    },
  );
});

describe("a batch of users", () => {
  test("is 200 when all were changed", async () => {
    const { call } = aWorkspace();
    await call("PUT", "/users/u1", { properties: {} });
    const answer = await call("POST", "/users/batch", {
      users: [
        { id: "u1", properties: { [cohort]: true } },
        { id: 2, properties: { [cohort]: false } },
      ],
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ updated: 2, created: 1, errors: [] });
    expect((await call("GET", "/users/2")).body.user.properties).toEqual({ [cohort]: false });
  });

  test("is 207 when some were not, each by its position and with its reason", async () => {
    const { call } = aWorkspace();
    await call("POST", "/properties", { key: cohort, type: "boolean" });
    const answer = await call("POST", "/users/batch", {
      users: [
        { id: "u1", properties: { [cohort]: "yes" } },
        { id: "u2", properties: { [cohort]: true } },
        { id: "", properties: {} },
        { id: "x".repeat(257), properties: {} },
        { properties: {} },
        { id: 1.5, properties: {} },
        "u7",
        { id: "u8", properties: { plan: [] } },
        { id: "u9" },
        { id: "u10", properties: { a: 1, b: 2, c: 3, d: 4 } },
      ],
    });
    expect(answer.status).toBe(207);
    expect(answer.body).toMatchObject({ updated: 1, created: 1 });
    expect(answer.body.errors.map(({ index, id, code }: Record<string, unknown>) => [index, id, code])).toEqual([
      [0, "u1", "wrong_type"],
      [2, undefined, "invalid_id"],
      [3, undefined, "invalid_id"],
      [4, undefined, "invalid_id"],
      [5, undefined, "invalid_id"],
      [6, undefined, "invalid_user"],
      [7, undefined, "invalid_properties"],
      [8, undefined, "invalid_properties"],
      [9, "u10", "too_many_properties"],
    ]);
    const messages = answer.body.errors.map(({ message }: { message: string }) => message);
    expect(messages[1]).toBe("id: The id is empty.");
    expect(messages[2]).toBe("id: The id is longer than 256 characters.");
    for (const message of messages) expect(message).toMatch(/.{10}/);
    expect((await call("GET", "/users")).body).toMatchObject({ total: 1, users: [{ id: "u2" }] });
  });

  test("reports unknown users when they are not to be made", async () => {
    const { call } = aWorkspace();
    await call("PUT", "/users/u2", { properties: {} });
    const users = ["u1", "u2"].map((id) => ({ id, properties: { plan: "gold" } }));
    const answer = await call("POST", "/users/batch", { users, createMissing: false });
    expect(answer).toMatchObject({ status: 207, body: { updated: 1, created: 0 } });
    expect(answer.body.errors).toEqual([
      { index: 0, id: "u1", code: "unknown_user", message: "There is no user u1 in this workspace." },
    ]);
  });

  test("has at most 500 users, and a workspace at most as many as it holds", async () => {
    const { call } = aWorkspace();
    const users = (count: number, from: number) =>
      Array.from({ length: count }, (_, index) => ({ id: `u${from + index}`, properties: {} }));
    expect(await call("POST", "/users/batch", { users: users(501, 0) })).toMatchObject({
      status: 413,
      body: { error: { code: "too_many_users" } },
    });
    expect((await call("POST", "/users/batch", { users: users(500, 0) })).body).toEqual({
      updated: 500,
      created: 500,
      errors: [],
    });
    const more = await call("POST", "/users/batch", { users: users(101, 500) });
    expect(more).toMatchObject({
      status: 207,
      body: { updated: 100, errors: [{ index: 100, code: "workspace_full" }] },
    });
  });

  test.each([{}, { users: {} }, { users: [], createMissing: 1 }])("%j is 422", async (body) => {
    expect((await aWorkspace().call("POST", "/users/batch", body)).status).toBe(422);
  });
});

describe("properties", () => {
  test("are declared once, and the same creation sent again finds them", async () => {
    const { call } = aWorkspace();
    const key = { "idempotency-key": "batch-1" };
    const first = await call("POST", "/properties", { key: cohort, type: "boolean" }, key);
    expect(first).toMatchObject({ status: 201, body: { property: { key: cohort, type: "boolean", holders: 0 } } });
    const again = await call("POST", "/properties", { key: cohort, type: "boolean" }, key);
    expect(again.status).toBe(201);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(await call("POST", "/properties", { key: cohort, type: "boolean" })).toMatchObject({
      status: 409,
      body: { error: { code: "property_exists", message: expect.stringContaining(cohort) } },
    });
  });

  test("are declared by their first value, and count who holds them", async () => {
    const { call } = aWorkspace();
    await call("PUT", "/users/u1", { properties: { vip: true, plan: "gold" } });
    await call("PUT", "/users/u2", { properties: { vip: false } });
    await call("PUT", "/users/u1", { properties: { plan: null } });
    expect((await call("GET", "/properties")).body.properties).toMatchObject([
      { key: "vip", type: "boolean", holders: 2 },
      { key: "plan", type: "string", holders: 0 },
    ]);
  });

  test("are bounded", async () => {
    const { call } = aWorkspace();
    for (const key of ["a", "b", "c", "d"]) await call("POST", "/properties", { key, type: "number" });
    for (const answer of [
      await call("POST", "/properties", { key: "e", type: "number" }),
      await call("PUT", "/users/u1", { properties: { e: 1 } }),
    ]) {
      expect(answer).toMatchObject({ status: 422, body: { error: { code: "workspace_full" } } });
    }
  });

  test.each([{}, { key: "a" }, { key: "", type: "boolean" }, { key: "a", type: "date" }, { key: 1, type: "boolean" }])(
    "%j is 422",
    async (body) => {
      expect(await aWorkspace().call("POST", "/properties", body)).toMatchObject({
        status: 422,
        body: { error: { code: "invalid_body" } },
      });
    },
  );
});

describe("tags", () => {
  test("are given to users and taken from them", async () => {
    const { call } = aWorkspace();
    const given = await call("POST", "/tags/Saturday%20buyers/users", { ids: ["u1", 2, "u1"] });
    expect(given).toMatchObject({ status: 200, body: { tagged: 2, total: 2, unknownIds: [] } });
    expect((await call("POST", "/tags/Saturday%20buyers/users", { ids: ["u1", "u3"] })).body.tagged).toBe(1);
    expect((await call("GET", "/users/u1")).body.user.tags).toEqual(["Saturday buyers"]);
    expect((await call("GET", "/tags/Saturday%20buyers/users")).body.ids).toEqual(["u1", "2", "u3"]);
    expect((await call("DELETE", "/tags/Saturday%20buyers/users", { ids: ["u1", "nobody"] })).body).toEqual({
      untagged: 1,
      total: 2,
    });
    expect((await call("GET", "/tags")).body.tags).toEqual([{ tag: "Saturday buyers", total: 2 }]);
    expect((await call("DELETE", "/tags/Saturday%20buyers/users", { ids: ["2", "u3"] })).body.total).toBe(0);
    expect((await call("GET", "/tags")).body.tags).toEqual([]);
    expect((await call("DELETE", "/tags/none/users", { ids: ["2"] })).body).toEqual({ untagged: 0, total: 0 });
  });

  test("report unknown users by their ids, inside a 200", async () => {
    const { call } = aWorkspace();
    await call("PUT", "/users/u2", { properties: {} });
    const answer = await call("POST", "/tags/vip/users", { ids: ["u1", "u2", "u3"], createMissing: false });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ tagged: 1, total: 1, unknownIds: ["u1", "u3"] });
    expect((await call("GET", "/users")).body.total).toBe(1);
    const none = await call("POST", "/tags/other/users", { ids: ["u1"], createMissing: false });
    expect(none.body).toEqual({ tagged: 0, total: 0, unknownIds: ["u1"] });
    expect((await call("GET", "/tags")).body.tags).toEqual([{ tag: "vip", total: 1 }]);
  });

  test.each<[number, string, string, unknown]>([
    [422, "invalid_body", "/tags/vip/users", {}],
    [422, "invalid_body", "/tags/vip/users", { ids: [""] }],
    [422, "invalid_body", "/tags/vip/users", { ids: [null] }],
    [422, "invalid_tag", `/tags/${"t".repeat(101)}/users`, { ids: ["u1"] }],
    [422, "invalid_tag", "/tags/%20/users", { ids: ["u1"] }],
    [413, "too_many_ids", "/tags/vip/users", { ids: Array.from({ length: 1001 }, (_, index) => index) }],
    [422, "workspace_full", "/tags/vip/users", { ids: Array.from({ length: 601 }, (_, index) => index) }],
  ])("%i %s", async (status, code, path, body) => {
    const { call } = aWorkspace();
    expect(await call("POST", path, body)).toMatchObject({ status, body: { error: { code } } });
    expect((await call("GET", "/users")).body.total).toBe(0);
  });

  test("are bounded", async () => {
    const { call } = aWorkspace();
    for (const tag of ["a", "b"]) await call("POST", `/tags/${tag}/users`, { ids: ["u1"] });
    expect(await call("POST", "/tags/c/users", { ids: ["u1"] })).toMatchObject({
      status: 422,
      body: { error: { code: "too_many_tags" } },
    });
    const tooMany = { ids: Array.from({ length: 1001 }, (_, index) => index) };
    expect((await call("DELETE", "/tags/a/users", tooMany)).status).toBe(413);
    expect((await call("DELETE", "/tags/a/users", {})).status).toBe(422);
  });
});
