import { BlockList } from "node:net";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { realGuard } from "@/lib/testing/egress/guard";
import { textProofs } from "@/lib/testing/egress/text-proofs";
import { declaredTable, urlTable } from "@/lib/testing/egress/url-table";
import { defaultEgressPolicy, isMetadataAddress, isPublicAddress, judgeAddresses, judgeUrl } from "./egress-policy";

test.each(textProofs.map((proof) => [proof.name, proof] as const))("%s", (_name, proof) => proof.prove(realGuard));

test("the table is as large as it has to be, without repeats", () => {
  const urls = Object.values(urlTable).flatMap((groups) => groups.flatMap(([, group]) => group));
  expect(urls.length + declaredTable.length).toBeGreaterThanOrEqual(250);
  expect(new Set(urls).size).toBe(urls.length);
});

test("a refusal says what to do and keeps a private answer of DNS to itself", () => {
  const verdict = judgeUrl("https://mixed.example.com/", defaultEgressPolicy);
  if (!verdict.ok) throw new Error("refused too early");
  for (const answers of [["10.0.0.5"], ["93.184.216.34", "10.0.0.5"]]) {
    const judged = judgeAddresses(verdict.target, answers, defaultEgressPolicy);
    expect(judged).toMatchObject({ ok: false, refusal: { detail: expect.stringContaining("mixed.example.com") } });
    expect(JSON.stringify(judged)).not.toContain("10.0.0.5");
  }
});

describe("classification agrees with the registries", () => {
  // One list a family, since BlockList also holds IPv4 against the mapped part of IPv6 blocks.
  const closed = new BlockList();
  const closed6 = new BlockList();
  const ipv4 = ["0/8", "10/8", "100.64/10", "127/8", "169.254/16", "172.16/12", "192.0.0/24", "192.0.2/24"];
  ipv4.push("192.31.196/24", "192.52.193/24", "192.88.99/24", "192.168/16", "192.175.48/24", "198.18/15");
  ipv4.push("198.51.100/24", "203.0.113/24", "224/4", "240/4", "168.63.129.16/32");
  for (const block of ipv4) {
    const [network = "", prefix] = block.split("/");
    closed.addSubnet([...network.split("."), "0", "0", "0"].slice(0, 4).join("."), Number(prefix), "ipv4");
  }
  // 2000::/3 is open but for these; its complement is spelled out.
  const ipv6 = ["::/3", "4000::/2", "8000::/1", "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48"];
  for (const block of [...ipv6, "3fff::/20"]) {
    const [network = "", prefix] = block.split("/");
    closed6.addSubnet(network, Number(prefix), "ipv6");
  }

  test("for IPv4", () => {
    const near = fc.constantFrom(
      0,
      9,
      10,
      11,
      99,
      100,
      126,
      127,
      128,
      168,
      169,
      172,
      192,
      198,
      203,
      223,
      224,
      240,
      255,
    );
    const octet = fc.oneof(fc.nat(255), near, fc.constantFrom(0, 2, 15, 16, 18, 31, 51, 63, 64, 88, 113, 254));
    fc.assert(
      fc.property(octet, octet, octet, octet, (...octets) => {
        const address = octets.join(".");
        return isPublicAddress(address) === (!closed.check(address, "ipv4") && !isMetadataAddress(address));
      }),
      { numRuns: 10_000 },
    );
  });

  test("for IPv6", () => {
    const interesting = fc.constantFrom(
      0,
      1,
      0x64,
      0x100,
      0x2001,
      0x2002,
      0x2620,
      0x3ffe,
      0x3fff,
      0xdb8,
      0xff9b,
      0xfe80,
    );
    const part = fc.oneof({ weight: 2, arbitrary: fc.nat(0xffff) }, { weight: 3, arbitrary: interesting });
    fc.assert(
      fc.property(fc.array(part, { minLength: 8, maxLength: 8 }), (parts) => {
        const address = parts.map((value) => value.toString(16)).join(":");
        fc.pre(parts[5] !== 0x5efe && !isMetadataAddress(address));
        return isPublicAddress(address) !== closed6.check(address, "ipv6");
      }),
      { numRuns: 10_000 },
    );
  });

  test("text that is no address is not public", () => {
    for (const text of [
      "",
      "localhost",
      "1.1",
      "8.8.8.8 ",
      "8.8.8.8\0",
      "2606:4700::1%eth0",
      "[2606:4700::1]",
      "0x8.8.8.8",
    ]) {
      expect([text, isPublicAddress(text)]).toEqual([text, false]);
    }
  });
});
