"use client";

import { ListPlus } from "lucide-react";
import { memo } from "react";
import { Button } from "@/components/ui/button";
import { blankComputedValue } from "@/lib/destination/blank-definition";
import type { ComputedValue } from "@/lib/destination/definition";
import { type ActionKey, actionAt } from "@/lib/destination/endpoints";
import { ComputedValueForm, useComputedPlace } from "./computed-value-form";
import { useDefinition, useShownFindings } from "./draft-pieces";
import { FindingList } from "./finding-list";
import { PlaceDisclosure } from "./place-disclosure";
import { useListEdits } from "./use-list-edits";
import { usePartProblems } from "./use-part-problems";

const noValues: readonly ComputedValue[] = [];

/** Values that are made of an event before its call is: the lines of an order, or something under a condition. */
export const ComputedValuesForm = memo(function ComputedValuesForm({ actionKey }: { actionKey: ActionKey }) {
  const values = useDefinition((definition) => actionAt(definition, actionKey)?.computedValues ?? noValues);
  const { path } = useComputedPlace(actionKey);
  const problems = usePartProblems(path);
  return (
    <PlaceDisclosure
      path={path}
      title="Computed values"
      description={
        values.length > 0
          ? values.map(({ variable }) => (variable ? `$${variable}` : "unnamed")).join(", ")
          : "For arrays, such as the lines of an order, and for values under a condition."
      }
      count={problems.count ?? (values.length > 0 ? values.length : undefined)}
      tone={problems.tone}
    >
      <ValueList actionKey={actionKey} values={values} />
    </PlaceDisclosure>
  );
});

function ValueList({ actionKey, values }: { actionKey: ActionKey; values: readonly ComputedValue[] }) {
  const place = useComputedPlace(actionKey);
  const list = useListEdits(place);
  const findings = useShownFindings(place.path);
  const add = (value: ComputedValue) => list.add(value, values.length, "variable");
  return (
    <div className="space-y-3">
      <FindingList findings={findings} />
      {values.length === 0 && <Beginnings onChoose={add} />}
      {values.map((value, index) => (
        <ComputedValueForm key={value.id} value={value} index={index} count={values.length} actionKey={actionKey} />
      ))}
      <Button
        size="sm"
        variant={values.length === 0 ? "ghost" : undefined}
        icon={<ListPlus />}
        onClick={() => add(blankComputedValue())}
      >
        {values.length === 0 ? "Add an empty computed value" : "Add computed value"}
      </Button>
    </div>
  );
}

interface Beginning {
  title: string;
  text: string;
  sample: string;
  build: () => ComputedValue;
}

const beginnings: readonly Beginning[] = [
  {
    title: "Lines of an order",
    text: "A list in which each product of the event has the shape that your API wants.",
    sample: "properties.products → $order_lines",
    build: () => ({
      ...blankComputedValue(),
      variable: "order_lines",
      source: "properties.products",
      template: '{ "sku": "${line.sku?}", "price": ${line.price?}, "quantity": ${line.quantity | default: 1} }',
    }),
  },
  {
    title: "A value under a condition",
    text: "An object that is there only for some events, and missing or null for the others.",
    sample: "if traits.address != null → $address",
    build: () => ({
      ...blankComputedValue(),
      variable: "address",
      source: "traits.address",
      mode: "once",
      condition: "traits.address != null",
      template: '{ "city": "${line.city?}", "country": "${line.country?}" }',
    }),
  },
];

function Beginnings({ onChoose }: { onChoose: (value: ComputedValue) => void }) {
  return (
    <>
      <p className="max-w-prose text-muted text-sm">
        A computed value has a name and stands in the payload as <code className="font-mono text-xs">$name</code>.
        Simple values need none: write <code className="font-mono text-xs">{"${event.properties.total}"}</code> there.
      </p>
      <ul aria-label="Computed values to start from" className="grid grid-cols-1 gap-2 @lg:grid-cols-2">
        {beginnings.map(({ title, text, sample, build }) => (
          <li key={title}>
            <button
              type="button"
              onClick={() => onChoose(build())}
              className="flex size-full cursor-pointer flex-col items-start gap-0.5 rounded-md border border-line bg-surface p-2.5 text-start hover:border-control hover:bg-hover"
            >
              <span className="font-medium text-ink text-sm">{title}</span>
              <span className="text-muted text-xs">{text}</span>
              <code className="mt-auto w-full truncate pt-1 font-mono text-2xs text-faint" dir="ltr">
                {sample}
              </code>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
