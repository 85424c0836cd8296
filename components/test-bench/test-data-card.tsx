"use client";

import { X } from "lucide-react";
import { useDraft } from "@/components/builder/draft-provider";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import type { CohortDefinition } from "@/lib/destination/definition";
import { isCohortDefinition } from "@/lib/destination/endpoints";
import { parseListId } from "@/lib/destination/list-id";
import { propertyKeyOf } from "@/lib/destination/property-key";
import { listIdJson, listIdText } from "./list-id";
import { SampleUsers } from "./sample-users";
import { TestEventsCard } from "./test-events-card";
import { cohortFor, nextCohort } from "./test-values";
import { useTestBench } from "./test-values-provider";

export const listIdInputId = "test-list-id";
export const sampleUsersId = "test-sample-users";

/** What the requests below are made of: a cohort, its list ID or property key, and users; or events. */
export function TestDataCard() {
  const { definition } = useDraft();
  return isCohortDefinition(definition) ? <CohortCard definition={definition} /> : <TestEventsCard />;
}

function CohortCard({ definition }: { definition: CohortDefinition }) {
  const { values, change } = useTestBench();
  return (
    <Card title="Test data" headingLevel={3} bodyClassName="space-y-4">
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <Field
          label="Cohort name"
          help={
            definition.kind === "list"
              ? `The next list is made for “${nextCohort(values).name}”: a new ending each time, so that names never collide.`
              : `Tests say “${cohortFor(values, "updateUsers").name}”.`
          }
        >
          <Input
            value={values.cohortName}
            maxLength={400}
            dir="auto"
            onChange={(event) => {
              const cohortName = event.currentTarget.value;
              change((before) => ({ ...before, cohortName }));
            }}
          />
        </Field>
        {definition.kind === "property" ? (
          <PropertyKeyField />
        ) : definition.endpoints.listCreation.listIdFrom === "none" ? (
          <p className="text-muted text-sm">
            This destination makes no list: the list ID comes from the configuration, where there is one.
          </p>
        ) : (
          <ListIdField />
        )}
      </div>
      <SampleUsers id={sampleUsersId} />
    </Card>
  );
}

function ListIdField() {
  const { values, change } = useTestBench();
  const text = listIdText(values.listId);
  const found = parseListId(values.listId);
  const isNumber = found !== undefined && typeof found !== "string";
  return (
    <Field
      id={listIdInputId}
      label="List ID"
      help={
        text === ""
          ? "Found by testing List creation, or type one. Add users and Remove users use it."
          : `Used by Add users and Remove users as a ${isNumber ? "number" : "text"}, for “${cohortFor(values, "addUsers").name}”.`
      }
    >
      <Input
        value={text}
        isMono
        placeholder="None yet"
        maxLength={1_000}
        onChange={(event) => {
          const typed = event.currentTarget.value;
          change((before) => ({ ...before, listId: listIdJson(typed, isNumber || before.listId === "") }));
        }}
        end={
          text !== "" && (
            <IconButton
              label="Clear the list ID"
              size="sm"
              onClick={() => change((before) => ({ ...before, listId: "", cohort: undefined }))}
            >
              <X aria-hidden="true" />
            </IconButton>
          )
        }
      />
    </Field>
  );
}

/** What the property is called in the tests: made anew, or as it was frozen at an earlier sync. */
function PropertyKeyField() {
  const { definition } = useDraft();
  const { values, change, requestValues } = useTestBench();
  const made = propertyKeyOf(definition, { ...requestValues("updateUsers"), propertyKey: undefined });
  const help =
    values.propertyKey === ""
      ? "Made from the template, as at a first sync. Type one to test a sync whose cohort was renamed since."
      : "Kept from an earlier sync: renaming the cohort doesn't change it.";
  return (
    <Field label="Property key" help={help}>
      <Input
        value={values.propertyKey}
        isMono
        dir="auto"
        placeholder={made.ok ? made.key : "Not known yet"}
        maxLength={1_000}
        onChange={(event) => {
          const propertyKey = event.currentTarget.value;
          change((before) => ({ ...before, propertyKey }));
        }}
      />
    </Field>
  );
}
