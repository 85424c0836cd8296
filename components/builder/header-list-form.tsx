"use client";

import { useDefinition } from "./draft-pieces";
import { FormSection } from "./form-section";
import { HeaderRows } from "./header-rows";

/** Headers that go along with every call. */
export function HeaderListForm() {
  const headers = useDefinition((definition) => definition.headers);
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
      <HeaderRows path={["headers"]} headers={headers} read={(definition) => definition.headers} />
    </FormSection>
  );
}
