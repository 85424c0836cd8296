/**
 * Hosts that are private by the look of them. This is advice while somebody types; what is called is decided where
 * the connection is made, by the same rules and then by what DNS says.
 */

/** Names that no public DNS serves, or that mean this machine or this network (SECURITY 3, step 3). */
const localSuffixes = [
  ...["localhost", "localdomain", "local", "internal", "intranet", "lan", "home", "home.arpa", "corp", "private"],
  ...["test", "invalid", "onion", "svc"],
];

const label = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
/** No top-level domain begins with a digit: such a name is a mistyped address. */
const dnsName = new RegExp(`^(?!.*(?:^|\\.)\\d[^.]*$)${label}(?:\\.${label})*$`);

/** Why a `host` or `host:port` can't be public, to follow its name in a sentence; undefined where it may be. */
export function privateHostReason(hostAndPort: string): string | undefined {
  const written = hostAndPort.replace(/:\d*$/, "");
  if (written.endsWith(".")) return "ends with a dot";
  const host = /[%@]/.test(written) ? undefined : parsed(written);
  if (host === undefined) return "isn't a host name";
  if (host.startsWith("[")) return isPublicV6(groupsOf(host.slice(1, -1))) ? undefined : "isn't a public address";
  if (/^\d+(?:\.\d+){3}$/.test(host)) {
    return isPublicV4(host.split(".").map(Number)) ? undefined : "isn't a public address";
  }
  if (host.length > 253 || !dnsName.test(host)) return "isn't a host name";
  if (localSuffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`))) return "is a local name";
  return host.includes(".") ? undefined : "is a name of one's own network";
}

/** As URLs are read: addresses in their usual notation, names in lower case and in ASCII. */
function parsed(host: string): string | undefined {
  try {
    return new URL(`https://${host}/`).hostname;
  } catch {
    return undefined;
  }
}

function isPublicV4([a = 0, b = 0, c = 0, d = 0]: readonly number[]): boolean {
  if (a === 0 || a === 10 || a === 127 || a >= 224) return false;
  if (a === 100 && b >= 64 && b < 128) return false;
  if (a === 169 && b === 254) return false;
  if (a === 172 && b >= 16 && b < 32) return false;
  if (a === 192 && (b === 168 || (b === 0 && (c === 0 || c === 2)) || (b === 88 && c === 99))) return false;
  // Networks for measuring and for answers that nobody should get (AS112, AMT).
  if (a === 192 && ((b === 31 && c === 196) || (b === 52 && c === 193) || (b === 175 && c === 48))) return false;
  if (a === 198 && (b === 18 || b === 19 || (b === 51 && c === 100))) return false;
  if (a === 203 && b === 0 && c === 113) return false;
  return !(a === 168 && b === 63 && c === 129 && d === 16);
}

/** Cloud metadata addresses of IPv4, as the last two groups of an IPv6 address. */
const metadataTails = new Set([0xa9fea9fe, 0xa9feaa02, 0xa9feaa17, 0xa83f8110, 0x646464c8]);

/** Global unicast is 2000::/3, less the blocks for documentation, protocols and embedded IPv4. */
function isPublicV6([
  first = 0,
  second = 0,
  third = 0,
  ,
  ,
  sixth = 0,
  seventh = 0,
  eighth = 0,
]: readonly number[]): boolean {
  if (first < 0x2000 || first > 0x3fff) return false;
  if (first === 0x2001 && (second < 0x200 || second === 0xdb8)) return false;
  if (first === 0x2002 || (first === 0x3fff && second < 0x1000)) return false;
  if (first === 0x2620 && second === 0x4f && third === 0x8000) return false;
  // 5efe marks an IPv4 address tunnelled by ISATAP.
  return sixth !== 0x5efe && !metadataTails.has(seventh * 0x10000 + eighth);
}

/** The eight groups of an address as URLs write it. */
function groupsOf(address: string): number[] {
  const [before = [], after = []] = address.split("::").map((half) =>
    half
      .split(":")
      .filter(Boolean)
      .map((group) => Number.parseInt(group, 16)),
  );
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after];
}
