"use client";

import { useMemo, useState } from "react";
import type { ProjectProperty } from "@/components/preview/setup-values";
import { ButtonGroup } from "@/components/ui/button-group";
import { Card } from "@/components/ui/card";
import { Tab, TabList, TabPanel, Tabs } from "@/components/ui/tabs";
import { changedRequests } from "@/lib/destination/changed-requests";
import type { VersionContent } from "@/lib/destination/version-change";
import { diffVersions } from "@/lib/destination/version-diff";
import type { VersionImpact } from "@/lib/destination/version-impact";
import { countWords } from "./change-kinds";
import { ImpactSummary } from "./impact-summary";
import { PayloadDiff } from "./payload-diff";
import { SetupBeforeAfter } from "./setup-before-after";
import { setupMarks } from "./setup-marks";
import { VersionChanges } from "./version-changes";

/** An older version to compare with. */
export interface Baseline {
  id: string;
  number: string;
  /** "in the catalog", "changes requested". */
  words: string;
  content: VersionContent;
}

interface VersionComparisonProps {
  number: string;
  content: VersionContent;
  /** The first is compared with at first; none for a first version. */
  baselines: readonly Baseline[];
  impact: VersionImpact;
  projectProperties: readonly ProjectProperty[];
}

/** What a version changes: in words with what it means for installations, in the setup modal, and in its requests. */
export function VersionComparison({ number, content, baselines, impact, projectProperties }: VersionComparisonProps) {
  const [chosenId, choose] = useState(baselines[0]?.id);
  const baseline = baselines.find(({ id }) => id === chosenId);
  if (!baseline) {
    return (
      <Card title="The first version" headingLevel={3}>
        <p className="text-muted text-sm">No version came before it, so there is nothing to compare it with.</p>
      </Card>
    );
  }
  return (
    <Card
      headingLevel={3}
      title={`Changes since ${baseline.number}`}
      description={`${number} beside ${baseline.number}, which is ${baseline.words}.`}
      bodyClassName="space-y-5"
      actions={
        baselines.length > 1 && (
          <ButtonGroup
            aria-label="Version to compare with"
            size="sm"
            value={baseline.id}
            onValueChange={choose}
            options={baselines.map((each) => ({ value: each.id, label: `${each.number} (${each.words})` }))}
          />
        )
      }
    >
      <section aria-label="Impact on installations" className="rounded-md border border-line bg-sunken p-3">
        <ImpactSummary impact={impact} number={number} />
      </section>
      <Comparison
        key={baseline.id}
        number={number}
        content={content}
        baseline={baseline}
        impact={impact}
        projectProperties={projectProperties}
      />
    </Card>
  );
}

function Comparison({
  number,
  content,
  baseline,
  impact,
  projectProperties,
}: Omit<VersionComparisonProps, "baselines"> & { baseline: Baseline }) {
  const changes = useMemo(() => diffVersions(baseline.content, content), [baseline.content, content]);
  const [old, now] = [baseline.content.definition, content.definition];
  const questions = useMemo(() => setupMarks(changes, old, now).count, [changes, old, now]);
  const requests = useMemo(() => changedRequests(old, now).length, [old, now]);
  return (
    <Tabs defaultValue="changes">
      <TabList label="What changed">
        <Tab value="changes" count={changes.length}>
          Changes
        </Tab>
        <Tab value="setup" count={questions}>
          Setup modal
        </Tab>
        <Tab value="requests" count={requests}>
          Requests
        </Tab>
      </TabList>
      <TabPanel value="changes" className="space-y-4">
        {changes.length > 0 && <p className="text-muted text-sm">{countWords(changes)}.</p>}
        <VersionChanges changes={changes} impact={impact} headingLevel={4} />
      </TabPanel>
      <TabPanel value="setup" isKeptMounted>
        <SetupBeforeAfter
          changes={changes}
          before={baseline.content}
          after={content}
          beforeName={baseline.number}
          afterName={number}
          projectProperties={projectProperties}
        />
      </TabPanel>
      <TabPanel value="requests">
        <PayloadDiff before={old} after={now} />
      </TabPanel>
    </Tabs>
  );
}
