"use client";

import { Disclosure } from "@/components/ui/disclosure";
import { Switch } from "@/components/ui/switch";
import {
  blankAuthentication,
  type DestinationDefinition,
  type Endpoint,
  type EndpointKey,
} from "@/lib/destination/definition";
import { setAtPath, setAuthenticationMethod } from "@/lib/destination/edit";
import { AuthenticationMethodForm } from "./authentication-method-form";
import { useStepName } from "./builder-field";
import { countFindings, isWithin } from "./document-place";
import { DraftSelect } from "./draft-controls";
import { useDraft, useDraftActions } from "./draft-provider";
import { HeaderRows } from "./header-rows";
import { parseStatusCodes } from "./parse-number";
import { ParsedInput } from "./parsed-input";

const contentTypeOptions = [
  { value: "application/json", label: "application/json" },
  { value: "application/x-www-form-urlencoded", label: "application/x-www-form-urlencoded" },
  { value: "none", label: "None", description: "No Content-Type header" },
] as const;

const parts = ["contentType", "successCodes", "headers", "authentication"] as const;

/** What most endpoints leave as it is. */
export function EndpointMoreForm({ endpointKey, endpoint }: { endpointKey: EndpointKey; endpoint: Endpoint }) {
  const { findings } = useDraft();
  const path = ["endpoints", endpointKey];
  const inside = findings.filter((finding) => parts.some((part) => isWithin(finding.path, [...path, part])));
  const { errors, warnings } = countFindings(inside);
  const summary = summarize(endpoint);
  return (
    <Disclosure
      title="Content type, success, headers, own authentication"
      description={summary || undefined}
      count={errors + warnings || undefined}
      tone={errors > 0 ? "danger" : "warning"}
    >
      <div className="space-y-5">
        <div className="grid items-start gap-4 @lg:grid-cols-2">
          <DraftSelect
            path={[...path, "contentType"]}
            label="Content type"
            value={endpoint.contentType}
            options={contentTypeOptions}
          />
          <ParsedInput
            path={[...path, "successCodes"]}
            label="Status codes that mean success"
            value={endpoint.successCodes}
            parse={parseStatusCodes}
            format={(codes) => codes.join(", ")}
            placeholder="Any 2xx"
            help="Separate several by commas."
            isOptional
          />
        </div>
        <div className="space-y-2">
          <h3 className="font-medium text-ink text-sm">Headers of this endpoint</h3>
          <HeaderRows
            path={[...path, "headers"]}
            headers={endpoint.headers}
            read={(definition: DestinationDefinition) => definition.endpoints[endpointKey]?.headers ?? []}
            endpoint={endpointKey}
          />
        </div>
        <OwnAuthentication endpointKey={endpointKey} endpoint={endpoint} />
      </div>
    </Disclosure>
  );
}

function summarize({ contentType, successCodes, headers, authentication }: Endpoint): string {
  return [
    contentType === "application/json" ? "" : contentType === "none" ? "no content type" : contentType,
    successCodes.length > 0 ? `success: ${successCodes.join(", ")}` : "",
    headers.length > 0 ? headers.map(({ name }) => name || "unnamed header").join(", ") : "",
    authentication ? "own authentication" : "",
  ]
    .filter((part) => part !== "")
    .join(" · ");
}

/** Some partners create lists with one credential and change members with another. */
function OwnAuthentication({ endpointKey, endpoint }: { endpointKey: EndpointKey; endpoint: Endpoint }) {
  const { definition } = useDraft();
  const { edit } = useDraftActions();
  const stepName = useStepName();
  const path = ["endpoints", endpointKey, "authentication"];
  const { authentication } = endpoint;

  function toggle(isOn: boolean) {
    if (!isOn) {
      edit(stepName("No own authentication"), (before) => setAtPath(before, path, null));
      return;
    }
    const { method } = definition.authentication;
    edit(stepName("Own authentication"), (before) =>
      setAuthenticationMethod(setAtPath(before, path, blankAuthentication()), method, endpointKey),
    );
  }

  return (
    <div className="space-y-4">
      <Switch
        label="Own authentication"
        help="In place of the destination's, for APIs that want another credential here."
        checked={authentication !== null}
        onCheckedChange={toggle}
      />
      {authentication && (
        <AuthenticationMethodForm path={path} authentication={authentication} endpoint={endpointKey} />
      )}
    </div>
  );
}
