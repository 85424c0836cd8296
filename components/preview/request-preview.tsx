"use client";

import { FlaskConical } from "lucide-react";
import { memo, useMemo, useState } from "react";
import { ButtonGroup } from "@/components/ui/button-group";
import { cn } from "@/components/ui/cn";
import { type Call, callAt } from "@/lib/destination/calls";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { type EndpointKey, endpointName, isCohortDefinition } from "@/lib/destination/endpoints";
import type { DocumentPath } from "@/lib/destination/finding";
import { originParts } from "@/lib/destination/origin-parts";
import type { RequestProblem, RequestValues } from "@/lib/destination/request";
import { CallStepper, SkippedItems } from "./call-stepper";
import type { CurlCommand } from "./curl";
import { CurlButton } from "./curl-button";
import { OriginFrame, type Rendering } from "./origin-frame";
import { Legend } from "./origin-legend";
import { bodyCharsShown, RenderedRequest } from "./rendered-request";
import { RequestProblems } from "./request-problems";
import { sampleEventName, sampleUserName } from "./sample-name";
import { TemplateView, templatesFor } from "./template-view";

interface RequestPreviewProps {
  definition: DestinationDefinition;
  endpoint: EndpointKey;
  /** Masked: whatever is in here is shown. */
  values: RequestValues;
  /** What is not answered yet and has a stand-in. */
  missing?: readonly string[];
  /** The command for what is shown, with shell variables for the secrets. */
  curl?: (call: Pick<RequestValues, "users" | "events" | "batchId">) => CurlCommand;
  onOpenProblem?: (problem: RequestProblem) => void;
  /** Goes to the input that edits a place; absent where there is none. */
  onOpenPlace?: (path: DocumentPath) => void;
  /** The hostile sample it is rendered with, where it is one. */
  sampleName?: string;
}

type View = "rendered" | "template" | "both";
const views: readonly View[] = ["rendered", "template", "both"];

/** One request as it will be sent, or what stands in its way; and the templates it is made of (SPEC 11). */
export const RequestPreview = memo(function RequestPreview(props: RequestPreviewProps) {
  const { definition, endpoint, values, curl } = props;
  const [view, setView] = useState<View>("rendered");
  const [callIndex, setCallIndex] = useState(0);
  const call = useMemo(
    () => callAt(definition, endpoint, values, callIndex),
    [definition, endpoint, values, callIndex],
  );
  const rendering = useLastRendering(definition, endpoint, call);
  const name = endpointName(definition, endpoint);
  const isOfEvents = !isCohortDefinition(definition);
  const namesOf = ({ users, events = [] }: RequestValues) => ({
    nameOfUser: (index: number) => sampleUserName(values.users, users[index]),
    nameOfEvent: (index: number) => sampleEventName(values.events ?? [], events[index]),
  });

  return (
    <div className="@container min-w-0 space-y-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <ViewSwitch
          name={name}
          view={rendering ? view : "template"}
          isRendered={rendering !== undefined}
          onView={setView}
        />
        {curl && <CurlButton curl={() => curl(call.values)} isDisabled={!call.built.ok} />}
      </div>
      {props.sampleName && <SampleNotice name={props.sampleName} noun={isOfEvents ? "test event" : "sample user"} />}
      {rendering && rendering.call.total > 0 && (
        <CallStepper
          call={rendering.call}
          name={name}
          isStale={!call.built.ok}
          isOfEvents={isOfEvents}
          onStep={setCallIndex}
        />
      )}
      <div className={cn("relative", !call.built.ok && "min-h-24")}>
        {!call.built.ok && (
          <RequestProblems
            problems={call.built.problems}
            onOpen={props.onOpenProblem}
            isOverlay={rendering !== undefined && view === "rendered"}
          />
        )}
        <OriginFrame rendering={rendering} {...namesOf(rendering?.values ?? values)} onOpenPlace={props.onOpenPlace}>
          <Views
            definition={definition}
            endpoint={endpoint}
            view={rendering ? view : "template"}
            rendering={rendering}
            isStale={!call.built.ok}
            onOpenPlace={props.onOpenPlace}
          />
        </OriginFrame>
      </div>
      <SkippedItems call={call} {...namesOf(call.values)} />
      {rendering && <Legend rendering={rendering} missing={props.missing ?? []} hasCurl={curl !== undefined} />}
    </div>
  );
});

interface ViewSwitchProps {
  name: string;
  view: View;
  isRendered: boolean;
  onView: (view: View) => void;
}

function ViewSwitch({ name, view, isRendered, onView }: ViewSwitchProps) {
  return (
    <ButtonGroup
      size="sm"
      aria-label={`Show the ${name} request`}
      value={view}
      onValueChange={(value) => onView(views.find((each) => each === value) ?? "rendered")}
      options={[
        { value: "rendered", label: "As sent", isDisabled: !isRendered },
        { value: "template", label: "Template" },
        { value: "both", label: "Both", isDisabled: !isRendered },
      ]}
    />
  );
}

function SampleNotice({ name, noun }: { name: string; noun: string }) {
  return (
    <p className="flex items-start gap-1.5 rounded-md border border-info-line bg-info-soft px-3 py-1.5 text-info-ink text-xs">
      <FlaskConical aria-hidden="true" className="mt-px size-3.5 shrink-0" />
      <span>
        Rendered with <strong className="font-semibold">{name}</strong>. Tests send the {noun}s' own values.
      </span>
    </p>
  );
}

interface ViewsProps {
  definition: DestinationDefinition;
  endpoint: EndpointKey;
  view: View;
  rendering: Rendering | undefined;
  /** What is rendered is the last request that could be built, not the one that is being written. */
  isStale: boolean;
  onOpenPlace: RequestPreviewProps["onOpenPlace"];
}

/** The rendered request, its templates, or both: side by side where there is room. */
function Views({ definition, endpoint, view, rendering, isStale, onOpenPlace }: ViewsProps) {
  const templates = useMemo(() => templatesFor(definition, endpoint), [definition, endpoint]);
  return (
    <div
      className={cn(
        view === "both" && "grid grid-cols-1 gap-3 @3xl:grid-cols-2",
        isStale && (!rendering || view !== "rendered") && "pt-3",
      )}
    >
      {rendering && view !== "template" && (
        // Out of date, it is neither read out nor pointed at: what counts then is the problem above it.
        <div inert={isStale} className={cn("min-w-0 transition-opacity", isStale && "opacity-50")}>
          <RenderedRequest
            request={rendering.built.request}
            warnings={rendering.built.warnings}
            parts={rendering.parts}
            name={endpointName(definition, endpoint)}
          />
        </div>
      )}
      {view !== "rendered" && (
        <TemplateView definition={definition} endpoint={endpoint} templates={templates} onOpenPlace={onOpenPlace} />
      )}
    </div>
  );
}

/** What could be rendered last: half-typed text dims it, and never makes it vanish. */
function useLastRendering(definition: DestinationDefinition, endpoint: EndpointKey, call: Call): Rendering | undefined {
  const current = useMemo((): Rendering | undefined => {
    const { built, values } = call;
    if (!built.ok) return undefined;
    const parts = originParts(definition, endpoint, values, built, bodyCharsShown);
    return { definition, endpoint, call, values, built, parts };
  }, [definition, endpoint, call]);
  const [last, setLast] = useState(current);
  if (current && current !== last) setLast(current);
  return current ?? last;
}
