"use client";

import { useDraft } from "./draft-provider";
import { FormSection } from "./form-section";
import { HeaderRows } from "./header-rows";

/** Headers that go along with every call. */
export function HeaderListForm() {
  const { definition } = useDraft();
  return (
    <FormSection
      id="headers"
      title="Additional headers"
      description={
        <>
          Sent with every call, after content type and authentication; the later of two headers of one name wins. Type{" "}
          <code className="font-mono text-syntax-variable text-xs">$</code> for variables.
        </>
      }
    >
      <HeaderRows path={["headers"]} headers={definition.headers} read={({ headers }) => headers} />
    </FormSection>
  );
}
