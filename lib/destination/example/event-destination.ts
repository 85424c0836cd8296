/** Shorthand for definitions that turn events into calls. */
import type { z } from "zod";
import { blankAction, blankConnectionTest, blankEventDefinition } from "@/lib/destination/blank-definition";
import {
  type Action,
  type CallEndpoint,
  computedValue,
  type EventDefinition,
  type MembersEndpoint,
} from "@/lib/destination/definition";
import { newId } from "@/lib/destination/id";
import { type CommonParts, commonParts } from "./list-destination";

interface EventParts extends CommonParts {
  testConnection?: Partial<CallEndpoint>;
  actions: Action[];
}

export function eventDestination(parts: EventParts): EventDefinition {
  const blank = blankEventDefinition();
  return {
    ...blank,
    ...commonParts(blank, parts),
    endpoints: {
      testConnection: parts.testConnection ? { ...blankConnectionTest(), ...parts.testConnection } : null,
    },
    actions: parts.actions,
  };
}

interface ActionParts extends Pick<Action, "name" | "description" | "trigger"> {
  enabledByDefault?: boolean;
  computedValues?: Omit<z.input<typeof computedValue>, "id">[];
  endpoint: Partial<MembersEndpoint>;
}

/** An action: one event a call, unless its endpoint says otherwise. */
export function eventAction(parts: ActionParts): Action {
  const blank = blankAction();
  return {
    ...blank,
    name: parts.name,
    description: parts.description,
    trigger: parts.trigger,
    enabledByDefault: parts.enabledByDefault ?? true,
    computedValues: (parts.computedValues ?? []).map((each) => computedValue.parse({ id: newId(), ...each })),
    endpoint: { ...blank.endpoint, ...parts.endpoint },
  };
}
