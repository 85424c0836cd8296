/** Which hosts a URL of a destination may lead to, as its reviewed version declares them (SPEC 18, SECURITY 3 step 2). */
import type { CustomField, DestinationDefinition } from "./definition";
import { parseTemplate } from "./template/parse";
import type { TemplatePart } from "./template/template";

/**
 * The hosts that a URL template can name, in lower case: exact ones, and patterns such as `*.example.com` where a field
 * with host patterns stands in the host. Nothing that a customer enters adds to them. A variable that may not stand in
 * a host adds none, so an empty list means that nothing may be called.
 */
export function declaredHosts(definition: DestinationDefinition, template: string): string[] {
  const { parts } = parseTemplate(template.trim(), "text");
  const [first] = parts;
  const hosts = first?.type === "token" ? baseHosts(definition, first.token.name) : writtenHosts(definition, parts);
  return [...new Set(hosts.map((host) => host.toLowerCase()))];
}

/** Several option fields in one host multiply. Nobody has reviewed more hosts than this. */
const combinationsMax = 5_000;

/** The variable that a URL begins with holds a whole base URL. */
function baseHosts(definition: DestinationDefinition, variable: string): string[] {
  const source = sourceOf(definition, variable);
  return source?.patterns ?? source?.values.flatMap((value) => hostOf(value) ?? []) ?? [];
}

/** `https://$region.example.com`: with every value of the options, or the patterns of a field that has some. */
function writtenHosts(definition: DestinationDefinition, parts: readonly TemplatePart[]): string[] {
  const patterns: string[] = [];
  let urls = [""];
  for (const part of authorityOf(parts)) {
    if (part.type === "text") {
      urls = urls.map((url) => url + part.text);
      continue;
    }
    const source = sourceOf(definition, part.token.name);
    if (!source) return [];
    if (source.patterns) patterns.push(...source.patterns);
    else urls = urls.flatMap((url) => source.values.map((value) => url + value));
    if (urls.length > combinationsMax) return [];
  }
  return patterns.length > 0 ? patterns : urls.flatMap((url) => hostOf(url) ?? []);
}

/** What stands before the path: the scheme, the host and the port. */
function authorityOf(parts: readonly TemplatePart[]): TemplatePart[] {
  const authority: TemplatePart[] = [];
  for (const [index, part] of parts.entries()) {
    if (part.type === "token") {
      authority.push(part);
      continue;
    }
    const written = (index === 0 ? /^https?:\/\/[^/?#]*/i : /^[^/?#]*/).exec(part.text)?.[0] ?? "";
    authority.push({ ...part, text: written });
    if (written.length < part.text.length) break;
  }
  return authority;
}

interface HostSource {
  values: string[];
  /** Of a text field: where its hosts lie. */
  patterns?: string[];
}

function sourceOf({ fields }: DestinationDefinition, variable: string): HostSource | undefined {
  const values: string[] = [];
  for (const field of fields) {
    if (field.type === "string" && field.variable === variable) return ofText(field);
    for (const option of field.type === "string" ? [] : field.options) {
      if (field.variable === variable) values.push(option.value);
      values.push(...option.sets.filter((set) => set.variable === variable).map(({ value }) => value));
    }
  }
  return values.length > 0 ? { values } : undefined;
}

function ofText({ hostPatterns }: CustomField): HostSource | undefined {
  return hostPatterns.length > 0 ? { values: [], patterns: hostPatterns.map((pattern) => pattern.trim()) } : undefined;
}

/** As a URL parser writes it, so that it equals what is called. */
function hostOf(url: string): string | undefined {
  try {
    return new URL(url).hostname.replace(/^\[|\]$/g, "");
  } catch {
    return undefined;
  }
}
