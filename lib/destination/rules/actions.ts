/** Rules about the actions of an event destination: when they fire, and what they make of an event (SPEC 5.7). */
import { conditionMembers } from "@/lib/destination/computed-value";
import type { Action } from "@/lib/destination/definition";
import { actionsOf } from "@/lib/destination/endpoints";
import { eventPathProblem } from "@/lib/destination/event-path";
import type { DocumentPath } from "@/lib/destination/finding";
import type { Report, Rule, RuleSubject } from "@/lib/destination/rule";
import { parseTrigger } from "@/lib/destination/trigger/parse-trigger";
import type { TriggerProblem } from "@/lib/destination/trigger/trigger";

const first: DocumentPath = ["actions", 0];
const computed: DocumentPath = [...first, "computedValues", 0];

interface PlacedAction {
  action: Action;
  path: DocumentPath;
}

function placed({ definition }: RuleSubject): PlacedAction[] {
  return actionsOf(definition).map((action, index) => ({ action, path: ["actions", index] }));
}

const noAction: Rule = {
  id: "LF110",
  severity: "error",
  title: "No action",
  explanation: "An event destination does nothing until an action says which events are sent, and how.",
  bad: { kind: "event", text: "No action", changes: [{ path: ["actions"], value: [] }] },
  good: { kind: "event", text: "Order completed", changes: [] },
  check({ definition }) {
    if (definition.kind !== "event" || definition.actions.length > 0) return [];
    return [{ message: "Add an action: it says which events are sent, and with which call.", path: ["actions"] }];
  },
};

const actionName: Rule = {
  id: "LF111",
  severity: "error",
  title: "Name of an action",
  explanation: "Customers switch actions on and off by their names, so each needs one of its own.",
  bad: { kind: "event", text: "(empty)", changes: [{ path: [...first, "name"], value: "" }] },
  good: { kind: "event", text: "Order completed", changes: [] },
  check(subject) {
    const seen = new Set<string>();
    return placed(subject).flatMap(({ action, path }): Report[] => {
      const name = action.name.trim().toLowerCase();
      if (name === "") return [{ message: "Enter a name, such as Order completed.", path: [...path, "name"] }];
      if (seen.has(name)) {
        return [
          { message: "An earlier action has the same name. Give this one a name of its own.", path: [...path, "name"] },
        ];
      }
      seen.add(name);
      return [];
    });
  },
};

const neverFires: Rule = {
  id: "LF112",
  severity: "warning",
  title: "Action never fires",
  explanation:
    "An empty trigger matches no event. Nothing happens until a customer says in the setup modal when this action fires.",
  bad: { kind: "event", text: "(empty)", changes: [{ path: [...first, "trigger"], value: "" }] },
  good: { kind: "event", text: 'type = "track"', changes: [] },
  check(subject) {
    return placed(subject).flatMap(({ action, path }) =>
      action.trigger.trim() === ""
        ? [{ message: 'Write when this action fires, such as type = "track".', path: [...path, "trigger"] }]
        : [],
    );
  },
};

/** Every text of the trigger language in an action. */
function triggersOf(subject: RuleSubject): { text: string; path: DocumentPath; members?: readonly string[] }[] {
  return placed(subject).flatMap(({ action, path }) => [
    { text: action.trigger, path: [...path, "trigger"] },
    ...action.computedValues.map(({ condition }, index) => ({
      text: condition,
      members: conditionMembers,
      path: [...path, "computedValues", index, "condition"],
    })),
  ]);
}

function problemsOf(subject: RuleSubject, severity: TriggerProblem["severity"]): Report[] {
  return triggersOf(subject).flatMap(({ text, path, members }) =>
    parseTrigger(text, members)
      .problems.filter((problem) => problem.severity === severity)
      .map(({ message, range, fix }) => ({
        message,
        path,
        range,
        ...(fix && { fix: { label: fix.label, type: "edit_text" as const, path, edits: fix.edits } }),
      })),
  );
}

const malformed: Rule = {
  id: "LF113",
  severity: "error",
  title: "Trigger can't be read",
  explanation: "A trigger that can't be read matches no event.",
  bad: { kind: "event", text: 'type == "track"', changes: [{ path: [...first, "trigger"], value: 'type == "track"' }] },
  good: { kind: "event", text: 'type = "track"', changes: [{ path: [...first, "trigger"], value: 'type = "track"' }] },
  check: (subject) => problemsOf(subject, "error"),
};

const doubtful: Rule = {
  id: "LF114",
  severity: "warning",
  title: "Trigger may mean something else",
  explanation: "What two people would read in two ways should be written so that nobody has to guess.",
  bad: {
    kind: "event",
    text: 'type = "track" and event = "A" or event = "B"',
    changes: [{ path: [...first, "trigger"], value: 'type = "track" and event = "A" or event = "B"' }],
  },
  good: {
    kind: "event",
    text: 'type = "track" and (event = "A" or event = "B")',
    changes: [{ path: [...first, "trigger"], value: 'type = "track" and (event = "A" or event = "B")' }],
  },
  check: (subject) => problemsOf(subject, "warning"),
};

const computedIncomplete: Rule = {
  id: "LF115",
  severity: "error",
  title: "Computed value isn't complete",
  explanation: "A computed value needs a variable to be called by, and a template that says what it becomes.",
  bad: { kind: "event", text: "(no template)", changes: [{ path: [...computed, "template"], value: "" }] },
  good: { kind: "event", text: '{"sku": "${line.sku}"}', changes: [] },
  check(subject) {
    return placed(subject).flatMap(({ action, path }) =>
      action.computedValues.flatMap(({ variable, template }, index): Report[] => {
        const at = (part: string): DocumentPath => [...path, "computedValues", index, part];
        const reports: Report[] = [];
        if (variable === "")
          reports.push({ message: "Enter a variable name, such as order_lines.", path: at("variable") });
        if (template.trim() === "") {
          const message = 'Write what a line becomes, such as {"sku": "${line.sku}"}.';
          reports.push({ message, path: at("template") });
        }
        return reports;
      }),
    );
  },
};

const computedSource: Rule = {
  id: "LF116",
  severity: "error",
  title: "Source of a computed value",
  explanation: "The source is a path in the event, with dots between its steps.",
  bad: {
    kind: "event",
    text: "$event.properties..products",
    changes: [{ path: [...computed, "source"], value: "properties..products" }],
  },
  good: { kind: "event", text: "properties.products", changes: [] },
  check(subject) {
    return placed(subject).flatMap(({ action, path }) =>
      action.computedValues.flatMap(({ source }, index): Report[] => {
        const at = [...path, "computedValues", index, "source"];
        const typed = source.trim();
        const written = typed.replace(/^\$?\{?event\.|\}$/g, "");
        const isPrefixed = written !== typed;
        const problem = typed === "" ? undefined : eventPathProblem(written);
        if (problem) return [{ message: problem, path: at }];
        if (!isPrefixed) return [];
        const message = "The path begins inside the event: leave out “event.”.";
        return [{ message, path: at, fix: { label: `Change to ${written}`, type: "set", path: at, value: written } }];
      }),
    );
  },
};

export const actionRules: readonly Rule[] = [
  noAction,
  actionName,
  neverFires,
  malformed,
  doubtful,
  computedIncomplete,
  computedSource,
];
