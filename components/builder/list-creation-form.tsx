"use client";

import { listCreationOf } from "@/lib/destination/endpoints";
import { useDefinition } from "./draft-pieces";
import { EndpointMoreForm } from "./endpoint-more-form";
import { EndpointRequestForm } from "./endpoint-request-form";
import { EndpointSection } from "./endpoint-section";
import { ErrorCatalogForm } from "./error-catalog-form";
import { ListIdSourceForm, ListIdValueForm } from "./list-id-form";

/** The call that makes a list, once per sync, and where its ID comes from. */
export function ListCreationForm() {
  const isCalled = useDefinition((definition) => listCreationOf(definition)?.listIdFrom !== "none");
  return (
    <EndpointSection
      endpointKey="listCreation"
      description="Called once, at the first run of a sync. Adding and removing users then refer to the list by $list_id."
    >
      <ListIdSourceForm />
      {isCalled && <EndpointRequestForm endpointKey="listCreation" />}
      <ListIdValueForm />
      {isCalled && (
        <>
          <EndpointMoreForm endpointKey="listCreation" />
          <ErrorCatalogForm endpointKey="listCreation" />
        </>
      )}
    </EndpointSection>
  );
}
