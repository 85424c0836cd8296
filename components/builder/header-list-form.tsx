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
      {headers.length === 0 && (
        <p className="rounded-lg border border-line border-dashed px-3.5 py-3 text-muted text-sm">
          No header beside the usual ones. Add one for a scheme of your own, a workspace or an API version.
        </p>
      )}
      <HeaderRows path={["headers"]} headers={headers} read={(definition) => definition.headers} />
    </FormSection>
  );
}
