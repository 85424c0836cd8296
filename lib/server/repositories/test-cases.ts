/** Tests that are repeated. Every query names the organization and the destination. */
import "server-only";
import { type EndpointKey, endpointKey } from "@/lib/destination/endpoints";
import type { Db, Tx } from "@/lib/server/db";
import { type CaseExpectation, type CaseInputs, caseExpectation, caseInputs } from "@/lib/test-history-contract";
import { escapeLike } from "./escape-like";
import { fromJsonColumn, toJsonColumn } from "./json-column";

export interface CasesPlace {
  organizationId: string;
  destinationId: string;
}

const select = {
  id: true,
  name: true,
  endpoint: true,
  inputs: true,
  expected: true,
  createdById: true,
  createdAt: true,
  madeOfId: true,
  lastRunId: true,
} as const;

interface ReadColumns {
  endpoint: EndpointKey;
  inputs: CaseInputs;
  expected: CaseExpectation;
}

function read<Row extends Record<keyof ReadColumns, unknown>>(row: Row): Omit<Row, keyof ReadColumns> & ReadColumns {
  return {
    ...row,
    endpoint: endpointKey.parse(row.endpoint),
    inputs: caseInputs.parse(fromJsonColumn(row.inputs)),
    expected: caseExpectation.parse(fromJsonColumn(row.expected)),
  };
}

/** All cases of a destination, in the order in which they were saved. */
export async function listTestCases(db: Db | Tx, { organizationId, destinationId }: CasesPlace) {
  const rows = await db.testCase.findMany({
    where: { organizationId, destinationId },
    select,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(read);
}

export async function findTestCase(db: Db | Tx, { organizationId, destinationId }: CasesPlace, id: string) {
  const row = await db.testCase.findFirst({ where: { id, organizationId, destinationId }, select });
  return row ? read(row) : undefined;
}

/** Nobody else adds or renames a case of this destination until the transaction ends. */
export async function lockTestCases(tx: Tx, { destinationId }: CasesPlace): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${`test_case:${destinationId}`}))::text`;
}

/** Whether a name is in use, whatever its case. */
export async function isCaseNameTaken(
  tx: Tx,
  { organizationId, destinationId }: CasesPlace,
  name: string,
  exceptId?: string,
): Promise<boolean> {
  const count = await tx.testCase.count({
    where: {
      organizationId,
      destinationId,
      name: { equals: escapeLike(name), mode: "insensitive" },
      ...(exceptId && { id: { not: exceptId } }),
    },
  });
  return count > 0;
}

export async function insertTestCase(
  tx: Tx,
  place: CasesPlace,
  data: {
    endpoint: EndpointKey;
    name: string;
    inputs: CaseInputs;
    expected: CaseExpectation;
    /** The run that it is made of, and whose result is its first. */
    runId: string;
    createdById: string;
  },
): Promise<{ id: string }> {
  const { endpoint, name, inputs, expected, runId, createdById } = data;
  const columns = { inputs: toJsonColumn(inputs), expected: toJsonColumn(expected) };
  return tx.testCase.create({
    data: { ...place, endpoint, name, createdById, ...columns, madeOfId: runId, lastRunId: runId },
    select: { id: true },
  });
}

/** False where there is no such case. */
export async function updateTestCase(
  tx: Db | Tx,
  { organizationId, destinationId }: CasesPlace,
  id: string,
  {
    name,
    inputs,
    expected,
    lastRunId,
  }: { name?: string; inputs?: CaseInputs; expected?: CaseExpectation; lastRunId?: string },
): Promise<boolean> {
  const { count } = await tx.testCase.updateMany({
    where: { id, organizationId, destinationId },
    data: {
      name,
      lastRunId,
      ...(inputs && { inputs: toJsonColumn(inputs) }),
      ...(expected && { expected: toJsonColumn(expected) }),
    },
  });
  return count === 1;
}

export async function deleteTestCase(
  db: Db | Tx,
  { organizationId, destinationId }: CasesPlace,
  id: string,
): Promise<boolean> {
  const { count } = await db.testCase.deleteMany({ where: { id, organizationId, destinationId } });
  return count === 1;
}

/** Takes the answers to these fields out of every case: a field that was made secret leaves nothing in the clear. */
export async function forgetCaseAnswers(
  db: Db | Tx,
  { organizationId, destinationId }: CasesPlace,
  fieldIds: readonly string[],
): Promise<void> {
  const ids = [...fieldIds];
  if (ids.length === 0) return;
  await db.$executeRaw`
    UPDATE test_case SET inputs = jsonb_set(inputs, '{settings}', (inputs -> 'settings') - ${ids}::text[])
    WHERE destination_id = ${destinationId}::uuid AND organization_id = ${organizationId}
      AND (inputs -> 'settings') ?| ${ids}::text[]`;
}
