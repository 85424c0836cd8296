"use client";

import { toast } from "@/components/ui/toast";
import { activeFields } from "@/lib/destination/active-fields";
import type { Authentication, AuthenticationMethod } from "@/lib/destination/definition";
import { setAuthenticationMethod } from "@/lib/destination/edit";
import type { EndpointKey } from "@/lib/destination/endpoints";
import type { DocumentPath } from "@/lib/destination/finding";
import { CredentialList } from "./credential-list";
import { CustomHeadersHint } from "./custom-headers-hint";
import { fieldId } from "./document-place";
import { DraftText } from "./draft-controls";
import { useDefinition, useReadDefinition } from "./draft-pieces";
import { useDraftActions } from "./draft-provider";
import { DraftTemplateLine } from "./draft-template";
import { OAuth2Form } from "./oauth2-form";
import { RadioRows } from "./radio-rows";
import { useStepName } from "./step-name";
import { VariableSelect } from "./variable-select";

const methodNames: Record<AuthenticationMethod, string> = {
  bearer: "Bearer token",
  header: "API key in a header",
  basic: "Basic",
  oauth2: "OAuth 2 client credentials",
  custom: "Custom headers",
  none: "None",
};

const methods = [
  {
    value: "bearer",
    label: methodNames.bearer,
    description: "One token.",
    sample: "Authorization: Bearer $bearer_token",
  },
  {
    value: "header",
    label: methodNames.header,
    description: "One key, in a header that you name.",
    sample: "X-API-Key: $api_key",
  },
  {
    value: "basic",
    label: methodNames.basic,
    description: "A key and an optional secret.",
    sample: "Authorization: Basic base64(key:secret)",
  },
  {
    value: "oauth2",
    label: methodNames.oauth2,
    description: "A token for ID and secret.",
    sample: "Authorization: Bearer $access_token",
  },
  {
    value: "custom",
    label: methodNames.custom,
    description: "Whatever scheme you like.",
    sample: "Authorization: App $api_key",
  },
  { value: "none", label: methodNames.none, description: "Your API asks for nothing." },
] satisfies { value: AuthenticationMethod; label: string; description: string; sample?: string }[];

interface AuthenticationMethodFormProps {
  path: DocumentPath;
  authentication: Authentication;
  /** The endpoint that has this method in place of the destination's. */
  endpoint?: EndpointKey;
}

export function AuthenticationMethodForm({ path, authentication, endpoint }: AuthenticationMethodFormProps) {
  const { edit } = useDraftActions();
  const stepName = useStepName();
  const { method } = authentication;

  function choose(next: AuthenticationMethod) {
    const use = (chosen: AuthenticationMethod) =>
      edit(stepName(path, `Method ${methodNames[chosen]}`), (definition) =>
        setAuthenticationMethod(definition, chosen, endpoint),
      );
    use(next);
    toast.info(`Authentication is now “${methodNames[next]}”`, {
      description: "What you typed for the other method is kept.",
      action: { label: "Undo", onClick: () => use(method) },
    });
  }

  return (
    <>
      <RadioRows
        id={fieldId([...path, "method"])}
        label="Authentication method"
        value={method}
        options={methods}
        onValueChange={choose}
      />
      <CredentialList method={method} />
      {method === "basic" && (
        <div className="grid gap-4 @lg:grid-cols-2">
          <VariableSelect
            path={[...path, "basic", "username"]}
            label="User name"
            value={authentication.basic.username}
          />
          <VariableSelect
            path={[...path, "basic", "password"]}
            label="Password"
            value={authentication.basic.password}
            emptyLabel="Always empty"
          />
        </div>
      )}
      {method === "bearer" && <TokenSelect path={path} token={authentication.bearer.token} />}
      {method === "header" && (
        <div className="grid gap-4 @lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
          <DraftText
            path={[...path, "header", "name"]}
            label="Header name"
            value={authentication.header.name}
            placeholder="X-API-Key"
            isMono
            isRequired
          />
          <DraftTemplateLine
            path={[...path, "header", "value"]}
            label="Header value"
            value={authentication.header.value}
            placeholder="$api_key"
            endpoint={endpoint}
            isRequired
          />
        </div>
      )}
      {method === "oauth2" && (
        <OAuth2Form path={[...path, "oauth2"]} oauth2={authentication.oauth2} endpoint={endpoint} />
      )}
      {method === "custom" && !endpoint && <CustomHeadersHint />}
    </>
  );
}

/** Asks which variable is the token only where there is more than one that could be. */
function TokenSelect({ path, token }: { path: DocumentPath; token: string }) {
  const fields = useDefinition((definition) => definition.fields);
  const readDefinition = useReadDefinition();
  // Which fields are asked depends on the methods too; a change of method draws this anew.
  const asked = new Set(activeFields(readDefinition()));
  const texts = fields.filter((field) => asked.has(field) && field.type === "string");
  if (texts.length === 1 && texts[0]?.variable === token) return null;
  return <VariableSelect path={[...path, "bearer", "token"]} label="Token" value={token} className="max-w-sm" />;
}
