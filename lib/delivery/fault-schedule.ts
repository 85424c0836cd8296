/** Whose turn it is: which calls the faults hit, and how many can be made before the next one can be hit. */
import type { EndpointKey } from "@/lib/destination/endpoints";
import { chanceOf } from "./chance";
import type { Fault } from "./fault";

interface ArmedFault {
  /** Its place in the list of faults. */
  index: number;
  fault: Fault;
  chance: () => number;
  /** Calls that fitted. */
  matched: number;
  /** The number, among the calls that fit, of the next one it would hit; no number any more: infinity. */
  due: number;
  hits: number;
}

/** Faults while they play. `isBatch` tells the calls that carry users or events. */
export class FaultSchedule {
  private readonly armed: readonly ArmedFault[];
  private readonly fitting = new Map<EndpointKey, readonly ArmedFault[]>();
  private readonly isBatch: (key: EndpointKey) => boolean;

  constructor(faults: readonly Fault[], seed: number, isBatch: (key: EndpointKey) => boolean) {
    this.isBatch = isBatch;
    this.armed = faults.map((fault, index) => {
      // A generator for each fault: what one draws does not depend on the calls that only others fit.
      const armed = { index, fault, chance: chanceOf(seed + index * 0x9e3779b1), matched: 0, due: 0, hits: 0 };
      armed.due = nextDue(armed);
      return armed;
    });
  }

  /** How many calls of the endpoint no fault can hit, from now on. */
  quietCalls(key: EndpointKey): number {
    let quiet = Number.POSITIVE_INFINITY;
    for (const { due, matched } of this.fits(key)) quiet = Math.min(quiet, due - matched - 1);
    return quiet;
  }

  /** Counts quiet calls, as many as `quietCalls` says at most. */
  skip(key: EndpointKey, calls: number): void {
    for (const armed of this.fits(key)) armed.matched += calls;
  }

  /** Counts one call; the fault that hits it, as its place in the list, or -1. Every fault counts it, whichever hits. */
  next(key: EndpointKey): number {
    let hit = -1;
    for (const armed of this.fits(key)) {
      armed.matched += 1;
      if (armed.matched !== armed.due) continue;
      if (hit < 0) {
        hit = armed.index;
        armed.hits += 1;
      }
      armed.due = nextDue(armed);
    }
    return hit;
  }

  private fits(key: EndpointKey): readonly ArmedFault[] {
    const known = this.fitting.get(key);
    if (known) return known;
    const fitting = this.armed.filter(({ fault }) => fits(fault, key, this.isBatch(key)));
    this.fitting.set(key, fitting);
    return fitting;
  }
}

function fits({ calls, effect }: Fault, key: EndpointKey, isBatch: boolean): boolean {
  if ((effect.type === "reject_half" || effect.type === "list_gone") && !isBatch) return false;
  return calls === "any" || (calls === "any_batch" ? isBatch : calls === key);
}

/** The next number that fits the fault's first, every and percent, after `due`. The gaps are drawn, not each call. */
function nextDue({ fault, chance, due, hits }: ArmedFault): number {
  const { from, every, percent, times } = fault;
  const share = percent / 100;
  if ((times !== null && hits >= times) || share <= 0) return Number.POSITIVE_INFINITY;
  const gap = share >= 1 ? 1 : 1 + Math.floor(Math.log(1 - chance()) / Math.log(1 - share));
  const last = due === 0 ? from - every : due;
  return last + gap * every;
}
