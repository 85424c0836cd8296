/** A delivery writes its bodies as bytes for a whole run; a test builds one request. They must not differ. */
import { describe, expect, test } from "vitest";
import { compileBatch, userRows } from "@/lib/destination/batch-renderer";
import { callAfter, callAt } from "@/lib/destination/calls";
import type { CohortDefinition } from "@/lib/destination/definition";
import { isCohortDefinition, type MembersKey, memberKeys, mixesDirections } from "@/lib/destination/endpoints";
import { gallery } from "@/lib/destination/gallery/gallery";
import type { RequestValues } from "@/lib/destination/request-values";
import { generateSampleUsers, type SampleUser } from "@/lib/destination/sample-users";
import { contractValues } from "./contract-bench";

const decoder = new TextDecoder("utf-8", { fatal: true });

const cases = gallery.flatMap(({ name, build }) => {
  const definition = build();
  if (!isCohortDefinition(definition)) return [];
  return memberKeys(definition).map((key) => [name, key, definition] as const);
});

describe.each(cases)("%s, %s", (_, key, definition) => {
  test.each(directionsOf(definition, key))("the same bodies, call after call: %s", (direction) => {
    const users = sampleUsers(definition).filter(({ operation }) => direction === "both" || operation === direction);
    const values: RequestValues = {
      ...usualValues(definition),
      users,
      ...(key === "updateUsers" && direction !== "both" && { operation: direction }),
    };
    const bodies = bodiesOfCalls(definition, key, values);
    expect(bodies.length).toBeGreaterThan(0);
    const renderer = compileBatch(definition, key, values);
    const rows = userRows(users, renderer.columns);
    const written: (string | undefined)[] = [];
    for (let from = 0, batch = 1; from < rows.length; batch += 1) {
      const rendered = renderer.render(rows, { from, batchId: `batch-${batch}` });
      if (!rendered.ok) throw new Error(rendered.problems.map(({ message }) => message).join(" "));
      if (rendered.count > 0) written.push(rendered.body && decoder.decode(rendered.body));
      from += rendered.taken;
    }
    expect(written).toEqual(bodies);
  });
});

function directionsOf(definition: CohortDefinition, key: MembersKey): (SampleUser["operation"] | "both")[] {
  if (key === "addUsers") return ["add"];
  if (key === "removeUsers") return ["remove"];
  return mixesDirections(definition, key) ? ["both"] : ["add", "remove"];
}

/** Users as they come, and some that lack what is needed or hold what hurts. */
function sampleUsers(definition: CohortDefinition): SampleUser[] {
  const users = generateSampleUsers(definition, 12, []);
  const hostile = users.flatMap(({ operation, properties }, index): SampleUser[] => {
    if (index % 4 === 0) return [{ operation, properties: {} }];
    if (index % 4 > 1) return [];
    const quoted = Object.entries(properties).map(([name, value]) => [name, `${String(value)}"\\é`]);
    return [{ operation, properties: Object.fromEntries(quoted) }];
  });
  return [...users, ...hostile];
}

function usualValues(definition: CohortDefinition): RequestValues {
  const settings = Object.fromEntries(
    definition.fields.map(({ variable, defaultValue, placeholder }) => [
      variable,
      defaultValue || placeholder || "answer-1",
    ]),
  );
  return contractValues(definition, { settings, values: { listId: "77", accessToken: "token-1", batchId: "batch-1" } });
}

function bodiesOfCalls(definition: CohortDefinition, key: MembersKey, values: RequestValues): (string | undefined)[] {
  const bodies: (string | undefined)[] = [];
  for (let call = callAt(definition, key, values); ; ) {
    if (call.built.ok) bodies.push(call.built.request.body);
    else if (call.index === 0) throw new Error(call.built.problems.map(({ message }) => message).join(" "));
    const next = callAfter(definition, key, call);
    if (!next) return bodies;
    call = next;
  }
}
