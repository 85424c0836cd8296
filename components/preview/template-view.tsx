import { Pencil } from "lucide-react";
import type { ReactNode } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { IconButton } from "@/components/ui/icon-button";
import type { DestinationDefinition } from "@/lib/destination/definition";
import {
  type EndpointKey,
  endpointAt,
  endpointKeyOfPath,
  endpointName,
  endpointPath,
  isMembersKey,
} from "@/lib/destination/endpoints";
import type { DocumentPath } from "@/lib/destination/finding";
import { type TemplateUse, templatesOf } from "@/lib/destination/template-use";
import { tokenKey } from "./origin-text";
import { type HeaderRow, HeaderRows, RequestLine } from "./request-parts";
import { TemplateText, tokenClass } from "./template-text";

interface TemplateViewProps {
  definition: DestinationDefinition;
  endpoint: EndpointKey;
  /** From `templatesFor`. */
  templates: readonly TemplateUse[];
  onOpenPlace?: (path: DocumentPath) => void;
}

/** The texts a request is made of, as they were written, each with the way to where it is edited. */
export function TemplateView({ definition, endpoint, templates, onOpenPlace }: TemplateViewProps) {
  const method = endpointAt(definition, endpoint)?.method ?? "POST";
  const ofRole = (role: TemplateUse["role"]) => templates.filter((use) => use.role === role);
  const [url] = ofRole("url");
  const edit = (path: DocumentPath, what: string) =>
    onOpenPlace && (
      <IconButton label={`Edit ${what}`} size="sm" onClick={() => onOpenPlace(path)}>
        <Pencil aria-hidden="true" />
      </IconButton>
    );
  return (
    <div className="space-y-3">
      <RequestLine method={method} actions={url && edit(url.path, url.label)}>
        {url && url.text.trim() !== "" ? (
          <TemplateText
            template={url.template}
            path={url.path}
            skipped={url.text.length - url.text.trimStart().length}
          />
        ) : (
          <em className="text-faint">No URL yet</em>
        )}
      </RequestLine>
      <HeaderRows
        label={`${endpointName(definition, endpoint)} header templates`}
        rows={[
          ...authenticationRows(definition, endpoint),
          ...ofRole("header").map((use) => ({
            name: headerName(definition, use),
            value: <TemplateText template={use.template} path={use.path} />,
          })),
        ]}
      />
      {[...ofRole("payload"), ...ofRole("item_template"), ...ofRole("list_id")].map(
        (use) =>
          use.text !== "" && (
            <CodeBlock
              key={use.path.join(".")}
              code={use.text}
              label={`Template: ${use.label}`}
              isWrapped
              maxHeight={320}
              actions={edit(use.path, use.label)}
            >
              <TemplateText template={use.template} path={use.path} />
            </CodeBlock>
          ),
      )}
    </div>
  );
}

/** What the methods without a template of their own send. */
function authenticationRows(definition: DestinationDefinition, endpoint: EndpointKey): HeaderRow[] {
  const own = endpointAt(definition, endpoint)?.authentication;
  const { method, basic, bearer } = own ?? definition.authentication;
  const path: DocumentPath = own ? [...endpointPath(definition, endpoint), "authentication"] : ["authentication"];
  const variable = (name: string, steps: readonly string[], start: number): ReactNode => (
    <span data-token={tokenKey([...path, ...steps], start)} className={tokenClass}>
      ${name || "…"}
    </span>
  );
  if (method === "bearer") {
    return [
      { name: "Authorization", value: <>Bearer {variable(bearer.token, ["bearer", "token"], "Bearer ".length)}</> },
    ];
  }
  if (method !== "basic") return [];
  const password = basic.password === "" ? "" : variable(basic.password, ["basic", "password"], 0);
  return [
    {
      name: "Authorization",
      value: (
        <>
          Basic base64({variable(basic.username, ["basic", "username"], 0)}:{password})
        </>
      ),
    },
  ];
}

/** The name beside a header's template, found where the template stands. */
function headerName(definition: DestinationDefinition, { path, label }: TemplateUse): string {
  const [first, index] = path;
  if (first === "headers" && typeof index === "number") return definition.headers[index]?.name || "(no name)";
  if (first === "authentication") return definition.authentication.header.name;
  const key = endpointKeyOfPath(definition, path);
  const endpoint = key && endpointAt(definition, key);
  if (path.includes("authentication")) return endpoint?.authentication?.header.name ?? label;
  const own = path.at(-2);
  return (typeof own === "number" && endpoint?.headers[own]?.name) || "(no name)";
}

/** The templates of one endpoint, and those that every endpoint shares. */
export function templatesFor(definition: DestinationDefinition, endpoint: EndpointKey): TemplateUse[] {
  const hasOwnAuthentication = endpointAt(definition, endpoint)?.authentication != null;
  return templatesOf(definition).filter(({ endpoint: own, path, role }) => {
    if (role === "error_message") return false;
    if (own !== undefined) return own === endpoint;
    // A mapping option's item template serves both directions.
    if (role === "item_template") return isMembersKey(endpoint);
    return role === "header" && !(hasOwnAuthentication && path[0] === "authentication");
  });
}
