/**
 * R8 of SECURITY 3.1: whichever way an address comes in, the same guard decides. Every socket that is opened here is
 * diverted to the canary, so that what would be called is counted and nothing leaves the machine.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { customField, type DestinationDefinition } from "@/lib/destination/definition";
import { check } from "@/lib/destination/rulebook";
import { asList, sampleDefinition, sampleValues } from "@/lib/testing/definitions";
import { realGuard } from "@/lib/testing/egress/guard";
import { canaryHost, divertingDials, Stage } from "@/lib/testing/egress/stage";
import { decide, tablePolicy } from "@/lib/testing/egress/text-proofs";
import { urlTable, zone } from "@/lib/testing/egress/url-table";
import { AccessTokens } from "./access-token";
import { makeTestCall, type TestCallSubject } from "./test-call";

/** As they are called: a template is trimmed before it is read. Longer ones than this can't be saved. */
const urls = Object.values(urlTable)
  .flatMap((groups) => groups.flatMap(([, each]) => each))
  .map((url) => url.trim())
  .filter((url) => url.length <= 2_000);
/** The table's own interface address is not this machine's. */
const mayBeCalled = (url: string): boolean =>
  decide(realGuard, url) === "allowed" || /ourselves|93\.184\.216\.99/.test(url);
let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

/** The sample destination with another list creation, and fields beside its own. */
function aSubject(
  url: string,
  parts: {
    fields?: readonly Partial<DestinationDefinition["fields"][number]>[];
    settings?: Record<string, string>;
    authentication?: Partial<DestinationDefinition["authentication"]>;
  } = {},
): TestCallSubject {
  const sample = asList(sampleDefinition());
  const endpoint = { ...sample.endpoints.listCreation, url };
  const definition: DestinationDefinition = {
    ...sample,
    authentication: { ...sample.authentication, ...parts.authentication },
    fields: [
      ...sample.fields,
      ...(parts.fields ?? []).map((field, index) =>
        customField.parse({ id: `own${index}`, displayName: "Own", ...field }),
      ),
    ],
    endpoints: { ...sample.endpoints, listCreation: endpoint },
  };
  const usual = sampleValues();
  const values = { ...usual, settings: { ...usual.settings, ...parts.settings } };
  return { destinationId: "d", definition, key: "listCreation", endpoint, values };
}

/** What is dialed, and whether a request could be built at all. */
async function dialsOf(subject: TestCallSubject): Promise<{ isBuilt: boolean; dials: number }> {
  const { result, dialed } = await divertingDials({ host: canaryHost, port: stage.goodPort }, () =>
    makeTestCall(subject, {
      send: (request, options) =>
        realGuard.send(request, {
          ...options,
          limits: { dnsStep: 1 },
          resolve: async (name) => zone[name] ?? [],
        }),
      now: () => new Date(),
      policy: tablePolicy,
      tokens: new AccessTokens(),
      spend: async () => {},
    }),
  );
  return { isBuilt: result.ok, dials: dialed.length };
}

const option = (value: string) => ({ id: "o", label: "One", value, sets: [] });

const entries: Record<string, (url: string) => TestCallSubject> = {
  "a URL of an endpoint": (url) => aSubject(url),
  "a base URL among the options": (url) =>
    aSubject("$base", {
      fields: [{ type: "single_select", variable: "base", options: [option(url)] }],
      settings: { base: url },
    }),
  "a base URL that a customer enters": (url) =>
    aSubject("$base", {
      fields: [{ type: "string", variable: "base", hostPatterns: ["*.example.com", "*.com", "*.me", "*.io"] }],
      settings: { base: url },
    }),
  "the URL of an access token": (url) => {
    const { authentication } = sampleDefinition();
    return aSubject("https://api.example.com/lists", {
      fields: ["id", "secret"].map((variable) => ({ type: "string", variable: `client_${variable}` })),
      settings: { client_id: "a", client_secret: "b" },
      authentication: {
        method: "oauth2",
        oauth2: { ...authentication.oauth2, tokenUrl: url, clientId: "client_id", clientSecret: "client_secret" },
      },
    });
  },
};

describe("only what the guard allows is dialed:", () => {
  test.each(Object.entries(entries))("%s", { timeout: 60_000 }, async (name, subjectOf) => {
    let called = 0;
    for (const url of urls) {
      const { isBuilt, dials } = await dialsOf(subjectOf(url));
      if (!mayBeCalled(url)) expect([url, dials]).toEqual([url, 0]);
      else if (isBuilt && name !== "a base URL that a customer enters") expect([url, dials > 0]).toEqual([url, true]);
      called += dials;
    }
    expect(called).toBeGreaterThan(3);
  });

  test("a value that a customer enters leads nowhere that the destination doesn't declare", async () => {
    const values = [
      "acme",
      "api.example.com/",
      "x@evil.net",
      "evil.net/",
      "127.0.0.1",
      "a.example.com.evil.net#",
      "..",
      "",
    ];
    for (const value of values) {
      const subject = aSubject("https://$shop.example.com/admin", {
        fields: [{ type: "string", variable: "shop", hostPatterns: ["api.example.com"] }],
        settings: { shop: value },
      });
      expect([value, (await dialsOf(subject)).dials]).toEqual([value, 0]);
    }
    const allowed = aSubject("https://$shop.example.com/admin", {
      fields: [{ type: "string", variable: "shop", hostPatterns: ["api.example.com"] }],
      settings: { shop: "api" },
    });
    expect((await dialsOf(allowed)).dials).toBe(1);
  });
});

describe("the rulebook, while somebody types,", () => {
  const hostRules = new Set(["LF020", "LF021", "LF022"]);
  const complaints = (url: string) => {
    const { definition } = aSubject(url);
    const findings = check(definition, {}).filter(({ path }) => path.join(".") === "endpoints.listCreation.url");
    return findings.filter(({ rule, severity }) => severity === "error" || hostRules.has(rule)).map(({ rule }) => rule);
  };

  test("objects to no host that would be called", () => {
    expect(urls.filter((url) => mayBeCalled(url) && complaints(url).some((rule) => hostRules.has(rule)))).toEqual([]);
  });

  test("objects to every address that is private by itself, and to every name inside a network", () => {
    const categories = ["IPv4 in every notation", "IPv6 and its embeddings", "names inside a network"];
    const written = categories.flatMap((category) =>
      (urlTable[category] ?? []).flatMap(([expected, each]) =>
        expected === "private_address" || expected === "host" ? each : [],
      ),
    );
    expect(written.length).toBeGreaterThan(80);
    expect(written.filter((url) => complaints(url).length === 0)).toEqual([]);
  });
});
