/** Manifests as text: written as JSON or YAML, read from either with every problem where it stands (SPEC 17). */
import { Document, isScalar, visit } from "yaml";
import { z } from "zod";
import { definitionSchemaVersion } from "@/lib/destination/definition";
import { isMembers, memberAt } from "@/lib/destination/document-tree";
import type { DocumentPath } from "@/lib/destination/finding";
import { isLosslessNumber, type JsonValue } from "@/lib/destination/json";
import { nearestName } from "@/lib/destination/template/nearest-name";
import { slugify } from "@/lib/destination/template/slugify";
import {
  type DestinationManifest,
  destinationManifest,
  fromManifest,
  hasIds,
  innerSchema,
  type ManifestContents,
  manifestKinds,
  ownMember,
  toManifest,
} from "./manifest";
import type { ManifestFormat } from "./manifest-format";
import { type ShapeProblem, shapeProblems } from "./shape-problem";
import { inOrder, readSource, type SourceProblem, type SourceText } from "./source-text";

/** A destination as a file. `schemaUrl` is where editors find the JSON Schema: a member in JSON, a comment in YAML. */
export function manifestText(contents: ManifestContents, format: ManifestFormat, schemaUrl: string): string {
  const manifest = toManifest(contents);
  if (format === "json") return manifestToJson({ $schema: schemaUrl, ...manifest });
  return `# yaml-language-server: $schema=${schemaUrl}\n${manifestToYaml(manifest)}`;
}

/** `acme-messaging.yaml`; a name without letters or digits gives `destination.yaml`. */
export function manifestFileName(displayName: string, format: ManifestFormat): string {
  const slug = slugify(displayName)
    .toLowerCase()
    .replaceAll(/^-+|-+$/g, "");
  return `${/[a-z0-9]/.test(slug) ? slug : "destination"}.${format}`;
}

export function manifestToJson(manifest: DestinationManifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Templates of several lines are written as blocks, as they look in the editor. */
export function manifestToYaml(manifest: DestinationManifest): string {
  const document = new Document(manifest, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, node) {
      // In quotes nothing can happen to what an editor doesn't show: controls, trailing spaces, half a surrogate pair.
      if (isScalar(node) && typeof node.value === "string" && isDelicate(node.value)) node.type = "QUOTE_DOUBLE";
    },
  });
  return document.toString({ lineWidth: 0, blockQuote: "literal" });
}

function isDelicate(text: string): boolean {
  return /[^\P{C}\n]|[\u2028\u2029\ufeff]|[ \t](\n|$)|^[\s]|\n{2,}$/u.test(text);
}

export type ParsedManifest =
  | ({
      ok: true;
      /** As an export would write it. */
      manifest: DestinationManifest;
      position: SourceText["position"];
    } & ManifestContents)
  | { ok: false; problems: SourceProblem[] };

/** The destination in a JSON or YAML text of at most 2 MB, or everything that keeps it from being one. */
export function parseManifest(text: string): ParsedManifest {
  const source = readSource(text);
  if (!source.ok) return source;
  const value = plainNumbers(source.value);
  const problems = headProblems(value) ?? bodyProblems(value);
  if (problems.length > 0) return { ok: false, problems: located(problems, source) };
  const contents = fromManifest(destinationManifest.parse(value));
  return { ok: true, manifest: toManifest(contents), position: source.position, ...contents };
}

/** Problems of a shape with the places where they stand in the text. */
export function located(problems: readonly ShapeProblem[], { position }: SourceText): SourceProblem[] {
  return inOrder(
    problems.map(({ path, message, isName }) => ({ path, message, ...position(path, isName ? "name" : "value") })),
  );
}

/** Numbers as JavaScript has them: a definition has none with more digits. */
export function plainNumbers(value: JsonValue | undefined): unknown {
  if (isLosslessNumber(value)) return Number(value.value);
  if (Array.isArray(value)) return value.map(plainNumbers);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plainNumbers(member)]));
}

/** What makes it pointless to look at the rest: it is no manifest, or one for somebody else. */
function headProblems(value: unknown): ShapeProblem[] | undefined {
  const start = `Begin it with landfall: ${definitionSchemaVersion} and kind: ${inWords(manifestKinds)}.`;
  const problem = (path: DocumentPath, message: string) => [{ path, message, isName: false }];
  if (value === null) return problem([], `The file is empty. ${start}`);
  if (!isMembers(value)) return problem([], `This isn't a manifest: it has no named members. ${start}`);
  const { landfall, kind } = value;
  if (landfall === undefined) return problem([], `This isn't a manifest: \`landfall\` is missing. ${start}`);
  if (typeof landfall === "number" && Number.isInteger(landfall) && landfall > definitionSchemaVersion) {
    const message = `This manifest is of version ${landfall}, and this Landfall reads version ${definitionSchemaVersion}. Read it with a newer Landfall.`;
    return problem(["landfall"], message);
  }
  if (landfall !== definitionSchemaVersion) {
    return problem(["landfall"], `\`landfall\` is the version of the format: write ${definitionSchemaVersion}.`);
  }
  if (typeof kind === "string" && manifestKinds.includes(kind)) return undefined;
  return kind === undefined
    ? problem([], `\`kind\` is missing. It must be ${inWords(manifestKinds)}.`)
    : problem(["kind"], unknownKind(kind));
}

function unknownKind(kind: unknown): string {
  const kinds = inWords(manifestKinds);
  if (typeof kind !== "string") return `\`kind\` must be a text: ${kinds}.`;
  const near = nearestName(kind, manifestKinds);
  return `\`kind\` must be ${kinds}; this is “${kind}”.${near === undefined ? "" : ` Did you mean ${near}?`}`;
}

function inWords(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

function bodyProblems(value: unknown): ShapeProblem[] {
  const read = destinationManifest.safeParse(value);
  const shape = read.success ? [] : shapeProblems(read.error.issues, value, destinationManifest);
  return [...shape, ...missingCalls(value), ...repeatedIds(destinationManifest, value, []), ...secretDefaults(value)];
}

/** The endpoints for members that are called, and aren't there. */
function missingCalls(value: unknown): ShapeProblem[] {
  const kind = memberAt(value, "kind");
  const endpoints = memberAt(value, "endpoints");
  if (!isMembers(endpoints) || kind === "event") return [];
  const memberCalls = memberAt(value, "memberCalls") ?? (kind === "property" ? "shared" : "separate");
  const called = memberCalls === "shared" ? ["updateUsers"] : ["addUsers", "removeUsers"];
  return called.flatMap((key) => {
    if (endpoints[key] !== undefined) return [];
    const message =
      memberCalls === "shared"
        ? "`updateUsers` is missing: it is called for users who enter and who leave. For an endpoint of each, write `memberCalls: separate`."
        : `\`${key}\` is missing. For one endpoint of both directions, write \`memberCalls: shared\` and \`updateUsers\`.`;
    return [{ path: ["endpoints", key], message, isName: false }];
  });
}

function secretDefaults(value: unknown): ShapeProblem[] {
  const fields = memberAt(value, "fields");
  if (!Array.isArray(fields)) return [];
  return fields.flatMap((field: unknown, index) => {
    const { type, secret, defaultValue } = isMembers(field) ? field : {};
    if (type !== "string" || secret !== true || typeof defaultValue !== "string" || defaultValue === "") return [];
    const message =
      "A manifest holds no secret values: whoever has the file would see them. Remove `defaultValue`, or write `secret: false`.";
    return [{ path: ["fields", index, "defaultValue"], message, isName: true }];
  });
}

/** Two parts of a list with one id couldn't be told apart when edits are merged. */
function repeatedIds(schema: z.core.$ZodType, value: unknown, path: DocumentPath): ShapeProblem[] {
  const inner = innerSchema(schema, value);
  if (inner instanceof z.ZodArray && Array.isArray(value)) {
    const inside = value.flatMap((part, index) => repeatedIds(inner.element, part, [...path, index]));
    return hasIds(inner.element) ? [...repeatedIn(value, path), ...inside] : inside;
  }
  if (!(inner instanceof z.ZodObject) || !isMembers(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const ofMember = ownMember(inner, name);
    return ofMember ? repeatedIds(ofMember, member, [...path, name]) : [];
  });
}

function repeatedIn(list: readonly unknown[], path: DocumentPath): ShapeProblem[] {
  const seen = new Set<unknown>();
  return list.flatMap((part, index) => {
    const id = memberAt(part, "id");
    if (id === undefined || !seen.has(id)) {
      seen.add(id);
      return [];
    }
    const message = `The id ${String(id)} is there twice in this list. Give each part its own, or leave it out.`;
    return [{ path: [...path, index, "id"], message, isName: false }];
  });
}
