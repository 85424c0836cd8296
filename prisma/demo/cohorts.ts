import type { Actor } from "@/lib/policy";
import type { Tx } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { insertCohort, updateCohort } from "@/lib/server/repositories/cohorts";

const givenNames = ["Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald", "Radia", "Tim", "Frances", "Ken", "Zoë"];
const plans = ["free", "premium", "premium", "team"];
const properties = ["email", "phone", "first_name", "plan", "lifetime_value", "is_subscribed"];

const demoCohorts = [
  { name: "Premium customers", from: 0, count: 240 },
  // A sixth of them has no e-mail address: some destinations skip those, and say so.
  { name: "Saturday's cart abandoners & friends", from: 180, count: 60 },
];

/** Two cohorts that share some members. The addresses belong to nobody. */
export async function addDemoCohorts(tx: Tx, owner: Actor, projectId: string): Promise<void> {
  const { organizationId, userId } = owner;
  for (const { name, from, count } of demoCohorts) {
    const id = await insertCohort(tx, { organizationId, projectId, name, createdById: userId });
    const numbers = Array.from({ length: count }, (_, index) => from + index);
    await tx.cohortMember.createMany({
      data: numbers.map((n) => ({ cohortId: id, memberId: `user-${1001 + n}`, properties: propertiesOf(n) })),
    });
    await updateCohort(tx, organizationId, id, { memberCount: count, properties, loadedAt: new Date() });
    await auditLog.record(tx, owner, "cohort.created", id, { name, projectId });
  }
}

function propertiesOf(n: number): Record<string, string | number | boolean> {
  const name = givenNames[n % givenNames.length] ?? "Jo";
  const number = 1001 + n;
  return {
    ...(n % 6 !== 5 && {
      email: `${name
        .normalize("NFD")
        .replace(/\P{ASCII}/gu, "")
        .toLowerCase()}.${number}@example.com`,
    }),
    ...(n % 4 !== 3 && { phone: `+1555${String(1_000_000 + number).slice(-7)}` }),
    first_name: name,
    plan: plans[n % plans.length] ?? "free",
    lifetime_value: (n * 37) % 900,
    is_subscribed: n % 3 !== 0,
  };
}
