"use client";

import { Select } from "@/components/ui/select";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { BuilderField } from "./builder-field";
import { DraftSwitch, useWrite } from "./draft-controls";
import { useDefinition } from "./draft-pieces";
import { FormSection } from "./form-section";
import { OptionalNumberInput, WholeNumberInput } from "./parsed-input";
import { PlaceDisclosure } from "./place-disclosure";
import { usePartProblems } from "./use-part-problems";

type RateLimit = DestinationDefinition["delivery"]["rateLimit"];

/** How fast and how much we may send. */
export function DeliveryForm() {
  const delivery = useDefinition((definition) => definition.delivery);
  const kind = useDefinition((definition) => definition.kind);
  const problems = usePartProblems(["delivery"]);
  return (
    <FormSection
      id="delivery"
      title="Delivery"
      description={`The limits of your API. We keep to them ${kind === "event" ? "for every event" : "in every sync"}.`}
    >
      <PlaceDisclosure
        path={["delivery"]}
        title="Rate, concurrency, limits"
        description={summarize(delivery)}
        {...problems}
      >
        <div className="grid items-start gap-4 @lg:grid-cols-2">
          <RateLimitForm rateLimit={delivery.rateLimit} />
          <WholeNumberInput
            path={["delivery", "concurrency"]}
            label="Concurrent calls"
            value={delivery.concurrency}
            min={1}
            max={16}
            help="At most this many calls at once."
            isRequired
          />
          {kind !== "event" && <CohortLimits delivery={delivery} kind={kind} />}
          <DraftSwitch
            path={["delivery", "idempotencyKey"]}
            label="Send Idempotency-Key"
            help="The $batch_id as a header: the same when a call is repeated, so that your API can tell."
            value={delivery.idempotencyKey}
            className="@lg:col-span-2"
          />
          {kind !== "event" && (
            <DraftSwitch
              path={["delivery", "fullRefresh"]}
              label="Send the whole cohort each time"
              help="For systems that replace what they have. Off: the first run sends everybody, later ones only those who entered or left."
              value={delivery.fullRefresh}
              className="@lg:col-span-2"
            />
          )}
        </div>
      </PlaceDisclosure>
    </FormSection>
  );
}

function summarize({ rateLimit, concurrency, idempotencyKey, fullRefresh }: DestinationDefinition["delivery"]): string {
  const rate = rateLimit ? `${rateLimit.requests} per ${rateLimit.per}` : "no rate limit";
  const key = `Idempotency-Key ${idempotencyKey ? "sent" : "not sent"}`;
  return [rate, `${concurrency} at once`, key, ...(fullRefresh ? ["whole cohort each time"] : [])].join(" · ");
}

interface CohortLimitsProps {
  delivery: DestinationDefinition["delivery"];
  kind: "list" | "property";
}

function CohortLimits({ delivery, kind }: CohortLimitsProps) {
  return (
    <>
      <OptionalNumberInput
        path={["delivery", "cohortSizeMax"]}
        label="Largest cohort"
        value={delivery.cohortSizeMax}
        min={1}
        max={1_000_000_000}
        placeholder="No limit"
        end="users"
        isOptional
      />
      {(kind === "list" || delivery.listNameLengthMax !== null) && (
        <OptionalNumberInput
          path={["delivery", "listNameLengthMax"]}
          label={kind === "list" ? "Longest list name" : "Longest cohort name"}
          value={delivery.listNameLengthMax}
          min={1}
          max={10_000}
          placeholder="No limit"
          end="characters"
          isOptional
        />
      )}
    </>
  );
}

const rateOptions = [
  { value: "none", label: "No rate limit" },
  { value: "second", label: "Calls per second" },
  { value: "minute", label: "Calls per minute" },
  { value: "hour", label: "Calls per hour" },
] as const;

function RateLimitForm({ rateLimit }: { rateLimit: RateLimit }) {
  const path = ["delivery", "rateLimit"];
  const write = useWrite(path);
  return (
    <div className="space-y-2">
      <BuilderField path={path} label="Rate limit">
        <Select
          value={rateLimit?.per ?? "none"}
          options={rateOptions}
          onValueChange={(per) => write(per === "none" ? null : { requests: rateLimit?.requests ?? 10, per })}
        />
      </BuilderField>
      {rateLimit && (
        <WholeNumberInput
          path={[...path, "requests"]}
          label="Calls"
          value={rateLimit.requests}
          min={1}
          max={1_000_000}
          end={`per ${rateLimit.per}`}
          isRequired
        />
      )}
    </div>
  );
}
