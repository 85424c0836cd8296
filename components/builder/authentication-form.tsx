"use client";

import { AuthenticationMethodForm } from "./authentication-method-form";
import { useDefinition } from "./draft-pieces";
import { FormSection } from "./form-section";

/** How every call proves who it comes from, and what the customer is asked for it. */
export function AuthenticationForm() {
  const authentication = useDefinition((definition) => definition.authentication);
  return (
    <FormSection
      id="authentication"
      title="Authentication"
      description="How each call to your API proves that it may be made. It applies to every endpoint that has no method of its own."
    >
      <AuthenticationMethodForm path={["authentication"]} authentication={authentication} />
    </FormSection>
  );
}
