/** Members of a cohort from a file of any size, read as it arrives: CSV or NDJSON, all of them or a difference. */
import { cohortLimits, type LoadedMembers, type LoadMode } from "@/lib/cohort-contract";
import { AppError } from "@/lib/errors";
import { db } from "@/lib/server/db";
import { csvMembers } from "@/lib/server/member-files/csv-members";
import type { MemberReader, MemberReaderOptions, MemberRow } from "@/lib/server/member-files/member-row";
import { ndjsonMembers } from "@/lib/server/member-files/ndjson-members";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { findCohort, lockCohort, updateCohort } from "@/lib/server/repositories/cohorts";
import { type MemberLoad, mergeMembers, openMemberLoad } from "@/lib/server/repositories/member-loads";
import { findProject } from "@/lib/server/repositories/projects";
import { noCohort } from "./create-cohort";

/** Whoever loads: a person, or a system with the project's API key, which has no user. */
export interface Loader {
  userId?: string;
  name: string;
  organizationId: string;
}

export interface MemberFile {
  mode: LoadMode;
  /** The media type of the file: which kind it is. */
  contentType: string;
  body: AsyncIterable<Uint8Array>;
  /** Whether a file without members empties the cohort instead of being refused. */
  isEmptyAllowed?: boolean;
}

/** Loads of one process at a time: each has a connection, and parses as fast as it can. */
const loadsMax = 4;
/** Of these, one organization's: nobody takes all the places. */
const loadsOfOneMax = 2;
const loading: string[] = [];

/** Ten million members are merged in minutes. */
const mergeMsMax = 60 * 60 * 1000;

/**
 * Reads the file to its end, then changes the cohort in one transaction: a refused line, a connection that breaks, or
 * an `AsyncIterable` that throws leave the cohort as it was. Memory does not grow with the file. Refuses with
 * `invalid_input` and the number of the line, `too_large`, `conflict` while another load of this cohort is under way,
 * `unavailable` while this process has enough of them.
 */
export async function loadCohortMembers(
  loader: Loader,
  place: { projectId: string; cohortId: string },
  file: MemberFile,
): Promise<LoadedMembers> {
  const project = await findProject(db, loader.organizationId, place.projectId);
  const found = project && (await findCohort(db, loader.organizationId, place.projectId, place.cohortId));
  if (!found) throw noCohort();
  const makeReader = readerOf(file.contentType);
  assertRoom(loader);
  loading.push(loader.organizationId);
  let load: MemberLoad | undefined;
  try {
    load = await openMemberLoad(place.cohortId);
    const knownProperties = project.properties.map(({ name }) => name);
    const read = await copyFile(load, file, (onRow) =>
      makeReader({ isPatch: file.mode === "patch", knownProperties, onRow }),
    );
    return await merge(loader, place, { ...read, table: load.table, mode: file.mode });
  } finally {
    await load?.close();
    loading.splice(loading.indexOf(loader.organizationId), 1);
  }
}

function assertRoom({ organizationId }: Loader): void {
  const own = loading.filter((id) => id === organizationId).length;
  if (loading.length < loadsMax && own < loadsOfOneMax) return;
  const whose = own < loadsOfOneMax ? `${loadsMax} files` : `${loadsOfOneMax} files of your organization`;
  throw new AppError("unavailable", `${whose} are being loaded already. Try again in a minute.`, {
    retryAfterSeconds: 60,
  });
}

async function copyFile(
  load: MemberLoad,
  file: MemberFile,
  open: (onRow: MemberReaderOptions["onRow"]) => MemberReader,
) {
  let rows = 0;
  let stored = 0;
  const onRow = (row: MemberRow) => {
    rows += 1;
    stored += row.properties.length;
    if (rows > cohortLimits.membersMax) throw tooMany("A file");
    // In a patch, the names of very many empty columns take more room than the file.
    if (stored > 2 * cohortLimits.fileBytesMax) throw tooLarge();
    load.add(row);
  };
  const reader = open(onRow);
  let bytes = 0;
  for await (const piece of file.body) {
    bytes += piece.byteLength;
    if (bytes > cohortLimits.fileBytesMax) throw tooLarge();
    await reader.read(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
    await load.flush();
  }
  await reader.end();
  if (rows === 0 && !file.isEmptyAllowed) {
    throw new AppError(
      "invalid_input",
      "The file has no members, so nothing was changed. To empty a cohort on purpose, add allowEmpty=true.",
    );
  }
  await load.finish();
  return { rows, properties: reader.properties() };
}

function readerOf(contentType: string): (options: MemberReaderOptions) => MemberReader {
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (["text/csv", "text/tab-separated-values"].includes(type)) return csvMembers;
  if (["application/x-ndjson", "application/ndjson", "application/jsonl"].includes(type)) return ndjsonMembers;
  throw new AppError(
    "invalid_input",
    "Say which kind of file this is: send the header Content-Type: text/csv or Content-Type: application/x-ndjson.",
  );
}

interface ReadFile {
  table: string;
  mode: LoadMode;
  rows: number;
  properties: string[];
}

async function merge(
  loader: Loader,
  { projectId, cohortId }: { projectId: string; cohortId: string },
  { table, mode, rows, properties: names }: ReadFile,
): Promise<LoadedMembers> {
  const { organizationId } = loader;
  return db.$transaction(
    async (tx) => {
      const before = await lockCohort(tx, organizationId, projectId, cohortId);
      if (!before) throw noCohort();
      const { members, ...changes } = await mergeMembers(tx, cohortId, {
        table,
        rows,
        mode,
        isCohortEmpty: before.memberCount === 0,
      });
      const memberCount = before.memberCount + changes.added - changes.removed;
      if (memberCount > cohortLimits.membersMax) throw tooMany("A cohort");
      const properties = mode === "replace" ? names : [...new Set([...before.properties, ...names])];
      await updateCohort(tx, organizationId, cohortId, { memberCount, properties, loadedAt: new Date() });
      const result = { rows, repeated: rows - members, ...changes, memberCount };
      await auditLog.record(tx, loader, "cohort.loaded", cohortId, { name: before.name, mode, ...result });
      return { ...result, properties };
    },
    { timeout: mergeMsMax },
  );
}

function tooLarge(): AppError {
  return new AppError("too_large", `A file has at most ${cohortLimits.fileBytesMax / 1024 ** 3} GB. Split it.`);
}

function tooMany(what: string): AppError {
  const most = cohortLimits.membersMax.toLocaleString("en-US");
  return new AppError("too_large", `${what} has at most ${most} members. Split it into several cohorts.`);
}
