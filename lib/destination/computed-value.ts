/**
 * Values made of an event: the lines of an array, each in a shape of its own, or one value under a condition (SPEC 5.7).
 * A template gives their JSON, so that no value of an event can change their shape.
 */
import type { Action, ComputedValue, DestinationDefinition, Endpoint } from "./definition";
import { eventPath } from "./event-path";
import type { DocumentPath } from "./finding";
import { type JsonValue, parseJson } from "./json";
import { type PartProblem, renderProblem } from "./request-problem";
import { parseTemplate } from "./template/parse";
import { type Lookup, type RenderProblem, renderJson } from "./template/render";
import type { Template } from "./template/template";
import { payloadLanguage } from "./template-use";
import { valueAt } from "./trigger/event-value";
import { matchesTrigger } from "./trigger/match-trigger";
import { parseTrigger } from "./trigger/parse-trigger";
import type { TriggerEvent, TriggerNode } from "./trigger/trigger";

/** The computed values of an event; or why this event is left out; or what is wrong for every event alike. */
export type Computed =
  | { values: ReadonlyMap<string, JsonValue | undefined> }
  | { reason: string }
  | { problems: PartProblem[] };

/** What a condition may ask for besides the event: the line at hand. */
export const conditionMembers = ["line"] as const;

/** Variables of one line, which only the templates and conditions of computed values know. */
export const lineVariables = ["line", "line_number"] as const;

/** The computed values that an action's call uses, ready for any number of events. */
export class ComputedValues {
  /** What is wrong with them whatever the event. */
  readonly problems: readonly PartProblem[];
  private readonly compiled: readonly CompiledValue[];

  constructor(definition: DestinationDefinition, action: Action, actionPath: DocumentPath) {
    const used = usedNames(definition, action.endpoint);
    this.compiled = action.computedValues.flatMap((value, index) => {
      if (value.variable === "" || !used.has(value.variable)) return [];
      return [new CompiledValue(definition, value, [...actionPath, "computedValues", index])];
    });
    this.problems = this.compiled.flatMap(({ problems }) => problems);
  }

  /** `lookup` knows the event and its mapping variables; computed values don't know each other. */
  of(event: TriggerEvent, lookup: Lookup): Computed {
    const values = new Map<string, JsonValue | undefined>();
    for (const compiled of this.compiled) {
      const made = compiled.of(event, lookup);
      if (!("value" in made)) return made;
      values.set(compiled.name, made.value);
    }
    return { values };
  }
}

type MadeValue = { value: JsonValue | undefined } | { reason: string } | { problems: PartProblem[] };
type MadeText = { text: string } | Exclude<MadeValue, { value: unknown }>;

class CompiledValue {
  readonly name: string;
  readonly problems: readonly PartProblem[];
  private readonly source: readonly string[];
  private readonly condition: TriggerNode | undefined;
  /** Whether the condition is about single lines: then it chooses among them. */
  private readonly choosesLines: boolean;
  private readonly template: Template;
  private readonly label: string;

  constructor(
    private readonly definition: DestinationDefinition,
    private readonly value: ComputedValue,
    private readonly path: DocumentPath,
  ) {
    this.name = value.variable;
    this.label = `computed value $${value.variable}`;
    this.source = eventPath(value.source);
    const condition = parseTrigger(value.condition, conditionMembers);
    this.condition = condition.root;
    this.choosesLines = value.mode === "each_line" && condition.root !== undefined && mentionsLine(condition.root);
    this.template = parseTemplate(value.template, "json");
    const wrong = condition.problems.filter(({ severity }) => severity === "error");
    this.problems = [
      ...wrong.map(({ message }) => this.problem("condition", `The condition can't be read. ${message}`)),
      ...this.template.errors.map(({ message }) => this.problem("template", message)),
      ...(value.template.trim() === "" ? [this.problem("template", "Write the JSON that it stands for.")] : []),
    ];
  }

  of(event: TriggerEvent, lookup: Lookup): MadeValue {
    const found = this.source.length === 0 ? event : valueAt(event, this.source);
    if (found === undefined || found === null) return this.otherwise();
    if (this.value.mode === "once") {
      if (!this.holds(event, found)) return this.otherwise();
      const made = this.render(found, undefined, lookup);
      return "text" in made ? { value: parseJson(made.text) } : made;
    }
    const lines = Array.isArray(found) ? found : [found];
    if (!this.choosesLines && !this.holds(event, found)) return this.otherwise();
    const texts: string[] = [];
    for (const [index, line] of lines.entries()) {
      if (this.choosesLines && !this.holds(event, line)) continue;
      const made = this.render(line, index + 1, lookup);
      if (!("text" in made)) return made;
      texts.push(made.text);
    }
    // An order without lines has an empty array; one whose lines are all left out has none.
    return texts.length === 0 && lines.length > 0 ? this.otherwise() : { value: parseJson(`[${texts.join(",")}]`) };
  }

  private otherwise(): MadeValue {
    return { value: this.value.otherwise === "null" ? null : undefined };
  }

  private holds(event: TriggerEvent, line: JsonValue): boolean {
    return this.condition === undefined || matchesTrigger(this.condition, { ...event, line });
  }

  private render(line: JsonValue, number: number | undefined, lookup: Lookup): MadeText {
    const rendered = renderJson(this.template, (path) => {
      if (path[0] === "line") return valueAt({ line }, path);
      if (path[0] === "line_number") return path.length > 1 ? undefined : number;
      return lookup(path);
    });
    if (rendered.ok) return { text: rendered.text };
    const general = rendered.problems.filter((problem) => !this.isOfEvent(problem));
    if (general.length > 0) {
      return { problems: general.map((problem) => renderProblem([...this.path, "template"], this.label, problem)) };
    }
    const where = number === undefined ? `$${this.name}` : `$${this.name}, line ${number}`;
    return { reason: `${where}: ${rendered.problems[0]?.message ?? "The value can't be made."}` };
  }

  /** Whether another event, or another line, might do better. */
  private isOfEvent({ token }: RenderProblem): boolean {
    const [name, step] = token?.path ?? [];
    if (name === "line" || name === "event") return true;
    if (name === "line_number") return this.value.mode === "each_line";
    return step !== "target" && this.definition.mappings.some(({ variable }) => variable === name);
  }

  private problem(part: "condition" | "template", message: string): PartProblem {
    return { path: [...this.path, part], label: this.label, message };
  }
}

/** Whether a condition is about single lines rather than about the event. */
export function mentionsLine(node: TriggerNode): boolean {
  switch (node.type) {
    case "and":
    case "or":
      return node.operands.some(mentionsLine);
    case "not":
      return mentionsLine(node.operand);
    case "comparison":
    case "call":
      return node.path[0] === "line";
  }
}

/** The variables that a call of the endpoint names. One that nothing names can't stand in the way of a call. */
function usedNames(definition: DestinationDefinition, endpoint: Action["endpoint"]): ReadonlySet<string> {
  const texts = textsOf(definition, endpoint).map((text) => parseTemplate(text, "text"));
  const templates = [
    ...texts,
    parseTemplate(endpoint.payload, payloadLanguage(endpoint)),
    parseTemplate(endpoint.itemTemplate, "json"),
  ];
  return new Set(templates.flatMap(({ names }) => [...names.keys()]));
}

function textsOf(definition: DestinationDefinition, endpoint: Endpoint): string[] {
  const authentication = endpoint.authentication ?? definition.authentication;
  const headers = [...definition.headers, ...endpoint.headers].map(({ value }) => value);
  return [endpoint.url, ...headers, ...(authentication.method === "header" ? [authentication.header.value] : [])];
}
