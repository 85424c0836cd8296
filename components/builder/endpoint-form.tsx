"use client";

import { Copy, Plus, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { blankConnectionTest, type EndpointKey, endpointNames } from "@/lib/destination/definition";
import { setAtPath } from "@/lib/destination/edit";
import { copyErrors } from "@/lib/destination/error-catalog";
import { BatchForm } from "./batch-form";
import { fieldId } from "./document-place";
import { useDefinition, useReadDefinition, useShownFindings } from "./draft-pieces";
import { useDraftActions } from "./draft-provider";
import { EndpointMoreForm } from "./endpoint-more-form";
import { EndpointRequestForm } from "./endpoint-request-form";
import { ErrorCatalogForm } from "./error-catalog-form";
import { FindingList } from "./finding-list";
import { FormSection } from "./form-section";
import { ListIdSourceForm, ListIdValueForm } from "./list-id-form";
import { sectionOfEndpoint } from "./sections";

/** The call that makes a list, once per sync, and where its ID comes from. */
export function ListCreationForm() {
  const isCalled = useDefinition(({ endpoints }) => endpoints.listCreation.listIdFrom !== "none");
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

/** The call that adds users to the list or removes them, a batch at a time. */
export function MembersForm({ endpointKey }: { endpointKey: "addUsers" | "removeUsers" }) {
  const isAdd = endpointKey === "addUsers";
  return (
    <EndpointSection
      endpointKey={endpointKey}
      description={
        isAdd
          ? "Called for those who entered the cohort since the last run, a batch at a time. A call may be repeated with the same $batch_id."
          : "Called for those who left the cohort, in the same way."
      }
      actions={!isAdd && <CopyFromAddUsers />}
    >
      <EndpointRequestForm endpointKey={endpointKey} />
      <BatchForm endpointKey={endpointKey} />
      <EndpointMoreForm endpointKey={endpointKey} />
      <ErrorCatalogForm endpointKey={endpointKey} />
    </EndpointSection>
  );
}

/** An optional call that proves the answers in the setup modal. */
export function ConnectionTestForm() {
  const hasTest = useDefinition(({ endpoints }) => endpoints.testConnection !== null);
  const readDefinition = useReadDefinition();
  const { edit } = useDraftActions();
  const path = ["endpoints", "testConnection"];
  const set = (label: string, value: unknown) => edit(label, (before) => setAtPath(before, path, value));

  function remove() {
    const endpoint = readDefinition().endpoints.testConnection;
    set("Remove the connection test", null);
    toast.info("Removed the connection test", {
      action: { label: "Undo", onClick: () => set("Bring back the connection test", endpoint) },
    });
  }

  return (
    <EndpointSection
      endpointKey="testConnection"
      description="Proves a customer's answers when they save the setup modal, before anything is synced. Choose a call that changes nothing."
      actions={
        hasTest && (
          <Button size="sm" icon={<Trash2 />} onClick={remove}>
            Remove
          </Button>
        )
      }
    >
      {hasTest ? (
        <>
          <EndpointRequestForm endpointKey="testConnection" />
          <EndpointMoreForm endpointKey="testConnection" />
          <ErrorCatalogForm endpointKey="testConnection" />
        </>
      ) : (
        <Button icon={<Plus />} onClick={() => set("Add a connection test", blankConnectionTest())}>
          Add a connection test
        </Button>
      )}
    </EndpointSection>
  );
}

interface EndpointSectionProps {
  endpointKey: EndpointKey;
  description: string;
  actions?: ReactNode;
  children: ReactNode;
}

function EndpointSection({ endpointKey, description, actions, children }: EndpointSectionProps) {
  const path = ["endpoints", endpointKey];
  const findings = useShownFindings(path);
  return (
    <FormSection
      id={sectionOfEndpoint[endpointKey]}
      title={endpointNames[endpointKey]}
      description={description}
      actions={actions}
    >
      <div id={fieldId(path)} className="space-y-4">
        <FindingList findings={findings} />
        {children}
      </div>
    </FormSection>
  );
}

/** Most APIs tell removing from adding by a word in the URL: everything else is copied. */
function CopyFromAddUsers() {
  const { edit } = useDraftActions();
  const readDefinition = useReadDefinition();
  const set = (label: string, value: unknown) =>
    edit(label, (current) => setAtPath(current, ["endpoints", "removeUsers"], value));
  function copy() {
    const { addUsers, removeUsers: before } = readDefinition().endpoints;
    set("Copy Remove users from Add users", {
      ...addUsers,
      headers: addUsers.headers.map((header) => ({ ...header })),
      errors: copyErrors(addUsers.errors),
      url: before.url.trim() === "" ? addUsers.url : before.url,
      method: before.url.trim() === "" ? addUsers.method : before.method,
    });
    toast.info("Copied from Add users", {
      description:
        before.url.trim() === "" ? "Check the URL: removing is usually another one." : "Your URL and method are kept.",
      action: { label: "Undo", onClick: () => set("Undo the copy from Add users", before) },
    });
  }
  return (
    <Button size="sm" icon={<Copy />} onClick={copy}>
      Copy from Add users
    </Button>
  );
}
