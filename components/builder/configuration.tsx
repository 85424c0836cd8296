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
import { RecoveredCallout } from "./recovered-callout";
import { SectionNavigation } from "./section-navigation";
import { VersionCallout } from "./version-callout";

/** The left side: everything that makes up the definition, top to bottom in the order in which one thinks of it. */
export function Configuration({ actor, destinationId }: { actor: Actor; destinationId: string }) {
  return (
    <div className="@container px-4 pb-24 sm:px-6">
      <div className="@min-[43rem]:flex @min-[43rem]:gap-7">
        <SectionNavigation />
        <div className="@container min-w-0 flex-1 space-y-8 pt-5">
          <div className="space-y-3 empty:hidden">
            <ConflictDialog />
            <RecoveredCallout />
            <VersionCallout actor={actor} destinationId={destinationId} />
            <Guide />
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
