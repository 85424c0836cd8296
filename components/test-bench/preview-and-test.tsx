"use client";

import { type ReactNode, useState } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { focusField } from "@/components/builder/focus-field";
import { focusSetupRow } from "@/components/preview/focus-setup-row";
import { SetupModal } from "@/components/preview/setup-modal";
import { VariableTable } from "@/components/preview/variable-table";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Tab, TabList, TabPanel, Tabs } from "@/components/ui/tabs";
import { endpointsOf } from "@/lib/destination/definition";
import type { Blocker, Place } from "./blockers";
import { ProjectPicker, projectSelectId } from "./project-picker";
import { RunAllBar } from "./run-all-bar";
import { listIdInputId, sampleUsersId, TestDataCard } from "./test-data-card";
import { TestPanel } from "./test-panel";
import type { TestProject } from "./test-values";
import { TestValuesProvider, useTestBench } from "./test-values-provider";
import { type TestResult, useTestRuns } from "./use-test-runs";

interface PreviewAndTestProps {
  destinationId: string;
  projects: readonly TestProject[];
  platformName: string;
  displayName: string;
  logoId: string | null;
  /** The newest recorded test of each endpoint. */
  initialTestRuns: readonly TestResult[];
}

/** The right side of the builder: what customers will see, what partners will receive, and the calls to try it with. */
export function PreviewAndTest({ destinationId, projects, initialTestRuns, ...props }: PreviewAndTestProps) {
  return (
    <TestValuesProvider destinationId={destinationId} projects={projects}>
      <PreviewTabs {...props} initialTestRuns={initialTestRuns} />
    </TestValuesProvider>
  );
}

type TabName = "setup" | "variables" | "requests";
const tabNames: readonly TabName[] = ["setup", "variables", "requests"];
const setupIdPrefix = "setup-preview";

function PreviewTabs({
  platformName,
  displayName,
  logoId,
  initialTestRuns,
}: Omit<PreviewAndTestProps, "destinationId" | "projects">) {
  const { definition, variables } = useDraft();
  const bench = useTestBench();
  const [tab, setTab] = useState<TabName>("setup");
  const open = ({ place }: Blocker) => place && openPlace(place, setTab);
  const runs = useTestRuns(initialTestRuns, open);
  const keys = endpointsOf(definition).map(({ key }) => key);
  const errorCount = variables.filter(({ status }) => status !== "ok" && status !== "unused").length;

  return (
    <div className="min-w-0 space-y-4">
      <ProjectPicker platformName={platformName} />
      <Tabs value={tab} onValueChange={(value) => setTab(tabNames.find((name) => name === value) ?? "setup")}>
        <TabList label="Preview and test" className="lg:sticky lg:top-0 lg:z-10 lg:bg-sunken">
          <Tab value="setup">Setup modal</Tab>
          <Tab value="variables" {...(errorCount > 0 && { count: errorCount, tone: "danger" })}>
            Variables
          </Tab>
          <Tab value="requests">Requests & tests</Tab>
        </TabList>
        <TabPanel value="setup" isKeptMounted>
          <SetupModal
            definition={definition}
            displayName={displayName}
            logoId={logoId}
            values={bench.setup}
            onChange={bench.changeSetup}
            projectProperties={bench.project?.properties ?? []}
            problems={bench.problems}
            areProblemsRevealed={bench.areProblemsRevealed}
            onReveal={bench.revealProblems}
            idPrefix={setupIdPrefix}
            isWithSyncFields
            hint="What you type here is used in the tests. Secrets are forgotten on reload."
          />
        </TabPanel>
        <TabPanel value="variables">
          <Variables />
        </TabPanel>
        <TabPanel value="requests" className="space-y-4">
          <RunAllBar runs={runs} keys={keys} />
          <TestDataCard />
          {keys.map((key) => (
            <TestPanel key={key} endpoint={key} runs={runs} onOpen={open} />
          ))}
        </TabPanel>
      </Tabs>
    </div>
  );
}

function Variables(): ReactNode {
  const { variables } = useDraft();
  return (
    <Card isFlush className="overflow-hidden">
      {variables.length === 0 ? (
        <EmptyState
          headingLevel={3}
          title="No variables yet"
          description="Declare a custom field or a mapping, or type $ in a URL, a header or a payload."
        />
      ) : (
        <VariableTable rows={variables} onOpen={focusField} />
      )}
    </Card>
  );
}

/** Goes to where something is put right; a place on another tab is reached once that tab has been drawn. */
function openPlace(place: Place, setTab: (tab: TabName) => void): void {
  const afterRender = (act: () => void) => requestAnimationFrame(() => requestAnimationFrame(act));
  switch (place.type) {
    case "document":
      focusField(place.path);
      return;
    case "setup":
      setTab("setup");
      afterRender(() => focusSetupRow(setupIdPrefix, place.rowId));
      return;
    case "list_id":
      setTab("requests");
      afterRender(() => focusElement(listIdInputId));
      return;
    case "users":
      setTab("requests");
      afterRender(() => focusElement(sampleUsersId));
      return;
    case "project":
      focusElement(projectSelectId);
  }
}

function focusElement(id: string): void {
  const element = document.getElementById(id);
  if (!element) return;
  const details = element.querySelector("details");
  if (details) details.open = true;
  element.scrollIntoView({ block: "center" });
  element.focus({ preventScroll: true });
}
