"use client";

import { ButtonGroup } from "@/components/ui/button-group";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { cadences, type DestinationDefinition } from "@/lib/destination/definition";
import { isCohortDefinition } from "@/lib/destination/endpoints";
import { SimulationField } from "./simulation-field";
import type { Problems, SimulationTexts } from "./simulation-texts";

interface SimulationFormProps {
  definition: DestinationDefinition;
  texts: SimulationTexts;
  problems: Problems;
  onChange: (change: Partial<SimulationTexts>) => void;
}

/** How much is sent, how often, and how fast the partner answers. */
export function SimulationForm({ definition, texts, problems, onChange }: SimulationFormProps) {
  return (
    <div className="grid grid-cols-1 items-start gap-4 @md:grid-cols-2">
      {isCohortDefinition(definition) ? (
        <CohortFields definition={definition} texts={texts} problems={problems} onChange={onChange} />
      ) : (
        <SimulationField
          label={definition.actions.length === 1 ? "Events" : "Events of each action"}
          help="That match the trigger, all at once; up to 10,000,000."
          value={texts.users}
          onChange={(users) => onChange({ users })}
          problem={problems.users}
        />
      )}
      <SimulationField
        label="The partner answers within"
        end="ms"
        help="Half of the calls take no longer. The test bench shows what yours take."
        value={texts.median}
        onChange={(median) => onChange({ median })}
        problem={problems.median}
      />
      <SimulationField
        label="95 of 100 calls within"
        end="ms"
        help="How slow the slow ones are."
        value={texts.p95}
        onChange={(p95) => onChange({ p95 })}
        problem={problems.p95}
      />
    </div>
  );
}

const cadenceNames = {
  one_time: "One time",
  hourly: "Every hour",
  daily: "Every day",
  real_time: "Every minute",
} as const;

function CohortFields({ definition, texts, problems, onChange }: SimulationFormProps) {
  const offered = cadences.filter((cadence) => definition.delivery.cadences.includes(cadence));
  return (
    <>
      <SimulationField
        label="Users in the cohort"
        help="Up to 10,000,000."
        value={texts.users}
        onChange={(users) => onChange({ users })}
        problem={problems.users}
      />
      <SimulationField
        label="Without a value for a mapping"
        end="%"
        help="They are skipped."
        value={texts.skipped}
        onChange={(skipped) => onChange({ skipped })}
        problem={problems.skipped}
      />
      <Field label="Run" isGroup help="The first sends everybody, later ones what has changed.">
        <ButtonGroup
          value={texts.run}
          options={[
            { value: "first", label: "First run" },
            { value: "later", label: "Later run" },
          ]}
          onValueChange={(run) => onChange({ run: run === "later" ? "later" : "first" })}
        />
      </Field>
      <Field label="Cadence">
        <NativeSelect
          value={texts.cadence}
          options={(offered.length > 0 ? offered : cadences).map((value) => ({ value, label: cadenceNames[value] }))}
          onChange={({ currentTarget: { value } }) => {
            const cadence = cadences.find((each) => each === value);
            if (cadence) onChange({ cadence });
          }}
        />
      </Field>
      {texts.run === "later" && !definition.delivery.fullRefresh && (
        <>
          <SimulationField
            label="Entered since the last run"
            end="% of the cohort"
            value={texts.added}
            onChange={(added) => onChange({ added })}
            problem={problems.added}
          />
          <SimulationField
            label="Left since the last run"
            end="% of the cohort"
            value={texts.removed}
            onChange={(removed) => onChange({ removed })}
            problem={problems.removed}
          />
        </>
      )}
    </>
  );
}
