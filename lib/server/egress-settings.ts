/** What the operator lets us call, from the environment: ports, and exceptions as host:port, never a switch. */
import "server-only";
import { type EgressPolicy, parseEgressAllow } from "./egress-policy";
import { env } from "./env";

let policy: EgressPolicy | undefined;

/** The effective egress policy of this process: the sandbox and `EGRESS_ALLOW` are the only exceptions. */
export function egressPolicy(): EgressPolicy {
  policy ??= { allow: [...sandboxAddress(), ...parseEgressAllow(env().EGRESS_ALLOW)], ports: ports() };
  return policy;
}

/** The same exceptions as the rulebook knows them, so that it does not object to what the guard lets pass. */
export function allowedHosts(policy = egressPolicy()): string[] {
  return policy.allow.map(({ host, port }) => `${host.includes(":") ? `[${host}]` : host}:${port}`);
}

function sandboxAddress(): EgressPolicy["allow"] {
  const url = env().SANDBOX_URL;
  if (!url) return [];
  const { hostname, port, protocol } = new URL(url);
  return [{ host: hostname, port: Number(port || (protocol === "https:" ? 443 : 80)) }];
}

function ports(): number[] {
  return env()
    .EGRESS_PORTS.split(",")
    .map((text) => Number(text.trim()))
    .filter((port) => Number.isInteger(port) && port > 0 && port < 65_536);
}
