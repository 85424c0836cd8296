"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { blankConnectionTest, blankOptionalCall } from "@/lib/destination/blank-definition";
import type { CallEndpoint } from "@/lib/destination/definition";
import { setAtPath } from "@/lib/destination/edit";
import { endpointAt, fixedEndpointNames } from "@/lib/destination/endpoints";
import { useReadDefinition } from "./draft-pieces";
import { useDraftActions } from "./draft-provider";
import { EndpointMoreForm } from "./endpoint-more-form";
import { useEndpoint } from "./endpoint-piece";
import { EndpointRequestForm } from "./endpoint-request-form";
import { EndpointSection } from "./endpoint-section";
import { ErrorCatalogForm } from "./error-catalog-form";
import { focusField } from "./focus-field";

/** An optional call that proves the answers in the setup modal. */
export function ConnectionTestForm() {
  return (
    <OptionalCallForm
      endpointKey="testConnection"
      description="Proves a customer's answers when they save the setup modal, before anything is synced. Choose a call that changes nothing."
      make={blankConnectionTest}
    />
  );
}

/** An optional call for systems that take a property only once it is known. */
export function PropertyCreationForm() {
  return (
    <OptionalCallForm
      endpointKey="propertyCreation"
      description="Called once, before the first users are sent, for systems that want to know a property first. $property_key is its name."
      make={() => blankOptionalCall("POST")}
    />
  );
}

/** An optional call that takes the list away with its sync. */
export function ListDeletionForm() {
  return (
    <OptionalCallForm
      endpointKey="listDeletion"
      description="Called when a sync is deleted and the customer wants its list deleted too. Without it, the list stays in your system."
      make={() => blankOptionalCall("DELETE")}
    />
  );
}

interface OptionalCallFormProps {
  endpointKey: "testConnection" | "propertyCreation" | "listDeletion";
  description: string;
  make: () => CallEndpoint;
}

/** A call that may be left out: a button while it is, its form and a way to be rid of it afterwards. */
function OptionalCallForm({ endpointKey, description, make }: OptionalCallFormProps) {
  const isThere = useEndpoint(endpointKey) !== undefined;
  const readDefinition = useReadDefinition();
  const { edit } = useDraftActions();
  const path = ["endpoints", endpointKey];
  const set = (label: string, value: unknown) => edit(label, (before) => setAtPath(before, path, value));
  const name = fixedEndpointNames[endpointKey].toLowerCase();

  function add() {
    set(`Add a ${name}`, make());
    focusField([...path, "url"]);
  }
  function remove() {
    const endpoint = endpointAt(readDefinition(), endpointKey);
    set(`Remove the ${name}`, null);
    toast.info(`Removed the ${name}`, {
      action: { label: "Undo", onClick: () => set(`Bring back the ${name}`, endpoint) },
    });
  }

  return (
    <EndpointSection
      endpointKey={endpointKey}
      description={description}
      actions={
        isThere && (
          <Button size="sm" icon={<Trash2 />} onClick={remove}>
            Remove
          </Button>
        )
      }
    >
      {isThere ? (
        <>
          <EndpointRequestForm endpointKey={endpointKey} />
          <EndpointMoreForm endpointKey={endpointKey} />
          <ErrorCatalogForm endpointKey={endpointKey} />
        </>
      ) : (
        <Button icon={<Plus />} onClick={add}>
          Add a {name}
        </Button>
      )}
    </EndpointSection>
  );
}
