import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonValue } from "@/lib/destination/json";
import { isHostName, matchesHost } from "./host-pattern";
import { parseTemplate } from "./parse";
import { lookupIn, type Rendered } from "./render";
import { renderForm, renderUrl } from "./url";

const values: Record<string, JsonValue> = {
  endpoint: "https://api.example.com/v1/",
  id: "a b/c?d=e&f#g%",
  email: "ann+1@example.com",
  number: 42,
  empty: "",
  dots: "..",
  line: "a\nb",
  region: "eu",
  host: "acme.example.com",
  evil: "evil.com/x",
  free: "anything",
  list: ["a", "b c", 3],
  none: [],
  nothing: null,
};

const authority = (name: string) => {
  if (name === "region" || name === "evil") return "option";
  return name === "host" || name === "endpoint" || name === "id" ? ["*.example.com"] : undefined;
};

const url = (text: string, more: Record<string, JsonValue> = {}, items?: string[]) =>
  renderUrl(parseTemplate(text, "text"), lookupIn({ ...values, ...more }), { authority, items });

/** The text, or the codes of the problems. */
const outcome = (result: Rendered) => (result.ok ? result.text : result.problems.map(({ code }) => code));

test.each<[string, string | string[]]>([
  ["https://api.example.com/lists", "https://api.example.com/lists"],
  ["HTTP://API.example.com:8443", "HTTP://API.example.com:8443"],
  ["https://api.example.com/lists/$id/add", "https://api.example.com/lists/a%20b%2Fc%3Fd%3De%26f%23g%25/add"],
  ["https://api.example.com/u-${number}.json", "https://api.example.com/u-42.json"],
  ["https://api.example.com/?email=$email&n=$number", "https://api.example.com/?email=ann%2B1%40example.com&n=42"],
  ["https://api.example.com?$id=1", "https://api.example.com?a%20b%2Fc%3Fd%3De%26f%23g%25=1"],
  ["https://api.example.com/$$metadata(x)?filter[a]=%20", "https://api.example.com/$metadata(x)?filter[a]=%20"],
  ["https://x.com/${id | url_encode}", "https://x.com/a%20b%2Fc%3Fd%3De%26f%23g%25"],
  ["https://x.com/?a=$empty", "https://x.com/?a="],
  ["https://x.com//a", "https://x.com//a"],
  ["https://x.com/$empty", ["empty-segment"]],
  ["https://x.com/$empty/a", ["empty-segment"]],
  ["https://x.com/$empty?a=1", ["empty-segment"]],
  ["https://x.com/a$empty", "https://x.com/a"],
  ["https://x.com/$dots/a", ["dot-segment"]],
  ["https://x.com/.${dots | truncate: 1}", ["dot-segment"]],
  ["https://x.com/%2E${dots | truncate: 1}/a", ["dot-segment"]],
  ["https://x.com/a/../b", ["dot-segment"]],
  ["https://x.com/a..b/$number", "https://x.com/a..b/42"],
  ["https://x.com/$line", ["control-character"]],
  ["https://x.com/?a=$line", ["control-character"]],
  ["https://x.com/?a=${line | url_encode}", ["control-character"]],
  ["https://x.com/$missing", ["missing-value"]],
  ["https://x.com/$nothing", ["missing-value"]],
  ["https://x.com/a b", ["url-character"]],
  ['https://x.com/"a"', ["url-character"]],
  ["https://x.com/{id}", ["url-character"]],
  ["https://x.com/100%", ["url-character"]],
  ["https://x.com/é", ["url-character"]],
  ["https://x.com/a\\b", ["url-character"]],
  ["https://x.com/a\n", ["url-character"]],
  ["https://x.com/#a", ["url-fragment"]],
  ["https://x.com/${id", ["unterminated-token"]],
  ["", ["empty-url"]],
  ["x.com/lists", ["url-scheme"]],
  ["ftp://x.com", ["url-scheme"]],
  ["https:/x.com", ["url-scheme"]],
  ["http$region://x.com", ["url-scheme"]],
  ["https://", ["url-host"]],
  ["https:///lists", ["url-host"]],
  ["https://user:pass@x.com/", ["url-host"]],
  ["https://-x.com/", ["url-host"]],
  ["https://x..com/", ["url-host"]],
  ["https://x.com:port/", ["url-host"]],
  ["https://x.com:99999/", ["url-host"]],
  ["https://0x7f.1/", ["url-host"]],
  ["https://2130706433/", ["url-host"]],
  ["http://127.0.0.1:8080/a", "http://127.0.0.1:8080/a"],
  ["http://[::1]:8080/a", "http://[::1]:8080/a"],
  [`https://x.com/${"a".repeat(2048)}`, ["url-too-long"]],
])("the URL %j", (template, expected) => {
  expect(outcome(url(template))).toEqual(expected);
});

test.each<[string, string, string | string[]]>([
  ["$endpoint/lists", "https://api.example.com/v1/", "https://api.example.com/v1/lists"],
  ["$endpoint/lists", "https://api.example.com", "https://api.example.com/lists"],
  ["$endpoint/lists", "https://api.example.com//", "https://api.example.com/lists"],
  ["$endpoint", "https://api.example.com/hook/", "https://api.example.com/hook/"],
  ["$endpoint?a=$number", "https://api.example.com", "https://api.example.com?a=42"],
  ["$endpoint/$id", "https://api.example.com/v%201:2", "https://api.example.com/v%201:2/a%20b%2Fc%3Fd%3De%26f%23g%25"],
  ["$endpoint/a", "https://evil.com", ["base-url"]],
  ["$endpoint/a", "https://api.example.com?x=1", ["base-url"]],
  ["$endpoint/a", "https://api.example.com/#x", ["base-url"]],
  ["$endpoint/a", "https://me@api.example.com", ["base-url"]],
  ["$endpoint/a", "https://api.example.com\\@evil.com", ["base-url"]],
  ["$endpoint/a", "https://api.example.com/a b", ["base-url"]],
  ["$endpoint/a", "https://api.example.com/../x", ["base-url"]],
  ["$endpoint/a", "https://api.example.com/%2e%2e", ["base-url"]],
  ["$endpoint/a", " https://api.example.com", ["base-url"]],
  ["$endpoint/a", "api.example.com", ["base-url"]],
  ["$endpoint/a", "javascript:alert(1)", ["base-url"]],
  ["$endpoint/a", "https:api.example.com", ["base-url"]],
  ["$endpoint/a", "https:///api.example.com", ["base-url"]],
  ["$endpoint/a", "", ["base-url"]],
  ["${endpoint}lists", "https://api.example.com", ["base-url"]],
  ["$endpoint$region", "https://api.example.com", ["base-url"]],
  ["$endpoint.evil.com/a", "https://api.example.com", ["base-url"]],
])("the base URL of %j with %j", (template, endpoint, expected) => {
  expect(outcome(url(template, { endpoint }))).toEqual(expected);
});

test("a base URL without host patterns may be anywhere", () => {
  expect(outcome(url("$free/a", { free: "https://other.org/x" }))).toBe("https://other.org/x/a");
});

test.each<[string, string | string[]]>([
  ["https://$region.api.example.com/a", "https://eu.api.example.com/a"],
  ["https://api-${region}.example.com:8443?x=1", "https://api-eu.example.com:8443?x=1"],
  ["https://$host/a", "https://acme.example.com/a"],
  ["https://$host.evil.com/a", ["host-pattern"]],
  ["https://$evil/a", ["host-value"]],
  ["https://$free/a", ["host-token"]],
  ["https://${region.x}/a", ["host-token"]],
  ["https://$region.$free/a", ["host-token"]],
  ["https://$missing/a", ["host-token"]],
  ["https://api.$region", "https://api.eu"],
])("the host of %j", (template, expected) => {
  expect(outcome(url(template))).toEqual(expected);
});

test.each(["a:b", "a@b", "a/b", "a?b", "a#b", "a b", "é", "a%2eb", "", "a\\b"])("a host may not hold %j", (region) => {
  expect(outcome(url("https://$region.example.com/", { region }))).toEqual(["host-value"]);
});

test.each(["..", "-a", "a-", ".", "a..b"])("no host is made of %j", (region) => {
  expect(outcome(url("https://$region.example.com/", { region }))).toEqual(["url-host"]);
});

test.each<[string, string | string[]]>([
  ["https://x.com/?id=${list[]}", "https://x.com/?id=a&id=b%20c&id=3"],
  ["https://x.com/?a=1&ids[]=${list[] | upper}&b=2", "https://x.com/?a=1&ids[]=A&ids[]=B%20C&ids[]=3&b=2"],
  ["https://x.com/?id=${items[]}", "https://x.com/?id=u%261&id=2"],
  ['https://x.com/?id=${items | join: ","}', "https://x.com/?id=u%261%2C2"],
  ["https://x.com/?id=${none[]}", ["missing-value"]],
  ["https://x.com/?id=${number[]}", ["not-a-list", "missing-value"]],
  ["https://x.com/${list[]}", ["spread-place"]],
  ["https://x.com/?id=a${list[]}", ["spread-place"]],
  ["https://x.com/?id=${list[]}b", ["spread-place"]],
  ["https://x.com/?${list[]}", ["spread-place"]],
])("the repeated parameter of %j", (template, expected) => {
  expect(outcome(url(template, {}, ['"u&1"', "2"]))).toEqual(expected);
});

test("a form is a query of its own", () => {
  const form = parseTemplate("name=$id &\n  id=${items[]}&note=$line\n", "text");
  expect(outcome(renderForm(form, lookupIn(values), { items: ["1", "2"] }))).toEqual(["url-character"]);
  const fixed = parseTemplate("name=$id\n  &id=${items[]}\n&note=$line\n", "text");
  expect(outcome(renderForm(fixed, lookupIn(values), { items: ["1", "2"] }))).toBe(
    "name=a%20b%2Fc%3Fd%3De%26f%23g%25&id=1&id=2&note=a%0Ab",
  );
});

const nasty = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "../..",
    "%2e%2e",
    "a&admin=1",
    "a=b",
    "?x",
    "#",
    "//evil.com",
    "@evil.com",
    "$api_key",
    "${id}",
    "a/b",
    "\\",
    "+",
    "%",
  ),
);

test("a value never adds a segment or a parameter, and never changes the host", () => {
  fc.assert(
    fc.property(nasty, nasty, nasty, (path, key, value) => {
      const text = "https://api.example.com/v1/$path/x?a=1&$key=$value&b=2";
      const result = url(text, { path, key, value, api_key: "s3cr3t" });
      if (!result.ok) return;
      const parsed = new URL(result.text);
      expect(parsed.href).toBe(result.text);
      expect(parsed.host).toBe("api.example.com");
      const segments = parsed.pathname.split("/").map(decodeURIComponent);
      expect(segments).toEqual(["", "v1", wellFormed(path), "x"]);
      const [first, second, third, ...rest] = [...parsed.searchParams];
      expect([first, second, third]).toEqual([
        ["a", "1"],
        [wellFormed(key), wellFormed(value)],
        ["b", "2"],
      ]);
      expect(rest).toEqual([]);
      expect(parsed.hash + parsed.username).toBe("");
    }),
    { numRuns: 2_000 },
  );
});

test("a value in the host stays under the pattern", () => {
  const label = fc.oneof(
    nasty,
    fc.domain(),
    fc.domain().map((domain) => `${domain}.example.com`),
  );
  fc.assert(
    fc.property(
      label,
      fc.constantFrom("https://$host/a", "https://x.$host:8443/a", "https://$host.example.com/a"),
      (host, text) => {
        const result = url(text, { host });
        if (!result.ok) return;
        expect(new URL(result.text).hostname.endsWith(".example.com")).toBe(true);
      },
    ),
    { numRuns: 1_000 },
  );
});

test("a base URL keeps its host, whatever follows it", () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl(), nasty), nasty, (free, id) => {
      const result = url("$free/x/$id", { free, id });
      if (result.ok) expect(new URL(result.text).origin).toBe(new URL(free).origin);
    }),
    { numRuns: 1_000 },
  );
});

test.each<[string, string[], boolean]>([
  ["api.example.com", ["*.example.com"], true],
  ["a.b.example.com", ["*.example.com"], true],
  ["API.Example.com", ["*.EXAMPLE.com"], true],
  ["example.com", ["*.example.com"], false],
  ["evilexample.com", ["*.example.com"], false],
  ["api.example.com.evil.com", ["*.example.com"], false],
  ["api.example.com", ["api.example.com"], true],
  ["x.api.example.com", ["api.example.com"], false],
  ["api-eu.example.com", ["api-*.example.com"], true],
  ["api-.example.com", ["api-*.example.com"], false],
  ["a.eu.b.com", ["a.*.b.com"], true],
  ["a.eu.x.b.com", ["a.*.b.com"], false],
  ["api.example.com", ["*"], false],
  ["api.example.com", [], false],
  ["api.example.com", ["*.org", "*.com"], true],
])("%s under %j: %s", (host, patterns, expected) => expect(matchesHost(host, patterns)).toBe(expected));

test("host names are what DNS allows", () => {
  expect(["a", "a.b", "a-b.c1", "xn--bcher-kva.example"].every(isHostName)).toBe(true);
  expect(
    ["", ".", "a.", ".a", "-a", "a-", "a_b", "a b", "é", "a".repeat(64), `${"a.".repeat(127)}aa`].some(isHostName),
  ).toBe(false);
});

/** As UTF-8 can carry it: U+FFFD for every lone surrogate. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}
