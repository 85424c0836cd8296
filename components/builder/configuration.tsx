"use client";

import type { Actor } from "@/lib/policy";
import { AuthenticationForm } from "./authentication-form";
import { CohortNameForm } from "./cohort-name-form";
import { ConflictDialog } from "./conflict-dialog";
import { DeliveryForm } from "./delivery-form";
import { ConnectionTestForm, ListCreationForm, MembersForm } from "./endpoint-form";
import { FieldListForm } from "./field-list-form";
import { Guide } from "./guide";
import { HeaderListForm } from "./header-list-form";
import { MappingListForm } from "./mapping-list-form";
import { PresentNavigation } from "./present-navigation";
import { RecoveredCallout } from "./recovered-callout";
import type { SandboxPlace } from "./templates-dialog";
import { VersionCallout } from "./version-callout";

interface ConfigurationProps {
  actor: Actor;
  destinationId: string;
  sandbox: SandboxPlace | undefined;
}

/** The left side: everything that makes up the definition, top to bottom in the order in which one thinks of it. */
export function Configuration({ actor, destinationId, sandbox }: ConfigurationProps) {
  return (
    <div className="@container/configuration px-4 pb-24 sm:px-6">
      <div className="mx-auto max-w-5xl @min-[43rem]:flex @min-[43rem]:gap-5">
        <PresentNavigation />
        <div className="@container min-w-0 flex-1 space-y-8 pt-5">
          <div className="space-y-3 empty:hidden">
            <ConflictDialog />
            <RecoveredCallout />
            <VersionCallout actor={actor} destinationId={destinationId} />
            <Guide sandbox={sandbox} />
          </div>
          <AuthenticationForm />
          <FieldListForm />
          <HeaderListForm />
          <MappingListForm />
          <CohortNameForm />
          <ConnectionTestForm />
          <ListCreationForm />
          <MembersForm endpointKey="addUsers" />
          <MembersForm endpointKey="removeUsers" />
          <DeliveryForm />
        </div>
      </div>
    </div>
  );
}
