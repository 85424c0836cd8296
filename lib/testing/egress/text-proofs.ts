/** What must be true of the guard before anything is connected to: the tables, and how exceptions are read. */
import type { EgressPolicy } from "@/lib/server/egress-policy";
import { expectAll, type Guard, type TextProof } from "./guard";
import { headerTable, methodTable } from "./header-table";
import { declaredTable, type Expected, ownAddresses, ownHosts, urlTable, zone } from "./url-table";

export const tablePolicy: EgressPolicy = { allow: [], ports: [80, 443, 8080, 8443], ownHosts };

/** What becomes of a URL: the rule that refuses it, or whether it would be called. */
export function decide(
  guard: Guard,
  url: string,
  options: { policy?: EgressPolicy; declared?: readonly string[] | undefined; zone?: typeof zone } = {},
): Expected | "unresolved" {
  const { policy = tablePolicy } = options;
  const verdict = guard.judgeUrl(url, policy, options.declared);
  if (!verdict.ok) return verdict.refusal.rule;
  const { target } = verdict;
  const answers = target.isLiteral ? [target.hostname] : ((options.zone ?? zone)[target.hostname] ?? []);
  if (answers.length === 0) return "unresolved";
  const judged = guard.judgeAddresses(target, answers, policy, ownAddresses);
  return judged.ok ? "allowed" : judged.refusal.rule;
}

const tableProofs: TextProof[] = Object.entries(urlTable).map(([category, groups]) => ({
  name: `table: ${category}`,
  prove(guard) {
    for (const [expected, urls] of groups) expectAll(urls, (url) => ({ found: decide(guard, url), expected }));
  },
}));

/** Two exceptions of an operator: addresses and names, each with its port. */
const exceptions = "127.0.0.2:4101, sandbox.internal:4010,[fd00::5]:443, localhost:4010";

const exceptedUrls: readonly (readonly [string, Expected])[] = [
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
  ["http://a.sandbox.internal:4010/", "host"],
  ["http://sandbox.internal:4011/", "host"],
];

const exceptedAnswers: readonly (readonly [string, readonly string[], Expected])[] = [
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
];

const pathsOfSandbox: readonly (readonly [string, Expected])[] = [
  ["/w/team/v1", "allowed"],
  ["/w/a/v1/lists?x=/live", "allowed"],
  ["/w/a/oauth/token", "allowed"],
  ["/", "sandbox_page"],
  ["/w/team/live", "sandbox_page"],
  ["/w/team/live/v1", "sandbox_page"],
  ["/w/team/live?/v1", "sandbox_page"],
  ["/w//v1", "sandbox_page"],
  ["/w/team/v1x", "sandbox_page"],
  ["/w/team/%76%31", "sandbox_page"],
];

const wrongExceptions: readonly (readonly [string, string])[] = [
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
];

function messageOf(action: () => unknown): string {
  try {
    action();
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export const textProofs: readonly TextProof[] = [
  ...tableProofs,
  {
    name: "table: declared hosts",
    prove(guard) {
      expectAll(declaredTable, ([expected, declared, url]) => ({ found: decide(guard, url, { declared }), expected }));
    },
  },
  {
    name: "table: headers",
    prove(guard) {
      expectAll(headerTable, ([words, name, value]) => {
        const refusal = guard.judgeHeaders([{ name, value }]);
        const isAsExpected = words === undefined ? refusal === undefined : refusal?.detail.includes(words) === true;
        return { found: isAsExpected || refusal?.detail, expected: true };
      });
    },
  },
  {
    name: "table: methods",
    prove(guard) {
      expectAll(methodTable, ([method, expected]) => ({ found: guard.judgeMethod(method)?.rule ?? "sent", expected }));
    },
  },
  {
    name: "exceptions cover one host and one port, and never metadata",
    prove(guard) {
      const policy: EgressPolicy = { allow: guard.parseEgressAllow(exceptions), ports: [443] };
      expectAll(exceptedUrls, ([url, expected]) => {
        const answers = { "sandbox.internal": ["10.0.0.9"] };
        return { found: decide(guard, url, { policy, zone: answers }), expected };
      });
      expectAll(exceptedAnswers, ([url, answers, expected]) => {
        const verdict = guard.judgeUrl(url, policy);
        if (!verdict.ok) return { found: verdict.refusal.rule, expected };
        const judged = guard.judgeAddresses(verdict.target, answers, policy);
        return { found: judged.ok ? "allowed" : judged.refusal.rule, expected };
      });
    },
  },
  {
    name: "an exception of some paths opens no others, by name or by address",
    prove(guard) {
      const paths = ["/w/*/v1", "/w/*/oauth"];
      const policy: EgressPolicy = {
        allow: [
          { host: "sandbox.internal", port: 4010, paths },
          { host: "127.0.0.2", port: 4010, paths },
        ],
        ports: [443],
      };
      const zone = { "sandbox.internal": ["10.0.0.9"], "partner.example.com": ["127.0.0.2"] };
      const hosts = ["sandbox.internal", "127.0.0.2", "partner.example.com"];
      expectAll(
        hosts.flatMap((host) =>
          pathsOfSandbox.map(([path, expected]) => [`http://${host}:4010${path}`, expected] as const),
        ),
        ([url, expected]) => ({ found: decide(guard, url, { policy, zone }), expected }),
      );
    },
  },
  {
    name: "exceptions are read strictly, and what is wrong is named",
    prove(guard) {
      expectAll(wrongExceptions, ([part, words]) => {
        const message = messageOf(() => guard.parseEgressAllow(`ok.internal:443,${part}`));
        const isNamed =
          message.includes(`“${part}”`) && message.includes(words) && !message.includes("“ok.internal:443”");
        return { found: isNamed || message, expected: true };
      });
      expectAll([" A.Example:1 ,a.example:1,[FD00::0:5]:2,"], (text) => ({
        found: guard.parseEgressAllow(text),
        expected: [
          { host: "a.example", port: 1 },
          { host: "fd00::5", port: 2 },
        ],
      }));
    },
  },
];
