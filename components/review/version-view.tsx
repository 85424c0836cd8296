"use client";

import { type ReactNode, useMemo, useState } from "react";
import { SetupModal } from "@/components/preview/setup-modal";
import { emptySetupValues, type SetupValues, setupProblems } from "@/components/preview/setup-values";
import { Card } from "@/components/ui/card";
import { VariableTable } from "@/components/variables/variable-table";
import type { EvidenceItem, FrozenConnectionInfo } from "@/lib/contract";
import type { DestinationDefinition } from "@/lib/destination/definition";
import type { RequestValues } from "@/lib/destination/request";
import { variableTable } from "@/lib/destination/variable";
import type { LentAccount, ReviewRun } from "@/lib/review-contract";
import { reviewProperties, reviewSamples } from "@/lib/review-samples";
import { CallsView } from "./calls-view";
import { DefinitionView } from "./definition-view";
import { DestinationFacts } from "./destination-facts";
import { ReviewSection } from "./review-section";

export interface VersionViewProps {
  versionId: string;
  definition: DestinationDefinition;
  connectionInfo: FrozenConnectionInfo;
  evidence: EvidenceItem[];
  submittedAt: string;
  /** What reviewers' own tests have shown. */
  runs: ReviewRun[];
  /** Whether the reader may test it. */
  mayTest: boolean;
  /** The partner's test account; null: there is none. */
  account: LentAccount | null;
}

/** One frozen version as its users will see it: the same components as in the builder, over what was submitted. */
export function VersionView(props: VersionViewProps) {
  const { definition, connectionInfo } = props;
  const [setup, setSetup] = useState(emptySetupValues);
  const [areProblemsRevealed, setAreProblemsRevealed] = useState(false);
  const values = useMemo(
    () => reviewValues(definition, setup, props.submittedAt),
    [definition, setup, props.submittedAt],
  );
  const problems = setupProblems(definition, setup, { asked: "all" });
  return (
    <>
      <ReviewSection id="destination" title="Destination">
        <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-2">
          <DestinationFacts definition={definition} />
          <WholeDestination definition={definition} />
        </div>
      </ReviewSection>
      <ReviewSection id="setup" title="Setup">
        <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-2">
          <Card
            title="Setup modal"
            headingLevel={3}
            description={`The very form customers get. Try it: the requests below follow${props.mayTest ? ", and so do your tests" : ""}.`}
          >
            <SetupModal
              definition={definition}
              displayName={connectionInfo.displayName}
              logoId={connectionInfo.logoId}
              values={setup}
              onChange={setSetup}
              projectProperties={reviewProperties}
              problems={problems}
              areProblemsRevealed={areProblemsRevealed}
              onReveal={() => setAreProblemsRevealed(true)}
              idPrefix="review-setup"
              requestValues={values}
            />
          </Card>
          <Questions definition={definition} />
        </div>
        <Card title="Variable table" headingLevel={3} isFlush>
          <VariableTable definition={definition} rows={variableTable(definition, values)} />
        </Card>
      </ReviewSection>
      <CallsView {...props} setup={setup} values={values} />
    </>
  );
}

const wholeParts = ["slugifyCohortName", "memberCalls", "operationWords", "propertyKey"] as const;

/** What is said once for all calls, as it was submitted. */
function WholeDestination({ definition }: { definition: DestinationDefinition }) {
  return (
    <Card title="Said for every call" headingLevel={3} bodyClassName="space-y-4">
      <Group title="Authentication">
        <DefinitionView definition={definition} steps={["authentication"]} />
      </Group>
      <Group title="Additional headers">
        <DefinitionView definition={definition} steps={["headers"]} empty="None." />
      </Group>
      <Group title={definition.kind === "event" ? "Delivery" : "Cohort and delivery"}>
        {wholeParts.map((part) => (
          <DefinitionView key={part} definition={definition} steps={[part]} />
        ))}
        <DefinitionView definition={definition} steps={["delivery"]} />
      </Group>
    </Card>
  );
}

function Questions({ definition }: { definition: DestinationDefinition }) {
  return (
    <Card
      title="What customers are asked"
      headingLevel={3}
      description="Each question as it was submitted."
      bodyClassName="space-y-4"
    >
      <Group title="Custom fields">
        <DefinitionView definition={definition} steps={["fields"]} empty="None." />
      </Group>
      <Group title="Mapping fields">
        <DefinitionView definition={definition} steps={["mappings"]} empty="None." />
      </Group>
    </Card>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h4 className="mb-0.5 font-semibold text-faint text-xs">{title}</h4>
      {children}
    </section>
  );
}

function reviewValues(definition: DestinationDefinition, setup: SetupValues, submittedAt: string): RequestValues {
  return {
    settings: setup.settings,
    mappings: setup.mappings,
    actions: setup.actions,
    ...reviewSamples(definition, setup.mappings),
    cohort: { id: "cohort-1", name: "Sample cohort", url: "https://example.com/cohorts/cohort-1" },
    project: { id: "project-1", name: "Sample project" },
    listId: "sample-list",
    syncId: "00000000-0000-4000-8000-000000000001",
    batchId: "00000000-0000-4000-8000-000000000002",
    syncTime: submittedAt,
  };
}
