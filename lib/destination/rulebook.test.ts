import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nastyText, sampleDefinition, sampleValues } from "@/lib/testing/definitions";
import { blankListDefinition } from "./blank-definition";
import { type DestinationDefinition, destinationKinds, type ListDefinition } from "./definition";
import { applyFix, getAtPath, setAtPath } from "./edit";
import { endpointHash } from "./endpoint-hash";
import { allEndpoints } from "./endpoints";
import { completeDestinationOf } from "./example/complete-destination";
import { privateHostReason } from "./host";
import type { Rule, RuleExample } from "./rule";
import { check, rules } from "./rulebook";
import { parseTemplate } from "./template/parse";
import { templateSources } from "./template-use";
import { variableTable } from "./variable";

const applied = ({ kind = "list", changes }: RuleExample): DestinationDefinition =>
  changes.reduce((definition, { path, value }) => {
    const changed = setAtPath(definition, path, value);
    // An example that changes nothing because its path leads nowhere would prove nothing.
    if (getAtPath(changed, path) !== value) throw new Error(`There is no ${path.join(".")} in the sample.`);
    return changed;
  }, completeDestinationOf(kind));

const found = (rule: Rule, example: RuleExample) =>
  check(applied(example), example.context).filter((finding) => finding.rule === rule.id);

describe.each(rules.map((rule) => [rule.id, rule.title, rule] as const))("%s %s", (_id, _title, rule) => {
  test("fires on its bad example, and not on its good one", () => {
    expect(found(rule, rule.bad).length).toBeGreaterThan(0);
    expect(found(rule, rule.good)).toEqual([]);
  });

  test("says where, and what to do", () => {
    for (const finding of found(rule, rule.bad)) {
      expect(finding.message).toMatch(/[.?]$/);
      expect(finding.place).toMatch(/^[A-Z][^:]*$/);
      // At the field the place goes without saying.
      expect(finding.message.startsWith(finding.place)).toBe(false);
      if (finding.path.length > 0) expect(getAtPath(applied(rule.bad), finding.path)).not.toBeUndefined();
      const text = getAtPath(applied(rule.bad), finding.path);
      if (finding.range) expect(typeof text === "string" && finding.range.end <= text.length).toBe(true);
    }
  });

  test("its fix mends it", () => {
    for (const { fix } of found(rule, rule.bad)) {
      if (!fix) continue;
      const mended = check(applyFix(applied(rule.bad), fix), rule.bad.context).filter((each) => each.rule === rule.id);
      expect(mended.length).toBeLessThan(found(rule, rule.bad).length);
    }
  });
});

test("IDs are stable, unique and in order, and there are at least 25 rules", () => {
  const ids = rules.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(ids.every((id) => /^LF\d{3}$/.test(id))).toBe(true);
  expect(ids.length).toBeGreaterThanOrEqual(25);
});

test.each(destinationKinds)("a complete %s destination has no findings", (kind) => {
  const definition = completeDestinationOf(kind);
  const tested = Object.fromEntries(allEndpoints(definition).map(({ key }) => [key, endpointHash(definition, key)]));
  expect(check(definition, { tested })).toEqual([]);
});

test("an empty one is told what is missing, once each", () => {
  const findings = check(blankListDefinition(), { tested: {} });
  const messages = findings.map(({ place, message }) => `${place}: ${message}`);
  expect(messages).toMatchInlineSnapshot(`
    [
      "List creation › URL: Enter a URL, such as https://api.example.com/lists.",
      "Add users › URL: Enter a URL, such as https://api.example.com/lists.",
      "Add users › Payload: Enter a payload in which $items stands, such as {"ids": $items}.",
      "Add users › Item template: Enter an item template: what one user becomes in $items, such as "$user_id".",
      "Remove users › URL: Enter a URL, such as https://api.example.com/lists.",
      "Remove users › Payload: Enter a payload in which $items stands, such as {"ids": $items}.",
      "Remove users › Item template: Enter an item template: what one user becomes in $items, such as "$user_id".",
      "List creation › Path to the list ID: Enter the path to the list ID in the response, such as data.id.",
      "Mapping fields: Add a mapping field, so that customers can choose which user property identifies their users.",
    ]
  `);
  expect(new Set(messages).size).toBe(messages.length);
  expect(messages.length).toBeLessThan(15);
});

test("no text anywhere makes the rulebook fail", () => {
  const paths = templateSources(sampleDefinition()).map(({ path }) => path);
  fc.assert(
    fc.property(fc.constantFrom(...paths), nastyText, (path, text) => {
      for (const { message } of check(setAtPath(sampleDefinition(), path, text))) expect(message).not.toBe("");
    }),
  );
});

test("findings and variables are the same whether the texts were parsed before or not", () => {
  const paths = templateSources(sampleDefinition()).map(({ path }) => path);
  const values = sampleValues();
  const judged = (definition: ListDefinition) => [
    check(definition, { tested: {} }),
    variableTable(definition, values),
    variableTable(definition, { ...values }),
  ];
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...paths), nastyText), { maxLength: 4 }), (changes) => {
      const definition = changes.reduce((made, [path, text]) => setAtPath(made, path, text), sampleDefinition());
      const first = judged(definition);
      expect(judged(structuredClone(definition))).toEqual(first);
      for (let index = 0; index < 4; index += 1) {
        for (const language of ["json", "text"] as const) parseTemplate(`"${index}${"x".repeat(262_000)}"`, language);
      }
      expect(judged(definition)).toEqual(first);
    }),
    { numRuns: 40 },
  );
});

describe("single cases", () => {
  const at = (path: (string | number)[], value: unknown) => check(setAtPath(sampleDefinition(), path, value));
  const ids = (path: (string | number)[], value: unknown) => at(path, value).map(({ rule }) => rule);
  const addUrl = ["endpoints", "addUsers", "url"];

  test("$api-key is told what it is", () => {
    const [finding] = at(["headers", 0, "value"], "Token $bearer-token of $workspace");
    expect(finding?.message).toContain("a hyphen ends a variable name. Write $bearer_token.");
    const fixed =
      finding?.fix &&
      applyFix(
        setAtPath(sampleDefinition(), ["headers", 0, "value"], "Token $bearer-token of $workspace"),
        finding.fix,
      );
    expect(fixed?.headers[0]?.value).toBe("Token $bearer_token of $workspace");
  });

  test("an unknown variable can be declared with one click", () => {
    const [finding] = at(["headers", 0, "value"], "$workspace/$zebra");
    expect(finding?.fix).toMatchObject({ type: "declare_field", variable: "zebra" });
  });

  test.each([
    ["https://localhost/x/$list_id", "LF022"],
    ["https://[::1]/x/$list_id", "LF022"],
    ["https://0x7f.1/x/$list_id", "LF022"],
    ["https://10.1.2.3:443/x/$list_id", "LF022"],
    ["https://intranet/x/$list_id", "LF022"],
    ["http://api.example.com/x/$list_id", "LF021"],
    ["api.example.com/x/$list_id", "LF020"],
    ["https://me@api.example.com/x/$list_id", "LF025"],
    ["https://$workspace/x/$list_id", "LF024"],
    ["$workspace/x/$list_id", "LF024"],
    ["https://$cohort_name.example.com/$list_id", "LF024"],
    ["$region/x/$list_id?k=$bearer_token", "LF023"],
    ["$region/$list_id/$user_id_field", "LF006"],
  ])("%s is %s", (url, id) => expect(ids(addUrl, url)).toContain(id));

  test("an option that is a private base URL counts like a literal one, unless the operator allows it", () => {
    const sandbox = setAtPath(sampleDefinition(), ["fields", 1, "options", 0, "value"], "http://localhost:4100");
    const of = (allowedHosts: string[]) => check(sandbox, { allowedHosts }).map(({ rule }) => rule);
    expect(of([])).toEqual(expect.arrayContaining(["LF021", "LF022", "LF025"]));
    expect(of(["localhost:4100"])).not.toEqual(expect.arrayContaining(["LF022"]));
    expect(of(["localhost:4100"]).filter((id) => ["LF021", "LF022", "LF025"].includes(id))).toEqual([]);
  });

  test("a filter that relies on a variable's own form isn't held against it", () => {
    const payload = '{"at": ${sync_time | date: "unix"}, "name": "$cohort_name"}';
    expect(at(["endpoints", "listCreation", "payload"], payload)).toEqual([]);
  });

  test("a destination without a creation call isn't asked for one", () => {
    const none = setAtPath(sampleDefinition(), ["endpoints", "listCreation"], {
      ...blankListDefinition().endpoints.listCreation,
      listIdFrom: "none",
      listIdTemplate: "$workspace",
    });
    expect(check(none)).toEqual([]);
  });
});

test("hosts that are private in any notation, and ones that are not", () => {
  const hosts = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "10.0.0.1",
    "100.64.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "198.18.0.1",
    "203.0.113.9",
    "224.0.0.1",
    "255.255.255.255",
    "0.0.0.0",
    "168.63.129.16",
    "[::1]",
    "[::]",
    "[fe80::1]",
    "[fc00::1]",
    "[::ffff:127.0.0.1]",
    "[64:ff9b::1]",
    "[2001:db8::1]",
    "[2002::1]",
    "[2001::1]",
    "localhost",
    "a.localhost",
    "db.internal",
    "printer.local",
    "host",
    "1.2.3.4.5",
    "999.1.1.1",
    "localhost:8080",
    "10.0.0.1:443",
  ];
  expect(hosts.filter((host) => privateHostReason(host) === undefined)).toEqual([]);
  const open = [
    "api.example.com",
    "example.com:8443",
    "8.8.8.8",
    "1.1.1.1:443",
    "[2606:4700::1111]",
    "172.15.0.1",
    "172.32.0.1",
    "100.63.0.1",
    "100.128.0.1",
    "192.0.1.1",
    "xn--bcher-kva.example",
  ];
  expect(open.filter((host) => privateHostReason(host) !== undefined)).toEqual([]);
});
