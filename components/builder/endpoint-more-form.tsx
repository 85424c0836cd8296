"use client";

import { memo } from "react";
import { pluralize } from "@/components/ui/format-number";
import { Switch } from "@/components/ui/switch";
import { blankAuthentication } from "@/lib/destination/blank-definition";
import type { DestinationDefinition, Endpoint, Header } from "@/lib/destination/definition";
import { setAtPath, setAuthenticationMethod } from "@/lib/destination/edit";
import { type EndpointKey, endpointAt } from "@/lib/destination/endpoints";
import { AuthenticationMethodForm } from "./authentication-method-form";
import { DraftSelect, DraftTextarea } from "./draft-controls";
import { useDefinition, useFindingCount, useReadDefinition } from "./draft-pieces";
import { useDraftActions } from "./draft-provider";
import { useEndpointPath } from "./endpoint-piece";
import { HeaderRows } from "./header-rows";
import { parseStatusCodes } from "./parse-number";
import { ParsedInput } from "./parsed-input";
import { PlaceDisclosure } from "./place-disclosure";
import { useStepName } from "./step-name";

const contentTypeOptions = [
  { value: "application/json", label: "application/json" },
  { value: "application/x-www-form-urlencoded", label: "application/x-www-form-urlencoded" },
  { value: "none", label: "None", description: "No Content-Type header" },
] as const;

const noCodes: number[] = [];
const noHeaders: Header[] = [];

const parts = ["contentType", "successCodes", "successBody", "headers", "authentication"] as const;

/** What most endpoints leave as it is. */
export const EndpointMoreForm = memo(function EndpointMoreForm({ endpointKey }: { endpointKey: EndpointKey }) {
  const path = useEndpointPath(endpointKey);
  const contentType = useDefinition((definition) => endpointAt(definition, endpointKey)?.contentType ?? "none");
  const successCodes = useDefinition((definition) => endpointAt(definition, endpointKey)?.successCodes ?? noCodes);
  const successBody = useDefinition((definition) => endpointAt(definition, endpointKey)?.successBody ?? "");
  const headers = useDefinition((definition) => endpointAt(definition, endpointKey)?.headers ?? noHeaders);
  const authentication = useDefinition((definition) => endpointAt(definition, endpointKey)?.authentication ?? null);
  const problems = useProblemsOfParts(endpointKey);
  const summary = summarize({ contentType, successCodes, successBody, headers, authentication });
  return (
    <PlaceDisclosure
      path={path}
      parts={parts}
      title="Content type, success, headers, own authentication"
      description={summary || undefined}
      {...problems}
    >
      <div className="space-y-5">
        <div className="grid items-start gap-4 @lg:grid-cols-2">
          <DraftSelect
            path={[...path, "contentType"]}
            label="Content type"
            value={contentType}
            options={contentTypeOptions}
          />
          <ParsedInput
            path={[...path, "successCodes"]}
            label="Status codes that mean success"
            value={successCodes}
            parse={parseStatusCodes}
            format={(codes) => codes.join(", ")}
            placeholder="Any 2xx"
            help="Separate several by commas."
            isOptional
          />
          <DraftTextarea
            path={[...path, "successBody"]}
            label="What the body of a success contains"
            value={successBody}
            rows={1}
            charsMax={10_000}
            placeholder='{ "status": "ok" }'
            help="For APIs that answer 200 with an error inside: JSON that must be in the body, as a sub error code is. In a text, * stands for anything. Empty: any body."
            isMono
            isOptional
            className="@lg:col-span-2"
          />
        </div>
        <div className="space-y-2">
          <h3 className="font-medium text-ink text-sm">Headers of this endpoint</h3>
          <HeaderRows
            path={[...path, "headers"]}
            headers={headers}
            read={(definition: DestinationDefinition) => endpointAt(definition, endpointKey)?.headers ?? []}
            endpoint={endpointKey}
          />
        </div>
        <OwnAuthentication endpointKey={endpointKey} authentication={authentication} />
      </div>
    </PlaceDisclosure>
  );
});

/** As `usePartProblems`, for what is folded here: the endpoint's other places have their own. */
function useProblemsOfParts(key: EndpointKey): { count?: string; tone?: "danger" | "warning" } {
  const path = useEndpointPath(key);
  const counts = [
    useFindingCount([...path, "contentType"]),
    useFindingCount([...path, "successCodes"]),
    useFindingCount([...path, "successBody"]),
    useFindingCount([...path, "headers"]),
    useFindingCount([...path, "authentication"]),
  ];
  const errors = counts.reduce((sum, count) => sum + count.errors, 0);
  const warnings = counts.reduce((sum, count) => sum + count.warnings, 0);
  if (errors > 0) return { count: pluralize(errors, "error"), tone: "danger" };
  if (warnings > 0) return { count: pluralize(warnings, "warning"), tone: "warning" };
  return {};
}

type Extras = Pick<Endpoint, "contentType" | "successCodes" | "successBody" | "headers" | "authentication">;

function summarize({ contentType, successCodes, successBody, headers, authentication }: Extras): string {
  return [
    contentType === "application/json" ? "" : contentType === "none" ? "no content type" : contentType,
    successCodes.length > 0 ? `success: ${successCodes.join(", ")}` : "",
    successBody.trim() === "" ? "" : "success by its body",
    headers.length > 0 ? headers.map(({ name }) => name || "unnamed header").join(", ") : "",
    authentication ? "own authentication" : "",
  ]
    .filter((part) => part !== "")
    .join(" · ");
}

/** Some partners create lists with one credential and change members with another. */
function OwnAuthentication({
  endpointKey,
  authentication,
}: {
  endpointKey: EndpointKey;
  authentication: Endpoint["authentication"];
}) {
  const readDefinition = useReadDefinition();
  const { edit } = useDraftActions();
  const stepName = useStepName();
  const own = useEndpointPath(endpointKey);
  const path = [...own, "authentication"];

  function toggle(isOn: boolean) {
    if (!isOn) {
      edit(stepName(own, "No own authentication"), (before) => setAtPath(before, path, null));
      return;
    }
    const { method } = readDefinition().authentication;
    edit(stepName(own, "Own authentication"), (before) =>
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
