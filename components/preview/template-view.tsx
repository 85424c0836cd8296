import { CodeBlock } from "@/components/ui/code-block";
import type { DestinationDefinition, EndpointKey } from "@/lib/destination/definition";
import { type TemplateUse, templatesOf } from "@/lib/destination/template-use";
import { HeaderRows, RequestLine } from "./request-parts";
import { TemplateText } from "./template-text";

interface TemplateViewProps {
  definition: DestinationDefinition;
  endpoint: EndpointKey;
  /** From `templatesFor`. */
  templates: readonly TemplateUse[];
  /** The variable whose tokens stand out at the moment. */
  highlighted: string | undefined;
}

/** The texts a request is made of, as they were written. */
export function TemplateView({ definition, endpoint, templates, highlighted }: TemplateViewProps) {
  const method = definition.endpoints[endpoint]?.method ?? "POST";
  const ofRole = (role: TemplateUse["role"]) => templates.filter((use) => use.role === role);
  const text = (use: TemplateUse) => <TemplateText template={use.template} highlighted={highlighted} />;
  const [url] = ofRole("url");
  return (
    <div className="space-y-3">
      <RequestLine method={method}>
        {url && url.text !== "" ? text(url) : <em className="text-faint">No URL yet</em>}
      </RequestLine>
      <HeaderRows rows={ofRole("header").map((use) => ({ name: headerName(definition, use), value: text(use) }))} />
      {[...ofRole("payload"), ...ofRole("item_template"), ...ofRole("list_id")].map(
        (use) =>
          use.text !== "" && (
            <CodeBlock key={use.path.join(".")} code={use.text} label={use.label} isWrapped maxHeight={320}>
              {text(use)}
            </CodeBlock>
          ),
      )}
    </div>
  );
}

/** The name beside a header's template, found where the template stands. */
function headerName(definition: DestinationDefinition, { path, label }: TemplateUse): string {
  const [first, key, ...rest] = path;
  if (first === "headers" && typeof key === "number") return definition.headers[key]?.name || "(no name)";
  if (first === "authentication") return definition.authentication.header.name;
  const endpoint = first === "endpoints" && typeof key === "string" ? endpointAt(definition, key) : undefined;
  if (rest[0] === "authentication") return endpoint?.authentication?.header.name ?? label;
  const index = rest[1];
  return (typeof index === "number" && endpoint?.headers[index]?.name) || "(no name)";
}

function endpointAt(definition: DestinationDefinition, key: string) {
  return Object.entries(definition.endpoints).find(([name]) => name === key)?.[1] ?? undefined;
}

/** The templates of one endpoint, and those that every endpoint shares. */
export function templatesFor(definition: DestinationDefinition, endpoint: EndpointKey): TemplateUse[] {
  const hasOwnAuthentication = definition.endpoints[endpoint]?.authentication != null;
  return templatesOf(definition).filter(({ endpoint: own, path, role }) => {
    if (role === "error_message") return false;
    if (own !== undefined) return own === endpoint;
    // A mapping option's item template serves both directions.
    if (role === "item_template") return endpoint === "addUsers" || endpoint === "removeUsers";
    return role === "header" && !(hasOwnAuthentication && path[0] === "authentication");
  });
}

/** The variables that templates name, each once. */
export function variablesOf(templates: readonly TemplateUse[]): string[] {
  return [...new Set(templates.flatMap(({ template }) => template.tokens.map(({ name }) => name)))];
}
