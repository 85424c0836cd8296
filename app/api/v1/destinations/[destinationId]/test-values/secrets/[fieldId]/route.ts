import { route } from "@/lib/http/route";
import { deleteTestSecret } from "@/lib/server/services/delete-test-values";
import { testSecretParams } from "@/lib/test-values-contract";

/** Forgets one stored secret of the person who asks. */
export const DELETE = route({ action: "destination.test", params: testSecretParams }, async ({ actor, params }) => {
  await deleteTestSecret(actor, params.destinationId, params.fieldId);
  return undefined;
});
