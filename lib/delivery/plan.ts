/**
 * What a run is made of: its calls, in order, as stretches of equal calls. Nothing is enumerated, so that ten million
 * users cost no more than ten.
 */
import type { DestinationDefinition, MembersEndpoint } from "@/lib/destination/definition";
import {
  actionKey,
  actionsOf,
  batchedEndpointAt,
  type EndpointKey,
  isCohortDefinition,
  listCreationOf,
  memberKeyFor,
  mixesDirections,
} from "@/lib/destination/endpoints";

/** Calls that follow each other with the same number of users, or events as `adds`, in each. */
export interface Stretch {
  key: EndpointKey;
  calls: number;
  /** In each call. */
  adds: number;
  removes: number;
}

export interface RunPlan {
  /** The call that comes first and alone. */
  creation: EndpointKey | undefined;
  stretches: readonly Stretch[];
  /** Who is in none of the calls because not even one fits into a body. */
  tooLarge: number;
}

/** What a run changes at the partner. */
export interface RunChange {
  /** Whether it is the first run of its sync, which creates what has to be created. */
  isFirst: boolean;
  adds: number;
  removes: number;
  /** Events of each action. */
  events: number;
}

/** UTF-8 bytes of an item in a body, and of everything around the items; undefined where they are not known. */
export interface ItemBytes {
  item: number;
  frame: number;
}

/** The sync that a run belongs to, in numbers. Shares are from 0 to 1. */
export interface SyncSize {
  /** In the cohort after the change; of an event destination, the events of each action. */
  users: number;
  run: "first" | "later";
  /** Of the cohort, since the run before. */
  addedShare: number;
  removedShare: number;
  /** Users without a value for a required mapping. */
  skippedShare: number;
}

export interface SyncChange extends RunChange {
  skipped: number;
  /** Users beyond the largest cohort that the partner takes. */
  overLimit: number;
}

/** How many users or events a run adds and removes, and how many it leaves out (SPEC 16). */
export function changeOf(definition: DestinationDefinition, size: SyncSize): SyncChange {
  if (!isCohortDefinition(definition)) {
    const skipped = Math.round(size.users * size.skippedShare);
    return { isFirst: false, adds: 0, removes: 0, events: size.users - skipped, skipped, overLimit: 0 };
  }
  const { cohortSizeMax, fullRefresh } = definition.delivery;
  const cohort = Math.min(size.users, cohortSizeMax ?? size.users);
  const overLimit = size.users - cohort;
  const isWhole = size.run === "first" || fullRefresh;
  const entering = isWhole ? cohort : Math.round(cohort * size.addedShare);
  const skipped = Math.round(entering * size.skippedShare);
  const removes = isWhole ? 0 : Math.round(cohort * size.removedShare);
  return { isFirst: size.run === "first", adds: entering - skipped, removes, events: 0, skipped, overLimit };
}

/** How many items a call takes: the batch size, or as many as its body has room for, whichever is less; 0: not even one. */
export function itemsPerCall(
  { batchSize, bodyBytesMax }: Pick<MembersEndpoint, "batchSize" | "bodyBytesMax">,
  bytes?: ItemBytes,
): number {
  const size = Math.max(1, batchSize);
  if (bodyBytesMax === null || bytes === undefined) return size;
  // Between two items stands a comma.
  const room = Math.floor((bodyBytesMax - bytes.frame + 1) / (bytes.item + 1));
  return Math.max(0, Math.min(size, room));
}

/**
 * The calls of a run: the creation, then everybody who enters, then everybody who leaves; users of both directions share
 * the calls of an endpoint that mixes them. Of an event destination, the events of one action after the other.
 */
export function planRun(
  definition: DestinationDefinition,
  change: RunChange,
  bytes: (key: EndpointKey) => ItemBytes | undefined = () => undefined,
): RunPlan {
  const stretches: Stretch[] = [];
  let tooLarge = 0;
  const add = (key: EndpointKey, adds: number, removes: number) => {
    const endpoint = batchedEndpointAt(definition, key);
    if (!endpoint || adds + removes === 0) return;
    const size = itemsPerCall(endpoint, bytes(key));
    if (size === 0) tooLarge += adds + removes;
    else stretches.push(...cut(key, adds, removes, size));
  };
  if (!isCohortDefinition(definition)) {
    for (const action of actionsOf(definition)) add(actionKey(action), change.events, 0);
    return { creation: undefined, stretches, tooLarge };
  }
  const [addKey, removeKey] = [memberKeyFor(definition, "add"), memberKeyFor(definition, "remove")];
  if (mixesDirections(definition, addKey)) add(addKey, change.adds, change.removes);
  else {
    add(addKey, change.adds, 0);
    add(removeKey, 0, change.removes);
  }
  return { creation: change.isFirst ? creationKey(definition) : undefined, stretches, tooLarge };
}

/** The call that makes what a cohort becomes; undefined where there is none. */
export function creationKey(definition: DestinationDefinition): EndpointKey | undefined {
  if (definition.kind === "property") return definition.endpoints.propertyCreation ? "propertyCreation" : undefined;
  const creation = listCreationOf(definition);
  return creation && creation.listIdFrom !== "none" ? "listCreation" : undefined;
}

/** Whether a list that is gone can be made anew: by its creation call. */
export function canRecreateList(definition: DestinationDefinition): boolean {
  return definition.kind === "list" && creationKey(definition) !== undefined;
}

/** How many calls a plan makes when each succeeds at once. */
export function callsOf({ creation, stretches }: RunPlan): number {
  return stretches.reduce((sum, { calls }) => sum + calls, creation ? 1 : 0);
}

/** Equal calls for those who enter, perhaps one for both, and equal calls for those who leave. */
function cut(key: EndpointKey, adds: number, removes: number, size: number): Stretch[] {
  const stretches: Stretch[] = [];
  const push = (calls: number, inAdds: number, inRemoves: number) => {
    if (calls > 0 && inAdds + inRemoves > 0) stretches.push({ key, calls, adds: inAdds, removes: inRemoves });
  };
  push(Math.floor(adds / size), size, 0);
  const lastAdds = adds % size;
  const shared = lastAdds > 0 ? Math.min(removes, size - lastAdds) : 0;
  push(1, lastAdds, shared);
  const left = removes - shared;
  push(Math.floor(left / size), 0, size);
  push(1, 0, left % size);
  return stretches;
}
