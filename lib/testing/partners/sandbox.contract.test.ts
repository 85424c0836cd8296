import { describe, expect, test } from "vitest";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { sandboxDestination } from "@/lib/destination/example/sandbox-destination";
import { sandboxEventDestination } from "@/lib/destination/example/sandbox-event-destination";
import { sandboxPropertyDestination } from "@/lib/destination/example/sandbox-property-destination";
import { check } from "@/lib/destination/rulebook";
import { sampleEvents } from "@/lib/destination/trigger/sample-events";
import type { TriggerEvent } from "@/lib/destination/trigger/trigger";
import { sandboxForTests } from "@/lib/testing/sandbox-for-tests";
import { type BenchRun, contractValues, story } from "./contract-bench";
import { type DrivenSync, driveContract } from "./drive-contract";

const { aWorkspace, url } = sandboxForTests();

type Workspace = ReturnType<typeof aWorkspace>;

/** One sync of a destination against the sandbox itself. */
function play(definition: DestinationDefinition, run: BenchRun): Promise<DrivenSync> {
  const { hostname, port } = new URL(url());
  return driveContract({
    definition,
    values: contractValues(definition, run),
    network: {
      origin: url(),
      policy: { allow: [{ host: hostname, port: Number(port) }], ports: [Number(port)] },
      calls: [],
      localUrl: (partnerUrl) => partnerUrl,
      close: async () => {},
    },
    ...(run.only && { only: run.only }),
  });
}

test.each([
  ["list", sandboxDestination],
  ["property", sandboxPropertyDestination],
  ["event", sandboxEventDestination],
])("nothing is wrong with the %s example but that nobody has tested it", (kind, build) => {
  const definition = build("http://127.0.0.1:4010", "northwind");
  expect(definition.kind).toBe(kind);
  const findings = check(definition, { allowedHosts: ["127.0.0.1:4010"], tested: {} });
  expect(findings.filter(({ rule }) => rule !== "LF038")).toEqual([]);
});

describe("the property example", () => {
  const build = ({ name }: Workspace) => sandboxPropertyDestination(url(), name);
  const key = "[Amplitude] active users: 7khm89cz";

  test("declares the property, sets and unsets it for many users at once", async () => {
    const workspace = aWorkspace();
    const settings = { api_key: workspace.credentials.key, api_secret: workspace.credentials.secret };
    const sync = await play(build(workspace), {
      settings,
      add: [{ user_id: "ada", email: "ada@example.com" }, { user_id: 7 }],
      remove: [{ user_id: "grace" }],
    });
    expect(sync.problems).toEqual([]);
    expect(story(sync)).toEqual(["testConnection: success", "propertyCreation: success", "updateUsers: success"]);
    expect((await workspace.call("GET", "/properties")).body.properties).toMatchObject([
      { key, type: "boolean", holders: 3 },
      { key: "email", type: "string", holders: 1 },
    ]);
    for (const [id, properties] of [
      ["ada", { [key]: true, email: "ada@example.com" }],
      ["7", { [key]: true }],
      ["grace", { [key]: false }],
    ] as const) {
      expect((await workspace.call("GET", `/users/${id}`)).body.user.properties).toEqual(properties);
    }
  });

  test("goes on where the property exists, takes no secret, and finds whom the sandbox refused", async () => {
    const workspace = aWorkspace();
    await workspace.call("POST", "/properties", { key: "email", type: "number" });
    await workspace.call("POST", "/properties", { key, type: "boolean" });
    const sync = await play(build(workspace), {
      settings: { api_key: workspace.credentials.key },
      add: [{ user_id: "ada" }, { user_id: "grace", email: "grace@example.com" }, { user_id: "x".repeat(300) }],
    });
    expect(story(sync)).toEqual([
      "testConnection: success",
      "propertyCreation: Property exists",
      "updateUsers: partial",
    ]);
    expect(sync.calls[2]?.exchange.response?.status).toBe(207);
    expect(sync.calls[2]?.items.map(({ result, code }) => [result, code])).toEqual([
      ["accepted", undefined],
      ["rejected", "wrong_type"],
      ["rejected", "invalid_id"],
    ]);
  });

  test("blames the key for a refusal", async () => {
    const workspace = aWorkspace();
    const sync = await play(build(workspace), { settings: { api_key: "wrong" }, add: [{ user_id: "ada" }] });
    expect(story(sync)).toEqual(["testConnection: Key and secret"]);
    const secret = { api_key: workspace.credentials.key, api_secret: "wrong" };
    expect(story(await play(build(workspace), { settings: secret }))).toEqual(["testConnection: Key and secret"]);
  });
});

describe("the event example", () => {
  const build = ({ name }: Workspace) => sandboxEventDestination(url(), name);
  const settingsOf = ({ credentials }: Workspace) => ({
    client_id: credentials.clientId,
    client_secret: credentials.secret,
  });

  test("sends what every sample event asks for, with one access token", async () => {
    const workspace = aWorkspace();
    const definition = build(workspace);
    const page = definition.actions.find(({ name }) => name === "Page viewed")?.id ?? "";
    const sync = await play(definition, {
      settings: settingsOf(workspace),
      events: sampleEvents.map(({ event }) => event),
      values: { actions: { [page]: { isEnabled: true, narrowing: "" } } },
    });
    expect(sync.problems).toEqual([]);
    expect(sync.tokens.map(({ outcome }) => outcome.type)).toEqual(["success"]);
    expect(sync.calls.map(({ outcome }) => outcome.type)).toEqual(sync.calls.map(() => "success"));
    expect(sync.calls.flatMap(({ skipped }) => skipped)).toEqual([]);

    const { events } = (await workspace.call("GET", "/events")).body;
    expect(events.map(({ name }: TriggerEvent) => name).sort()).toEqual([
      "Order Completed",
      "Order Completed",
      "Page Viewed",
      "Product Added",
    ]);
    const find = (messageId: string) => events.find((event: TriggerEvent) => event.messageId === messageId);
    expect(find("m-20260314-01")).toMatchObject({
      userId: "u-1001",
      properties: { source: "web", cart: "c-88", currency: "EUR" },
      lines: [{ sku: "p-507", name: "Linen shirt", quantity: 2 }],
    });
    const order = find("m-20260314-04");
    expect(order.properties).toMatchObject({ total: 123.3, discount: { amount: 11.93, coupon: "SPRING10" } });
    expect(order.lines).toMatchObject([
      { sku: "p-507", quantity: 2 },
      { quantity: 1, price: 19.5 },
      { sku: "p-9", name: "Gift wrapping", price: 0 },
    ]);
    expect(find("m-20260314-05").properties.discount).toBeNull();
    expect(find("m-20260314-10")).toMatchObject({
      timestamp: "2026-03-14T09:10:26.000Z",
      properties: { page: "Pricing", url: "https://www.example.com/pricing" },
    });

    const { profile } = (await workspace.call("GET", "/profiles/u-1001")).body;
    expect(profile).toMatchObject({ groups: ["g-42"], traits: { address: { city: "Kiel" } } });
    expect((await workspace.call("GET", "/groups")).body.groups).toMatchObject([
      { name: "g-42", total: 1, traits: { name: "Acme Ltd" } },
    ]);
  });

  test("leaves out an event whose time cannot be read, and hears which ones of a batch were refused", async () => {
    const workspace = aWorkspace();
    const definition = build(workspace);
    const page = definition.actions.find(({ name }) => name === "Page viewed")?.id ?? "";
    const seen = { type: "page", userId: "ada", timestamp: "2026-03-14T09:10:26Z" };
    const sync = await play(definition, {
      settings: settingsOf(workspace),
      events: [
        { ...seen, name: "Pricing" },
        { type: "page", name: "Nobody", timestamp: "2026-03-14T09:10:26Z" },
        { ...seen, name: "No time", timestamp: "yesterday" },
        { ...seen, userId: "x".repeat(300) },
      ],
      values: { actions: { [page]: { isEnabled: true, narrowing: "" } } },
      only: [`action:${page}`],
    });
    const [call] = sync.calls;
    expect(call?.skipped.map(({ reason }) => reason)).toEqual([expect.stringMatching(/timestamp/)]);
    expect(call?.exchange.response?.status).toBe(202);
    expect(call?.items.map(({ result, code }) => [result, code])).toEqual([
      ["accepted", undefined],
      ["rejected", "invalid_user"],
      ["rejected", "invalid_user"],
    ]);
    expect(call?.outcome.kind).not.toBe("success");
  });

  test("says that a line of an order could not be read", async () => {
    const workspace = aWorkspace();
    const products = [{ product_id: "p-1", price: -1, quantity: 1 }];
    const sync = await play(build(workspace), {
      settings: settingsOf(workspace),
      events: [
        {
          type: "track",
          event: "Order Completed",
          userId: "ada",
          timestamp: "2026-03-14T09:10:26Z",
          properties: { order_id: "o-1", total: 5, products },
        },
      ],
    });
    expect(sync.calls.map(({ outcome }) => outcome.type)).toEqual(["success", "Order line"]);
  });

  test("gets no token for a wrong secret", async () => {
    const workspace = aWorkspace();
    const sync = await play(build(workspace), { settings: { ...settingsOf(workspace), client_secret: "wrong" } });
    expect(sync.calls).toEqual([]);
    expect(sync.tokens.map(({ exchange }) => exchange.response?.status)).toEqual([401]);
  });
});
