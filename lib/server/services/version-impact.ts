import "server-only";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { impactWithoutAnswers } from "@/lib/destination/impact-without-answers";
import { ImpactCounter, type VersionImpact } from "@/lib/destination/version-impact";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { type Db, db, type Tx } from "@/lib/server/db";
import { findDestination } from "@/lib/server/repositories/destinations";
import { answersOfOthers, countOnOtherVersions, propertyNamesOf } from "@/lib/server/repositories/installations";
import { findVersion } from "@/lib/server/repositories/versions";

/** More than these are not looked at: a page waits for the answer. */
const installationsMax = 20_000;

/** What to count: a version, or a draft that may become one (then no installation is on it). */
export interface ImpactQuestion {
  destinationId: string;
  definition: DestinationDefinition;
  /** The version itself: installations on it are not counted. */
  versionId?: string;
  /** Of an internal release: only its own organization's installations can go over. */
  organizationId?: string;
}

/**
 * What would become of the installations of a destination, were they all to go over (SPEC 15). Nothing is sent, no secret
 * is opened, and the answer holds neither names nor answers. For reviewers alone: whoever can change what is counted, and
 * counts again, learns single answers from the counts. Access is the caller's to prove.
 */
export async function impactOf(question: ImpactQuestion, reader: Db | Tx = db): Promise<VersionImpact> {
  const { destinationId, definition, organizationId } = question;
  const counter = new ImpactCounter(definition);
  const known = new Definitions(reader);
  let count = 0;
  const batches = answersOfOthers(reader, {
    destinationId,
    versionId: question.versionId ?? noVersion,
    organizationId,
  });
  for await (const rows of batches) {
    const properties = await propertyNamesOf(reader, [...new Set(rows.map(({ projectId }) => projectId))]);
    for (const row of rows) {
      if (count === installationsMax) return counter.result(true);
      const from = await known.of(row.versionId);
      counter.add({ ...row, from, properties: properties.get(row.projectId) ?? new Set() });
      count += 1;
    }
  }
  return counter.result();
}

const noVersion = "00000000-0000-0000-0000-000000000000";

/**
 * The same as far as it follows from the documents, for partners: no answer is read for it, so none can be learned from
 * it, however often a draft is changed and counted again.
 */
export async function partnerImpactOf(
  { destinationId, definition, versionId = noVersion, organizationId }: ImpactQuestion,
  reader: Db | Tx = db,
): Promise<VersionImpact> {
  const known = new Definitions(reader);
  const counts = await countOnOtherVersions(reader, { destinationId, versionId, organizationId });
  const installed = counts.map(async ({ versionId: id, count }) => ({ from: await known.of(id), count }));
  return impactWithoutAnswers(definition, await Promise.all(installed));
}

/** The same for a frozen version; undefined where there is none of this ID. */
export async function versionImpact(versionId: string, reader: Db | Tx = db): Promise<VersionImpact | undefined> {
  const version = await findVersion(reader, versionId);
  if (!version) return undefined;
  const { destinationId, definition, audience, organizationId } = version;
  const isInternal = audience === "organization";
  return impactOf({ destinationId, definition, versionId, ...(isInternal && { organizationId }) }, reader);
}

/** What partners learn of their own draft, were it approved as it is stored. Refuses what isn't the organization's. */
export async function readDraftImpact({ organizationId }: Actor, destinationId: string): Promise<VersionImpact> {
  const destination = await findDestination(db, organizationId, destinationId);
  if (!destination) throw new AppError("not_found", "There is no such destination.");
  return partnerImpactOf({ destinationId, definition: destination.definition });
}

/** The definitions that installations are on: few, each read once. */
class Definitions {
  private readonly known = new Map<string, DestinationDefinition>();

  constructor(private readonly reader: Db | Tx) {}

  async of(versionId: string): Promise<DestinationDefinition> {
    const known = this.known.get(versionId);
    if (known) return known;
    const version = await findVersion(this.reader, versionId);
    if (!version) throw new Error(`An installation is on the version ${versionId}, which there isn't.`);
    this.known.set(versionId, version.definition);
    return version.definition;
  }
}
