/** What a token may do where it stands: its filters, `?`, `[]`, and the rules of `$items` (SPEC 6 rules 3 to 5). */
import { argumentsProblem, filterNames, filters, suggestFilter } from "./filters";
import { edit, quickFix, type Reader, unit } from "./reader";
import type { FilterCall, Token } from "./template";

/** Filters after which a list is a text, or one element. */
const listEnders: ReadonlySet<string> = new Set(["join", "json", "first"]);

/** Reports what is wrong with the filters of a token that has just been read. */
export function checkFilters(reader: Reader, { filters: calls }: Token): void {
  for (const call of calls) checkFilter(reader, call);
}

/** Reports everything else that is wrong with a token that has just been read. */
export function checkToken(reader: Reader, token: Token): void {
  if (token.optional) checkOptional(reader, token);
  if (token.spread && reader.language === "json") {
    const { start, end } = bracketsOf(reader, token);
    reader.report(
      "spread-in-payload",
      `\${${token.name}[]} repeats a query parameter. In a payload write $${token.name}.`,
      token.range.start,
      token.range.end,
      quickFix("Remove the brackets", edit(start, end, "")),
    );
  }
  if (token.name === "items") checkItems(reader, token);
}

function checkFilter(reader: Reader, call: FilterCall): void {
  const filter = filters[call.name];
  if (!filter) {
    const { start, end } = call.nameRange;
    const suggestion = suggestFilter(call.name) ?? beginningWith(call.name);
    reader.report(
      "unknown-filter",
      suggestion === undefined
        ? `There is no filter “${call.name}”. There are: ${filterNames.join(", ")}.`
        : `There is no filter “${call.name}”. Did you mean “${suggestion}”?`,
      start,
      end,
      suggestion === undefined ? undefined : quickFix(`Change to ${suggestion}`, edit(start, end, suggestion)),
    );
    return;
  }
  const problem = argumentsProblem(filter, call.arguments);
  // An argument that is missing or broken has been reported, and says more.
  if (problem === undefined || reader.hasErrorFrom(call.range.start)) return;
  reader.report("filter-arguments", problem, call.range.start, call.range.end);
}

/** The first filter that what is half typed may become. */
function beginningWith(typed: string): string | undefined {
  return typed.length < 2 ? undefined : filterNames.find((name) => name.startsWith(typed));
}

/** `?` drops the member or element around it; a plain text has neither. */
function checkOptional(reader: Reader, token: Token): void {
  if (reader.language === "json") return;
  const mark = reader.source.indexOf("?", token.nameRange.end);
  reader.report(
    "optional-in-text",
    `\${${token.name}?} leaves out a member of a payload. Here, say what to send instead: \${${token.name} | default: ""}.`,
    token.range.start,
    token.range.end,
    quickFix("Send nothing when it is missing", edit(mark, mark + 1, ' | default: ""')),
  );
}

function checkItems(reader: Reader, token: Token): void {
  const { start, end } = token.range;
  if (token.path.length > 1) {
    reader.report(
      "items-place",
      "$items is a list and has no fields of its own. What is sent of each user is said in the item template.",
      start,
      end,
    );
    return;
  }
  if (token.place === "value" || token.spread || token.filters.some((filter) => listEnders.has(filter.name))) return;
  const isWholeString =
    token.place === "string" &&
    reader.source.charCodeAt(start - 1) === unit.quote &&
    reader.source.charCodeAt(end) === unit.quote;
  if (isWholeString) {
    reader.report(
      "items-place",
      "$items is a list and stands without quotes around it.",
      start - 1,
      end + 1,
      quickFix("Remove the quotes", edit(start - 1, start, ""), edit(end, end + 1, "")),
    );
    return;
  }
  reader.report(
    "items-place",
    'Inside a text, $items must be joined: ${items | join: ","}.',
    start,
    end,
    quickFix("Join the items", edit(start, end, '${items | join: ","}')),
  );
}

function bracketsOf(reader: Reader, token: Token): { start: number; end: number } {
  const start = reader.source.indexOf("[]", token.nameRange.end);
  return { start, end: start + 2 };
}
