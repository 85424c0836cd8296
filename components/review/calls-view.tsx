"use client";

import { type ReactNode, useEffect, useMemo, useState } from "react";
import { RequestPreview } from "@/components/preview/request-preview";
import type { SetupValues } from "@/components/preview/setup-values";
import { withStandIns } from "@/components/preview/stand-ins";
import { Card } from "@/components/ui/card";
import { Tab, TabList, TabPanel, Tabs } from "@/components/ui/tabs";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { stepsOf } from "@/lib/destination/document-tree";
import {
  actionAt,
  type EndpointKey,
  endpointAt,
  endpointPath,
  endpointsOf,
  isCohortDefinition,
} from "@/lib/destination/endpoints";
import { maskSecrets } from "@/lib/destination/mask-secrets";
import type { RequestValues } from "@/lib/destination/request";
import { isAnchorWithin } from "@/lib/review-anchor";
import { ActionView } from "./action-view";
import { DefinitionView } from "./definition-view";
import { ErrorCatalogView } from "./error-catalog-view";
import { EvidenceView } from "./evidence-view";
import { OutcomeRules } from "./outcome-rules";
import { HiddenThreads, PlaceThreads } from "./place-threads";
import { ReviewSection } from "./review-section";
import { ReviewTestAccount } from "./review-test-account";
import { ReviewTests } from "./review-tests";
import { useAllThreads, useShownThread, useThreads } from "./threads-provider";
import { useReviewTests } from "./use-review-tests";
import type { VersionViewProps } from "./version-view";

interface CallsViewProps extends VersionViewProps {
  setup: SetupValues;
  values: RequestValues;
}

/** Each call: as it is written, as it will be sent, what it proved, what its answers mean. */
export function CallsView(props: CallsViewProps) {
  const { definition } = props;
  const endpoints = endpointsOf(definition);
  const [shown, setShown] = useState<EndpointKey>(endpoints[0]?.key ?? "addUsers");
  const steps = useMemo(
    () => new Map(endpointsOf(definition).map(({ key }) => [key, stepsOf(definition, partPath(definition, key))])),
    [definition],
  );
  useTabOfThread(steps, setShown);
  const open = useAllThreads().filter(({ status }) => status === "open");
  const tests = useReviewTests(props, props.setup);
  return (
    <ReviewSection
      id="calls"
      title={isCohortDefinition(definition) ? "Calls" : "Actions"}
      description="Each call as it was submitted and as it will be sent, its newest real exchange, and its error catalog."
    >
      {props.mayTest && <ReviewTestAccount tests={tests} account={props.account} />}
      <Card>
        <Tabs
          value={shown}
          onValueChange={(value) => setShown(endpoints.find(({ key }) => key === value)?.key ?? shown)}
        >
          <TabList label={isCohortDefinition(definition) ? "Calls" : "Actions"}>
            {endpoints.map(({ key, name }) => {
              const count = open.filter(({ anchor }) => isAnchorWithin(anchor, steps.get(key) ?? [""])).length;
              return (
                <Tab key={key} value={key} tone="accent" {...(count > 0 && { count })}>
                  {name}
                </Tab>
              );
            })}
          </TabList>
          {endpoints.map(({ key }) => key !== shown && <HiddenThreads key={key} steps={steps.get(key) ?? []} />)}
          {endpoints.map(({ key }) => (
            <TabPanel key={key} value={key} className="space-y-6 pt-4">
              <CallView {...props} endpointKey={key} steps={steps.get(key) ?? []} tests={tests} />
            </TabPanel>
          ))}
        </Tabs>
      </Card>
    </ReviewSection>
  );
}

/** An action with its endpoint, or the endpoint. */
function partPath(definition: DestinationDefinition, key: EndpointKey) {
  const path = endpointPath(definition, key);
  return path[0] === "actions" ? path.slice(0, 2) : path;
}

/** Somebody asked to see a thread of a call: its tab comes to the front. */
function useTabOfThread(steps: ReadonlyMap<EndpointKey, string[]>, show: (key: EndpointKey) => void): void {
  const asked = useShownThread();
  const board = useThreads()?.board;
  useEffect(() => {
    const anchor = board?.all().find(({ id }) => id === asked?.threadId)?.anchor;
    const key = anchor && [...steps].find(([, around]) => isAnchorWithin(anchor, around))?.[0];
    if (key) show(key);
  }, [asked, board, steps, show]);
}

interface CallViewProps extends CallsViewProps {
  endpointKey: EndpointKey;
  steps: readonly string[];
  tests: ReturnType<typeof useReviewTests>;
}

function CallView({ definition, endpointKey: key, steps, tests, evidence, values, mayTest }: CallViewProps) {
  const endpoint = endpointAt(definition, key);
  const action = actionAt(definition, key);
  const call = useMemo(() => [...steps, ...(action ? ["endpoint"] : [])], [steps, action]);
  const errors = useMemo(() => [...call, "errors"], [call]);
  const noun = isCohortDefinition(definition) ? "user" : "event";
  if (!endpoint) return null;
  return (
    <>
      <PlaceThreads steps={steps} />
      {action && (
        <>
          <ActionView action={action} />
          <Part title="The action as it was submitted">
            <DefinitionView definition={definition} steps={steps} without={["endpoint"]} />
          </Part>
        </>
      )}
      <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-2">
        <Part title="As it was submitted">
          <DefinitionView definition={definition} steps={call} />
        </Part>
        <Part title="As it will be sent">
          <RequestOf definition={definition} endpoint={key} values={values} />
        </Part>
        <Part title="Evidence at submission">
          <EvidenceView definition={definition} item={evidence.find((item) => item.endpoint === key)} />
        </Part>
        <Part title="Reviewers' tests">
          <ReviewTests definition={definition} endpoint={key} tests={tests} mayTest={mayTest} />
        </Part>
      </div>
      <Part title="What an answer means">
        <OutcomeRules endpoint={endpoint} noun={noun} />
      </Part>
      <Part title="Error catalog">
        <ErrorCatalogView entries={endpoint.errors} steps={errors} />
      </Part>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="min-w-0 space-y-2">
      <h3 className="font-semibold text-ink text-sm">{title}</h3>
      {children}
    </section>
  );
}

function RequestOf(props: { definition: DestinationDefinition; endpoint: EndpointKey; values: RequestValues }) {
  const { definition, endpoint } = props;
  const { values, missing } = withStandIns(definition, endpoint, props.values);
  const masked = maskSecrets(definition, values);
  return <RequestPreview definition={definition} endpoint={endpoint} values={masked} missing={missing} />;
}
