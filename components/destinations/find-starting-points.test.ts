import { describe, expect, test } from "vitest";
import { destinationKinds } from "@/lib/destination/definition";
import { gallery } from "@/lib/destination/gallery/gallery";
import { findStartingPoints } from "./find-starting-points";
import { startingPoints, startingPointsOf } from "./starting-point";

const sandbox = { url: "https://sandbox.example.com", workspace: "acme" };
const lists = startingPointsOf("list", sandbox);

describe("what a draft can start from", () => {
  test.each([...destinationKinds])("%s: empty, an example, and templates of this kind", (kind) => {
    const points = startingPointsOf(kind, sandbox);
    expect(points.slice(0, 2).map(({ id }) => id)).toEqual(["example", "blank"]);
    expect(points.length).toBeGreaterThan(2);
    expect(points.every((point) => point.kind === kind)).toBe(true);
    expect(startingPointsOf(kind, undefined).map(({ id }) => id)).not.toContain("example");
  });

  test("every entry of the gallery is offered once, its category in one piece", () => {
    const offered = startingPoints(undefined);
    for (const { id } of gallery) expect(offered.filter((point) => point.id === id)).toHaveLength(1);
    const headings = lists.map(({ category }) => category).filter((category, at, all) => category !== all[at - 1]);
    expect(new Set(headings).size).toBe(headings.length);
  });
});

describe("searching", () => {
  test("finds by name, by category and by several words in any order", () => {
    const [first] = gallery.filter(({ kind }) => kind === "list");
    const ids = (search: string) => findStartingPoints(lists, search).map(({ id }) => id);
    expect(ids(first?.name.toUpperCase() ?? "")).toContain(first?.id);
    expect(ids(`${first?.category} ${first?.name.split(" ")[0]}`)).toContain(first?.id);
    expect(ids("no such partner")).toEqual([]);
    expect(ids("  ")).toHaveLength(lists.length);
  });
});
