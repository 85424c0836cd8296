import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nastyText, sampleDefinition, sampleValues } from "@/lib/testing/definitions";
import packageJson from "@/package.json";
import { blankListDefinition } from "./blank-definition";
import { customField, type ListDefinition, mappingField } from "./definition";
import { setAtPath, setAuthenticationMethod } from "./edit";
import { fixedEndpointKeys } from "./endpoints";
import { LosslessNumber } from "./json";
import { type BuiltRequest, buildRequest, staticListId } from "./request";
import { landfallVersion } from "./request-header";

function built(result: BuiltRequest): Extract<BuiltRequest, { ok: true }> {
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join("\n"));
  return result;
}
const messages = (result: BuiltRequest) => (result.ok ? [] : result.problems.map(({ message }) => message));
const add = (definition: ListDefinition, values = sampleValues()) => buildRequest(definition, "addUsers", values);
const headersOf = (result: BuiltRequest) =>
  Object.fromEntries(built(result).request.headers.map(({ name, value }) => [name, value]));
const withUrl = (url: string) => setAtPath(sampleDefinition(), ["endpoints", "addUsers", "url"], url);

test("a complete request, in every part", () => {
  expect(built(add(sampleDefinition())).request).toEqual({
    method: "POST",
    url: "https://eu.api.example.com/lists/list-1/add",
    headers: [
      { name: "Content-Type", value: "application/json" },
      { name: "Authorization", value: "Bearer s3cret-token" },
      { name: "X-Workspace", value: "acme" },
      { name: "Accept", value: "application/json" },
      { name: "User-Agent", value: `Landfall/${packageJson.version}` },
      { name: "Idempotency-Key", value: "batch-1" },
    ],
    body: '{"ids": [{"id": "u1"},{"id": "u2"}]}',
  });
  expect(landfallVersion).toBe(packageJson.version);
});

test("every piece of it says where it comes from", () => {
  const { request, origins } = built(add(sampleDefinition()));
  for (const [text, fragments] of [
    [request.url, origins.url],
    [request.body ?? "", origins.body],
    ...request.headers.map(({ value }, index) => [value, origins.headers[index] ?? []] as const),
  ] as const) {
    expect(fragments.map(({ start, end }) => text.slice(start, end)).join("")).toBe(text);
  }
  expect(origins.url.map(({ token }) => token?.name)).toEqual(["region", undefined, "list_id", undefined]);
});

describe("headers", () => {
  test("later wins whatever the case, and our own come only where nobody set them", () => {
    const definition = {
      ...sampleDefinition(),
      headers: [
        { id: "1", name: "authorization", value: "App $bearer_token" },
        { id: "2", name: "User-Agent", value: "Mine" },
      ],
    };
    const result = setAtPath(
      definition,
      ["endpoints", "addUsers", "headers"],
      [{ id: "3", name: "USER-AGENT", value: "Theirs" }],
    );
    const headers = headersOf(add(result));
    expect(headers).toMatchObject({ authorization: "App s3cret-token", "USER-AGENT": "Theirs" });
    expect(headers).not.toHaveProperty("Authorization");
    expect(headers).not.toHaveProperty("User-Agent");
  });

  test("of the authentication methods", () => {
    const settings = { ...sampleValues().settings, api_key: "kéy", api_secret: "s" };
    const values = sampleValues({ settings });
    const authorization = (definition: ListDefinition) => headersOf(add(definition, values)).Authorization;
    const basic = setAuthenticationMethod(sampleDefinition(), "basic");
    expect(authorization(basic)).toBe(`Basic ${Buffer.from("kéy:s").toString("base64")}`);
    expect(authorization(setAtPath(basic, ["authentication", "basic", "password"], ""))).toBe(
      `Basic ${Buffer.from("kéy:").toString("base64")}`,
    );
    expect(headersOf(add(setAuthenticationMethod(sampleDefinition(), "header"), values))["X-API-Key"]).toBe("kéy");
    expect(authorization(setAuthenticationMethod(sampleDefinition(), "none"))).toBeUndefined();
    const override = setAuthenticationMethod(sampleDefinition(), "basic", "addUsers");
    expect(authorization(override)).toMatch(/^Basic /);
    expect(headersOf(buildRequest(override, "removeUsers", values)).Authorization).toBe("Bearer s3cret-token");
  });

  test("a user name with a colon and an empty key are problems", () => {
    const basic = setAuthenticationMethod(sampleDefinition(), "basic");
    const withKey = (api_key: string) =>
      add(basic, sampleValues({ settings: { ...sampleValues().settings, api_key } }));
    expect(messages(withKey("a:b"))[0]).toContain("colon");
    expect(messages(withKey(""))).toEqual(["Add users authentication: $api_key has no value. Fill in API Key."]);
  });

  test.each([
    "Host",
    "content-length",
    "Transfer-Encoding",
    "Connection",
    "Proxy-Authorization",
    "Via",
    "a b",
    "a:b",
    "é",
    "",
  ])("the name “%s” is refused", (name) => {
    const result = add({ ...sampleDefinition(), headers: [{ id: "1", name, value: "x" }] });
    expect(messages(result)).toHaveLength(1);
  });

  test("a value with a line break or a character no header can carry is a problem, never stripped", () => {
    for (const workspace of ["a\r\nX-Evil: 1", "a\u0000", "日本"]) {
      const result = add(sampleDefinition(), sampleValues({ settings: { ...sampleValues().settings, workspace } }));
      expect(result).toMatchObject({ ok: false, problems: [{ path: ["headers", 0, "value"], variable: "workspace" }] });
    }
  });

  test("no value can add a header or change another one", () => {
    fc.assert(
      fc.property(nastyText, (workspace) => {
        const result = add(sampleDefinition(), sampleValues({ settings: { ...sampleValues().settings, workspace } }));
        if (!result.ok) return;
        expect(result.request.headers).toHaveLength(6);
        expect(result.request.headers.find(({ name }) => name === "X-Workspace")?.value).toBe(workspace);
      }),
    );
  });

  test("the idempotency key can be turned off, and a GET without payload has neither body nor content type", () => {
    expect(headersOf(add(setAtPath(sampleDefinition(), ["delivery", "idempotencyKey"], false)))).not.toHaveProperty(
      "Idempotency-Key",
    );
    const get = setAtPath(
      setAtPath(sampleDefinition(), ["endpoints", "listCreation", "method"], "GET"),
      ["endpoints", "listCreation", "payload"],
      " ",
    );
    const result = buildRequest(get, "listCreation", sampleValues());
    expect(built(result).request.body).toBeUndefined();
    expect(headersOf(result)).not.toHaveProperty("Content-Type");
  });
});

describe("values", () => {
  test("the cohort name under every alias, slugified once if chosen", () => {
    const payload = '{"a": "$cohort_name", "b": "$amp_cohort_name", "c": "$amplitude_cohort_name", "id": "$cohort_id"}';
    const definition = {
      ...setAtPath(sampleDefinition(), ["endpoints", "listCreation", "payload"], payload),
      slugifyCohortName: true,
    };
    const create = (name: string) =>
      built(buildRequest(definition, "listCreation", sampleValues({ cohort: { id: "7khm", name, url: "" } })));
    expect(JSON.parse(create("Saturday's cohort & héllo").request.body ?? "")).toEqual({
      a: "Saturday-s-cohort-he-llo",
      b: "Saturday-s-cohort-he-llo",
      c: "Saturday-s-cohort-he-llo",
      id: "7khm",
    });
    expect(create("日本語").request.body).toContain('"a": "7khm"');
    expect(create("日本語").warnings).toHaveLength(1);
  });

  test("a list ID keeps its type and every digit", () => {
    const definition = setAtPath(
      sampleDefinition(),
      ["endpoints", "addUsers", "payload"],
      '{"list": $list_id, "ids": $items}',
    );
    const { request } = built(add(definition, sampleValues({ listId: new LosslessNumber("9007199254740993123") })));
    expect(request.body).toContain('"list": 9007199254740993123,');
    expect(request.url).toContain("/9007199254740993123/");
  });

  test("a list ID that would lead elsewhere never makes a URL", () => {
    expect(add(sampleDefinition(), sampleValues({ listId: ".." })).ok).toBe(false);
    expect(built(add(sampleDefinition(), sampleValues({ listId: "a/../b?c" }))).request.url).toContain(
      "/a%2F..%2Fb%3Fc/",
    );
  });

  test("what is missing is named, with what to do", () => {
    expect(messages(add(sampleDefinition(), sampleValues({ listId: undefined })))).toEqual([
      "Add users URL: $list_id has no value yet. Test List creation first, or enter a list ID.",
    ]);
    expect(messages(add(withUrl("https://x.example/$worksapce")))[0]).toContain("Did you mean $workspace?");
    expect(messages(add(withUrl("")))).toEqual(["Add users has no URL yet."]);
    expect(messages(buildRequest(sampleDefinition(), "testConnection", sampleValues()))[0]).toContain(
      "Connection test",
    );
  });

  test("two hosts of one region, set by its option", () => {
    const option = (value: string, host: string) => ({
      id: value,
      label: value,
      value,
      sets: [{ variable: "track_host", value: host }],
    });
    const field = customField.parse({
      id: "dc",
      type: "button_group",
      variable: "dc",
      displayName: "DC",
      defaultValue: "eu",
      options: [option("us", "track.example.com"), option("eu", "track-eu.example.com")],
    });
    const definition = { ...withUrl("https://$track_host/add"), fields: [...sampleDefinition().fields, field] };
    expect(built(add(definition)).request.url).toBe("https://track-eu.example.com/add");
  });

  test("a form payload is encoded token by token", () => {
    const { endpoints } = sampleDefinition();
    const addUsers = {
      ...endpoints.addUsers,
      contentType: "application/x-www-form-urlencoded",
      payload: "list=$list_id&\n  id=${items[]}",
      itemTemplate: '"$user_id_field"',
    };
    const definition = setAtPath(sampleDefinition(), ["endpoints", "addUsers"], addUsers);
    const users = [
      { operation: "add" as const, properties: { user_id: "a&b=c" } },
      { operation: "add" as const, properties: { user_id: "d" } },
    ];
    expect(built(add(definition, sampleValues({ users }))).request.body).toBe("list=list-1&id=a%26b%3Dc&id=d");
  });
});

describe("users", () => {
  const user = (properties: Record<string, string>, operation: "add" | "remove" = "add") => ({ operation, properties });

  test("only those of the direction are sent, and at most a batch of them", () => {
    expect(built(buildRequest(sampleDefinition(), "removeUsers", sampleValues())).request.body).toBe(
      '{"ids": [{"id": "u3"}]}',
    );
    const small = setAtPath(sampleDefinition(), ["endpoints", "addUsers", "batchSize"], 1);
    const { request, batch } = built(add(small));
    expect(request.body).toBe('{"ids": [{"id": "u1"}]}');
    expect(batch).toMatchObject({ users: [{ properties: { user_id: "u1" } }], waiting: 1 });
  });

  test("one who lacks a required value or has one of the wrong format is skipped with that reason", () => {
    const definition = setAtPath(sampleDefinition(), ["mappings", 0, "format"], "email");
    const users = [
      user({ user_id: "a@example.com" }),
      user({ email: "x" }),
      user({ user_id: "not one" }),
      user({ user_id: "" }),
    ];
    const { request, skipped } = built(add(definition, sampleValues({ users })));
    expect(request.body).toContain("a@example.com");
    expect(skipped.map((each) => each.user)).toEqual([1, 2, 3]);
    expect(skipped[1]?.reason).toBe("The user's user_id isn't an e-mail address, which User ID needs.");
  });

  test("none left is a problem that says why", () => {
    expect(messages(add(sampleDefinition(), sampleValues({ users: [] })))[0]).toContain("no user left");
    expect(messages(add(sampleDefinition(), sampleValues({ users: [user({})] })))[0]).toContain(
      "The user has no user_id",
    );
  });

  test("a mistake in the item template is one problem, not a reason to skip everybody", () => {
    const typo = setAtPath(sampleDefinition(), ["endpoints", "addUsers", "itemTemplate"], '"$user_id_feild"');
    expect(add(typo)).toMatchObject({ ok: false, problems: [{ variable: "user_id_feild" }], skipped: [] });
    const broken = setAtPath(sampleDefinition(), ["endpoints", "addUsers", "itemTemplate"], '{"id": ');
    expect(messages(add(broken))[0]).toMatch(/^Add users item template: /);
    const unmapped = setAtPath(sampleDefinition(), ["mappings", 0, "defaultProperty"], "");
    expect(messages(add(unmapped, sampleValues({ mappings: {} })))).toEqual([
      "Add users mapping: Choose the user property for User ID Mapping ($user_id_field).",
    ]);
  });

  test("a column named like the variable serves where no property does", () => {
    const users = [user({ user_id_field: "from CSV" })];
    expect(built(add(sampleDefinition(), sampleValues({ users }))).request.body).toContain("from CSV");
  });

  test("with a batch size of 1 the user is known in URL and payload", () => {
    const definition = setAtPath(
      withUrl("$region/$list_id/users/${user.email}"),
      ["endpoints", "addUsers", "batchSize"],
      1,
    );
    const single = setAtPath(
      definition,
      ["endpoints", "addUsers", "payload"],
      '{"user": $item, "id": "$user_id_field", "add": $in_cohort}',
    );
    const { request } = built(add(single));
    expect(request.url).toBe("https://eu.api.example.com/list-1/users/ada%40example.com");
    expect(request.body).toBe('{"user": {"id":"u1"}, "id": "u1", "add": true}');
  });

  test("the chosen target brings its own item template, and its name", () => {
    const mapping = mappingField.parse({
      id: "m",
      type: "button_group",
      variable: "identifier",
      displayName: "Identifier",
      targetName: "ID",
      defaultProperty: "email",
      options: [
        { id: "1", label: "E-mail", value: "email", itemTemplate: '{"email": "$identifier"}' },
        { id: "2", label: "ID", value: "id", itemTemplate: "" },
      ],
    });
    const definition = { ...withUrl("$region/add?id_type=${identifier.target}"), mappings: [mapping] };
    const { request } = built(add(definition, sampleValues({ mappings: {} })));
    expect(request.url).toContain("id_type=email");
    expect(request.body).toBe('{"ids": [{"email": "ada@example.com"},{"email": "grace@example.com"}]}');
  });

  test("a body stays within the bytes allowed, however few users that is", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.array(nastyText, { minLength: 1, maxLength: 8 }),
        (limit, ids) => {
          const definition = setAtPath(sampleDefinition(), ["endpoints", "addUsers", "bodyBytesMax"], limit);
          const result = add(definition, sampleValues({ users: ids.map((user_id) => user({ user_id })) }));
          if (result.ok) expect(Buffer.byteLength(result.request.body ?? "")).toBeLessThanOrEqual(limit);
        },
      ),
    );
    const definition = setAtPath(sampleDefinition(), ["endpoints", "addUsers", "bodyBytesMax"], 30);
    expect(built(add(definition)).request.body).toBe('{"ids": [{"id": "u1"}]}');
    expect(messages(add(setAtPath(definition, ["endpoints", "addUsers", "bodyBytesMax"], 3)))).toHaveLength(1);
  });

  test("no value changes the shape of a body, and every body parses", () => {
    fc.assert(
      fc.property(fc.array(nastyText, { minLength: 1 }), nastyText, (ids, name) => {
        const users = ids.filter((id) => id !== "").map((user_id) => user({ user_id }));
        const values = sampleValues({ users, cohort: { id: "1", name, url: "" } });
        const result = add(sampleDefinition(), values);
        if (result.ok) {
          expect(JSON.parse(result.request.body ?? "")).toEqual({
            ids: users.map(({ properties }) => ({ id: properties.user_id })),
          });
        }
        const creation = buildRequest(sampleDefinition(), "listCreation", values);
        if (creation.ok) expect(JSON.parse(creation.request.body ?? "")).toEqual({ name: `[Amplitude] ${name}` });
      }),
    );
  });
});

describe("list IDs that no response gives", () => {
  test("come from the request, or are fixed, or there is none", () => {
    const named = setAtPath(
      setAtPath(sampleDefinition(), ["endpoints", "listCreation", "listIdTemplate"], "${cohort_name | remove_spaces}"),
      ["endpoints", "listCreation", "listIdFrom"],
      "request",
    );
    expect(built(buildRequest(named, "listCreation", sampleValues())).listId).toBe("Powerusers");
    const none = setAtPath(named, ["endpoints", "listCreation", "listIdFrom"], "none");
    expect(staticListId(none, sampleValues())).toEqual({ ok: true, listId: "Powerusers" });
    expect(buildRequest(none, "listCreation", sampleValues()).ok).toBe(false);
    expect(staticListId(setAtPath(none, ["endpoints", "listCreation", "listIdTemplate"], ""), sampleValues())).toEqual({
      ok: true,
      listId: undefined,
    });
    expect(
      staticListId(setAtPath(none, ["endpoints", "listCreation", "listIdTemplate"], "$nothing"), sampleValues()).ok,
    ).toBe(false);
  });
});

test("an empty definition gives problems, not a crash", () => {
  for (const key of fixedEndpointKeys) expect(buildRequest(blankListDefinition(), key, sampleValues()).ok).toBe(false);
});
