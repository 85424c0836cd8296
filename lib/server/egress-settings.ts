/** What the operator lets us call, from the environment: ports, and exceptions as host:port, never a switch. */
import "server-only";
import type { EgressRefusal } from "./egress-policy";
import { type EgressPolicy, parseEgressAllow } from "./egress-policy";
import { type Env, env } from "./env";
import { log } from "./log";

let policy: EgressPolicy | undefined;

/** The effective egress policy of this process: the sandbox and `EGRESS_ALLOW` are the only exceptions. */
export function egressPolicy(): EgressPolicy {
  policy ??= egressPolicyOf(env());
  return policy;
}

/** The policy that an environment means. Throws an Error that names what an operator wrote wrong. */
export function egressPolicyOf(
  values: Pick<Env, "BASE_URL" | "MAIL_FROM" | "SANDBOX_URL" | "EGRESS_ALLOW" | "EGRESS_PORTS" | "EGRESS_PROXY">,
): EgressPolicy {
  const proxy = egressProxy(values.EGRESS_PROXY);
  return {
    ...(proxy && { proxy }),
    allow: [...sandboxAddress(values.SANDBOX_URL), ...parseEgressAllow(values.EGRESS_ALLOW)],
    ports: ports(values.EGRESS_PORTS),
    ownHosts: [new URL(values.BASE_URL).hostname],
    caller: caller(values.BASE_URL, values.MAIL_FROM),
  };
}

/** The same exceptions as the rulebook knows them, so that it does not object to what the guard lets pass. */
export function allowedHosts(policy = egressPolicy()): string[] {
  return policy.allow.map(({ host, port }) => `${host.includes(":") ? `[${host}]` : host}:${port}`);
}

/** A refusal in the log (ASVS 16.3): the rule and the host as it was asked for, never what was to be sent. */
export function logRefusal({ rule, host }: EgressRefusal & { host: string }): void {
  log.warn({ event: "egress_refused", rule, host }, "a request was not sent");
}

/** What wants the key of its workspace. The sandbox's pages for people have no sign-in: nobody reads them through us. */
const sandboxSections = ["v1", "oauth", "faults", "expectation"];

function sandboxAddress(url: string | undefined): EgressPolicy["allow"] {
  if (!url) return [];
  const { hostname, port, protocol } = new URL(url);
  const paths = sandboxSections.map((section) => `/w/*/${section}`);
  return [{ host: hostname, port: Number(port || (protocol === "https:" ? 443 : 80)), paths }];
}

/** `http://proxy.internal:4750`. Nothing else belongs into it: what it may be told, it would also log. */
function egressProxy(text: string | undefined): EgressPolicy["proxy"] {
  if (text === undefined) return undefined;
  const match = /^http:\/\/(\[[0-9a-f:]+\]|[a-z0-9._-]+):(\d{1,5})\/?$/i.exec(text);
  const port = Number(match?.[2]);
  if (!match?.[1] || port < 1 || port > 65_535)
    throw new Error("EGRESS_PROXY: write http://host:port and nothing else.");
  return { host: match[1].replace(/^\[|\]$/g, ""), port };
}

function ports(text: string): number[] {
  const parts = text.split(",").map((part) => part.trim());
  const wrong = parts.filter((part) => !/^[1-9]\d{0,4}$/.test(part) || Number(part) > 65_535);
  if (wrong.length > 0) throw new Error(`EGRESS_PORTS: “${wrong.join("”, “")}” is no port between 1 and 65535.`);
  return parts.map(Number);
}

/** `(+https://portal.example.com; no-reply@example.com)`: the deployment, and whom to write to. */
function caller(baseUrl: string, mailFrom: string): string {
  const contact = /[^\s<>]+@[^\s<>]+/.exec(mailFrom)?.[0];
  const text = `(+${new URL(baseUrl).origin}${contact === undefined ? "" : `; ${contact}`})`;
  return text.replace(/[^\x20-\x7e]/g, "");
}
