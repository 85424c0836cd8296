import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nastyText, sampleDefinition, sampleValues } from "@/lib/testing/definitions";
import { batchColumns, compileBatch, userRows } from "./batch-renderer";
import { blankOptionalCall } from "./blank-definition";
import { callAfter, callAt, waitingWarning } from "./calls";
import type { ListDefinition, PropertyDefinition, UpdateEndpoint } from "./definition";
import { completePropertyDestination } from "./example/complete-destination";
import { maskSecrets } from "./mask-secrets";
import { originOf } from "./origin";
import { originParts } from "./origin-parts";
import { propertyKeyOf } from "./property-key";
import { type BuiltRequest, buildRequest, type RequestValues } from "./request";
import { nonSecretLookup } from "./request-values";
import { directionColumn } from "./row-scope";
import type { SampleUser } from "./sample-users";

const add = (user_id: string): SampleUser => ({ operation: "add", properties: { user_id } });
const remove = (user_id: string): SampleUser => ({ operation: "remove", properties: { user_id } });
const anonymous = (operation: SampleUser["operation"]): SampleUser => ({ operation, properties: {} });

const valuesOf = (users: SampleUser[], more: Partial<RequestValues> = {}) =>
  sampleValues({ settings: { bearer_token: "s3cret-token" }, users, ...more });

function updating(update: Partial<UpdateEndpoint>, change: Partial<PropertyDefinition> = {}): PropertyDefinition {
  const definition = completePropertyDestination();
  const { endpoints } = definition;
  return {
    ...definition,
    ...change,
    endpoints: { ...endpoints, updateUsers: { ...endpoints.updateUsers, itemOutcomes: [], ...update } },
  };
}

const update = (definition: PropertyDefinition | ListDefinition, values: RequestValues) =>
  buildRequest(definition, "updateUsers", values);

function built(result: BuiltRequest): Extract<BuiltRequest, { ok: true }> {
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join("\n"));
  return result;
}
const bodyOf = (result: BuiltRequest): unknown => JSON.parse(built(result).request.body ?? "null");
const messages = (result: BuiltRequest) => (result.ok ? [] : result.problems.map(({ message }) => message));

/** Every call until nobody waits. */
function allCalls(definition: PropertyDefinition | ListDefinition, values: RequestValues) {
  const calls = [callAt(definition, "updateUsers", values)];
  for (let last = calls.at(-1); last && calls.length < 1_000; last = calls.at(-1)) {
    const next = callAfter(definition, "updateUsers", last);
    if (!next) break;
    calls.push(next);
  }
  return calls;
}

describe("users of both directions in one call", () => {
  test("stand in their order, each with the direction of its own", () => {
    const item = '["$user_id_field", $in_cohort, "$operation", $membership]';
    const definition = updating({ itemTemplate: item }, { operationWords: { add: "enter", remove: "leave" } });
    const result = built(update(definition, valuesOf([add("a"), remove("b"), add("c")])));
    expect(bodyOf(result)).toEqual({
      users: [
        ["a", true, "enter", true],
        ["b", false, "leave", false],
        ["c", true, "enter", true],
      ],
    });
    expect(result.batch).toMatchObject({ places: [0, 1, 2], waiting: 0 });
    expect(result.batch).not.toHaveProperty("direction");
  });

  test("have no one direction outside the item template", () => {
    const definition = updating({ payload: '{"in": $in_cohort, "users": $items}' });
    expect(messages(update(definition, valuesOf([add("a")])))).toEqual([
      "Update users payload: $in_cohort differs from user to user, since users who enter and users who leave share a call. Use it in the item template.",
    ]);
  });

  test("unless there is one user a call: then it stands everywhere", () => {
    const definition = updating({
      batchSize: 1,
      url: "https://api.example.com/users/$user_id_field/$operation",
      headers: [{ id: "h", name: "X-Direction", value: "$operation" }],
      payload: '{"$property_key": $in_cohort}',
      itemTemplate: "",
    });
    const calls = allCalls(definition, valuesOf([remove("b"), add("a")]));
    expect(calls.map((call) => [built(call.built).request.url, bodyOf(call.built), call.following])).toEqual([
      ["https://api.example.com/users/b/remove", { "[Amplitude] Power users: 7khm89cz": false }, 1],
      ["https://api.example.com/users/a/add", { "[Amplitude] Power users: 7khm89cz": true }, 0],
    ]);
    expect(calls.map((call) => built(call.built).batch?.direction)).toEqual(["remove", "add"]);
    expect(built(calls[0]?.built ?? update(definition, valuesOf([]))).request.headers).toContainEqual({
      name: "X-Direction",
      value: "remove",
    });
  });
});

describe("users of one direction a call", () => {
  const homogeneous = updating({
    mixesDirections: false,
    batchSize: 2,
    url: "https://api.example.com/$operation",
    payload: '{"in": $in_cohort, "users": $items}',
    itemTemplate: '["$user_id_field", $in_cohort]',
  });

  test("enter first and leave then, and what stands outside the items says which", () => {
    const users = [remove("x"), add("a"), add("b"), remove("y"), add("c"), remove("z")];
    const calls = allCalls(homogeneous, valuesOf(users));
    expect(calls.map((call) => [built(call.built).request.url.slice(-6), bodyOf(call.built)])).toEqual([
      [
        "om/add",
        {
          in: true,
          users: [
            ["a", true],
            ["b", true],
          ],
        },
      ],
      ["om/add", { in: true, users: [["c", true]] }],
      [
        "remove",
        {
          in: false,
          users: [
            ["x", false],
            ["y", false],
          ],
        },
      ],
      ["remove", { in: false, users: [["z", false]] }],
    ]);
    expect(calls.map(({ total, taken, following }) => [total, taken, following])).toEqual([
      [6, 2, 3],
      [6, 1, 2],
      [6, 2, 1],
      [6, 1, 0],
    ]);
    expect(new Set(calls.map(({ values }) => values.batchId)).size).toBe(4);
    const [first] = calls;
    expect(first?.built.ok && waitingWarning(first.built)).toBe(
      "4 users are left for further calls: this call takes 2.",
    );
  });

  test("don't keep the others from leaving when all who enter are left out", () => {
    const result = built(update(homogeneous, valuesOf([anonymous("add"), remove("x"), anonymous("add")])));
    expect(bodyOf(result)).toEqual({ in: false, users: [["x", false]] });
    expect(result.skipped.map(({ user }) => user)).toEqual([0, 2]);
    const nobody = update(homogeneous, valuesOf([anonymous("add"), anonymous("remove")]));
    expect(nobody).toMatchObject({ ok: false, skipped: [{ user: 0 }, { user: 1 }] });
    expect(messages(update(homogeneous, valuesOf([])))[0]).toContain("There are no users to add.");
  });

  test("are those of the direction that the caller names", () => {
    const result = built(update(homogeneous, valuesOf([add("a"), remove("x")], { operation: "remove" })));
    expect(bodyOf(result)).toEqual({ in: false, users: [["x", false]] });
    expect(result.batch?.waiting).toBe(0);
  });
});

test("every user is in one call and only one, in order, whatever the limits", () => {
  const anyUsers = fc.array(
    fc.record({ operation: fc.constantFrom("add" as const, "remove" as const), isKnown: fc.boolean() }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(
      anyUsers,
      fc.boolean(),
      fc.constantFrom(1, 2, 3, 50),
      fc.oneof(fc.constant(null), fc.integer({ min: 60, max: 200 })),
      (people, mixesDirections, batchSize, bodyBytesMax) => {
        const users = people.map(({ operation, isKnown }, index): SampleUser => {
          return { operation, properties: isKnown ? { user_id: `u${index}` } : {} };
        });
        const itemTemplate = '{"id": "$user_id_field", "in": $in_cohort}';
        const definition = updating({ mixesDirections, batchSize, bodyBytesMax, itemTemplate, payload: "$items" });
        const calls = allCalls(definition, valuesOf(users));
        const sent = calls.flatMap((call) => {
          if (!call.built.ok) return [];
          const batch = call.built.batch?.users ?? [];
          if (!mixesDirections) expect(new Set(batch.map(({ operation }) => operation)).size).toBe(1);
          expect(batch.length).toBeLessThanOrEqual(batchSize);
          expect(bodyOf(call.built)).toEqual(
            batch.map(({ operation, properties }) => ({ id: properties.user_id, in: operation === "add" })),
          );
          return batch;
        });
        const known = users.filter(({ properties }) => "user_id" in properties);
        const ordered = mixesDirections
          ? known
          : [...known.filter((u) => u.operation === "add"), ...known.filter((u) => u.operation === "remove")];
        expect(sent).toEqual(ordered);
      },
    ),
    { numRuns: 400 },
  );
});

describe("the property's name", () => {
  const property = updating(
    { itemTemplate: '{"id": "$user_id_field", "$property_key": $in_cohort}' },
    { propertyKey: "seg_${cohort_name | slugify | lower}_$cohort_id" },
  );

  test("is made of the cohort in every call about it, and is what was kept once it was", () => {
    const users = [add("a")];
    expect(bodyOf(update(property, valuesOf(users)))).toEqual({
      users: [{ id: "a", "seg_power-users_7khm89cz": true }],
    });
    const renamed = valuesOf(users, { cohort: { id: "2", name: "Renamed", url: "" }, propertyKey: "seg_old" });
    expect(bodyOf(update(property, renamed))).toEqual({ users: [{ id: "a", seg_old: true }] });
    const creation = {
      ...property,
      endpoints: {
        ...property.endpoints,
        propertyCreation: {
          ...blankOptionalCall("POST"),
          url: "https://api.example.com/properties",
          payload: '{"name": "$property_key", "kind": "boolean"}',
        },
      },
    };
    expect(bodyOf(buildRequest(creation, "propertyCreation", renamed))).toEqual({ name: "seg_old", kind: "boolean" });
  });

  test("is given to whoever keeps it, or why there is none", () => {
    expect(propertyKeyOf(property, valuesOf([]))).toEqual({ ok: true, key: "seg_power-users_7khm89cz" });
    expect(propertyKeyOf(property, valuesOf([], { propertyKey: "kept" }))).toEqual({ ok: true, key: "kept" });
    for (const propertyKey of ["", "  ", "$nothing", "$property_key", "${cohort_name"]) {
      const refused = propertyKeyOf({ ...property, propertyKey }, valuesOf([]));
      expect(refused).toMatchObject({ ok: false, problems: [{ path: ["propertyKey"] }] });
    }
    expect(propertyKeyOf(sampleDefinition(), valuesOf([])).ok).toBe(false);
  });

  test("that can't be made stops the call", () => {
    const broken = { ...property, propertyKey: "$nothing" };
    expect(messages(update(broken, valuesOf([add("a")])))).toEqual([
      "Update users item template: $property_key has no value, since something in the property's name has none.",
    ]);
  });

  test("that was kept shows no secret it was made of", () => {
    const masked = maskSecrets(property, valuesOf([add("a")], { propertyKey: "k_s3cret-token_1" }));
    expect(JSON.stringify(update(property, masked))).not.toContain("s3cret");
  });

  test("can be anything without changing the shape of the body", () => {
    fc.assert(
      fc.property(nastyText, (name) => {
        const result = update(property, valuesOf([add("a")], { propertyKey: name }));
        if (name === "" || !result.ok) return;
        const body: unknown = JSON.parse(result.request.body ?? "");
        expect(Object.keys(Object(body).users[0]).sort()).toEqual(["id", name].sort());
      }),
    );
  });
});

describe("two endpoints", () => {
  test("set and unset, each with a payload of its own", () => {
    const property = completePropertyDestination();
    const { updateUsers } = property.endpoints;
    const separate: PropertyDefinition = {
      ...property,
      memberCalls: "separate",
      endpoints: {
        ...property.endpoints,
        addUsers: { ...updateUsers, itemTemplate: '{"id": "$user_id_field", "set": {"$property_key": "$operation"}}' },
        removeUsers: { ...updateUsers, itemTemplate: '{"id": "$user_id_field", "unset": ["$property_key"]}' },
      },
    };
    const values = valuesOf([add("a"), remove("b")], { propertyKey: "k" });
    expect(bodyOf(buildRequest(separate, "addUsers", values))).toEqual({ users: [{ id: "a", set: { k: "add" } }] });
    expect(bodyOf(buildRequest(separate, "removeUsers", values))).toEqual({ users: [{ id: "b", unset: ["k"] }] });
    expect(messages(update(separate, values))[0]).toContain("makes no call for Update users");
  });

  test("of a list destination share one when it says so, with its list ID", () => {
    const list = sampleDefinition();
    const definition: ListDefinition = {
      ...list,
      memberCalls: "shared",
      endpoints: {
        ...list.endpoints,
        updateUsers: {
          ...list.endpoints.addUsers,
          mixesDirections: true,
          url: "$region/lists/$list_id/members",
          itemTemplate: '{"id": "$user_id_field", "remove": "$operation"}',
        },
      },
    };
    const result = built(update(definition, sampleValues({ users: [add("a"), remove("b")] })));
    expect(result.request.url).toBe("https://eu.api.example.com/lists/list-1/members");
    expect(bodyOf(result)).toEqual({
      ids: [
        { id: "a", remove: "add" },
        { id: "b", remove: "remove" },
      ],
    });
    expect(buildRequest(definition, "addUsers", sampleValues()).ok).toBe(false);
  });
});

describe("a single user's call", () => {
  const single = updating({
    batchSize: 1,
    url: "https://api.example.com/users/${user.email}",
    payload: '{"id": "$user_id_field", "plan": "${user.plan}"}',
    itemTemplate: "",
  });
  const person = (properties: Record<string, string>): SampleUser => ({ operation: "add", properties });

  test("leaves out who lacks what the URL or the payload needs, and goes on with the next", () => {
    const users = [
      person({ user_id: "1", plan: "a" }),
      person({ user_id: "2", email: "2@x.co" }),
      person({ user_id: "3", email: "3@x.co", plan: "b" }),
    ];
    const result = built(update(single, valuesOf(users)));
    expect(result.request).toMatchObject({
      url: "https://api.example.com/users/3%40x.co",
      body: '{"id": "3", "plan": "b"}',
    });
    expect(result.skipped).toEqual([
      { user: 0, reason: "URL: $user.email has no value. It is needed at character 31." },
      { user: 1, reason: 'Payload: $user.plan has no value. It is needed at "plan".' },
    ]);
  });

  test("isn't left out for what nobody has", () => {
    const users = [person({ user_id: "1", email: "1@x.co", plan: "a" })];
    const typo = updating({ ...single.endpoints.updateUsers, payload: '{"x": "$worksapce", "y": "${user.nothing}"}' });
    expect(update(typo, valuesOf(users))).toMatchObject({ ok: false, skipped: [] });
  });

  test("is the same in the renderer of runs", () => {
    const users = [person({ user_id: "1" }), person({ user_id: "2", plan: "b" }), person({ user_id: "3", plan: "c" })];
    const values = valuesOf(users);
    const renderer = compileBatch(single, "updateUsers", values);
    const rows = userRows(users, renderer.columns);
    const batch = renderer.render(rows);
    expect(batch).toMatchObject({ ok: true, count: 1, taken: 2, skipped: [{ user: 0 }] });
    expect(batch.ok && new TextDecoder().decode(batch.body)).toBe('{"id": "2", "plan": "b"}');
    expect(renderer.render(rows, { from: 2 })).toMatchObject({ ok: true, count: 1, taken: 1, skipped: [] });
  });
});

test("the bytes of a run are those of the request, mixed or one way", () => {
  const anyItem = fc.constantFrom(
    '{"id": "$user_id_field", "$property_key": $in_cohort}',
    '["$user_id_field", "$operation"]',
    '{"$operation": "$user_id_field", "x": "${user.x?}"}',
    '"$user_id_field"',
  );
  const anyUser = fc.record({
    operation: fc.constantFrom("add" as const, "remove" as const),
    properties: fc.record({ user_id: nastyText, x: nastyText }, { requiredKeys: [] }),
  });
  const words = fc.constantFrom({ add: "add", remove: "remove" }, { add: "SET", remove: 'UN"SET' });
  let bodies = 0;
  fc.assert(
    fc.property(
      anyItem,
      fc.array(anyUser, { maxLength: 6 }),
      fc.boolean(),
      fc.constantFrom(1, 2, 100),
      words,
      (itemTemplate, users, mixesDirections, batchSize, operationWords) => {
        const payload = mixesDirections ? '{"users": $items}' : '{"in": $in_cohort, "users": $items}';
        const definition = updating({ itemTemplate, mixesDirections, batchSize, payload }, { operationWords });
        const values = valuesOf(users, mixesDirections ? {} : { operation: "remove" });
        const result = update(definition, values);
        const mine = users.filter(({ operation }) => mixesDirections || operation === "remove");
        const renderer = compileBatch(definition, "updateUsers", values);
        const batch = renderer.render(userRows(mine, renderer.columns));
        if (!result.ok) {
          if (batch.ok) expect(batch.body).toBeUndefined();
          return;
        }
        bodies += 1;
        if (!batch.ok) throw new Error(batch.problems[0]?.message);
        expect(new TextDecoder().decode(batch.body)).toBe(result.request.body);
        expect(batch.count).toBe(result.batch?.users.length);
      },
    ),
    { numRuns: 1_000 },
  );
  expect(bodies).toBeGreaterThan(200);
  const directed = updating({ itemTemplate: '["$user_id", $in_cohort]' });
  expect(batchColumns(directed, "updateUsers", valuesOf([]))).toEqual(["user_id", "user_id_field", directionColumn]);
});

test("each piece says which user it is of, and which way that one goes", () => {
  const definition = updating({ itemTemplate: '["$user_id_field", $in_cohort, "$operation"]' });
  const values = valuesOf([anonymous("add"), add("a"), remove("b")]);
  const result = built(update(definition, values));
  const { body } = originParts(definition, "updateUsers", values, result);
  const origins =
    body?.pieces.flatMap((piece) => originOf(definition, "updateUsers", values, result, piece) ?? []) ?? [];
  expect(origins.flatMap(({ name, user, steps }) => (user ? [[name, user.index, steps[0]?.json]] : []))).toEqual([
    ["$user_id_field", 1, '"a"'],
    ["$in_cohort", 1, "true"],
    ["$operation", 1, '"add"'],
    ["$user_id_field", 2, '"b"'],
    ["$in_cohort", 2, "false"],
    ["$operation", 2, '"remove"'],
  ]);
  const oneWay = updating({ mixesDirections: false, payload: '{"in": $in_cohort, "users": $items}' });
  const leaving = valuesOf([remove("b")]);
  const sent = built(update(oneWay, leaving));
  const parts = originParts(oneWay, "updateUsers", leaving, sent);
  const piece = parts.body?.pieces.find(({ token }) => token?.name === "in_cohort");
  expect(piece && originOf(oneWay, "updateUsers", leaving, sent, piece)?.steps).toEqual([{ json: "false" }]);
});

test("an error message shows no access token, and no name that was made of a secret", () => {
  const property = updating({});
  const oauth: PropertyDefinition = { ...property, authentication: { ...property.authentication, method: "oauth2" } };
  const values = valuesOf([], { accessToken: "tok-123", propertyKey: "k" });
  const shown = nonSecretLookup(oauth, "updateUsers", values);
  expect([shown(["access_token"]), shown(["property_key"])]).toEqual([undefined, "k"]);
  const secret = updating({}, { propertyKey: "k_$bearer_token" });
  expect(nonSecretLookup(secret, "updateUsers", values)(["property_key"])).toBeUndefined();
});
