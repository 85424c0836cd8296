/** Values of a definition as a partner would read them: for whose change stands. */
import { isMembers, type Members, type Steps } from "./document-tree";
import { memberName, titleOf } from "./place-name";

const itemMeanings = new Map([
  ["rejected", "Is rejected"],
  ["done", "Counts as done"],
  ["retry", "Is sent again"],
]);

/** Words for what stands in the document as a short code. */
const codeWords = new Map<string, ReadonlyMap<string, string>>([
  [
    "type",
    new Map([
      ["string", "Text"],
      ["single_select", "Single select"],
      ["button_group", "Button group"],
    ]),
  ],
  [
    "cadences",
    new Map([
      ["one_time", "One time"],
      ["hourly", "Hourly"],
      ["daily", "Daily"],
      ["real_time", "Real time"],
    ]),
  ],
  [
    "listIdFrom",
    new Map([
      ["response", "In the response"],
      ["request", "In the request"],
      ["none", "No creation call"],
    ]),
  ],
  [
    "retry",
    new Map([
      ["default", "As usual for its status"],
      ["retry", "Try again"],
      ["fail", "Fail"],
      ["ignore", "Count as success"],
    ]),
  ],
  [
    "meaning",
    new Map([
      ["none", "Nothing more"],
      ["list_gone", "The list is gone"],
    ]),
  ],
  [
    "memberCalls",
    new Map([
      ["separate", "A call for each direction"],
      ["shared", "One call for both"],
    ]),
  ],
  [
    "credentialsIn",
    new Map([
      ["body", "In the body"],
      ["header", "In a Basic header"],
      ["query", "In the URL's query"],
    ]),
  ],
  [
    "identifyBy",
    new Map([
      ["value", "By an identifier"],
      ["index", "By its place in the call"],
      ["position", "By the order of the results"],
    ]),
  ],
  ["onAdd", itemMeanings],
  ["onRemove", itemMeanings],
  [
    "mode",
    new Map([
      ["each_line", "A list, line by line"],
      ["once", "One value"],
    ]),
  ],
  [
    "otherwise",
    new Map([
      ["absent", "It is missing"],
      ["null", "It is null"],
    ]),
  ],
]);

/** A value as people read it: texts as they are, a part as lines of its members; undefined for what isn't there. */
export function showValue(steps: Steps, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "string") return wordFor(steps, value);
  if (Array.isArray(value)) {
    const isPlain = value.every((element) => !isMembers(element));
    return value.map((element) => listed(steps, element)).join(isPlain ? ", " : "\n") || "None";
  }
  return isMembers(value) ? lines(steps, value).join("\n") : String(value);
}

function wordFor(steps: Steps, value: string): string {
  return codeWords.get(steps.at(-1) ?? "")?.get(value) ?? value;
}

function listed(steps: Steps, element: unknown): string {
  if (!isMembers(element)) return typeof element === "string" ? wordFor(steps, element) : String(element);
  return titleOf(element) ?? "Without a name";
}

/** The members that say something; those that are empty are left out. */
function lines(steps: Steps, members: Members): string[] {
  return Object.entries(members).flatMap(([key, value]) => {
    const isEmpty = value === "" || value === null || (Array.isArray(value) && value.length === 0);
    if (key === "id" || isEmpty) return [];
    const own = [...steps, key];
    const shown = showValue(own, value) ?? "";
    return shown.includes("\n") ? [`${memberName(own)}:`, ...indented(shown)] : [`${memberName(own)}: ${shown}`];
  });
}

function indented(text: string): string[] {
  return text.split("\n").map((line) => `  ${line}`);
}
