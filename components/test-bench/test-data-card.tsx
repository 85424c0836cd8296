"use client";

import { X } from "lucide-react";
import { useDraft } from "@/components/builder/draft-provider";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { parseListId } from "@/lib/destination/list-id";
import { listIdJson, listIdText } from "./list-id";
import { SampleUsers } from "./sample-users";
import { cohortFor, nextCohort } from "./test-values";
import { useTestBench } from "./test-values-provider";

export const listIdInputId = "test-list-id";
export const sampleUsersId = "test-sample-users";

/** The cohort, the list ID and the users that the requests below are made of. */
export function TestDataCard() {
  const { definition } = useDraft();
  const { values, change } = useTestBench();
  const source = definition.endpoints.listCreation.listIdFrom;
  return (
    <Card title="Test data" headingLevel={3} bodyClassName="space-y-4">
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <Field
          label="Cohort name"
          help={`The next list is made for “${nextCohort(values).name}”: a new ending each time, so that names never collide.`}
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
        {source === "none" ? (
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
