/** The way through the problems of a definition, one after the other: which places it passes, and which comes next. */
import type { Finding } from "@/lib/destination/finding";
import { pathKey } from "./document-place";
import type { SectionId } from "./sections";

export interface Problem {
  finding: Finding;
  section: SectionId;
}

/** One problem to stand at. Several in one text are several stops; several about one whole field are one. */
export interface Stop {
  finding: Finding;
  /** The key of the path. */
  place: string;
  /** Where in the text it begins; 0 where it is about the whole field. */
  start: number;
  /** Its number on the way. */
  index: number;
}

/** Where one stands: at a stop, or in a field that may have some; then `start` is undefined until one was visited. */
export interface Standing {
  place: string;
  start: number | undefined;
  index: number;
}

/** From the top of the page to its end, and within a text from its beginning to its end. */
export function stopsOf(problems: readonly Problem[], sections: readonly SectionId[]): Stop[] {
  const order = new Map(sections.map((id, index) => [id, index]));
  const orderOf = ({ section }: Problem) => order.get(section) ?? sections.length;
  const bySection = [...problems].sort((left, right) => orderOf(left) - orderOf(right));
  const places = new Map<string, Map<number, Finding>>();
  for (const { finding } of bySection) {
    const place = pathKey(finding.path);
    const start = finding.range?.start ?? 0;
    const found = places.get(place) ?? new Map<number, Finding>();
    if (!found.has(start)) found.set(start, finding);
    places.set(place, found);
  }
  return [...places]
    .flatMap(([place, found]) =>
      [...found].sort(([left], [right]) => left - right).map(([start, finding]) => ({ finding, place, start })),
    )
    .map((stop, index) => ({ ...stop, index }));
}

/** The stop after or before where one stands, round and round. The problem one stood at may have been mended. */
export function nextStop(stops: readonly Stop[], at: Standing | undefined, step: 1 | -1): Stop | undefined {
  if (!at) return stops.at(step > 0 ? 0 : -1);
  const { place, start } = at;
  const here = stops.filter((stop) => stop.place === place);
  const [first] = here;
  const last = here.at(-1);
  // Nothing is left of the place: what came after it has moved up.
  if (!first || !last) return step > 0 ? stops[at.index % stops.length] : stops.at((at.index - 1) % stops.length);
  if (step > 0) {
    const ahead = here.find((stop) => start === undefined || stop.start > start);
    return ahead ?? stops[(last.index + 1) % stops.length];
  }
  const behind = start === undefined ? undefined : here.findLast((stop) => stop.start < start);
  return behind ?? stops.at(first.index - 1);
}
