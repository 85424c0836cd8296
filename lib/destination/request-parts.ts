/** URL, headers and body of one call, each value encoded for its place, or everything that is wrong with them (SPEC 8). */
import type { DestinationDefinition, Endpoint } from "./definition";
import { type EndpointKey, endpointName, endpointPath } from "./endpoints";
import { bodyTemplate, renderBody } from "./request-body";
import { type BuiltHeader, buildHeaders } from "./request-header";
import { type PartProblem, renderProblem } from "./request-problem";
import { parseTemplate } from "./template/parse";
import type { Fragment, Lookup, Rendered } from "./template/render";
import { renderUrl } from "./template/url";

interface RenderedText {
  text: string;
  fragments: Fragment[];
}

export interface RequestParts {
  url: RenderedText;
  /** Undefined where the call has none, or where it can't be made. */
  body: RenderedText | undefined;
  headers: BuiltHeader[];
  problems: PartProblem[];
  warnings: string[];
}

/** Renders the parts; a URL that isn't written yet is empty. `items` are those of `$items`. */
export function renderParts(
  definition: DestinationDefinition,
  key: EndpointKey,
  endpoint: Endpoint,
  lookup: Lookup,
  items: readonly string[] | undefined,
): RequestParts {
  const path = endpointPath(definition, key);
  const problems: PartProblem[] = [];
  const warnings: string[] = [];
  const take = (rendered: Rendered, step: string, label: string): RenderedText | undefined => {
    if (rendered.ok) {
      for (const { message } of rendered.warnings) {
        warnings.push(`${endpointName(definition, key)} ${label}: ${message}`);
      }
      return rendered;
    }
    problems.push(...rendered.problems.map((problem) => renderProblem([...path, step], label, problem)));
    return undefined;
  };
  const written = endpoint.url.trim();
  const options = { authority: authorityOf(definition) };
  const url =
    written === "" ? undefined : take(renderUrl(parseTemplate(written, "text"), lookup, options), "url", "URL");
  const template = bodyTemplate(endpoint);
  const body = template && take(renderBody(template, lookup, items), "payload", "payload");
  const { headers, problems: inHeaders } = buildHeaders(definition, key, endpoint, lookup, body !== undefined);
  problems.push(...inHeaders);
  return { url: url ?? { text: "", fragments: [] }, body, headers, problems, warnings };
}

/** Which host a variable may name: any of an option field's reviewed values, or one under a field's host patterns. */
export function authorityOf(
  definition: DestinationDefinition,
): (name: string) => readonly string[] | "option" | undefined {
  const sources = new Map<string, readonly string[] | "option">();
  for (const field of definition.fields) {
    if (field.type === "string") {
      if (field.hostPatterns.length > 0) sources.set(field.variable, field.hostPatterns);
      continue;
    }
    sources.set(field.variable, "option");
    for (const option of field.options) for (const { variable } of option.sets) sources.set(variable, "option");
  }
  return (name) => sources.get(name);
}
