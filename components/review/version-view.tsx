"use client";

import { useMemo, useState } from "react";
import { RequestPreview } from "@/components/preview/request-preview";
import { SetupModal } from "@/components/preview/setup-modal";
import { emptySetupValues, type ProjectProperty, setupProblems } from "@/components/preview/setup-values";
import { withStandIns } from "@/components/preview/stand-ins";
import { Card } from "@/components/ui/card";
import { Tab, TabList, TabPanel, Tabs } from "@/components/ui/tabs";
import { VariableTable } from "@/components/variables/variable-table";
import type { EvidenceItem, FrozenConnectionInfo } from "@/lib/contract";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { actionAt, type EndpointKey, endpointsOf, isCohortDefinition } from "@/lib/destination/endpoints";
import { maskSecrets } from "@/lib/destination/mask-secrets";
import type { RequestValues } from "@/lib/destination/request";
import { generateSampleUsers } from "@/lib/destination/sample-users";
import { sampleEvents } from "@/lib/destination/trigger/sample-events";
import { variableTable } from "@/lib/destination/variable";
import { ActionView } from "./action-view";
import { DestinationFacts } from "./destination-facts";
import { ErrorCatalogView } from "./error-catalog-view";
import { EvidenceView } from "./evidence-view";
import { OutcomeRules } from "./outcome-rules";

/** What reviewers fill sample users with: the platform's usual user properties. */
const sampleProperties: ProjectProperty[] = [
  { name: "user_id", type: "string", example: "user-1001" },
  { name: "device_id", type: "string", example: "5f2b8c1e-9d40-4a7b-8f6e-2c3d1a0b9e87" },
  { name: "email", type: "string", example: "jo@example.com" },
  { name: "phone", type: "string", example: "+4915112345678" },
];

/** One frozen version as its users will see it: the same components as in the builder, over what was submitted. */
export function VersionView(props: {
  definition: DestinationDefinition;
  connectionInfo: FrozenConnectionInfo;
  evidence: EvidenceItem[];
  submittedAt: string;
}) {
  const { definition, connectionInfo } = props;
  const [setup, setSetup] = useState(emptySetupValues);
  const [areProblemsRevealed, setAreProblemsRevealed] = useState(false);
  const values = useMemo(
    () => reviewValues(definition, setup, props.submittedAt),
    [definition, setup, props.submittedAt],
  );
  const problems = setupProblems(definition, setup, { asked: "all" });
  return (
    <div className="space-y-6">
      <DestinationFacts definition={definition} />
      <div className="grid items-start gap-6 xl:grid-cols-2">
        <Card title="Setup modal" description="The very form customers get. Try it: the requests below follow.">
          <SetupModal
            definition={definition}
            displayName={connectionInfo.displayName}
            logoId={connectionInfo.logoId}
            values={setup}
            onChange={setSetup}
            projectProperties={sampleProperties}
            problems={problems}
            areProblemsRevealed={areProblemsRevealed}
            onReveal={() => setAreProblemsRevealed(true)}
            idPrefix="review-setup"
            requestValues={values}
          />
        </Card>
        <Card title="Variable table" isFlush>
          <VariableTable definition={definition} rows={variableTable(definition, values)} />
        </Card>
      </div>
      <Endpoints {...props} values={values} />
    </div>
  );
}

function Endpoints({ definition, evidence, values }: Parameters<typeof VersionView>[0] & { values: RequestValues }) {
  const endpoints = endpointsOf(definition);
  const first = endpoints[0]?.key ?? "addUsers";
  return (
    <Card
      title={isCohortDefinition(definition) ? "Endpoints" : "Actions"}
      description="Each request as it will be sent, its newest real exchange, and its error catalog."
    >
      <Tabs defaultValue={first}>
        <TabList label={isCohortDefinition(definition) ? "Endpoints" : "Actions"}>
          {endpoints.map(({ key, name }) => (
            <Tab key={key} value={key}>
              {name}
            </Tab>
          ))}
        </TabList>
        {endpoints.map(({ key, endpoint }) => (
          <TabPanel key={key} value={key} className="space-y-6 pt-4">
            <ActionOf definition={definition} endpoint={key} />
            <div className="grid items-start gap-6 xl:grid-cols-2">
              <section className="min-w-0 space-y-3">
                <h3 className="font-semibold text-ink text-sm">Request</h3>
                <RequestOf definition={definition} endpoint={key} values={values} />
              </section>
              <section className="min-w-0 space-y-3">
                <h3 className="font-semibold text-ink text-sm">Evidence</h3>
                <EvidenceView item={evidence.find((item) => item.endpoint === key)} />
              </section>
              <section className="min-w-0 space-y-3 xl:col-span-2">
                <h3 className="font-semibold text-ink text-sm">What an answer means</h3>
                <OutcomeRules endpoint={endpoint} noun={isCohortDefinition(definition) ? "user" : "event"} />
              </section>
              <section className="min-w-0 space-y-3 xl:col-span-2">
                <h3 className="font-semibold text-ink text-sm">Error catalog</h3>
                <ErrorCatalogView entries={endpoint.errors} />
              </section>
            </div>
          </TabPanel>
        ))}
      </Tabs>
    </Card>
  );
}

function ActionOf({ definition, endpoint }: { definition: DestinationDefinition; endpoint: EndpointKey }) {
  const action = actionAt(definition, endpoint);
  return action && <ActionView action={action} />;
}

function RequestOf(props: { definition: DestinationDefinition; endpoint: EndpointKey; values: RequestValues }) {
  const { definition, endpoint } = props;
  const { values, missing } = withStandIns(definition, endpoint, props.values);
  const masked = maskSecrets(definition, values);
  return <RequestPreview definition={definition} endpoint={endpoint} values={masked} missing={missing} />;
}

function reviewValues(
  definition: DestinationDefinition,
  setup: typeof emptySetupValues,
  submittedAt: string,
): RequestValues {
  return {
    settings: setup.settings,
    mappings: setup.mappings,
    cohort: { id: "cohort-1", name: "Sample cohort", url: "https://example.com/cohorts/cohort-1" },
    project: { id: "project-1", name: "Sample project" },
    listId: "sample-list",
    users: isCohortDefinition(definition) ? generateSampleUsers(definition, 4, sampleProperties) : [],
    ...(!isCohortDefinition(definition) && { events: sampleEvents.map(({ event }) => event), actions: setup.actions }),
    syncId: "00000000-0000-4000-8000-000000000001",
    batchId: "00000000-0000-4000-8000-000000000002",
    syncTime: submittedAt,
  };
}
