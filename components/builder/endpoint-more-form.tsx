"use client";

import { memo } from "react";
import { pluralize } from "@/components/ui/format-number";
import { Switch } from "@/components/ui/switch";
import {
  blankAuthentication,
  type DestinationDefinition,
  type Endpoint,
  type EndpointKey,
  type Header,
} from "@/lib/destination/definition";
import { setAtPath, setAuthenticationMethod } from "@/lib/destination/edit";
import { AuthenticationMethodForm } from "./authentication-method-form";
import { DraftSelect } from "./draft-controls";
import { useDefinition, useFindingCount, useReadDefinition } from "./draft-pieces";
import { useDraftActions } from "./draft-provider";
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

const parts = ["contentType", "successCodes", "headers", "authentication"] as const;

/** What most endpoints leave as it is. */
export const EndpointMoreForm = memo(function EndpointMoreForm({ endpointKey }: { endpointKey: EndpointKey }) {
  const path = ["endpoints", endpointKey];
  const contentType = useDefinition(({ endpoints }) => endpoints[endpointKey]?.contentType ?? "none");
  const successCodes = useDefinition(({ endpoints }) => endpoints[endpointKey]?.successCodes ?? noCodes);
  const headers = useDefinition(({ endpoints }) => endpoints[endpointKey]?.headers ?? noHeaders);
  const authentication = useDefinition(({ endpoints }) => endpoints[endpointKey]?.authentication ?? null);
  const problems = useProblemsOfParts(endpointKey);
  const summary = summarize({ contentType, successCodes, headers, authentication });
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
        </div>
        <div className="space-y-2">
          <h3 className="font-medium text-ink text-sm">Headers of this endpoint</h3>
          <HeaderRows
            path={[...path, "headers"]}
            headers={headers}
            read={(definition: DestinationDefinition) => definition.endpoints[endpointKey]?.headers ?? []}
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
  const counts = [
    useFindingCount(["endpoints", key, "contentType"]),
    useFindingCount(["endpoints", key, "successCodes"]),
    useFindingCount(["endpoints", key, "headers"]),
    useFindingCount(["endpoints", key, "authentication"]),
  ];
  const errors = counts.reduce((sum, count) => sum + count.errors, 0);
  const warnings = counts.reduce((sum, count) => sum + count.warnings, 0);
  if (errors > 0) return { count: pluralize(errors, "error"), tone: "danger" };
  if (warnings > 0) return { count: pluralize(warnings, "warning"), tone: "warning" };
  return {};
}

type Extras = Pick<Endpoint, "contentType" | "successCodes" | "headers" | "authentication">;

function summarize({ contentType, successCodes, headers, authentication }: Extras): string {
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
  const path = ["endpoints", endpointKey, "authentication"];

  function toggle(isOn: boolean) {
    if (!isOn) {
      edit(stepName(["endpoints", endpointKey], "No own authentication"), (before) => setAtPath(before, path, null));
      return;
    }
    const { method } = readDefinition().authentication;
    edit(stepName(["endpoints", endpointKey], "Own authentication"), (before) =>
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
