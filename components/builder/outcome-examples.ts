/** Usual ways in which a response tells about single users or events, as a start for the partner's own. */
import { blankItemOutcome } from "@/lib/destination/blank-definition";
import type { ItemOutcome } from "@/lib/destination/definition";

export interface OutcomeExample {
  title: string;
  /** A response of that shape. */
  response: string;
  build: () => ItemOutcome;
}

export const outcomeExamples: readonly OutcomeExample[] = [
  {
    title: "A list of refused identifiers",
    response: '{ "failed": { "unknownIds": ["u-7"] } }',
    build: () => ({ ...blankItemOutcome(), path: "failed.unknownIds", onRemove: "done" }),
  },
  {
    title: "Errors that say which place",
    response: '{ "errors": [{ "index": 4, "code": "bad_email", "message": "…" }] }',
    build: () => ({
      ...blankItemOutcome(),
      path: "errors",
      identifyBy: "index",
      itemPath: "index",
      codePath: "code",
      messagePath: "message",
    }),
  },
  {
    title: "A result for each, in order",
    response: '{ "results": [{ "status": 200 }, { "status": 404 }] }',
    build: () => ({
      ...blankItemOutcome(),
      path: "results",
      identifyBy: "position",
      codePath: "status",
      codes: ["4*"],
      messagePath: "error",
    }),
  },
];
