"use client";

import type { SandboxPlace } from "@/lib/destination/gallery/start-definition";
import type { Actor } from "@/lib/policy";
import { ActionListForm } from "./action-list-form";
import { AuthenticationForm } from "./authentication-form";
import { CohortNameForm } from "./cohort-name-form";
import { WholeVersionComments } from "./comments-button";
import { ConflictDialog } from "./conflict-dialog";
import { DeliveryForm } from "./delivery-form";
import { useDefinition } from "./draft-pieces";
import { FieldListForm } from "./field-list-form";
import { Guide } from "./guide";
import { HeaderListForm } from "./header-list-form";
import { LanguagesForm } from "./languages-form";
import { ListCreationForm } from "./list-creation-form";
import { MappingListForm } from "./mapping-list-form";
import { MemberCallsForm } from "./member-calls-form";
import { MembersForms } from "./members-form";
import { ConnectionTestForm, ListDeletionForm, PropertyCreationForm } from "./optional-call-form";
import { PresentNavigation } from "./present-navigation";
import { PropertyForm } from "./property-form";
import { RecoveredCallout } from "./recovered-callout";
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
            <WholeVersionComments />
            <Guide sandbox={sandbox} />
          </div>
          <AuthenticationForm />
          <FieldListForm />
          <HeaderListForm />
          <MappingListForm />
          <KindForms />
          <DeliveryForm />
          <LanguagesForm />
        </div>
      </div>
    </div>
  );
}

/** The sections that kinds don't share; in the order of `sectionsOf`. */
function KindForms() {
  const kind = useDefinition((definition) => definition.kind);
  switch (kind) {
    case "list":
      return (
        <>
          <CohortNameForm />
          <ConnectionTestForm />
          <ListCreationForm />
          <MemberCallsForm />
          <MembersForms />
          <ListDeletionForm />
        </>
      );
    case "property":
      return (
        <>
          <PropertyForm />
          <ConnectionTestForm />
          <PropertyCreationForm />
          <MemberCallsForm />
          <MembersForms />
        </>
      );
    case "event":
      return (
        <>
          <ConnectionTestForm />
          <ActionListForm />
        </>
      );
  }
}
