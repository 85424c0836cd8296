/**
 * Rendering the body of one batch against one native `JSON.stringify` of hand-mapped objects: the same users, in turn, in
 * the same process. Prints the ratio of the medians; below 1 the renderer is faster.
 */
import { parseJson } from "@/lib/destination/json";
import { buildRequest, type RequestValues } from "@/lib/destination/request";
import { sampleDefinition, sampleValues } from "@/lib/testing/definitions";

const users = 1_000;
const rounds = 60;

const definition = sampleDefinition();
const values: RequestValues = {
  ...sampleValues(),
  users: Array.from({ length: users }, (_, index) => ({
    operation: "add" as const,
    properties: { user_id: index % 100 === 0 ? `hostile "${index}"\n$api_key 🦀` : `user-${index}` },
  })),
};

function render(): string {
  const built = buildRequest(definition, "addUsers", values);
  if (!built.ok) throw new Error(built.problems[0]?.message);
  return built.request.body ?? "";
}

function stringify(): string {
  return JSON.stringify({ ids: values.users.map(({ properties }) => ({ id: properties.user_id })) });
}

function time(run: () => string): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

if (JSON.stringify(parseJson(render())) !== stringify()) throw new Error("The two bodies differ.");
for (let warmUp = 0; warmUp < 20; warmUp += 1) {
  time(render);
  time(stringify);
}
const rendered: number[] = [];
const native: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  rendered.push(time(render));
  native.push(time(stringify));
}
console.log(
  `render: ${users} users, median ${median(rendered).toFixed(2)} ms; JSON.stringify ${median(native).toFixed(2)} ms`,
);
console.log(`render / JSON.stringify = ${(median(rendered) / median(native)).toFixed(1)}`);
