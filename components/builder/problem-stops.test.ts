import { describe, expect, it } from "vitest";
import type { Finding } from "@/lib/destination/finding";
import { nextStop, type Problem, type Stop, stopsOf } from "./problem-stops";

function problem(section: Problem["section"], field: string, start?: number): Problem {
  const finding: Finding = { rule: "LF001", severity: "error", place: "", path: ["endpoints", field], message: field };
  return { section, finding: start === undefined ? finding : { ...finding, range: { start, end: start + 3 } } };
}

const waysOf = (problems: readonly Problem[]) => stopsOf(problems, ["list-creation", "add-users"]);

const stops = waysOf([
  problem("add-users", "url"),
  problem("list-creation", "payload", 40),
  problem("list-creation", "payload", 10),
  problem("list-creation", "payload", 10),
  problem("list-creation", "method"),
]);
const [first, second, third, fourth] = stops;

describe("the way through the problems", () => {
  it("goes down the page and down each text, and passes one place of a text once", () => {
    expect(stops.map(({ finding, start }) => [finding.message, start])).toEqual([
      ["payload", 10],
      ["payload", 40],
      ["method", 0],
      ["url", 0],
    ]);
  });

  it("goes on from where one stands, round and round, in both directions", () => {
    expect(nextStop(stops, undefined, 1)).toBe(first);
    expect(nextStop(stops, undefined, -1)).toBe(fourth);
    expect(nextStop(stops, first, 1)).toBe(second);
    expect(nextStop(stops, second, 1)).toBe(third);
    expect(nextStop(stops, fourth, 1)).toBe(first);
    expect(nextStop(stops, first, -1)).toBe(fourth);
    expect(nextStop(stops, third, -1)).toBe(second);
  });

  it("goes on where a problem was mended, also the last one of its field", () => {
    const left = [problem("list-creation", "payload", 40), problem("list-creation", "method")];
    expect(nextStop(waysOf(left), first, 1)).toMatchObject({ start: 40 });
    const elsewhere = waysOf([problem("list-creation", "payload", 10), problem("add-users", "url")]);
    expect(nextStop(elsewhere, { ...stop(third), index: 1 }, 1)).toBe(elsewhere[1]);
    expect(nextStop(elsewhere, { ...stop(third), index: 1 }, -1)).toBe(elsewhere[0]);
    const one = waysOf([problem("add-users", "url")]);
    expect(nextStop(one, stop(fourth), 1)).toBe(one[0]);
    expect(nextStop(one, stop(third), -1)).toBe(one[0]);
  });

  it("meets every piece of a text that one came into by another way", () => {
    const at = { ...stop(first), start: undefined };
    expect(nextStop(stops, at, 1)).toBe(first);
    expect(nextStop(stops, at, -1)).toBe(fourth);
  });
});

function stop(found: Stop | undefined): Stop {
  if (!found) throw new Error("The way has four stops.");
  return found;
}
