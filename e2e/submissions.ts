/** Versions as a submission leaves them, put straight into the database. */
import { createHash, randomUUID } from "node:crypto";
import { type DestinationDefinition, destinationDefinition } from "@/lib/destination/definition";
import { canonicalJson, endpointHash } from "@/lib/destination/endpoint-hash";
import type { EndpointKey } from "@/lib/destination/endpoints";
import { insert, query, readDraft } from "./people";
import type { Place } from "./place";

interface Submission {
  number?: string;
  releaseNote?: string;
  submittedAt?: Date;
  /** Calls that the partner tested as they were submitted. */
  tested?: readonly EndpointKey[];
}

/** Submits the draft of a place as it is stored now; an earlier version whose changes were asked for is superseded. */
export async function submitAsItIs({ destination, person }: Place, submission: Submission = {}): Promise<string> {
  const { number = "1.0", releaseNote = "The first version.", submittedAt = new Date(), tested = [] } = submission;
  const definition = destinationDefinition.parse((await readDraft(destination.id)).definition);
  const connectionInfo = {
    displayName: destination.displayName,
    category: "Messaging",
    summary: "Sends cohorts somewhere.",
    fullDescription: "Sends cohorts somewhere, and says **how**.",
    documentation: "https://docs.example.com",
    support: "support@example.com",
    versionLabel: number,
    logoId: null,
  };
  await query(
    "update destination_version set status = 'superseded' where destination_id = $1 and status = 'changes_requested'",
    [destination.id],
  );
  const id = randomUUID();
  await insert("destination_version", {
    id,
    destination_id: destination.id,
    organization_id: person.organization.id,
    number,
    status: "in_review",
    release_note: releaseNote,
    definition: JSON.stringify(definition),
    connection_info: JSON.stringify(connectionInfo),
    content_hash: createHash("sha256").update(canonicalJson({ definition, connectionInfo })).digest("hex"),
    findings: "[]",
    evidence: JSON.stringify(tested.map((endpoint) => evidenceOf(definition, endpoint))),
    submitted_by_id: person.userId,
    submitted_at: submittedAt,
  });
  return id;
}

function evidenceOf(definition: DestinationDefinition, endpoint: EndpointKey) {
  return {
    endpoint,
    endpointHash: endpointHash(definition, endpoint),
    isCurrent: true,
    testedAt: "2026-01-05T09:00:00.000Z",
    exchange: {
      request: { method: "POST", url: "https://partner.example/lists", headers: [], body: "{}" },
      response: { status: 201, headers: [], body: '{"id":"list-1"}', bodyBytes: 15, isTruncated: false },
      startedAt: "2026-01-05T09:00:00.000Z",
      durationMs: 12,
    },
    outcome: { kind: "success", type: "success", message: "Accepted.", retry: false, status: "201" },
  };
}
