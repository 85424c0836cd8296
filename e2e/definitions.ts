/** Definitions that a test begins with, so that it need not type what another test types. */
import { blankListDefinition } from "@/lib/destination/blank-definition";
import type { ListDefinition } from "@/lib/destination/definition";
import { sandboxDestination } from "@/lib/destination/example/sandbox-destination";

/** A complete list destination against the sandbox, in a workspace of the test's own. */
export function listDestinationForTests(workspace = "e2e"): ListDefinition {
  return sandboxDestination(process.env.SANDBOX_URL ?? "", workspace);
}

export function emptyDestination(): ListDefinition {
  return blankListDefinition();
}
