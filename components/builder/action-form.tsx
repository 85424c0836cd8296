"use client";

import { memo, type ReactNode, useState } from "react";
import { TriggerTrial } from "@/components/triggers/trigger-trial";
import { TriggerWords } from "@/components/triggers/trigger-words";
import { Badge } from "@/components/ui/badge";
import { Disclosure } from "@/components/ui/disclosure";
import type { Action } from "@/lib/destination/definition";
import { actionKey, actionsOf } from "@/lib/destination/endpoints";
import { describeTrigger } from "@/lib/destination/trigger/describe-trigger";
import { parseTrigger } from "@/lib/destination/trigger/parse-trigger";
import { BatchForm } from "./batch-form";
import { useBuilderRequest } from "./builder-events";
import { ComputedValuesForm } from "./computed-values-form";
import { DraftSwitch, DraftText, DraftTextarea } from "./draft-controls";
import { DraftTrigger } from "./draft-trigger";
import { EndpointMoreForm } from "./endpoint-more-form";
import { EndpointRequestForm } from "./endpoint-request-form";
import { ErrorCatalogForm } from "./error-catalog-form";
import { openPlace } from "./focus-field";
import { ItemOutcomesForm } from "./item-outcomes-form";
import { ListPart } from "./list-part";
import { sectionOfEndpoint } from "./sections";
import { type ListPlace, useListEdits } from "./use-list-edits";
import { useTriedEvents } from "./use-tried-events";

export const actionsPlace: ListPlace<Action> = { path: ["actions"], read: actionsOf, word: "action" };

interface ActionFormProps {
  action: Action;
  index: number;
  count: number;
}

/** One action: what it is called, when it is made and what is sent. Not drawn again while another one is edited. */
export const ActionForm = memo(function ActionForm({ action, index, count }: ActionFormProps) {
  const list = useListEdits(actionsPlace);
  const key = actionKey(action);
  const section = sectionOfEndpoint(key);
  const path = ["actions", index];
  const name = action.name.trim() || `Action ${index + 1}`;
  useBuilderRequest("open-action", (detail) => {
    if (detail?.section === section) openPlace([...path, "name"]);
  });
  return (
    <section
      id={section}
      aria-label={name}
      tabIndex={-1}
      className="scroll-mt-5 outline-none @max-[43rem]/configuration:scroll-mt-14 max-lg:scroll-mt-26!"
    >
      <ListPart
        list={list}
        id={action.id}
        path={path}
        name={name}
        summary={<ActionSummary action={action} name={name} />}
        note={noteOf(action)}
        isNew={action.name === "" || action.endpoint.url === ""}
        position={index}
        count={count}
        onMove={(step) => list.move(action.id, step)}
        onDuplicate={() => list.duplicate(action, { name: action.name && `${action.name} (copy)` })}
        onRemove={() => list.remove(action, action.name)}
      >
        <AboutFields action={action} index={index} />
        <Part title="Call">
          <EndpointRequestForm endpointKey={key} />
          <BatchForm endpointKey={key} />
        </Part>
        <ComputedValuesForm actionKey={key} />
        <EndpointMoreForm endpointKey={key} />
        <ItemOutcomesForm endpointKey={key} />
        <ErrorCatalogForm endpointKey={key} />
      </ListPart>
    </section>
  );
});

function AboutFields({ action, index }: Pick<ActionFormProps, "action" | "index">) {
  const path = ["actions", index];
  return (
    <>
      <DraftText
        path={[...path, "name"]}
        label="Name"
        value={action.name}
        placeholder="Order completed"
        help="What the customer reads in the setup modal and in the history."
        isRequired
      />
      <DraftTextarea
        path={[...path, "description"]}
        label="Description"
        value={action.description}
        rows={1}
        placeholder="Sends an order with its total and its lines."
        isOptional
      />
      <DraftTrigger
        path={[...path, "trigger"]}
        label="Trigger"
        value={action.trigger}
        placeholder={'type = "track" and event = "Order Completed"'}
        help="Which events make this call. Without a trigger, none does."
        isRequired
      />
      <TriggerWords value={action.trigger} className="-mt-2" />
      <TryTrigger trigger={action.trigger} />
      <DraftSwitch
        path={[...path, "enabledByDefault"]}
        label="On from the start"
        help="Off: the customer turns it on in the setup modal. Either way the choice is theirs."
        value={action.enabledByDefault}
      />
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="space-y-4 border-line border-t pt-4">
      <h3 className="font-medium text-ink text-sm">{title}</h3>
      {children}
    </div>
  );
}

/** Whether an event would make the call, and why; made when it is first opened. */
function TryTrigger({ trigger }: { trigger: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const events = useTriedEvents();
  return (
    <Disclosure title="Try it with an event" isOpen={isOpen} onOpenChange={setIsOpen}>
      {isOpen && <TriggerTrial trigger={trigger} events={events} />}
    </Disclosure>
  );
}

function noteOf({ trigger }: Action): string {
  const { root } = parseTrigger(trigger);
  const words = describeTrigger(root);
  return root ? words.charAt(0).toUpperCase() + words.slice(1) : "No event makes this call yet";
}

function ActionSummary({ action, name }: { action: Action; name: string }) {
  const { method, url, batchSize } = action.endpoint;
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5">
      <span className="truncate">{name}</span>
      {url.trim() !== "" && (
        <code className="max-w-full truncate font-mono font-normal text-2xs text-faint" dir="ltr">
          {method} {url.replace(/^https?:\/\/[^/]+/, "") || url}
        </code>
      )}
      {batchSize > 1 && <Badge>Batches</Badge>}
      {!action.enabledByDefault && <Badge>Off at first</Badge>}
    </span>
  );
}
