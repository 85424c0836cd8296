/** What every page of the sandbox has in common: its frame, its security policy, its files. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { Reply } from "./reply";

const policy = [
  "default-src 'none'",
  ...["script-src", "style-src", "font-src", "img-src", "connect-src"].map((directive) => `${directive} 'self'`),
  ...["base-uri", "form-action", "frame-ancestors"].map((directive) => `${directive} 'none'`),
].join("; ");

/** A text as it may stand in HTML, in an element or in a quoted attribute. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}

/** A page. `main` is HTML whose values have been escaped; `title` is text. */
export function pageReply(options: { title: string; heading: string; main: string; hasScript?: boolean }): Reply {
  const { title, heading, main, hasScript = false } = options;
  const body = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="/assets/mark.svg" type="image/svg+xml">
<link rel="preload" href="/assets/sans.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/assets/inspector.css">
${hasScript ? '<script type="module" src="/assets/inspector.js"></script>' : ""}
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="bar">
<a class="brand" href="/"><img src="/assets/mark.svg" alt="" width="26" height="26"><span>Landfall <b>Sandbox</b></span></a>
${heading}
</header>
<main id="main" tabindex="-1">
${main}
</main>
</body>
</html>
`;
  return {
    status: 200,
    headers: [
      ["Content-Type", "text/html; charset=utf-8"],
      ["Content-Security-Policy", policy],
    ],
    body,
  };
}

const own = (name: string): string => fileURLToPath(new URL(`./inspector/${name}`, import.meta.url));
const font = (name: string): string => createRequire(import.meta.url).resolve(`@fontsource-variable/${name}`);
const files: Record<string, { path: () => string; contentType: string; isImmutable: boolean }> = {
  "inspector.css": { path: () => own("inspector.css"), contentType: "text/css; charset=utf-8", isImmutable: false },
  ...Object.fromEntries(
    [
      "inspector",
      "access",
      "control",
      "element",
      "expectation",
      "fault-composer",
      "faults",
      "holdings",
      "json-view",
      "request-detail",
      "tabs",
    ].map((name) => [
      `${name}.js`,
      { path: () => own(`${name}.js`), contentType: "text/javascript; charset=utf-8", isImmutable: false },
    ]),
  ),
  "mark.svg": { path: () => own("mark.svg"), contentType: "image/svg+xml", isImmutable: false },
  "sans.woff2": {
    path: () => font("instrument-sans/files/instrument-sans-latin-wght-normal.woff2"),
    contentType: "font/woff2",
    isImmutable: true,
  },
  "mono.woff2": {
    path: () => font("jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2"),
    contentType: "font/woff2",
    isImmutable: true,
  },
};

/** One of the sandbox's few files; undefined for any other name. */
export async function assetReply(name: string): Promise<Reply<Uint8Array> | undefined> {
  const file = Object.hasOwn(files, name) ? files[name] : undefined;
  if (!file) return undefined;
  const headers: [string, string][] = [
    ["Content-Type", file.contentType],
    ["Cache-Control", file.isImmutable ? "public, max-age=86400" : "no-cache"],
  ];
  return { status: 200, headers, body: await readFile(file.path()) };
}
