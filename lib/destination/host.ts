/**
 * Hosts that are private by the look of them. This is advice while somebody types; what is called is decided where
 * the connection is made.
 */

const localSuffixes = [
  "localhost",
  "local",
  "internal",
  "intranet",
  "lan",
  "home",
  "corp",
  "private",
  "test",
  "invalid",
  "onion",
  "home.arpa",
  "localdomain",
  "svc",
  "cluster.local",
];

/** Why a `host` or `host:port` can't be public, to follow its name in a sentence; undefined where it may be. */
export function privateHostReason(hostAndPort: string): string | undefined {
  const host = hostAndPort.toLowerCase().replace(/:\d*$/, "").replace(/\.$/, "");
  if (host.startsWith("[")) return publicV6.test(host.slice(1)) ? undefined : "isn't a public address";
  const numbers = ipv4(host);
  if (numbers) return isPublicV4(numbers) ? undefined : "isn't a public address";
  if (numbers === null) return "isn't a host name";
  if (localSuffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`))) return "is a local name";
  return host.includes(".") ? undefined : "is a name of one's own network";
}

/** Global unicast is 2000::/3, less the blocks for documentation and for embedded IPv4. */
const publicV6 = /^(?!2001:db8:|2002:|2001:0{0,4}:|3fff:)[23][0-9a-f]{3}:/;

/** The four numbers of an address in any notation a URL takes; null where it looks like one and isn't. */
function ipv4(host: string): number[] | null | undefined {
  const parts = host.split(".");
  const last = parts.at(-1) ?? "";
  if (!/^(?:\d+|0x[0-9a-f]*)$/.test(last)) return undefined;
  const values = parts.map((part) => {
    if (/^0x[0-9a-f]*$/.test(part)) return Number.parseInt(part.slice(2) || "0", 16);
    if (/^0[0-7]+$/.test(part)) return Number.parseInt(part, 8);
    return /^\d+$/.test(part) ? Number.parseInt(part, 10) : Number.NaN;
  });
  const tail = values.pop() ?? Number.NaN;
  const room = 256 ** (4 - values.length);
  if (values.length > 3 || values.some((value) => !(value < 256)) || !(tail < room)) return null;
  const whole = values.reduce((sum, value, index) => sum + value * 256 ** (3 - index), tail);
  return [3, 2, 1, 0].map((power) => Math.floor(whole / 256 ** power) % 256);
}

function isPublicV4([a = 0, b = 0, c = 0, d = 0]: number[]): boolean {
  if (a === 0 || a === 10 || a === 127 || a >= 224) return false;
  if (a === 100 && b >= 64 && b < 128) return false;
  if (a === 169 && b === 254) return false;
  if (a === 172 && b >= 16 && b < 32) return false;
  if (a === 192 && (b === 168 || (b === 0 && (c === 0 || c === 2)) || (b === 88 && c === 99))) return false;
  if (a === 198 && (b === 18 || b === 19 || (b === 51 && c === 100))) return false;
  if (a === 203 && b === 0 && c === 113) return false;
  return !(a === 168 && b === 63 && c === 129 && d === 16);
}
