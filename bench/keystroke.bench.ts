/**
 * What one keystroke in a payload costs, against `jsonc-parser`'s `parseTree` on a masked text of the same length with a
 * variable scan by regular expression: the parse alone; with the variables and the findings that an editor makes by
 * itself; with all findings, those of the whole destination that the text is part of; and with its variable table, too,
 * which the builder draws beside it. Characters are typed one
 * by one in the middle of a valid text, so that it is broken about half of the time, and each text is a fresh flat
 * string. Both sides see the same texts, in turn, in the same process. Method and results: docs/benchmarks.md.
 */
import { type ParseError, parseTree } from "jsonc-parser";
import type { ListDefinition } from "@/lib/destination/definition";
import { setAtPath } from "@/lib/destination/edit";
import { completeDestination } from "@/lib/destination/example/complete-destination";
import { iterableCohort } from "@/lib/destination/gallery/iterable-cohort";
import { diagnose } from "@/lib/destination/language/diagnose";
import { variablesInScope } from "@/lib/destination/language/scope";
import type { RequestValues } from "@/lib/destination/request";
import { check } from "@/lib/destination/rulebook";
import { parseTemplate } from "@/lib/destination/template/parse";
import type { Template } from "@/lib/destination/template/template";
import { variableTable } from "@/lib/destination/variable";
import { asList } from "@/lib/testing/definitions";

const keystrokes = 300;
const warmUp = 60;
const payloadPath = ["endpoints", "addUsers", "payload"];
const typed =
  '"note": "Hello ${amplitude_cohort_name | slugify}, $project_name", "list": {"id": $list_id, "on": true}, ';

type TextKind = "records" | "dense";

/** `records`: those with variables in turn with those of a fixed table. `dense`: a variable every 60 characters. */
function recordOf(index: number, kind: TextKind): string {
  return kind === "dense" || index % 2 === 0
    ? `    {
      "id": "$workspace-${index}",
      "name": "\${amplitude_cohort_name | slugify | truncate: 40} of $project_name",
      "list": $list_id,
      "attributes": {"source": "landfall", "priority": ${index}, "weight": ${(index / 7).toFixed(3)}, "active": true},
      "tags": ["cohort", "sync-\${batch_id}", null, "Größe \\u00e9 \\"quoted\\""],
      "since": \${sync_time | date: "unix"}
    }`
    : `    {
      "sku": "A-${index}",
      "label": "Winter coat, ${index} of many",
      "price": {"EUR": ${index}.5, "USD": ${index + 1}, "GBP": null},
      "sizes": ["XS", "S", "M", "L", "XL"],
      "stock": [[1, ${index}], [2, 0], [3, 12]],
      "visible": true
    }`;
}

/** A payload of about so many characters, as a partner would write one: nested, indented, valid. */
function payloadOf(chars: number, kind: TextKind): { text: string; caret: number } {
  const records: string[] = [];
  for (let size = 0, index = 0; size < chars; index += 1) {
    const record = recordOf(index, kind);
    records.push(record);
    size += record.length + 2;
  }
  const head = '{\n  "users": $items,\n  "records": [\n';
  const caret = head.length + records.slice(0, records.length / 2).join(",\n").length;
  return { text: `${head}${records.join(",\n")}\n  ]\n}`, caret };
}

interface Size {
  chars: number;
  kind: TextKind;
}

/** The texts after each keystroke, each flat and never seen before, as an editor's `getValue()` gives them. */
function* texts({ chars, kind }: Size, first: number, count: number): Generator<string> {
  const { text, caret } = payloadOf(chars, kind);
  const before = text.slice(0, text.indexOf("{", caret) + 1);
  const after = text.slice(before.length);
  for (let index = first; index < first + count; index += 1) {
    const round = Math.floor(index / typed.length);
    const insert = typed.slice(0, index % typed.length);
    yield flat(`${before}${`"round${round}": 1, `}${insert}${after}`);
  }
}

function flat(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}

const variable = /\$(?:\{\s*([A-Za-z_]\w*)[^}]*\}|([A-Za-z_]\w*)|\$)/g;
const bare = /("(?:[^"\\\n]|\\.)*")|\$(?:\{[^}\n]*\}|[A-Za-z_]\w*)/g;

/** The competitor: bare variables become strings of the same length, so that offsets stay true. */
function withJsoncParser(text: string): number {
  const masked = text.replace(bare, (found, quoted?: string) => quoted ?? `"${"x".repeat(found.length - 2)}"`);
  const errors: ParseError[] = [];
  const tree = parseTree(masked, errors);
  let names = 0;
  for (const [, braced, plain] of text.matchAll(variable)) if (braced ?? plain) names += 1;
  return names + errors.length + (tree?.length ?? 0);
}

interface Times {
  own: number[];
  theirs: number[];
}

/** Interleaved: each text once through either side, the side that begins changing from text to text. */
function compare(texts: Iterable<string>, own: (text: string) => unknown, theirs: (text: string) => unknown): Times {
  const times: Times = { own: [], theirs: [] };
  let index = 0;
  for (const text of texts) {
    const sides = [
      [own, times.own],
      [theirs, times.theirs],
    ] as const;
    for (const [run, list] of index % 2 === 0 ? sides : sides.toReversed()) {
      const start = performance.now();
      run(text);
      if (index >= warmUp) list.push(performance.now() - start);
    }
    index += 1;
  }
  return times;
}

const quantile = (numbers: readonly number[], share: number) =>
  numbers.toSorted((left, right) => left - right)[Math.floor((numbers.length - 1) * share)] ?? Number.NaN;

const shown = (numbers: readonly number[]) =>
  `median ${quantile(numbers, 0.5).toFixed(2)} ms, p95 ${quantile(numbers, 0.95).toFixed(2)} ms`;

interface Goal {
  name: string;
  figure: number;
  goal: number;
}

const goals: Goal[] = [];

function report(title: string, { own, theirs }: Times, most: { ms?: number; ratio?: number } = {}): void {
  const ms = quantile(own, 0.5);
  const ratio = ms / quantile(theirs, 0.5);
  console.log(`  ${title.padEnd(30)} ${shown(own).padEnd(34)} ${shown(theirs).padEnd(34)} ${ratio.toFixed(2)}`);
  if (most.ms !== undefined) goals.push({ name: `${title}: milliseconds`, figure: ms, goal: most.ms });
  if (most.ratio !== undefined) goals.push({ name: `${title}: of jsonc-parser`, figure: ratio, goal: most.ratio });
}

const definition = completeDestination();
const values: RequestValues = {
  settings: { bearer_token: "s3cret-token", region: "https://eu.api.example.com", workspace: "acme" },
  mappings: { user_id_field: "user_id" },
  cohort: { id: "7khm89cz", name: "Power users", url: "https://app.example.com/cohorts/7khm89cz" },
  project: { id: "378831", name: "Web" },
  listId: "list-1",
  users: [{ operation: "add", properties: { user_id: "u1", email: "ada@example.com" } }],
  syncId: "sync-1",
  batchId: "batch-1",
  syncTime: "2026-01-02T03:04:05.000Z",
};
const context = { tested: {}, allowedHosts: [] };
const withPayload = (text: string): ListDefinition => setAtPath(definition, payloadPath, text);
const whole = (document: ListDefinition) => [check(document, context), variableTable(document, values)];

const variables = variablesInScope(definition, variableTable(definition, values), { endpoint: "addUsers" });

/** What an editor asks for: the mistakes, the variables with how often they stand there, and what is wrong with them. */
function ofText(text: string): unknown {
  const template = parseTemplate(text, "json");
  return [countsIn(template), diagnose(template, variables, { path: payloadPath, place: "Add users › Payload" })];
}

/** All findings of the text, and those of everything around it too. */
function ofDestination(text: string): unknown {
  const findings = check(withPayload(text), context);
  return [countsIn(parseTemplate(text, "json")), findings];
}

function countsIn({ names }: Template) {
  return [...names].map(([name, { count }]) => ({ name, count }));
}

const count = warmUp + keystrokes;
let first = 0;
/** New texts for each comparison: nothing that was parsed before is parsed again. */
function against(size: Size, own: (text: string) => unknown): Times {
  first += count;
  return compare(texts(size, first, count), own, withJsoncParser);
}

const sizes = [
  { chars: 10_000, kind: "records", most: { ms: 1 } },
  { chars: 200_000, kind: "records", most: { ms: 4, ratio: 0.3 } },
  { chars: 200_000, kind: "dense", most: {} },
] as const;

console.log("A keystroke: ours, jsonc-parser with a variable scan, ratio of the medians");
for (const { most, ...size } of sizes) {
  const { text: valid } = payloadOf(size.chars, size.kind);
  const found = check(withPayload(valid), {}).map(({ message }) => message);
  if (found.length > 0) throw new Error(`The text has findings: ${found.join(" ")}`);
  const title = `${size.chars / 1_000} KB, ${size.kind}`;
  report(
    `${title}: parse`,
    against(size, (text) => parseTemplate(text, "json")),
  );
  report(`${title}: editor`, against(size, ofText), most);
  report(`${title}: rulebook`, against(size, ofDestination), most);
  report(
    `${title}: rulebook, table`,
    against(size, (text) => whole(withPayload(text))),
  );
}

const demo = asList(iterableCohort.build());
const demoTimes: number[] = [];
for (let index = 0; index < warmUp + keystrokes; index += 1) {
  const text = `${demo.endpoints.addUsers.url}${typed.slice(0, index % typed.length)}`;
  const document = setAtPath(demo, ["endpoints", "addUsers", "url"], flat(text));
  const start = performance.now();
  whole(document);
  if (index >= warmUp) demoTimes.push(performance.now() - start);
}
console.log(`\nLargest demo destination, a keystroke in a URL: ${shown(demoTimes)}\n`);

for (const { name, figure, goal } of goals) {
  console.log(`  ${figure <= goal ? "reached" : "MISSED "} ${figure.toFixed(2)} <= ${goal}  ${name}`);
}
if (goals.some(({ figure, goal }) => figure > goal)) process.exitCode = 1;
