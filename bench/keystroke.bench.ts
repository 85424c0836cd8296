/**
 * What one keystroke in a payload costs: parsing it, the variables and all findings, through the whole rulebook and the
 * variable table of a destination, against `jsonc-parser`'s `parseTree` on a masked text of the same length with a
 * variable scan by regular expression. Characters are typed one by one in the middle of a valid text, so that it is
 * broken about half of the time, and each text is a fresh flat string. Both sides see the same texts, in turn, in the
 * same process. A figure below 1 means less time than jsonc-parser.
 */
import { type ParseError, parseTree } from "jsonc-parser";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { setAtPath } from "@/lib/destination/edit";
import { completeDestination } from "@/lib/destination/example/complete-destination";
import type { RequestValues } from "@/lib/destination/request";
import { check } from "@/lib/destination/rulebook";
import { parseTemplate } from "@/lib/destination/template/parse";
import { variableTable } from "@/lib/destination/variable";
import { iterableCohort } from "@/prisma/demo/public-destinations";

const keystrokes = 300;
const warmUp = 60;
const payloadPath = ["endpoints", "addUsers", "payload"];
const typed =
  '"note": "Hello ${amplitude_cohort_name | slugify}, $project_name", "list": {"id": $list_id, "on": true}, ';

/** What a large payload is made of: records with variables in turn with records of a fixed table. */
function recordOf(index: number): string {
  return index % 2 === 0
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
function payloadOf(chars: number): { text: string; caret: number } {
  const records: string[] = [];
  for (let size = 0, index = 0; size < chars; index += 1) {
    const record = recordOf(index);
    records.push(record);
    size += record.length + 2;
  }
  const head = '{\n  "users": $items,\n  "records": [\n';
  const caret = head.length + records.slice(0, records.length / 2).join(",\n").length;
  return { text: `${head}${records.join(",\n")}\n  ]\n}`, caret };
}

/** The texts after each keystroke, each flat and never seen before, as an editor's `getValue()` gives them. */
function* texts(chars: number, first: number, count: number): Generator<string> {
  const { text, caret } = payloadOf(chars);
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

function report(title: string, { own, theirs }: Times): void {
  console.log(`${title}: ${shown(own)}; jsonc-parser ${shown(theirs)}`);
  console.log(`${title} / jsonc-parser = ${(quantile(own, 0.5) / quantile(theirs, 0.5)).toFixed(2)}`);
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
const withPayload = (text: string): DestinationDefinition => setAtPath(definition, payloadPath, text);
const whole = (document: DestinationDefinition) => [check(document, context), variableTable(document, values)];

const { text: valid } = payloadOf(10_000);
const found = check(withPayload(valid), {}).map(({ message }) => message);
if (found.length > 0) throw new Error(`The text has findings: ${found.join(" ")}`);

for (const [title, chars] of [
  ["10 KB", 10_000],
  ["200 KB", 200_000],
] as const) {
  const keystroke = (text: string) => whole(withPayload(text));
  const count = warmUp + keystrokes;
  report(`${title} payload`, compare(texts(chars, 0, count), keystroke, withJsoncParser));
  const parse = (text: string) => parseTemplate(text, "json");
  report(`${title} payload, parse alone`, compare(texts(chars, count, count), parse, withJsoncParser));
}

const demo = iterableCohort();
const demoTimes: number[] = [];
for (let index = 0; index < warmUp + keystrokes; index += 1) {
  const text = `${demo.endpoints.addUsers.url}${typed.slice(0, index % typed.length)}`;
  const document = setAtPath(demo, ["endpoints", "addUsers", "url"], flat(text));
  const start = performance.now();
  whole(document);
  if (index >= warmUp) demoTimes.push(performance.now() - start);
}
console.log(`Largest demo destination, a keystroke in a URL: ${shown(demoTimes)}`);
