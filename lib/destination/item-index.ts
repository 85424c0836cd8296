/** Finds the items of a call by a value in them, however many there are. */
import { isLosslessNumber, type JsonValue, parseJson } from "./json";
import { type PathStep, valuesAt } from "./response-path";

const nobody: readonly number[] = [];

/** The places of items by what stands at a path in them. Each path is gone through once, when it is first asked for. */
export class ItemIndex {
  private parsed: (JsonValue | undefined)[] | undefined;
  private readonly known = new Map<string, ReadonlyMap<string, number[]>>();

  constructor(private readonly items: readonly string[]) {}

  /** The items that hold the identifier at the path: several where the same one was sent more than once. */
  find(identifier: JsonValue, path: readonly PathStep[], isCaseSensitive: boolean): readonly number[] {
    const text = identifierText(identifier);
    if (text === undefined) return nobody;
    return this.indexOf(path, isCaseSensitive).get(keyOf(text, isCaseSensitive)) ?? nobody;
  }

  private indexOf(path: readonly PathStep[], isCaseSensitive: boolean): ReadonlyMap<string, number[]> {
    const name = `${isCaseSensitive} ${path.map((step) => `${typeof step} ${String(step).length} ${String(step)}`).join()}`;
    const made = this.known.get(name) ?? this.makeIndex(path, isCaseSensitive);
    this.known.set(name, made);
    return made;
  }

  private makeIndex(path: readonly PathStep[], isCaseSensitive: boolean): ReadonlyMap<string, number[]> {
    this.parsed ??= this.items.map(parseJson);
    const index = new Map<string, number[]>();
    for (const [place, item] of this.parsed.entries()) {
      for (const value of item === undefined ? [] : valuesAt(item, path)) {
        const text = identifierText(value);
        if (text === undefined) continue;
        const key = keyOf(text, isCaseSensitive);
        const places = index.get(key);
        if (!places) index.set(key, [place]);
        else if (places.at(-1) !== place) places.push(place);
      }
    }
    return index;
  }
}

/**
 * A scalar as text, for comparisons: a number by its digits, so that 7 and "7" are one, without the spaces around it.
 * 1000, 1000.0 and 1e3 are one number as well; beyond what a double holds exactly only the digits count.
 */
export function identifierText(value: JsonValue): string | undefined {
  if (typeof value === "string") return value.trim();
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") return String(value);
  if (!isLosslessNumber(value)) return undefined;
  const number = Number(value.value);
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? String(number) : value.value;
}

function keyOf(text: string, isCaseSensitive: boolean): string {
  return isCaseSensitive ? text : text.toLowerCase();
}
