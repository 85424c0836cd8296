"use client";

import { ArrowRight } from "lucide-react";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { canonicalName } from "@/lib/destination/predefined-variable";
import { cohortSlug } from "@/lib/destination/template/slugify";
import { DraftSwitch } from "./draft-controls";
import { useDefinition } from "./draft-pieces";
import { useDraft } from "./draft-provider";
import { FormSection } from "./form-section";

const sampleName = "Saturday's cohort & héllo";
const sampleId = "7khm89cz";

/** Whether cohort names are made safe for systems that take only letters, digits and hyphens. */
export function CohortNameForm() {
  const { variables } = useDraft();
  const isSlugified = useDefinition((definition) => definition.slugifyCohortName);
  const isUsed = variables.some(({ name, uses }) => canonicalName(name) === "amplitude_cohort_name" && uses.length > 0);
  return (
    <FormSection
      id="cohort-name"
      title="Cohort name"
      description="One name per sync, the same in URL, headers and payloads."
    >
      {isUsed || isSlugified ? (
        <div className="space-y-3 rounded-lg border border-line bg-surface p-3 shadow-1">
          <DraftSwitch
            path={["slugifyCohortName"]}
            label="Slugify cohort name"
            help="Everything but letters, digits and underscores becomes a hyphen, and at most 100 characters stay. For single places, use a filter instead: ${amplitude_cohort_name | remove_spaces}."
            value={isSlugified}
          />
          {isSlugified && <SlugExample />}
          {!isUsed && (
            <p className="text-muted text-xs">No endpoint uses the cohort's name at the moment, so nothing changes.</p>
          )}
        </div>
      ) : (
        <p className="text-muted text-sm">
          No endpoint uses the cohort's name yet. Once a URL, header or payload holds{" "}
          <code className="font-mono text-syntax-variable text-xs">$amplitude_cohort_name</code>, you can have it
          slugified here.
        </p>
      )}
    </FormSection>
  );
}

/** The core's own function on a name that one can change. */
function SlugExample() {
  const [name, setName] = useState(sampleName);
  const slug = cohortSlug(name, sampleId);
  return (
    <div className="grid items-end gap-2 ps-10 @md:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)]">
      <Field label="Try a cohort name">
        <Input value={name} dir="auto" onChange={(event) => setName(event.currentTarget.value)} />
      </Field>
      <ArrowRight aria-hidden="true" className="mb-2 hidden size-4 text-faint @md:block rtl:rotate-180" />
      <div className="min-w-0">
        <output className="block min-h-8 break-all rounded-md bg-sunken px-2.5 py-1.5 font-mono text-xs">
          {slug.text}
        </output>
      </div>
      {slug.isFallback && (
        <p className="text-muted text-xs @md:col-span-3">
          No letter or digit survives, so the cohort's ID is used instead, and the run says so.
        </p>
      )}
    </div>
  );
}
