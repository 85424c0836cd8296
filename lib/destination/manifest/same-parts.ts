/** Which parts of two documents are the same ones, where their ids don't say so. */
import { isMembers, type Members } from "@/lib/destination/document-tree";

/** What tells parts of a list from each other, the most telling first. */
const tellingNames: readonly (readonly string[])[] = [
  ["variable"],
  ["name"],
  ["value"],
  ["label"],
  ["status", "subErrorCode", "failureReason"],
  ["status", "subErrorCode"],
  ["path", "codePath", "codes"],
  ["path"],
];

/**
 * The document `file` with the ids that its parts have in `now`. A part that `now` doesn't know by its id gets the id of
 * the one part there that is called the same and that `file` doesn't know either: files written by hand, and copies of
 * one template, have other ids for the same things.
 */
export function withIdsOf<Value>(now: unknown, file: Value): Value;
export function withIdsOf(now: unknown, file: unknown): unknown {
  if (Array.isArray(file)) return Array.isArray(now) ? listWithIds(now, file) : file;
  if (!isMembers(now) || !isMembers(file)) return file;
  return Object.fromEntries(Object.entries(file).map(([name, member]) => [name, withIdsOf(now[name], member)]));
}

function listWithIds(now: readonly unknown[], file: readonly unknown[]): unknown[] {
  const same = samePart(now, file);
  return file.map((part) => {
    const known = same.get(part);
    if (known === undefined || !isMembers(part)) return part;
    const aligned = withIdsOf(known, part);
    return known.id === undefined ? aligned : { ...aligned, id: known.id };
  });
}

/** For the parts of the file: those of `now` that they are. */
function samePart(now: readonly unknown[], file: readonly unknown[]): Map<unknown, Members> {
  const found = new Map<unknown, Members>();
  const ids = new Set(file.flatMap((part) => idOf(part) ?? []));
  const known = new Map(now.flatMap((part): [string, unknown][] => namedBy(part, idOf(part))));
  let open = file.filter((part) => {
    const id = idOf(part);
    const same = id === undefined ? undefined : known.get(id);
    if (isMembers(same)) found.set(part, same);
    return !found.has(part);
  });
  let free = now.filter((part) => !ids.has(idOf(part) ?? ""));
  for (const names of tellingNames) {
    const [theirs, ours] = [open, free].map((parts) => uniquelyNamed(parts, names));
    for (const [name, part] of theirs ?? []) {
      const same = ours?.get(name);
      if (same) found.set(part, same);
    }
    const taken = new Set<unknown>(found.values());
    open = open.filter((part) => !found.has(part));
    free = free.filter((part) => !taken.has(part));
  }
  return found;
}

function namedBy(part: unknown, id: string | undefined): [string, unknown][] {
  return id === undefined ? [] : [[id, part]];
}

function idOf(part: unknown): string | undefined {
  return isMembers(part) && typeof part.id === "string" ? part.id : undefined;
}

/** The parts by these members, without those that say nothing there and those that several are called alike. */
function uniquelyNamed(parts: readonly unknown[], names: readonly string[]): Map<string, Members> {
  const found = new Map<string, Members | undefined>();
  for (const part of parts) {
    if (!isMembers(part) || names.some((name) => part[name] === undefined)) continue;
    if (part[names[0] ?? ""] === "") continue;
    const name = JSON.stringify(names.map((each) => part[each]));
    found.set(name, found.has(name) ? undefined : part);
  }
  return new Map([...found].flatMap(([name, part]): [string, Members][] => (part ? [[name, part]] : [])));
}
