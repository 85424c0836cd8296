"use client";

import { useId, useMemo, useState } from "react";
import { SetupForm } from "@/components/preview/setup-form";
import { emptySetupValues, type ProjectProperty, setupProblems } from "@/components/preview/setup-values";
import { Badge } from "@/components/ui/badge";
import { ButtonGroup } from "@/components/ui/button-group";
import { cn } from "@/components/ui/cn";
import { LogoTile, logoSrc } from "@/components/ui/logo-tile";
import type { VersionChange, VersionContent } from "@/lib/destination/version-change";
import { type SetupMark, setupMarks } from "./setup-marks";

interface SetupBeforeAfterProps {
  changes: readonly VersionChange[];
  before: VersionContent;
  after: VersionContent;
  /** The numbers of the versions, or another word for them. */
  beforeName: string;
  afterName: string;
  projectProperties: readonly ProjectProperty[];
}

/** The setup modals of two versions, each question that differs marked. Beside each other where there is room. */
export function SetupBeforeAfter({ changes, before, after, ...props }: SetupBeforeAfterProps) {
  const [shown, setShown] = useState<"before" | "after">("after");
  const marks = useMemo(
    () => setupMarks(changes, before.definition, after.definition),
    [changes, before.definition, after.definition],
  );
  const side = (which: "before" | "after") => ({
    name: which === "before" ? `${props.beforeName}, before` : `${props.afterName}, now`,
    projectProperties: props.projectProperties,
    marks: marks[which],
    className: cn(shown !== which && "max-xl:hidden"),
  });
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-muted text-sm">
          {marks.count === 0
            ? "Customers are asked the same in both versions."
            : "Try both: questions that depend on an answer show as you answer."}
        </p>
        <ButtonGroup
          aria-label="Setup modal to show"
          size="sm"
          value={shown}
          onValueChange={(value) => setShown(value === "before" ? "before" : "after")}
          options={[
            { value: "before", label: "Before" },
            { value: "after", label: "Now" },
          ]}
          className="xl:hidden"
        />
      </div>
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
        <SetupSide content={before} {...side("before")} />
        <SetupSide content={after} {...side("after")} />
      </div>
    </div>
  );
}

interface SetupSideProps {
  content: VersionContent;
  name: string;
  projectProperties: readonly ProjectProperty[];
  marks: ReadonlyMap<string, SetupMark>;
  className: string;
}

/** One version's form, to try: what is answered goes nowhere. */
function SetupSide({ content: { definition, connectionInfo }, name, marks, ...props }: SetupSideProps) {
  const idPrefix = useId();
  const [values, setValues] = useState(emptySetupValues);
  const problems = setupProblems(definition, values, { asked: "installation", properties: props.projectProperties });
  const badges = useMemo(
    () => new Map([...marks].map(([row, mark]) => [row, <Mark key={row} mark={mark} />])),
    [marks],
  );
  const title = connectionInfo.displayName || "your destination";
  return (
    <section aria-label={`Setup modal of ${name}`} className={cn("min-w-0 space-y-2", props.className)}>
      <p className="font-medium text-muted text-xs">{name}</p>
      <div className="rounded-lg border border-line bg-sunken p-3 sm:p-5">
        <div className="mx-auto max-w-lg rounded-xl border border-line-strong bg-raised shadow-2">
          <header className="flex items-center gap-3 px-5 pt-4 pb-3">
            <LogoTile name={title} src={logoSrc(connectionInfo.logoId)} size="md" />
            <p className="min-w-0 break-words font-semibold text-ink text-lg">Connect to {title}</p>
          </header>
          <div className="px-5 pt-1 pb-5">
            <SetupForm
              definition={definition}
              values={values}
              onChange={setValues}
              projectProperties={props.projectProperties}
              problems={problems}
              areProblemsRevealed={false}
              idPrefix={idPrefix}
              marks={badges}
            />
          </div>
        </div>
      </div>
    </section>
  );
}

function Mark({ mark: { word, tone, isAsked, titles } }: { mark: SetupMark }) {
  return (
    <div className="mb-1.5 space-y-0.5 border-warning border-s-2 ps-2">
      <p className="flex flex-wrap items-center gap-1.5">
        <Badge tone={tone}>{word}</Badge>
        {isAsked && <Badge tone="warning">May have to be answered</Badge>}
      </p>
      {titles.map((title) => (
        <p key={title} className="break-words text-muted text-xs">
          {title}
        </p>
      ))}
    </div>
  );
}
