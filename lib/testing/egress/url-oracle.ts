/**
 * A second opinion about URLs, written from the standards and from SECURITY 3 with other means than the guard's: Node's
 * URL and BlockList, code points instead of regular expressions, blocks as the IANA registries list them.
 */
import { BlockList, isIP } from "node:net";

/** General categories Cc, Cf, Zs, Zl, Zp and Cs of Unicode 17, as ranges of code points; and the backslash. */
const deceptiveRanges: readonly (readonly [number, number])[] = [
  [0x00, 0x20],
  [0x5c, 0x5c],
  [0x7f, 0xa0],
  [0xad, 0xad],
  [0x600, 0x605],
  [0x61c, 0x61c],
  [0x6dd, 0x6dd],
  [0x70f, 0x70f],
  [0x890, 0x891],
  [0x8e2, 0x8e2],
  [0x1680, 0x1680],
  [0x180e, 0x180e],
  [0x2000, 0x200f],
  [0x2028, 0x202f],
  [0x205f, 0x2064],
  [0x2066, 0x206f],
  [0x3000, 0x3000],
  [0xd800, 0xdfff],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0x110bd, 0x110bd],
  [0x110cd, 0x110cd],
  [0x13430, 0x1343f],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0001, 0xe0001],
  [0xe0020, 0xe007f],
];

/** IPv4 special-purpose registry, multicast, reserved, and Azure's wire server. */
const closedIpv4 = new BlockList();
for (const block of [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"],
  ...["192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24"],
  ...["198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32"],
]) {
  const [network = "", prefix] = block.split("/");
  closedIpv4.addSubnet(network, Number(prefix), "ipv4");
}

/** Of 2000::/3, what is not for the internet; then everything outside it. */
const closedIpv6 = new BlockList();
for (const block of [
  ...["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"],
  ...["::/3", "4000::/2", "8000::/1"],
]) {
  const [network = "", prefix] = block.split("/");
  closedIpv6.addSubnet(network, Number(prefix), "ipv6");
}

const privateEndings = [
  ...["localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "test", "invalid", "onion"],
  ...["home.arpa", "localdomain", "svc", "cluster.local"],
].map((ending) => ending.split(".").toReversed());

export interface OracleWorld {
  /** What DNS answers; a name that is missing is unknown. */
  zone: Readonly<Record<string, readonly string[]>>;
  ports: readonly number[];
  /** Addresses of this machine, and names of the portal. */
  own: readonly string[];
  ownNames: readonly string[];
}

/** Whether a URL may be called at all, exceptions aside. */
export function mayBeCalled(text: string, { zone, ports, own, ownNames }: OracleWorld): boolean {
  if (!isWellFormed(text) || !URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.protocol !== "https:" || url.username + url.password + url.hash !== "") return false;
  if (!ports.includes(Number(url.port || "443"))) return false;
  const host = url.hostname;
  if (ownNames.includes(host)) return false;
  const isLiteral = host.startsWith("[") || isIP(host) === 4;
  if (isLiteral) return isOpen(host.replaceAll(/[[\]]/g, ""), own);
  if (!isPublicName(host)) return false;
  const addresses = zone[host] ?? [];
  return addresses.length > 0 && addresses.every((address) => isOpen(address, own));
}

function isWellFormed(text: string): boolean {
  if (text.length > 2_048) return false;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (deceptiveRanges.some(([first, last]) => point >= first && point <= last)) return false;
  }
  const beginning = text.slice(0, 8).toLowerCase();
  if (beginning !== "https://") return false;
  const authority = upTo(text.slice(8), "/?#");
  if (authority === "" || [..."@%${}"].some((character) => authority.includes(character))) return false;
  const name = authority.includes("]") ? authority : upTo(authority, ":");
  if (name.endsWith(".") || text.includes("#")) return false;
  const path = upTo(text.slice(8 + authority.length), "?");
  const dots = new Set([".", "..", "%2e", "%2e%2e", ".%2e", "%2e."]);
  return !path.split("/").some((segment) => dots.has(segment.toLowerCase()));
}

function upTo(text: string, ends: string): string {
  const places = [...ends].map((end) => text.indexOf(end)).filter((place) => place >= 0);
  return text.slice(0, Math.min(text.length, ...places));
}

/** RFC 1123 labels, underscores allowed, and not a name that means something inside a network only. */
function isPublicName(host: string): boolean {
  const labels = host.split(".");
  if (host.length > 253 || labels.length < 2) return false;
  const alphabet = "abcdefghijklmnopqrstuvwxyz0123456789_";
  for (const label of labels) {
    if (label.length < 1 || label.length > 63) return false;
    if (![...label].every((character) => character === "-" || alphabet.includes(character))) return false;
    if (label.startsWith("-") || label.endsWith("-")) return false;
  }
  const reversed = labels.toReversed();
  if ("0123456789".includes(reversed[0]?.charAt(0) ?? "0")) return false;
  return !privateEndings.some((ending) => ending.every((label, index) => reversed[index] === label));
}

function isOpen(address: string, own: readonly string[]): boolean {
  const family = isIP(address);
  if (family === 0 || address.includes("%")) return false;
  if (family === 4) return !closedIpv4.check(address, "ipv4") && !own.includes(address);
  const full = new URL(`http://[${address}]/`).hostname;
  const groups = expanded(full.slice(1, -1));
  // ISATAP tunnels IPv4 by the interface identifier; the wire server may hide in the last 32 bits.
  const isTunnel = groups[5] === "5efe";
  const isWireServer = groups[6] === "a83f" && groups[7] === "8110";
  return (
    !isTunnel &&
    !isWireServer &&
    !isMetadataTail(groups) &&
    !closedIpv6.check(address, "ipv6") &&
    !own.includes(full.slice(1, -1))
  );
}

/** 169.254.169.254, 169.254.170.2, 169.254.170.23 and 100.100.100.200 in the last 32 bits. */
function isMetadataTail(groups: readonly string[]): boolean {
  return ["a9fe:a9fe", "a9fe:aa02", "a9fe:aa17", "6464:64c8"].includes(`${groups[6]}:${groups[7]}`);
}

function expanded(address: string): string[] {
  const [left = "", right] = address.split("::");
  const before = left === "" ? [] : left.split(":");
  if (right === undefined) return before;
  const after = right === "" ? [] : right.split(":");
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => "0"), ...after];
}
