/**
 * Which URLs and addresses may be called (SECURITY 3, steps 1 to 4 and 6). Pure: nothing here opens a socket or asks DNS.
 *
 * There are two moments. `judgeUrl` looks at the text before anything is resolved; `judgeAddresses` looks at what DNS
 * said, and again at the address that was really connected to.
 */
import ipaddr from "ipaddr.js";
import type { EgressRule } from "@/lib/destination/egress-rule";
import { matchesHost } from "@/lib/destination/template/host-pattern";

/** We would not send it: the rule, and what is wrong and what to do, in words for the person who typed the URL. */
export interface EgressRefusal {
  rule: EgressRule;
  detail: string;
}

/** One exact exception. `host` is a DNS name in lower case or an IP address without brackets. */
export interface EgressException {
  host: string;
  port: number;
  /** The beginnings of the paths that it covers, where `*` is any one segment; absent: all. */
  paths?: readonly string[];
}

/**
 * What may be called. An exception lets one host and port through: also over http, also at a private address, also at
 * an unusual port. It never covers a cloud's metadata address.
 */
export interface EgressPolicy {
  allow: readonly EgressException[];
  ports: readonly number[];
  /** Names of this portal, in lower case: whatever address they have, it does not call itself. */
  ownHosts?: readonly string[];
  /** Which deployment is calling and whom to write to, for partners to see: it follows our name in User-Agent. */
  caller?: string;
  /** The operator's own proxy, through which everything but exceptions is called. */
  proxy?: { host: string; port: number };
}

/** Public https only, on the usual ports, without exceptions. */
export const defaultEgressPolicy: EgressPolicy = { allow: [], ports: [80, 443, 8080, 8443] };

/** A URL that passed step 1 to 4. From here on nobody looks at the text again. */
export interface EgressTarget {
  url: URL;
  /** As in the URL, without the brackets of an IPv6 address. */
  hostname: string;
  port: number;
  isLiteral: boolean;
  /** An exception names exactly this host and port. */
  isExcepted: boolean;
  /** Stands unless every address turns out to be an exception: an exception may be written as the address of a name. */
  pending?: EgressRefusal;
}

export interface ResolvedAddress {
  address: string;
  family: 4 | 6;
}

type ParsedAddress = ReturnType<typeof ipaddr.parse>;

const urlLengthMax = 2048;
/** More addresses than this are judged, but not kept for connecting. */
const pinnedAddressesMax = 16;

const refuse = (rule: EgressRule, detail: string): { ok: false; refusal: EgressRefusal } => ({
  ok: false,
  refusal: { rule, detail },
});

type UrlVerdict = { ok: true; target: EgressTarget } | { ok: false; refusal: EgressRefusal };

/**
 * Judges the text of a URL, before DNS. The answer holds the one parse of it that is used from then on. `declared`: the
 * hosts and host patterns of the destination's version; without them any public host may be called.
 */
export function judgeUrl(text: string, policy: EgressPolicy, declared?: readonly string[]): UrlVerdict {
  const malformed = judgeForm(text);
  if (malformed) return { ok: false, refusal: malformed };
  if (!URL.canParse(text)) return refuse("form", "The URL cannot be read. Check the host name and the port.");
  const url = new URL(text);
  const hostname = url.hostname.replace(/^\[|\]$/g, "");
  const port = url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);
  const literal = parseAddress(hostname);
  if (declared && !matchesHost(hostname, declared)) {
    return refuse("undeclared_host", `The destination does not declare that it calls ${hostname.slice(0, 253)}.`);
  }
  const isExcepted = policy.allow.some((exception) => isSame(exception, hostname, port));
  const target: EgressTarget = { url, hostname, port, isLiteral: literal !== undefined, isExcepted };
  const closed = isExcepted && judgePath(target, hostname, policy);
  if (closed) return { ok: false, refusal: closed };
  if (isExcepted) return { ok: true, target };

  if (policy.ownHosts?.includes(hostname)) {
    return refuse("own_address", `${hostname} is this portal itself, which is not called.`);
  }
  if (!literal) {
    const badName = judgeHostName(hostname);
    if (badName) return { ok: false, refusal: badName };
  }
  const pending = judgeSchemeAndPort(url, port, policy);
  if (!pending) return { ok: true, target };
  const mayBeExcepted = !literal && policy.allow.some((exception) => isAddressException(exception, port));
  return mayBeExcepted ? { ok: true, target: { ...target, pending } } : { ok: false, refusal: pending };
}

type AddressVerdict = { ok: true; addresses: ResolvedAddress[] } | { ok: false; refusal: EgressRefusal };

/**
 * Judges every address of a host: one that is not public refuses them all (SECURITY 3, steps 5 and 6), since the one
 * that would be dialed is not ours to choose. `ownAddresses` are those of this machine's interfaces (step 7).
 * The refusal does not repeat the address: what a private name resolves to is not the partner's to learn.
 */
export function judgeAddresses(
  target: EgressTarget,
  answers: readonly string[],
  policy: EgressPolicy,
  ownAddresses: readonly string[] = [],
): AddressVerdict {
  const addresses: ResolvedAddress[] = [];
  const refusals: EgressRefusal[] = [];
  for (const answer of answers) {
    const parsed = parseAddress(answer);
    if (!parsed) return refuse("dns_answer", `DNS answered for ${target.hostname} with something that is no address.`);
    const refusal = judgeAddress(parsed, target, policy, ownAddresses);
    if (refusal) refusals.push(refusal);
    else addresses.push({ address: parsed.toString(), family: parsed.kind() === "ipv4" ? 4 : 6 });
  }
  const [first] = refusals;
  if (first && addresses.length > 0 && first.rule !== "metadata_address" && target.pending !== first) {
    return refuse(
      "dns_mixed",
      `Some addresses of ${target.hostname} are public and some are not. We only call hosts whose every address is public.`,
    );
  }
  if (first) return { ok: false, refusal: first };
  return { ok: true, addresses: addresses.slice(0, pinnedAddressesMax) };
}

/** Whether a target is an exception by its name or by every one of its addresses: a host of the operator's own network. */
export function isException(
  target: EgressTarget,
  addresses: readonly ResolvedAddress[],
  policy: EgressPolicy,
): boolean {
  const isAllowed = ({ address }: ResolvedAddress): boolean => {
    const parsed = parseAddress(address);
    return parsed !== undefined && policy.allow.some((exception) => isSame(exception, hostOf(parsed), target.port));
  };
  return target.isExcepted || addresses.every(isAllowed);
}

/** Whether an address is one that the public internet routes to. Text that is no address is not public. */
export function isPublicAddress(text: string): boolean {
  const parsed = parseAddress(text);
  return parsed !== undefined && isPublic(parsed);
}

/** Whether an address serves a cloud's machine credentials. No exception ever covers one, in any embedding. */
export function isMetadataAddress(text: string): boolean {
  const parsed = parseAddress(text);
  return parsed !== undefined && isMetadata(parsed);
}

/**
 * Reads `EGRESS_ALLOW`: `host:port,host:port`, IPv6 in brackets. Throws an Error whose message names each part that is
 * wrong: this is an operator's mistake, and the process should not start with it.
 */
export function parseEgressAllow(text: string): EgressException[] {
  const allow: EgressException[] = [];
  const problems: string[] = [];
  for (const part of text.split(",").map((piece) => piece.trim())) {
    if (part === "") continue;
    const reading = parseException(part);
    if ("problem" in reading) problems.push(`“${part}”: ${reading.problem}`);
    else if (!allow.some((known) => known.host === reading.host && known.port === reading.port)) allow.push(reading);
  }
  if (problems.length > 0) throw new Error(`EGRESS_ALLOW: ${problems.join(" ")}`);
  return allow;
}

function parseException(part: string): EgressException | { problem: string } {
  const match = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(part);
  if (!match) return { problem: "write host:port, such as partner.internal:8443 or [fd00::5]:443." };
  const port = Number(match[3]);
  if (port < 1 || port > 65535) return { problem: "the port must be between 1 and 65535." };
  const written = (match[1] ?? match[2] ?? "").toLowerCase();
  const address = parseAddress(written);
  if (address) {
    if (isMetadata(address)) return { problem: "this is a cloud metadata address, which no exception may cover." };
    return { host: hostOf(address), port };
  }
  if (match[1] !== undefined) return { problem: "only an IPv6 address stands in brackets." };
  if (!namePattern.test(written) || written.length > 253 || /^[\d.]+$/.test(written)) {
    return { problem: "the host must be one DNS name or one IP address; patterns and ranges are not accepted." };
  }
  return { host: written, port };
}

/** Characters that one program shows, strips or splits on and another sends: controls, spaces, invisible ones, halves. */
const deceptive = /[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\p{Cs}\\]/u;

function judgeForm(text: string): EgressRefusal | undefined {
  const form = (detail: string): EgressRefusal => ({ rule: "form", detail });
  if (text === "") return form("The URL is empty.");
  if (text.length > urlLengthMax) {
    return form(`The URL has ${text.length} characters; at most ${urlLengthMax} are sent.`);
  }
  const deceiver = deceptive.exec(text);
  if (deceiver) {
    return form(`The URL holds ${describeCharacter(deceiver[0])} at character ${deceiver.index + 1}. Remove it.`);
  }
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== "http" && scheme !== "https") {
    return { rule: "scheme", detail: `Only https:// is called, and this URL begins with “${scheme}:”.` };
  }
  const [beginning, authority] = /^https?:\/\/([^/?#]+)/i.exec(text) ?? [];
  if (beginning === undefined || authority === undefined) {
    return form("Write the whole URL, beginning with https:// and a host name.");
  }
  return judgeAuthority(authority) ?? judgeRest(text.slice(beginning.length));
}

function judgeAuthority(authority: string): EgressRefusal | undefined {
  if (authority.includes("@")) {
    return {
      rule: "user_info",
      detail: "The URL carries a user name before an @. Send credentials in a header instead.",
    };
  }
  const odd = /[%${}]/.exec(authority)?.[0];
  if (odd !== undefined) {
    return { rule: "host", detail: `The host of the URL holds “${odd}”. A host is a plain DNS name.` };
  }
  if (/\.(:\d*)?$/.test(authority)) return { rule: "host", detail: "The host of the URL ends with a dot. Remove it." };
  return undefined;
}

/** What follows the host. A parser folds dot segments away, so what is shown would not be what is sent. */
function judgeRest(rest: string): EgressRefusal | undefined {
  if (rest.includes("#")) {
    return { rule: "form", detail: "The URL has a part after #, which is never sent to a server. Remove it." };
  }
  const path = rest.split("?", 1)[0] ?? "";
  if (path.split("/").some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment))) {
    return { rule: "form", detail: "The path holds a segment “.” or “..”. Write the path without it." };
  }
  return undefined;
}

function describeCharacter(character: string): string {
  if (character === " ") return "a space";
  if (character === "\\") return "a backslash";
  if (character === "\n" || character === "\r") return "a line break";
  return `the invisible character U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

const label = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
const namePattern = new RegExp(`^${label}(?:\\.${label})*$`);

/** Names that no public DNS serves, or that mean this machine or this network (SECURITY 3, step 3). */
const internalSuffixes = [
  ...["localhost", "localdomain", "local", "internal", "intranet", "lan", "home", "home.arpa", "corp", "private"],
  ...["test", "invalid", "onion", "svc"],
];

function judgeHostName(hostname: string): EgressRefusal | undefined {
  const host = (detail: string): EgressRefusal => ({ rule: "host", detail });
  // No top-level domain begins with a digit: such a name is a mistyped address.
  if (hostname.length > 253 || !namePattern.test(hostname) || /(?:^|\.)\d[^.]*$/.test(hostname)) {
    return host(`“${hostname.slice(0, 80)}” is not a DNS name. Check the host of the URL.`);
  }
  const internal = internalSuffixes.find((suffix) => hostname === suffix || hostname.endsWith(`.${suffix}`));
  if (internal !== undefined) {
    return host(`${hostname} is a name inside a private network (“${internal}”). Use a host on the public internet.`);
  }
  if (!hostname.includes(".")) {
    return host(`“${hostname}” has no dot. Use the full name of a host on the public internet.`);
  }
  return undefined;
}

function judgeSchemeAndPort(url: URL, port: number, policy: EgressPolicy): EgressRefusal | undefined {
  if (url.protocol !== "https:") {
    return { rule: "scheme", detail: "Only https:// is called. Change http:// to https:// in the URL." };
  }
  if (!policy.ports.includes(port)) {
    return { rule: "port", detail: `Port ${port} is not called. Open are ${policy.ports.join(", ")}.` };
  }
  return undefined;
}

function judgeAddress(
  address: ParsedAddress,
  target: EgressTarget,
  policy: EgressPolicy,
  ownAddresses: readonly string[],
): EgressRefusal | undefined {
  const subject = target.isLiteral ? "The host of the URL is" : `${target.hostname} resolves to`;
  if (isMetadata(address)) {
    return { rule: "metadata_address", detail: `${subject} a cloud metadata address, which is never called.` };
  }
  const host = hostOf(address);
  const isExcepted = target.isExcepted || policy.allow.some((exception) => isSame(exception, host, target.port));
  if (isExcepted) return judgePath(target, host, policy);
  if (!isPublic(address)) {
    return {
      rule: "private_address",
      detail: `${subject} an address that is not on the public internet. We only call public addresses.`,
    };
  }
  if (ownAddresses.some((own) => parseAddress(own)?.toString() === address.toString())) {
    return { rule: "own_address", detail: `${subject} this server itself, which is not called.` };
  }
  return target.pending;
}

/** The sandbox has pages for people beside its APIs: they show what everybody sends there, with the keys of all. */
function judgePath({ url, port }: EgressTarget, host: string, { allow }: EgressPolicy): EgressRefusal | undefined {
  const covering = allow.filter((exception) => isSame(exception, host, port));
  if (covering.length === 0 || covering.some((exception) => isPathCovered(exception, url.pathname))) return undefined;
  return {
    rule: "sandbox_page",
    detail: `${url.pathname.slice(0, 80)} is none of the sandbox's APIs. They stand under /w/ and the workspace's name.`,
  };
}

function isPathCovered({ paths }: EgressException, pathname: string): boolean {
  const segments = pathname.split("/");
  const isBeginning = (path: string): boolean =>
    path.split("/").every((part, index) => (part === "*" ? (segments[index] ?? "") !== "" : part === segments[index]));
  return paths === undefined || paths.some(isBeginning);
}

/** Forgives the brackets that `URL.hostname` puts around IPv6. */
function isSame(exception: EgressException, host: string, port: number): boolean {
  return exception.port === port && exception.host.replace(/^\[|\]$/g, "") === host;
}

function isAddressException(exception: EgressException, port: number): boolean {
  return exception.port === port && parseAddress(exception.host.replace(/^\[|\]$/g, "")) !== undefined;
}

/**
 * Only the usual notations: the four decimal parts of IPv4, and IPv6 without a zone. Shorter and octal ones are
 * unwrapped by the URL parser before they come here; from DNS they are garbage.
 */
function parseAddress(text: string): ParsedAddress | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  if (text.includes(":") && !text.includes("%") && ipaddr.IPv6.isValid(text)) return ipaddr.IPv6.parse(text);
  return undefined;
}

/** The address as `URL.hostname` writes it, so that an exception equals what is typed. */
function hostOf(address: ParsedAddress): string {
  return address.kind() === "ipv4"
    ? address.toString()
    : new URL(`http://[${address.toString()}]`).hostname.replace(/^\[|\]$/g, "");
}

function isPublic(address: ParsedAddress): boolean {
  if (isMetadata(address)) return false;
  if (address.range() !== "unicast") return false;
  if (!("parts" in address)) return true;
  const [first = 0, , , , , isatap = 0] = address.parts;
  // 2000::/3 is all that is assigned for the internet; 5efe marks an IPv4 address tunnelled by ISATAP.
  return (first & 0xe000) === 0x2000 && isatap !== 0x5efe;
}

/** AWS, Azure, GCP and Alibaba: instance metadata, container credentials, wire server. */
const metadataAddresses = new Set([
  ...["169.254.169.254", "169.254.170.2", "169.254.170.23", "168.63.129.16", "100.100.100.200"],
  ...["fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254"],
]);

function isMetadata(address: ParsedAddress): boolean {
  if (!("parts" in address)) return metadataAddresses.has(address.toString());
  if (metadataAddresses.has(address.toString())) return true;
  const [first, second = 0, third = 0, , , , seventh = 0, eighth = 0] = address.parts;
  // Every embedding but 6to4 keeps the IPv4 address in the last 32 bits.
  if (metadataAddresses.has(dotted(seventh, eighth))) return true;
  return first === 0x2002 && metadataAddresses.has(dotted(second, third));
}

function dotted(high: number, low: number): string {
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join(".");
}
