/** Versions of the catalog, put straight into the database: approving one by pressing buttons is another test. */
import { randomUUID } from "node:crypto";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { insert, query } from "./people";

interface VersionFacts {
  organizationId: string;
  destination: { id: string; displayName: string };
  submittedById: string;
  number: string;
  definition: DestinationDefinition;
  status: string;
  audience?: "catalog" | "organization";
  releaseNote?: string;
  submittedAt?: Date;
}

/** A version as a submission freezes it, in the status that is asked for. */
export async function insertVersion({ destination, definition, ...facts }: VersionFacts): Promise<string> {
  const id = randomUUID();
  const { status, audience = "catalog", submittedAt = new Date() } = facts;
  const isDecided = audience === "catalog" && status !== "in_review";
  await insert("destination_version", {
    id,
    destination_id: destination.id,
    organization_id: facts.organizationId,
    number: facts.number,
    status,
    audience,
    release_note: facts.releaseNote ?? "A version of a test.",
    definition: JSON.stringify(definition),
    connection_info: JSON.stringify({
      displayName: destination.displayName,
      category: "Messaging",
      summary: "Sends cohorts somewhere.",
      fullDescription: "Sends cohorts somewhere.",
      documentation: "",
      support: "",
      versionLabel: "1.0",
      logoId: null,
    }),
    content_hash: "0".repeat(64),
    findings: "[]",
    evidence: "[]",
    submitted_by_id: facts.submittedById,
    submitted_at: submittedAt,
    ...(isDecided && { decision: "approve", decided_at: submittedAt, decided_by_id: facts.submittedById }),
  });
  return id;
}

/** A newer version takes the place of the approved one. */
export async function supersedeApproved(destinationId: string): Promise<void> {
  await query(
    "update destination_version set status = 'superseded' where destination_id = $1 and status = 'approved'",
    [destinationId],
  );
}
