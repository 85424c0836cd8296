/** The egress guard as its proofs see it, so that the same proof can be put to the real one and to a broken one. */
import { isDeepStrictEqual } from "node:util";
import { send } from "@/lib/server/egress";
import { judgeHeaders, judgeMethod } from "@/lib/server/egress-headers";
import { judgeAddresses, judgeUrl, parseEgressAllow } from "@/lib/server/egress-policy";
import type { Stage } from "./stage";

export interface Guard {
  send: typeof send;
  judgeHeaders: typeof judgeHeaders;
  judgeMethod: typeof judgeMethod;
  judgeAddresses: typeof judgeAddresses;
  judgeUrl: typeof judgeUrl;
  parseEgressAllow: typeof parseEgressAllow;
}

export const realGuard: Guard = { send, judgeHeaders, judgeMethod, judgeAddresses, judgeUrl, parseEgressAllow };

/** Something that must be true of a guard's judgement, before anything is connected to. It throws where it isn't. */
export interface TextProof {
  name: string;
  prove(guard: Guard): void;
}

/** Something that must be true of a guard at work. It throws where it isn't. */
export interface Proof {
  name: string;
  prove(guard: Guard, stage: Stage): Promise<void>;
}

/** Throws with every entry for which something else came out than was expected. */
export function expectAll<Entry>(
  entries: readonly Entry[],
  decide: (entry: Entry) => { found: unknown; expected: unknown },
): void {
  const wrong = entries.flatMap((entry) => {
    const { found, expected } = decide(entry);
    return isDeepStrictEqual(found, expected) ? [] : [`${JSON.stringify(entry)}: ${JSON.stringify(found)}`];
  });
  if (wrong.length > 0) throw new Error(`${wrong.length} of ${entries.length} are wrong:\n${wrong.join("\n")}`);
}
