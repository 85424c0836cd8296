const browsers = [
  { name: "Edge", pattern: /Edg\// },
  { name: "Opera", pattern: /OPR\// },
  { name: "Firefox", pattern: /Firefox\// },
  { name: "Chrome", pattern: /Chrom(e|ium)\// },
  { name: "Safari", pattern: /Safari\// },
];

const systems = [
  { name: "iPhone", pattern: /iPhone/ },
  { name: "iPad", pattern: /iPad/ },
  { name: "Android", pattern: /Android/ },
  { name: "Windows", pattern: /Windows/ },
  { name: "macOS", pattern: /Mac OS X/ },
  { name: "Linux", pattern: /Linux/ },
];

/** "Firefox on Linux", as far as a browser says so itself: enough to recognise one's own. */
export function browserName(userAgent: string): string {
  const browser = browsers.find(({ pattern }) => pattern.test(userAgent))?.name;
  const system = systems.find(({ pattern }) => pattern.test(userAgent))?.name;
  if (!browser) return system ?? "Unknown browser";
  return system ? `${browser} on ${system}` : browser;
}

/** An address as people write it. Of IPv6 only the network is kept, so the zeros at its end say nothing. */
export function networkName(address: string): string {
  if (!address.includes(":")) return address || "unknown";
  const groups = address.split(":").map((group) => group.replace(/^0+(?=.)/, ""));
  const used = groups.findLastIndex((group) => group !== "0" && group !== "") + 1;
  return used === groups.length ? groups.join(":") : `${groups.slice(0, used).join(":")}::`;
}
