"use client";

import { useMemo, useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { PropertyDefinition } from "@/lib/destination/definition";
import { batchScope, renderPropertyKey } from "@/lib/destination/request-values";
import { DraftSwitch } from "./draft-controls";
import { useDefinition } from "./draft-pieces";
import { useDraft } from "./draft-provider";
import { DraftTemplateLine } from "./draft-template";
import { FormSection } from "./form-section";

/** What the property is called that a cohort becomes, tried with a name, and frozen at the first sync. */
export function PropertyForm() {
  const definition = useDefinition((whole) => (whole.kind === "property" ? whole : undefined));
  if (!definition) return null;
  return (
    <FormSection
      id="property"
      title="Property"
      description="A cohort becomes a property of each of its members. The key is made at the first run of a sync and then frozen: renaming the cohort leaves nobody behind with an old property."
    >
      <div className="space-y-4 rounded-lg border border-line bg-surface p-3 shadow-1">
        <DraftTemplateLine
          path={["propertyKey"]}
          label="Property key"
          value={definition.propertyKey}
          placeholder="[Amplitude] $amplitude_cohort_name"
          part="property_key"
          labelEnd="Type $ for variables"
          help={
            <>
              <code className="font-mono text-syntax-variable">$property_key</code> in URLs, payloads and item
              templates. With the cohort's ID in it, two cohorts of one name stay apart.
            </>
          }
          isRequired
        />
        <DraftSwitch
          path={["slugifyCohortName"]}
          label="Slugify cohort name"
          help="For systems that take only letters, digits, underscores and hyphens in a key: everything else in the cohort's name becomes a hyphen, and at most 100 characters stay."
          value={definition.slugifyCohortName}
        />
        <KeyExample definition={definition} />
      </div>
    </FormSection>
  );
}

const sampleCohort = {
  id: "7khm89cz",
  name: "Saturday's buyers & friends",
  url: "https://example.com/cohort/7khm89cz",
};
const noValues = {
  settings: {},
  mappings: {},
  project: { id: "1", name: "Example" },
  syncId: "s-1",
  batchId: "b-1",
  syncTime: "2026-01-31T12:00:00Z",
};

/** The core's own function, on a cohort name that one can change. */
function KeyExample({ definition }: { definition: PropertyDefinition }) {
  const { testValues } = useDraft();
  const [name, setName] = useState(sampleCohort.name);
  const { text, problem, warnings } = useMemo(() => {
    const values = { ...noValues, ...testValues, cohort: { ...(testValues?.cohort ?? sampleCohort), name } };
    const scope = batchScope(definition, "updateUsers", values);
    const key = renderPropertyKey(definition, scope.lookup);
    return {
      text: key?.ok ? key.text : "",
      problem: key && !key.ok ? key.problems[0]?.message : undefined,
      warnings: [...scope.warnings],
    };
  }, [definition, testValues, name]);
  return (
    <div className="grid items-start gap-3 rounded-md border border-line bg-sunken p-3 @lg:grid-cols-2">
      <Field label="Try a cohort name">
        <Input value={name} dir="auto" onChange={(event) => setName(event.currentTarget.value)} />
      </Field>
      <div className="min-w-0">
        <p className="mb-1.5 font-medium text-ink text-sm">The key is then</p>
        <output className="block min-h-8 break-all rounded-md border border-line bg-surface px-2.5 py-1.5 font-mono text-xs">
          {problem === undefined ? text || " " : <span className="text-muted">{problem}</span>}
        </output>
        {warnings.map((warning) => (
          <p key={warning} className="mt-1 text-muted text-xs">
            {warning}
          </p>
        ))}
      </div>
    </div>
  );
}
