import { BlockList } from "node:net";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  defaultEgressPolicy,
  type EgressPolicy,
  type EgressRule,
  isMetadataAddress,
  isPublicAddress,
  judgeAddresses,
  judgeUrl,
  parseEgressAllow,
} from "./egress-policy";

// No packet leaves: names are resolved from this table, and nothing is ever connected to.
const zone: Record<string, readonly string[]> = {
  "api.example.com": ["93.184.216.34"],
  "dual.example.com": ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"],
  "xn--bcher-kva.example.com": ["93.184.216.34"],
  "under_score.example.com": ["8.8.8.8"],
  "localtest.me": ["127.0.0.1"],
  "127.0.0.1.nip.io": ["127.0.0.1"],
  "169.254.169.254.nip.io": ["169.254.169.254"],
  "v6-loopback.example.com": ["::1"],
  "mapped.example.com": ["::ffff:10.0.0.1"],
  "zero.example.com": ["0.0.0.0"],
  "mixed.example.com": ["93.184.216.34", "10.0.0.5"],
  "mixed-first.example.com": ["10.0.0.5", "93.184.216.34"],
  "mixed-families.example.com": ["93.184.216.34", "fd12::1"],
  "all-private.example.com": ["10.0.0.5", "192.168.0.5"],
  "nul.example.com": ["127.0.0.1\0"],
  "zoned.example.com": ["::1%lo"],
  "octal.example.com": ["0177.0.0.1"],
  "short.example.com": ["127.1"],
  "cname.example.com": ["other.example.com"],
  "ourselves.example.com": ["93.184.216.99"],
  "metadata-mixed.example.com": ["93.184.216.34", "169.254.169.254"],
};
const ownAddresses = ["127.0.0.1", "::1", "93.184.216.99"];

function decide(url: string, policy: EgressPolicy = defaultEgressPolicy): EgressRule | "allowed" | "unresolved" {
  const verdict = judgeUrl(url, policy);
  if (!verdict.ok) return verdict.refusal.rule;
  const { target } = verdict;
  const answers = target.isLiteral ? [target.hostname] : (zone[target.hostname] ?? []);
  if (answers.length === 0) return "unresolved";
  const judged = judgeAddresses(target, answers, policy, ownAddresses);
  return judged.ok ? "allowed" : judged.refusal.rule;
}

type Table = Record<string, readonly [EgressRule | "allowed", readonly string[]][]>;

const table: Table = {
  "public URLs pass": [
    [
      "allowed",
      [
        "https://api.example.com",
        "https://api.example.com/",
        "HTTPS://API.EXAMPLE.COM/v1/lists?a=b&c=d",
        "https://api.example.com:443/v1",
        "https://api.example.com:8443/v1",
        "https://api.example.com:80/",
        "https://api.example.com:8080/",
        "https://dual.example.com/",
        "https://bücher.example.com/",
        "https://xn--bcher-kva.example.com/",
        "https://under_score.example.com/",
        "https://8.8.8.8/",
        "https://1.1/",
        "https://134744072/",
        "https://[2606:4700:4700::1111]/",
        "https://[2a00:1450:4001:81b::200e]:8443/",
        "https://api.example.com/a%2Fb/%20?x=%0A",
        "https://api.example.com/?next=https://user@10.0.0.1/",
        "https://api.example.com/é/日本語?q=ü",
        "https://api.example.com/lists/a..b/.well-known/...",
      ],
    ],
  ],
  "IPv4 in every notation": [
    [
      "private_address",
      [
        "https://127.0.0.1/",
        "https://127.1/",
        "https://127.0.1/",
        "https://127.255.255.254/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.0.0.1/",
        "https://0x7F.1/",
        "https://0177.0.0.1/",
        "https://00000177.0.0.1/",
        "https://017700000001/",
        "https://0/",
        "https://0.0.0.0/",
        "https://0x0/",
        "https://10.0.0.1/",
        "https://012.0.0.1/",
        "https://167772161/",
        "https://172.16.0.1/",
        "https://172.31.255.255/",
        "https://192.168.1.1/",
        "https://0xc0a80101/",
        "https://3232235777/",
        "https://169.254.1.1/",
        "https://100.64.0.1/",
        "https://100.127.255.255/",
        "https://192.0.0.8/",
        "https://192.0.2.1/",
        "https://192.88.99.1/",
        "https://192.31.196.1/",
        "https://192.52.193.1/",
        "https://192.175.48.1/",
        "https://198.18.0.1/",
        "https://198.19.255.255/",
        "https://198.51.100.1/",
        "https://203.0.113.1/",
        "https://224.0.0.1/",
        "https://239.255.255.255/",
        "https://240.0.0.1/",
        "https://255.255.255.255/",
        "https://4294967295/",
      ],
    ],
    ["form", ["https://256.0.0.1/", "https://1.2.3.4.5/", "https://4294967296/", "https://0x100000000/"]],
    ["form", ["https://08.0.0.1/", "https://1..2/"]],
    ["host", ["https://127.0.0.0x1g/", "https://127.0.0.1./", "https://127.0.0.1.:443/", "https://10.0.0.0%2f8/"]],
  ],
  "public neighbours of closed ranges": [
    [
      "allowed",
      [
        "https://9.255.255.255/",
        "https://11.0.0.0/",
        "https://100.63.255.255/",
        "https://100.128.0.0/",
        "https://126.255.255.255/",
        "https://128.0.0.1/",
        "https://169.253.255.255/",
        "https://169.255.0.0/",
        "https://172.15.255.255/",
        "https://172.32.0.0/",
        "https://192.167.255.255/",
        "https://192.169.0.0/",
        "https://198.17.255.255/",
        "https://198.20.0.0/",
        "https://223.255.255.255/",
      ],
    ],
  ],
  "IPv6 and its embeddings": [
    [
      "private_address",
      [
        "https://[::]/",
        "https://[::1]/",
        "https://[0:0:0:0:0:0:0:1]/",
        "https://[0000:0000:0000:0000:0000:0000:0000:0001]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:7f00:1]/",
        "https://[::ffff:8.8.8.8]/",
        "https://[::127.0.0.1]/",
        "https://[::ffff:0:127.0.0.1]/",
        "https://[64:ff9b::127.0.0.1]/",
        "https://[64:ff9b::8.8.8.8]/",
        "https://[64:ff9b:1::7f00:1]/",
        "https://[2002:7f00:1::]/",
        "https://[2002:808:808::1]/",
        "https://[2001::7f00:1]/",
        "https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
        "https://[2001:2::1]/",
        "https://[2001:3::1]/",
        "https://[2001:4:112::1]/",
        "https://[2001:10::1]/",
        "https://[2001:20::1]/",
        "https://[2001:30::1]/",
        "https://[2001:db8::1]/",
        "https://[2620:4f:8000::1]/",
        "https://[3fff::1]/",
        "https://[5f00::1]/",
        "https://[100::1]/",
        "https://[fc00::1]/",
        "https://[fd12:3456::1]/",
        "https://[fe80::1]/",
        "https://[febf::1]/",
        "https://[fec0::1]/",
        "https://[ff02::1]/",
        "https://[4000::1]/",
        "https://[1::1]/",
        "https://[2606:4700::5efe:10.0.0.1]/",
        "https://[2606:4700::200:5efe:7f00:1]/",
      ],
    ],
    ["host", ["https://[::1%25lo]/", "https://[fe80::1%lo]/"]],
    ["form", ["https://[::1/", "https://[:::1]/", "https://[12345::1]/", "https://::1/", "https://[127.0.0.1]/"]],
  ],
  "cloud metadata": [
    [
      "metadata_address",
      [
        "https://169.254.169.254/latest/meta-data/",
        "https://2852039166/",
        "https://0xa9fea9fe/",
        "https://0251.0376.0251.0376/",
        "https://169.254.43518/",
        "https://[::ffff:169.254.169.254]/",
        "https://[::169.254.169.254]/",
        "https://[64:ff9b::a9fe:a9fe]/",
        "https://[2002:a9fe:a9fe::1]/",
        "https://169.254.170.2/v2/credentials",
        "https://169.254.170.23/",
        "https://168.63.129.16/",
        "https://[::ffff:168.63.129.16]/",
        "https://100.100.100.200/",
        "https://[fd00:ec2::254]/",
        "https://[fd00:0ec2:0::0254]/",
        "https://[fd20:ce::254]/",
        "https://169.254.169.254.nip.io/",
        "https://metadata-mixed.example.com/",
      ],
    ],
    ["host", ["https://metadata.google.internal/", "https://metadata/", "https://instance-data.ec2.internal/"]],
  ],
  "names inside a network": [
    [
      "host",
      [
        "https://localhost/",
        "https://LOCALHOST/",
        "https://localhost./",
        "https://foo.localhost/",
        "https://localhost.localdomain/",
        "https://printer.local/",
        "https://db.internal/",
        "https://wiki.intranet/",
        "https://nas.lan/",
        "https://router.home/",
        "https://router.home.arpa/",
        "https://git.corp/",
        "https://vault.private/",
        "https://unit.test/",
        "https://nowhere.invalid/",
        "https://hidden.onion/",
        "https://kubernetes.default.svc/",
        "https://kubernetes.default.svc.cluster.local/",
        "https://postgres/",
        "https://intranet/",
        "https://api.example.com./",
        "https://-api.example.com/",
        "https://api-.example.com/",
        "https://api..example.com/",
        "https://*.example.com/",
        "https://api,example.com/",
        "https://xn--/",
        `https://${"a".repeat(64)}.example.com/`,
        `https://${"a.".repeat(130)}com/`,
      ],
    ],
  ],
  "what DNS answers": [
    [
      "private_address",
      [
        "https://localtest.me/",
        "https://127.0.0.1.nip.io/",
        "https://v6-loopback.example.com/",
        "https://mapped.example.com/",
        "https://zero.example.com/",
        "https://all-private.example.com/",
      ],
    ],
    [
      "dns_mixed",
      ["https://mixed.example.com/", "https://mixed-first.example.com/", "https://mixed-families.example.com/"],
    ],
    [
      "dns_answer",
      [
        "https://nul.example.com/",
        "https://zoned.example.com/",
        "https://octal.example.com/",
        "https://short.example.com/",
        "https://cname.example.com/",
      ],
    ],
    ["own_address", ["https://ourselves.example.com/", "https://93.184.216.99/"]],
  ],
  "tricks with the authority": [
    [
      "user_info",
      [
        "https://user@api.example.com/",
        "https://user:secret@api.example.com/",
        "https://api.example.com@127.0.0.1/",
        "https://api.example.com:443@10.0.0.1/",
        "https://@api.example.com/",
        "https://api.example.com;@127.0.0.1/",
      ],
    ],
    [
      "form",
      [
        "https://api.example.com\\@127.0.0.1/",
        "https:\\\\api.example.com/",
        "https://api.example.com#@127.0.0.1/",
        "https://127.0.0.1#.example.com/",
        "https:///api.example.com/",
        "https:/api.example.com/",
        "https:api.example.com/",
        "https://",
        "https://?x",
        "https:///",
        "//api.example.com/",
        "/v1/lists",
        "api.example.com/v1",
        "",
        "https://api.example.com:99999/",
        "https://api.example.com:-1/",
        "https://api.example.com:44a/",
        "https://api.example.com/v1/../admin",
        "https://api.example.com/v1/%2e%2E/admin",
        "https://api.example.com/./v1",
        "https://api.example.com/.%2e",
        "https://api.example.com/v1#lists",
        `https://api.example.com/${"a".repeat(2048)}`,
      ],
    ],
    [
      "host",
      [
        "https://$host/v1",
        "https://${host}/v1",
        "https://{region}.example.com/",
        "https://api.example.com%2f/",
        "https://127%2e0.0.1/",
        "https://%6c%6f%63alhost/",
        "https://%00.example.com/",
      ],
    ],
  ],
  "controls, spaces and invisible characters": [
    [
      "form",
      [
        "https://api.example.com/\r\nHost: evil",
        "https://api.example.com/\n",
        " https://api.example.com/",
        "https://api.example.com/ ",
        "https://api.exam\tple.com/",
        "\0https://api.example.com/",
        "https://api.example.com/\0",
        "https://api.example.com/\x7f",
        "https://api.example.com/\x85",
        "https://api.example.com/\xa0",
        "https://api.example.com/\u2028",
        "https://api.example.com/\u2029",
        "\ufeffhttps://api.example.com/",
        "https://api.\u200bexample.com/",
        "https://api.exam\u00adple.com/",
        "https://api.example.com/\u202egnp.exe",
        "https://api.example.com/\u3000",
        "https://api.example.com/\ud800",
      ],
    ],
  ],
  "unicode that folds into ASCII": [
    [
      "private_address",
      [
        "https://１２７.０.０.１/",
        "https://127。0。0。1/",
        "https://127．0．0．1/",
        "https://⑫⑦.0.0.1/",
        "https://①②⑦.⓪.⓪.①/",
        "https://𝟏𝟐𝟕.𝟎.𝟎.𝟏/",
        "https://0ｘ7f.1/",
      ],
    ],
    [
      "host",
      [
        "https://ｌｏｃａｌｈｏｓｔ/",
        "https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/",
        "https://db。internal/",
        "https://metadata.google.ｉnternal/",
      ],
    ],
    [
      "form",
      ["https://api.example.com／path＠127.0.0.1/", "https://evil℀com.example/", "https://127.0.0.1＃.example.com/"],
    ],
    ["allowed", ["https://ａｐｉ.example.com/", "https://api。example。com/"]],
  ],
  schemes: [
    ["scheme", ["http://api.example.com/", "http://8.8.8.8/", "HTTP://api.example.com:8080/"]],
    [
      "scheme",
      [
        "ftp://api.example.com/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:11211/_stats",
        "dict://127.0.0.1:11211/",
        "ldap://127.0.0.1/",
        "javascript:alert(1)",
        "data:text/plain,hello",
        "ws://api.example.com/",
        "wss://api.example.com/",
        "unix:/var/run/docker.sock",
        "blob:https://api.example.com/1",
        "view-source:https://api.example.com/",
        "jar:https://api.example.com!/",
        "localhost:4010/v1",
      ],
    ],
    ["form", ["://api.example.com/", "1https://api.example.com/", ":https://api.example.com/"]],
  ],
  ports: [
    [
      "port",
      [
        "https://api.example.com:22/",
        "https://api.example.com:25/",
        "https://api.example.com:0/",
        "https://api.example.com:3000/",
        "https://api.example.com:5432/",
        "https://api.example.com:6379/",
        "https://api.example.com:8444/",
        "https://api.example.com:65535/",
        "https://8.8.8.8:53/",
      ],
    ],
  ],
};

for (const [category, groups] of Object.entries(table)) {
  describe(category, () => {
    for (const [expected, urls] of groups) {
      test.each(urls)(`${expected}: %j`, (url) => expect(decide(url)).toBe(expected));
    }
  });
}

test("the table is as large as SECURITY T1 asks, without repeats", () => {
  const urls = Object.values(table).flatMap((groups) => groups.flatMap(([, group]) => group));
  expect(urls.length).toBeGreaterThanOrEqual(200);
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

describe("exceptions", () => {
  const policy: EgressPolicy = {
    allow: parseEgressAllow("127.0.0.2:4101, sandbox.internal:4010,[fd00::5]:443, localhost:4010"),
    ports: [443],
  };
  test.each([
    ["http://127.0.0.2:4101/", "allowed"],
    ["https://127.0.0.2:4101/", "allowed"],
    ["http://127.0.0.2:4102/", "scheme"],
    ["https://127.0.0.2/", "private_address"],
    ["http://127.0.0.1:4101/", "scheme"],
    ["https://[fd00::5]/", "allowed"],
    ["http://[fd00:0::5]:443/", "allowed"],
    ["https://[fd00::6]/", "private_address"],
    ["http://user@127.0.0.2:4101/", "user_info"],
    ["http://127.0.0.2:4101/../", "form"],
    ["ftp://127.0.0.2:4101/", "scheme"],
  ])("%s is %s", (url, expected) => expect(decide(url, policy)).toBe(expected));

  test.each<[string, string[], EgressRule | "allowed"]>([
    ["http://sandbox.internal:4010/", ["10.0.0.9"], "allowed"],
    ["http://localhost:4010/", ["::1", "127.0.0.1"], "allowed"],
    ["http://sandbox.internal:4010/", ["169.254.169.254"], "metadata_address"],
    ["http://sandbox.internal:4010/", ["10.0.0.9", "::ffff:169.254.169.254"], "metadata_address"],
    ["http://sandbox.internal:4010/", ["fd00:ec2::254"], "metadata_address"],
    // A name that resolves to an excepted address and port, as the live harness uses it.
    ["http://partner.example.com:4101/", ["127.0.0.2"], "allowed"],
    ["http://partner.example.com:4101/", ["127.0.0.1"], "private_address"],
    ["http://partner.example.com:4101/", ["127.0.0.2", "127.0.0.1"], "dns_mixed"],
    ["http://partner.example.com:4101/", ["93.184.216.34"], "scheme"],
    ["https://partner.example.com:4101/", ["93.184.216.34"], "port"],
    ["http://partner.example.com:4101/", ["93.184.216.34", "127.0.0.2"], "scheme"],
  ])("%s at %j is %s", (url, answers, expected) => {
    const verdict = judgeUrl(url, policy);
    if (!verdict.ok) throw new Error(`refused before DNS: ${verdict.refusal.rule}`);
    const judged = judgeAddresses(verdict.target, answers, policy);
    expect(judged.ok ? "allowed" : judged.refusal.rule).toBe(expected);
  });

  test("are read from text, duplicates folded", () => {
    expect(parseEgressAllow("")).toEqual([]);
    expect(parseEgressAllow(" A.Example:1 ,a.example:1,[FD00::0:5]:2,")).toEqual([
      { host: "a.example", port: 1 },
      { host: "fd00::5", port: 2 },
    ]);
  });

  test.each([
    ["partner.internal", "host:port"],
    ["partner.internal:0", "between 1 and 65535"],
    ["partner.internal:70000", "between 1 and 65535"],
    ["*.internal:443", "patterns and ranges"],
    ["10.0.0.0/8:443", "patterns and ranges"],
    ["127.1:443", "patterns and ranges"],
    ["https://partner.internal:443", "host:port"],
    ["fd00::5:443", "host:port"],
    ["[partner.internal]:443", "brackets"],
    ["169.254.169.254:80", "metadata"],
    ["169.254.170.2:80", "metadata"],
    ["168.63.129.16:80", "metadata"],
    ["[fd00:ec2::254]:80", "metadata"],
    ["[::ffff:a9fe:a9fe]:80", "metadata"],
  ])("%s is refused with words that name it", (part, words) => {
    const read = () => parseEgressAllow(`ok.internal:443,${part}`);
    expect(read).toThrow(`“${part}”`);
    expect(read).toThrow(words);
    expect(read).not.toThrow("“ok.internal:443”");
  });
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
