/** Where a comment stands in a version, what stands there, and what has become of it since. Pure. */
import type { FrozenConnectionInfo } from "./contract";
import type { DestinationDefinition } from "./destination/definition";
import { isMembers, memberAt, pathOf, stepsOf } from "./destination/document-tree";
import type { DocumentPath } from "./destination/finding";
import { placeName, titleOf } from "./destination/place-name";
import { parseTemplate } from "./destination/template/parse";
import type { TemplateNode } from "./destination/template/template";
import type { ReviewAnchor } from "./review-contract";

/** What comments are about: a definition with its listing, frozen or as it is being edited. */
export interface AnchorSubject {
  definition: DestinationDefinition;
  /** Absent where nobody shows it, such as in the builder. */
  connectionInfo?: FrozenConnectionInfo;
}

/** So much of what stands at a place is kept with a thread. */
export const quoteCharsMax = 2_000;

const listing = "connectionInfo";

const listingNames: Record<string, string> = {
  displayName: "Display name",
  category: "Category",
  summary: "Summary",
  fullDescription: "Full description",
  documentation: "Documentation",
  support: "Support",
  versionLabel: "Version label",
  logoId: "Logo",
};

/** The anchor of a place in the definition, by the path that it has there today. */
export function anchorAt(definition: DestinationDefinition, path: DocumentPath, node: ReviewAnchor["node"] = []) {
  return { steps: stepsOf(definition, path), node: [...node] };
}

/** The anchor of a text of the listing. */
export function listingAnchor(field: keyof FrozenConnectionInfo): ReviewAnchor {
  return { steps: [listing, field], node: [] };
}

/** The same for the same place, whatever it holds. */
export function anchorKey({ steps, node }: ReviewAnchor): string {
  return JSON.stringify([steps, node]);
}

/** Whether a place is the same as another or lies within it. */
export function isAnchorWithin(anchor: ReviewAnchor, around: readonly string[]): boolean {
  return around.every((step, index) => anchor.steps[index] === step);
}

/** Where in the definition to show a thread: the nearest part that is still there. Undefined: in no part of it. */
export function placeOfAnchor({ definition }: AnchorSubject, { steps }: ReviewAnchor): DocumentPath | undefined {
  if (steps.length === 0 || steps[0] === listing) return undefined;
  const path = pathOf(definition, steps);
  return path.length === 0 ? undefined : path;
}

/** "Add users › Payload › users › 1", "Listing › Summary", or "The version as a whole". */
export function anchorName({ definition }: AnchorSubject, { steps, node }: ReviewAnchor): string {
  if (steps.length === 0) return "The version as a whole";
  if (steps[0] === listing) {
    const [, field = ""] = steps;
    return `Listing › ${listingNames[field] ?? field}`;
  }
  const nodes = node.map((step) => (typeof step === "number" ? String(step + 1) : step));
  return [placeName(definition, steps), ...nodes].join(" › ");
}

/** What stands at an anchor, cut to what a thread keeps; undefined where there is no such place (any more). */
export function quoteAt(subject: AnchorSubject, { steps, node }: ReviewAnchor): string | undefined {
  if (steps.length === 0) return node.length === 0 ? "" : undefined;
  const [first, ...rest] = steps;
  let value: unknown = first === listing ? subject.connectionInfo : memberAt(subject.definition, first ?? "");
  for (const step of rest) value = memberAt(value, step);
  if (value === undefined) return undefined;
  const words = wordsOf(value);
  if (node.length === 0) return words.slice(0, quoteCharsMax);
  return typeof value === "string" ? nodeText(value, node)?.slice(0, quoteCharsMax) : undefined;
}

/** Of a part with many members what tells it from the others; its members have places of their own. */
function wordsOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (Array.isArray(value)) return value.filter((each) => typeof each !== "object").join(", ");
  if (!isMembers(value)) return "";
  const { name, value: content, status, message, variable, method, url } = value;
  const parts =
    "errors" in value ? [method, url] : [status, titleOf(value), name === undefined ? "" : content, message];
  const texts = [...parts, typeof variable === "string" && variable !== "" ? `$${variable}` : ""].filter(
    (part): part is string => typeof part === "string" && part.trim() !== "",
  );
  return [...new Set(texts)].join(" · ");
}

export type AnchorState = { kind: "same" } | { kind: "changed"; now: string } | { kind: "gone" };

/** Whether what a thread quotes still stands there. */
export function anchorState(subject: AnchorSubject, anchor: ReviewAnchor, quote: string): AnchorState {
  // What isn't shown here can't be compared; nothing is claimed of it.
  if (anchor.steps[0] === listing && !subject.connectionInfo) return { kind: "same" };
  const now = quoteAt(subject, anchor);
  if (now === undefined) return { kind: "gone" };
  return now === quote ? { kind: "same" } : { kind: "changed", now };
}

// ------------------------------------------------------------------ nodes of the JSON in a text

/** A line of a payload, and the outermost member or element that begins on it. */
export interface PayloadLine {
  text: string;
  /** Absent on lines on which nothing begins, such as a closing brace. */
  node?: ReviewAnchor["node"];
}

/** The lines of a text. What isn't JSON has lines without nodes. */
export function payloadLines(text: string): PayloadLine[] {
  const begins = new Map<number, ReviewAnchor["node"]>();
  const { root } = parseTemplate(text, "json");
  if (root) noteNodes(root, [], begins);
  const starts = [...begins.keys()].sort((left, right) => left - right);
  let offset = 0;
  let next = 0;
  return text.split("\n").map((line) => {
    const end = offset + line.length + 1;
    const start = starts[next];
    const node = start !== undefined && start < end ? begins.get(start) : undefined;
    while ((starts[next] ?? end) < end) next += 1;
    offset = end;
    return { text: line.endsWith("\r") ? line.slice(0, -1) : line, ...(node && { node }) };
  });
}

/** Where each member and element begins; the root has no steps, and is the text as a whole. */
function noteNodes(node: TemplateNode, steps: ReviewAnchor["node"], begins: Map<number, ReviewAnchor["node"]>): void {
  for (const { step, start, value } of childrenOf(node)) {
    const own = [...steps, step];
    begins.set(start, own);
    noteNodes(value, own, begins);
  }
}

function childrenOf(node: TemplateNode): { step: string | number; start: number; end: number; value: TemplateNode }[] {
  if (node.type === "array") {
    return node.elements.map((value, step) => ({ step, ...value.range, value }));
  }
  if (node.type !== "object") return [];
  return node.members.map(({ key, value, range }) => ({ step: keyText(key), ...range, value }));
}

function keyText({ parts }: Extract<TemplateNode, { type: "string" }>): string {
  return parts.map((part) => (part.type === "text" ? part.text : `$${part.token.name}`)).join("");
}

/** The text of a node: of a member its key too. Of keys that stand there twice the first counts. */
export function nodeText(text: string, node: ReviewAnchor["node"]): string | undefined {
  let value = parseTemplate(text, "json").root;
  let range = value?.range;
  for (const step of node) {
    const child = value && childrenOf(value).find((each) => each.step === step);
    if (!child) return undefined;
    value = child.value;
    range = { start: child.start, end: child.end };
  }
  return range && text.slice(range.start, range.end);
}
