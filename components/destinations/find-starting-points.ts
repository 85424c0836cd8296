import type { StartingPoint } from "./starting-point";

/** Those that hold every word of a search, in their own order. */
export function findStartingPoints(points: readonly StartingPoint[], search: string): readonly StartingPoint[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return points;
  return points.filter(({ name, description, category, outline }) => {
    const text = [name, description, category, outline?.authentication ?? ""].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
