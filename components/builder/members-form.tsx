"use client";

import { type MembersKey, memberKeys } from "@/lib/destination/endpoints";
import { BatchForm } from "./batch-form";
import { CopyMembersButton } from "./copy-members-button";
import { useDefinition } from "./draft-pieces";
import { EndpointMoreForm } from "./endpoint-more-form";
import { EndpointRequestForm } from "./endpoint-request-form";
import { EndpointSection } from "./endpoint-section";
import { ErrorCatalogForm } from "./error-catalog-form";
import { ItemOutcomesForm } from "./item-outcomes-form";

/** The calls that change members: one for both directions, or one for each. */
export function MembersForms() {
  const keys = useDefinition(memberKeys);
  return keys.map((key) => <MembersForm key={key} endpointKey={key} />);
}

const descriptions: Record<"list" | "property", Record<MembersKey, string>> = {
  list: {
    updateUsers:
      "Called for those who entered or left the cohort since the last run, a batch at a time. A call may be repeated with the same $batch_id.",
    addUsers:
      "Called for those who entered the cohort since the last run, a batch at a time. A call may be repeated with the same $batch_id.",
    removeUsers: "Called for those who left the cohort, in the same way.",
  },
  property: {
    updateUsers:
      "Called for those who entered or left the cohort since the last run: sets the property for some, unsets it for others. A call may be repeated with the same $batch_id.",
    addUsers:
      "Sets the property for those who entered the cohort since the last run, a batch at a time. A call may be repeated with the same $batch_id.",
    removeUsers: "Unsets the property for those who left the cohort, in the same way.",
  },
};

/** A call that changes members, a batch at a time. */
function MembersForm({ endpointKey }: { endpointKey: MembersKey }) {
  const isProperty = useDefinition(({ kind }) => kind === "property");
  return (
    <EndpointSection
      endpointKey={endpointKey}
      description={descriptions[isProperty ? "property" : "list"][endpointKey]}
      actions={<CopyMembersButton endpointKey={endpointKey} />}
    >
      <EndpointRequestForm endpointKey={endpointKey} />
      <BatchForm endpointKey={endpointKey} />
      <EndpointMoreForm endpointKey={endpointKey} />
      <ItemOutcomesForm endpointKey={endpointKey} />
      <ErrorCatalogForm endpointKey={endpointKey} />
    </EndpointSection>
  );
}
