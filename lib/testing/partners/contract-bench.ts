/** A destination of the gallery, set up as a customer would, in front of a simulated partner. */
import { onTestFinished } from "vitest";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { type EndpointKey, endpointsOf } from "@/lib/destination/endpoints";
import type { GalleryEntry } from "@/lib/destination/gallery/gallery-entry";
import type { RequestValues } from "@/lib/destination/request-values";
import type { SampleUser } from "@/lib/destination/sample-users";
import type { TriggerEvent } from "@/lib/destination/trigger/trigger";
import { type DrivenSync, driveContract } from "./drive-contract";
import { type PartnerNetwork, type PartnerSimulator, startPartnerNetwork } from "./partner-simulator";

export interface BenchRun {
  /** Whoever enters and whoever leaves, by the properties the mappings read. */
  add?: readonly SampleUser["properties"][];
  remove?: readonly SampleUser["properties"][];
  events?: readonly TriggerEvent[];
  /** In place of single answers of the setup modal. */
  settings?: Record<string, string>;
  mappings?: Record<string, string>;
  cohortName?: string;
  values?: Partial<RequestValues>;
  only?: readonly EndpointKey[];
  retries?: number;
  timeoutMs?: number;
}

export interface ContractBench {
  definition: DestinationDefinition;
  network: PartnerNetwork;
  /** Plays one sync; a later one of the same list gets the ID by `values: { listId }`. */
  run(run?: BenchRun): Promise<DrivenSync>;
}

export interface BenchSetup {
  entry: GalleryEntry;
  simulator: PartnerSimulator;
  /** The answers of the setup modal; what isn't answered has its default. */
  settings: Record<string, string>;
  /** The document as a partner changed it. */
  change?: (definition: DestinationDefinition) => DestinationDefinition;
}

/** Ends with the test that opened it. */
export async function openBench({ entry, simulator, settings, change }: BenchSetup): Promise<ContractBench> {
  const built = entry.build();
  const definition = change ? change(built) : built;
  const network = await startPartnerNetwork([simulator]);
  onTestFinished(() => network.close());
  const run = async ({ only, retries, timeoutMs, ...asked }: BenchRun = {}) => {
    const sync = await driveContract({
      definition,
      values: contractValues(definition, { ...asked, settings: { ...settings, ...asked.settings } }),
      network,
      ...(only && { only }),
      ...(retries !== undefined && { retries }),
      ...(timeoutMs !== undefined && { timeoutMs }),
    });
    remember(entry, definition, sync);
    return sync;
  };
  return { definition, network, run };
}

/** The values of a sync: defaults of the setup modal, given answers, and the users who go either way. */
export function contractValues(definition: DestinationDefinition, run: BenchRun): RequestValues {
  const defaults = definition.fields.map(({ variable, defaultValue }) => [variable, defaultValue]);
  const properties = definition.mappings.map(({ variable, defaultProperty }) => [variable, defaultProperty]);
  const going = (operation: SampleUser["operation"], users: readonly SampleUser["properties"][] = []) =>
    users.map((user) => ({ operation, properties: user }));
  return {
    settings: { ...Object.fromEntries(defaults), ...run.settings },
    mappings: { ...Object.fromEntries(properties), ...run.mappings },
    cohort: { id: "7khm89cz", name: run.cohortName ?? "active users", url: "https://app.example.com/cohorts/7khm89cz" },
    project: { id: "378831", name: "Web" },
    users: [...going("add", run.add), ...going("remove", run.remove)],
    ...(run.events && { events: [...run.events] }),
    syncId: "sync-1",
    batchId: "batch-1",
    syncTime: "2026-01-02T03:04:05.000Z",
    ...run.values,
  };
}

/** What each call came to, in order: its endpoint, and `success` or the failure reason that the customer reads. */
export function story({ calls }: DrivenSync): string[] {
  return calls.map(({ key, outcome }) => `${key}: ${outcome.type}`);
}

/** Gallery ID → what the answers of this run of tests have met: entries of error catalogs, rules for single items. */
const met = new Map<string, Set<string>>();

function remember({ id }: GalleryEntry, definition: DestinationDefinition, { calls }: DrivenSync): void {
  const names = met.get(id) ?? new Set();
  met.set(id, names);
  const metIds = new Set(
    calls.flatMap(({ outcome, items }) => [outcome.entryId, ...items.map(({ ruleId }) => ruleId)]),
  );
  for (const { id: part, name } of describedAnswers(definition)) if (metIds.has(part)) names.add(name);
}

/**
 * What a template describes and no answer has met in this file's tests: dead words, or a simulator that knows less than
 * the template. The same entry at several endpoints counts once.
 */
export function unmet(entry: GalleryEntry): string[] {
  const names = describedAnswers(entry.build()).map(({ name }) => name);
  return [...new Set(names)].filter((name) => !met.get(entry.id)?.has(name));
}

function describedAnswers(definition: DestinationDefinition): { id: string; name: string }[] {
  return endpointsOf(definition).flatMap(({ endpoint }) => {
    const entries = endpoint.errors.map(({ id, status, failureReason }) => ({
      id,
      name: `${status} ${failureReason}`,
    }));
    const rules = "itemOutcomes" in endpoint ? endpoint.itemOutcomes : [];
    return [...entries, ...rules.map(({ id, path, codes }) => ({ id, name: [path, ...codes].join(" ") }))];
  });
}
