"use client";

import { CircleAlert } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonGroup } from "@/components/ui/button-group";
import { cn } from "@/components/ui/cn";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { formatBytes } from "@/components/ui/format-number";
import {
  type CustomField,
  type DestinationDefinition,
  type EndpointKey,
  endpointNames,
} from "@/lib/destination/definition";
import type { BuiltRequest, RequestProblem } from "@/lib/destination/request";
import type { Fragment } from "@/lib/destination/template/render";
import { declaredVariables } from "@/lib/destination/variable";
import type { CurlCommand } from "./curl";
import { FragmentText, fragmentsBefore } from "./fragment-text";
import { HeaderRows, RequestLine } from "./request-parts";
import { TemplateView, templatesFor, variablesOf } from "./template-view";

interface RequestPreviewProps {
  definition: DestinationDefinition;
  endpoint: EndpointKey;
  /** Built over masked values: whatever is in here is shown. */
  built: BuiltRequest;
  /** Secrets that are not typed yet and stand masked all the same. */
  missingSecrets?: readonly CustomField[];
  curl?: () => CurlCommand;
  onOpenProblem?: (problem: RequestProblem) => void;
}

/** One request as it will be sent, or what stands in its way; and the templates it is made of (SPEC 11). */
export function RequestPreview({ definition, endpoint, built, ...props }: RequestPreviewProps) {
  const [isTemplate, setIsTemplate] = useState(false);
  const [pointed, setPointed] = useState<string>();
  const [pinned, setPinned] = useState<string>();
  const highlighted = pointed ?? pinned;
  const templates = useMemo(() => templatesFor(definition, endpoint), [definition, endpoint]);
  const titleOf = useTitles(definition);
  const showsTemplate = isTemplate || !built.ok;
  const variables = built.ok && !isTemplate ? variablesIn(built) : variablesOf(templates);

  return (
    <div className="min-w-0 space-y-3">
      {!built.ok && <Problems problems={built.problems} onOpen={props.onOpenProblem} />}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <ButtonGroup
          size="sm"
          aria-label="Show the request"
          value={showsTemplate ? "template" : "rendered"}
          onValueChange={(value) => setIsTemplate(value === "template")}
          options={[
            { value: "rendered", label: "As sent", isDisabled: !built.ok },
            { value: "template", label: "Template" },
          ]}
        />
        {built.ok && props.curl && <CurlButton curl={props.curl} />}
      </div>
      {showsTemplate ? (
        <TemplateView definition={definition} endpoint={endpoint} templates={templates} highlighted={highlighted} />
      ) : (
        built.ok && (
          <RenderedView
            label={`${endpointNames[endpoint]} payload`}
            built={built}
            highlighted={highlighted}
            titleOf={titleOf}
          />
        )
      )}
      <Origins
        names={variables}
        highlighted={highlighted}
        pinned={pinned}
        onPoint={setPointed}
        onPin={(name) => setPinned(name === pinned ? undefined : name)}
        titleOf={titleOf}
      />
      {built.ok && (props.missingSecrets?.length ?? 0) > 0 && (
        <p className="text-muted text-xs">
          Not filled in yet, shown masked:{" "}
          {props.missingSecrets?.map((field) => field.displayName || field.variable).join(", ")}.
        </p>
      )}
    </div>
  );
}

function CurlButton({ curl }: { curl: () => CurlCommand }) {
  const [problem, setProblem] = useState("");
  const text = () => {
    const command = curl();
    setProblem(command.ok ? "" : command.message);
    return command.ok ? command.command : `# ${command.message}`;
  };
  return (
    <span className="flex items-center gap-2">
      <span role="status" className="text-muted text-xs">
        {problem}
      </span>
      <CopyButton text={text} label="Copy as cURL" />
    </span>
  );
}

function Problems({
  problems,
  onOpen,
}: {
  problems: readonly RequestProblem[];
  onOpen: RequestPreviewProps["onOpenProblem"];
}) {
  return (
    <ul className="space-y-1.5">
      {problems.map((problem) => (
        <li key={`${problem.path.join(".")} ${problem.message}`} className="flex items-start gap-1.5 text-sm">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-danger-ink" />
          <span className="min-w-0 break-words">
            {problem.message}{" "}
            {onOpen && (
              <button type="button" className="link" onClick={() => onOpen(problem)}>
                Go there
              </button>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface RenderedViewProps {
  /** What the payload is called: several of these may stand on one page. */
  label: string;
  built: Extract<BuiltRequest, { ok: true }>;
  highlighted: string | undefined;
  titleOf: (variable: string) => string;
}

/** A body longer than this is cut until somebody asks for all of it. */
const bodyCharsShown = 16_000;

function RenderedView({ built, label, highlighted, titleOf }: RenderedViewProps) {
  const { request, origins } = built;
  const [isWhole, setIsWhole] = useState(false);
  const body = request.body ?? "";
  const isCut = !isWhole && body.length > bodyCharsShown;
  const fragment = (text: string, fragments: readonly Fragment[]) => (
    <FragmentText text={text} fragments={fragments} highlighted={highlighted} titleOf={titleOf} />
  );
  return (
    <div className="space-y-3">
      <RequestLine method={request.method}>{fragment(request.url, origins.url)}</RequestLine>
      <HeaderRows
        rows={request.headers.map(({ name, value }, index) => ({
          name,
          value: fragment(value, origins.headers[index] ?? []),
        }))}
      />
      {request.body === undefined ? (
        <p className="text-muted text-xs">No payload: this request has no body.</p>
      ) : (
        <div className="space-y-1.5">
          <CodeBlock code={body} label={label} isWrapped maxHeight={320}>
            {fragment(
              isCut ? body.slice(0, bodyCharsShown) : body,
              isCut ? fragmentsBefore(origins.body, bodyCharsShown) : origins.body,
            )}
          </CodeBlock>
          {isCut && (
            <Button size="sm" variant="ghost" onClick={() => setIsWhole(true)}>
              Show all {formatBytes(new TextEncoder().encode(body).length)}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

interface OriginsProps {
  names: readonly string[];
  highlighted: string | undefined;
  pinned: string | undefined;
  onPoint: (name: string | undefined) => void;
  onPin: (name: string) => void;
  titleOf: (variable: string) => string;
}

/** The variables of the request; pointing at one or focusing it shows what it made, pressing it keeps that shown. */
function Origins({ names, highlighted, pinned, onPoint, onPin, titleOf }: OriginsProps) {
  if (names.length === 0) return null;
  return (
    <ul aria-label="Variables in this request" className="flex flex-wrap gap-1">
      {names.map((name) => (
        <li key={name}>
          <button
            type="button"
            title={titleOf(name)}
            aria-pressed={pinned === name}
            onClick={() => onPin(name)}
            onPointerEnter={() => onPoint(name)}
            onPointerLeave={() => onPoint(undefined)}
            onFocus={() => onPoint(name)}
            onBlur={() => onPoint(undefined)}
            className={cn(
              "min-h-6 rounded-sm border px-1.5 font-mono text-2xs pointer-coarse:min-h-9",
              highlighted === name
                ? "border-accent bg-accent-soft text-accent-ink"
                : "border-transparent bg-syntax-variable-soft text-syntax-variable",
            )}
          >
            ${name}
          </button>
        </li>
      ))}
    </ul>
  );
}

function variablesIn({ origins }: Extract<BuiltRequest, { ok: true }>): string[] {
  const fragments = [...origins.url, ...origins.headers.flat(), ...origins.body];
  return [...new Set(fragments.flatMap(({ token }) => token?.name ?? []))];
}

function useTitles(definition: DestinationDefinition): (variable: string) => string {
  const names = useMemo(
    () => new Map(declaredVariables(definition).map(({ name, displayName }) => [name, displayName])),
    [definition],
  );
  return (variable) => {
    const displayName = names.get(variable);
    return displayName ? `From $${variable}: ${displayName}` : `From $${variable}`;
  };
}
