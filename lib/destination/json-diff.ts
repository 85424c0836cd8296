/** What differs between two JSON values: by members, whatever the order of an object's keys. */
import { isLosslessNumber, type JsonValue, toJson } from "./json";
import { diffSequences } from "./text-diff";

/** `before` and `after` are JSON texts; a part that is missing on one side has none there. */
export interface JsonDifference {
  path: readonly (string | number)[];
  before?: string;
  after?: string;
}

/** The differences in the order of the first value, then what is only in the second. Empty: they mean the same. */
export function jsonDifferences(before: JsonValue, after: JsonValue): JsonDifference[] {
  const found: JsonDifference[] = [];
  compare(before, after, [], found);
  return found;
}

type Members = { [key: string]: JsonValue | undefined };

function membersOf(value: JsonValue): Members | undefined {
  const isObject = value !== null && typeof value === "object" && !Array.isArray(value) && !isLosslessNumber(value);
  return isObject ? value : undefined;
}

function compare(before: JsonValue, after: JsonValue, path: JsonDifference["path"], found: JsonDifference[]): void {
  const [was, is] = [membersOf(before), membersOf(after)];
  if (Array.isArray(before) && Array.isArray(after)) compareLists(before, after, path, found);
  else if (was && is) compareMembers(was, is, path, found);
  else if (sameText(before) !== sameText(after)) found.push({ path, before: toJson(before), after: toJson(after) });
}

function compareMembers(before: Members, after: Members, path: JsonDifference["path"], found: JsonDifference[]): void {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const was = Object.hasOwn(before, key) ? before[key] : undefined;
    const is = Object.hasOwn(after, key) ? after[key] : undefined;
    const own = [...path, key];
    if (was !== undefined && is !== undefined) compare(was, is, own, found);
    else if (was !== undefined) found.push({ path: own, before: toJson(was) });
    else if (is !== undefined) found.push({ path: own, after: toJson(is) });
  }
}

/** Elements that are the same stay; in the gaps between them as many as there are on both sides are compared in pairs. */
function compareLists(
  before: JsonValue[],
  after: JsonValue[],
  path: JsonDifference["path"],
  found: JsonDifference[],
): void {
  for (const { start, end, from, to } of diffSequences(before.map(sameText), after.map(sameText))) {
    const [was, is] = [before.slice(start, end), after.slice(from, to)];
    for (let index = 0; index < Math.max(was.length, is.length); index += 1) {
      const [left, right] = [was[index], is[index]];
      if (left !== undefined && right !== undefined) compare(left, right, [...path, from + index], found);
      else if (left !== undefined) found.push({ path: [...path, start + index], before: toJson(left) });
      else if (right !== undefined) found.push({ path: [...path, from + index], after: toJson(right) });
    }
  }
}

/** One text for all ways to write the same value: keys in one order. Digits count: `1.0` isn't `1`. */
function sameText(value: JsonValue): string {
  return toJson(sorted(value));
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  const members = membersOf(value);
  return members ? inOrder(members, Object.keys(members).sort()) : value;
}

/** The value with the keys of its objects in the order that another value has, so that a diff of texts shows only changes. */
export function inOrderOf(value: JsonValue, model: JsonValue | undefined): JsonValue {
  if (Array.isArray(value)) {
    return value.map((element, index) => inOrderOf(element, Array.isArray(model) ? model[index] : undefined));
  }
  const members = membersOf(value);
  if (!members) return value;
  const example = model === undefined ? undefined : membersOf(model);
  const first = Object.keys(example ?? {}).filter((key) => Object.hasOwn(members, key));
  const keys = new Set([...first, ...Object.keys(members)]);
  const ordered = Object.fromEntries(
    [...keys].flatMap((key): [string, JsonValue][] => {
      const member = members[key];
      const model = example && Object.hasOwn(example, key) ? example[key] : undefined;
      return member === undefined ? [] : [[key, inOrderOf(member, model)]];
    }),
  );
  return ordered;
}

function inOrder(members: Members, keys: readonly string[]): JsonValue {
  return Object.fromEntries(
    keys.flatMap((key): [string, JsonValue][] => {
      const member = members[key];
      return member === undefined ? [] : [[key, sorted(member)]];
    }),
  );
}
