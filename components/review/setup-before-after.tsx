"use client";

import { useId, useMemo, useState } from "react";
import { SetupForm } from "@/components/preview/setup-form";
import { SetupFrame } from "@/components/preview/setup-frame";
import { SetupLanguageSelect } from "@/components/preview/setup-language-select";
import { emptySetupValues, type ProjectProperty, setupProblems } from "@/components/preview/setup-values";
import { Badge } from "@/components/ui/badge";
import { ButtonGroup } from "@/components/ui/button-group";
import { cn } from "@/components/ui/cn";
import { inLanguage, languagesOf } from "@/lib/destination/translations";
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
  const [language, setLanguage] = useState(languagesOf(after.definition).original);
  const marks = useMemo(
    () => setupMarks(changes, before.definition, after.definition),
    [changes, before.definition, after.definition],
  );
  const side = (which: "before" | "after") => ({
    name: which === "before" ? `${props.beforeName}, before` : `${props.afterName}, now`,
    projectProperties: props.projectProperties,
    language,
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
        <SetupLanguageSelect definition={after.definition} language={language} onChange={setLanguage} />
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
  /** Shown where it is translated into it; the version before may not have been. */
  language: string;
  marks: ReadonlyMap<string, SetupMark>;
  className: string;
}

/** One version's form, to try: what is answered goes nowhere. */
function SetupSide({ content, name, marks, ...props }: SetupSideProps) {
  const idPrefix = useId();
  const { connectionInfo } = content;
  const definition = useMemo(() => inLanguage(content.definition, props.language), [content, props.language]);
  const { original, translated } = languagesOf(definition);
  const language = translated.includes(props.language) ? props.language : original;
  const [values, setValues] = useState(emptySetupValues);
  const problems = setupProblems(definition, values, {
    asked: "installation",
    properties: props.projectProperties,
    language,
  });
  const badges = useMemo(
    () => new Map([...marks].map(([row, mark]) => [row, <Mark key={row} mark={mark} />])),
    [marks],
  );
  const title = connectionInfo.displayName || "your destination";
  return (
    <section aria-label={`Setup modal of ${name}`} className={cn("min-w-0 space-y-2", props.className)}>
      <p className="font-medium text-muted text-xs">{name}</p>
      <div className="rounded-lg border border-line bg-sunken p-3 sm:p-5">
        <SetupFrame name={title} logoId={connectionInfo.logoId} language={language} isHeading={false}>
          <div className="px-5 pt-1 pb-5">
            <SetupForm
              definition={definition}
              language={language}
              values={values}
              onChange={setValues}
              projectProperties={props.projectProperties}
              problems={problems}
              areProblemsRevealed={false}
              idPrefix={idPrefix}
              marks={badges}
            />
          </div>
        </SetupFrame>
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
