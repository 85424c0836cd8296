/** R10 of SECURITY 3.1: random URLs made of the table's parts, judged by the guard and by an independent oracle. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { realGuard } from "@/lib/testing/egress/guard";
import { decide, tablePolicy } from "@/lib/testing/egress/text-proofs";
import { mayBeCalled, type OracleWorld } from "@/lib/testing/egress/url-oracle";
import { ownAddresses, ownHosts, urlTable, zone } from "@/lib/testing/egress/url-table";

const world: OracleWorld = { zone, ports: tablePolicy.ports, own: ownAddresses, ownNames: ownHosts };
const table = Object.values(urlTable).flatMap((groups) => groups.flatMap(([, urls]) => urls));

const isCalled = (url: string): boolean => decide(realGuard, url) === "allowed";

/** Hosts and everything else of the table's URLs, torn apart as text. */
const pieces = table.map((url) => /^([^/?#]*)(\/{0,3})([^/?#]*)(.*)$/s.exec(url) ?? []);
const part = (index: number) => fc.constantFrom(...new Set(pieces.map((piece) => piece[index] ?? "")));

const octet = fc.oneof(fc.nat(255), fc.constantFrom(0, 10, 100, 127, 168, 169, 172, 192, 198, 203, 224, 254));
const notation = fc.constantFrom(
  (value: number) => String(value),
  (value: number) => `0${value.toString(8)}`,
  (value: number) => `0x${value.toString(16)}`,
);
const ipv4 = fc
  .tuple(fc.array(octet, { minLength: 4, maxLength: 4 }), notation, fc.constantFrom(1, 2, 3, 4))
  .map(([octets, write, parts]) => {
    const last = octets.slice(parts - 1).reduce((sum, value) => sum * 256 + value, 0);
    return [...octets.slice(0, parts - 1), last].map(write).join(".");
  });
const group = fc.oneof(
  fc.nat(0xffff),
  fc.constantFrom(0, 1, 0x64, 0x2001, 0x2002, 0x2606, 0x2620, 0x3fff, 0x5efe, 0xdb8, 0xff9b, 0xa9fe, 0xfe80, 0xffff),
);
const ipv6 = fc
  .tuple(fc.array(group, { minLength: 8, maxLength: 8 }), fc.boolean(), fc.nat(6))
  .map(([groups, isShort, gap]) => {
    const written = groups.map((value) => value.toString(16));
    return `[${isShort ? `${written.slice(0, gap).join(":")}::${written.slice(gap + 1).join(":")}` : written.join(":")}]`;
  });
const label = fc.constantFrom(
  "api",
  "a",
  "-a",
  "a_b",
  "xn--bcher-kva",
  "EXAMPLE",
  "com",
  "local",
  "internal",
  "1",
  "corp",
  "arpa",
  "home",
  "",
);
const name = fc.oneof(
  fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join(".")),
  fc.constantFrom(...Object.keys(zone)),
);
const odd = fc.constantFrom(
  "@",
  "\\",
  "%",
  "#",
  "?",
  "/",
  ".",
  "..",
  "/../",
  "/%2e%2e/",
  "\t",
  "\n",
  "\u200b",
  "\ufeff",
  "\ud800",
  "。",
  "＠",
  "$",
  "{",
  ":",
  "\u00ad",
  " ",
);
const usual = fc.constantFrom("https://", "https://", "https://", "HTTPS://", "http://", "https:/", "ftp://", "//");
const port = fc.constantFrom("", "", "", ":443", ":8443", ":80", ":22", ":0", ":99999", ":");
const host = fc.oneof(ipv4, ipv6, name, part(3));

const built = fc.tuple(usual, host, port, part(4)).map((parts) => parts.join(""));
/** Nothing is wrong but, perhaps, the host: what is called has to be among them. */
const likely = fc
  .tuple(host, fc.constantFrom("", ":443", ":8443"), fc.constantFrom("", "/", "/v1/lists?a=b"))
  .map((parts) => `https://${parts.join("")}`);
const torn = fc.tuple(part(1), part(2), part(3), part(4)).map((parts) => parts.join(""));
const spoiled = fc
  .tuple(fc.oneof(built, likely, fc.constantFrom(...table)), odd, fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([url, text, place]) => {
    const at = Math.floor(url.length * place);
    return url.slice(0, at) + text + url.slice(at);
  });

test("the oracle agrees with the whole table", () => {
  expect(table.filter((url) => isCalled(url) !== mayBeCalled(url, world))).toEqual([]);
});

test("20,000 random URLs: guard and oracle never differ, and neither says the same to all", () => {
  let called = 0;
  let refused = 0;
  fc.assert(
    fc.property(fc.oneof(built, likely, torn, spoiled), (url) => {
      const isOpen = isCalled(url);
      if (isOpen) called += 1;
      else refused += 1;
      return isOpen === mayBeCalled(url, world);
    }),
    { numRuns: 20_000 },
  );
  expect(called).toBeGreaterThan(1_000);
  expect(refused).toBeGreaterThan(1_000);
});
