"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useCallback, useRef, useState } from "react";
import { useReadDefinition } from "@/components/builder/draft-pieces";
import { useDraft } from "@/components/builder/draft-provider";
import { focusField } from "@/components/builder/focus-field";
import { focusSetupRow } from "@/components/preview/focus-setup-row";
import { SetupModal } from "@/components/preview/setup-modal";
import { SubmissionHost } from "@/components/submission/submission-host";
import { Tab, TabList, TabPanel, Tabs } from "@/components/ui/tabs";
import { DraftVariables } from "@/components/variables/draft-variables";
import { endpointsOf } from "@/lib/destination/endpoints";
import type { HostileSample } from "@/lib/destination/hostile-samples";
import type { VariableRow } from "@/lib/destination/variable";
import type { VersionContent } from "@/lib/destination/version-change";
import type { Actor } from "@/lib/policy";
import { type Blocker, type Place, placeOfValue } from "./blockers";
import { CasesCard } from "./cases-card";
import { CoverageCard } from "./coverage-card";
import { type PreviewTab, previewTabs } from "./preview-tab";
import { ProjectPicker, projectSelectId } from "./project-picker";
import { RenderWith } from "./render-with";
import { RunAllBar } from "./run-all-bar";
import { listIdInputId, sampleUsersId, TestDataCard } from "./test-data-card";
import { eventChoiceId } from "./test-events-card";
import { TestPanel } from "./test-panel";
import type { TestProject } from "./test-values";
import { TestValuesProvider, useTestBench } from "./test-values-provider";
import { useTestBenchCommands } from "./use-test-bench-commands";
import { type TestResult, useTestRuns } from "./use-test-runs";

interface PreviewAndTestProps {
  destinationId: string;
  projects: readonly TestProject[];
  platformName: string;
  displayName: string;
  logoId: string | null;
  /** The newest recorded test of each endpoint. */
  initialTestRuns: readonly TestResult[];
  actor: Actor;
  connectionInfoHref: string;
  /** The connection info as a version made now would keep it. */
  listing: VersionContent["connectionInfo"];
}

/** The right side of the builder: what customers will see, what partners will receive, and the calls to try it with. */
export function PreviewAndTest({ destinationId, projects, initialTestRuns, ...props }: PreviewAndTestProps) {
  return (
    <TestValuesProvider destinationId={destinationId} projects={projects}>
      <PreviewTabs {...props} initialTestRuns={initialTestRuns} />
    </TestValuesProvider>
  );
}

// Fetched when somebody looks at it.
const SimulationTab = dynamic(() =>
  import("@/components/simulation/simulation-tab").then((module) => module.SimulationTab),
);

const SandboxCard = dynamic(() => import("./sandbox-card").then((module) => module.SandboxCard));

const setupIdPrefix = "setup-preview";

function PreviewTabs({
  platformName,
  displayName,
  logoId,
  initialTestRuns,
  ...submission
}: Omit<PreviewAndTestProps, "destinationId" | "projects">) {
  const { definition, variables } = useDraft();
  const bench = useTestBench();
  const [tab, setTab] = useState<PreviewTab>("setup");
  const [sample, setSample] = useState<HostileSample>();
  const isCovered = useRef(false);
  const open = useCallback(({ place }: Blocker) => {
    if (place && !isCovered.current) openPlace(place, setTab);
  }, []);
  const runs = useTestRuns(initialTestRuns, open);
  useTestBenchCommands(runs, setTab);
  const keys = endpointsOf(definition).map(({ key }) => key);
  const errorCount = variables.filter(({ status }) => status !== "ok" && status !== "unused").length;

  return (
    <div className="min-w-0 space-y-4">
      <ProjectPicker platformName={platformName} />
      <Tabs value={tab} onValueChange={(value) => setTab(previewTabs.find((name) => name === value) ?? "setup")}>
        <TabList label="Preview and test" className="lg:sticky lg:top-0 lg:z-10 lg:bg-sunken">
          <Tab value="setup">Setup modal</Tab>
          <Tab value="variables" {...(errorCount > 0 && { count: errorCount, tone: "danger" })}>
            Variables
          </Tab>
          <Tab value="requests">Requests & tests</Tab>
          <Tab value="simulate">Simulate</Tab>
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
            requestValues={bench.requestValues("testConnection")}
            onOpenPlace={focusField}
            hint={bench.kept.note}
            secretKeeping={bench.kept.secretKeeping}
          />
        </TabPanel>
        <TabPanel value="variables">
          <Variables setTab={setTab} />
        </TabPanel>
        <TabPanel value="requests" className="space-y-4">
          <RunAllBar runs={runs} keys={keys} />
          <TestDataCard />
          <RenderWith sample={sample} onSample={setSample} />
          {keys.map((key) => (
            <TestPanel key={key} endpoint={key} runs={runs} sample={sample} onOpen={open} />
          ))}
          {runs.sandboxCalls.length > 0 && <SandboxCard runs={runs} />}
          <CasesCard onOpen={open} />
          <CoverageCard />
        </TabPanel>
        <TabPanel value="simulate">
          <SimulationTab />
        </TabPanel>
      </Tabs>
      <SubmissionHost
        {...submission}
        displayName={displayName}
        runs={runs}
        onOpenPlace={open}
        onOpenChange={(isOpen) => {
          isCovered.current = isOpen;
        }}
      />
    </div>
  );
}

/** The variable graph, with the way to where each test value is given. */
function Variables({ setTab }: { setTab: (tab: PreviewTab) => void }): ReactNode {
  const readDefinition = useReadDefinition();
  const onChangeValue = useCallback(
    (row: VariableRow) => {
      const place = placeOfValue(readDefinition(), row);
      if (place) openPlace(place, setTab);
    },
    [readDefinition, setTab],
  );
  const canChangeValue = useCallback(
    (row: VariableRow) => placeOfValue(readDefinition(), row) !== undefined,
    [readDefinition],
  );
  return <DraftVariables onChangeValue={onChangeValue} canChangeValue={canChangeValue} />;
}

/** Goes to where something is put right; a place on another tab is reached once that tab has been drawn. */
function openPlace(place: Place, setTab: (tab: PreviewTab) => void): void {
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
    case "events":
      setTab("requests");
      afterRender(() => focusElement(eventChoiceId));
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
