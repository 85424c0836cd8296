/** The proofs themselves, put to the test: each rule of the guard is broken in turn, and the proof for it must fail. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Guard, Proof, TextProof } from "@/lib/testing/egress/guard";
import { limitProofs } from "@/lib/testing/egress/limit-proofs";
import { liveProofs } from "@/lib/testing/egress/live-proofs";
import { MutantWorkshop } from "@/lib/testing/egress/load-mutant";
import { mutants } from "@/lib/testing/egress/mutants";
import { proxyProofs } from "@/lib/testing/egress/proxy-proofs";
import { Stage } from "@/lib/testing/egress/stage";
import { textProofs } from "@/lib/testing/egress/text-proofs";

const proofs: readonly (Proof | TextProof)[] = [...textProofs, ...liveProofs, ...limitProofs, ...proxyProofs];
let stage: Stage;
let workshop: MutantWorkshop;

beforeAll(async () => {
  [stage, workshop] = await Promise.all([Stage.open(), MutantWorkshop.open()]);
});
afterAll(() => Promise.all([stage.close(), workshop.close()]));

async function holds(name: string, guard: Guard): Promise<boolean> {
  const proof = proofs.find((each) => each.name === name);
  if (!proof) throw new Error(`There is no proof “${name}”.`);
  stage.reset();
  try {
    await proof.prove(guard, stage);
    return true;
  } catch {
    return false;
  }
}

// Otherwise a guard that could not be built at all would count as noticed.
test("a guard built the same way with nothing broken passes every proof that a broken one has to fail", async () => {
  const guard = await workshop.load("unbroken", []);
  for (const name of new Set(mutants.map(({ noticedBy }) => noticedBy))) {
    expect([name, await holds(name, guard)]).toEqual([name, true]);
  }
});

describe("it is noticed when no longer", () => {
  test.each(mutants.map((mutant, index) => [mutant.rule, mutant, index] as const))(
    "%s",
    async (_rule, mutant, index) => {
      const guard = await workshop.load(`mutant-${index}`, mutant.changes);
      expect(await holds(mutant.noticedBy, guard)).toBe(false);
    },
  );
});

test("every rule is named once", () => {
  const rules = mutants.map(({ rule }) => rule);
  expect(rules.filter((rule, index) => rules.indexOf(rule) !== index)).toEqual([]);
});
