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
