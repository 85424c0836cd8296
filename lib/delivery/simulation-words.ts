/** A simulation in words: how long, how fast, what fails, and why it takes as long as it does. */
import type { DestinationDefinition } from "@/lib/destination/definition";
import { isCohortDefinition } from "@/lib/destination/endpoints";
import type { SyncSize } from "./plan";
import type { FailureRow } from "./run-counts";
import type { Simulation, StopReason } from "./simulation";

export type Cadence = DestinationDefinition["delivery"]["cadences"][number];

export interface SimulationWords {
  /** `1,000,000 users take about 2 h 10 min at 90 requests a second; 4 of 100 batches fail as “Rate limited”.` */
  headline: string;
  /** Whole sentences, the most important first. */
  notes: string[];
}

export function simulationWords(
  definition: DestinationDefinition,
  simulation: Simulation,
  size: SyncSize,
  cadence: Cadence | undefined,
): SimulationWords {
  const subject = subjectWords(definition, simulation, size);
  if (simulation.end === "nothing")
    return { headline: `${subject}: there is nothing to send.`, notes: leftOut(definition, simulation) };
  const time = `about ${durationWords(simulation.durationMs)}`;
  const pace = rateWords(simulation);
  const failures = failureWords(simulation);
  const verb = simulation.stop === undefined ? `take ${time}` : `are not finished: the run ends after ${time}`;
  return {
    headline: `${subject} ${verb} at ${pace}${failures === "" ? "" : `; ${failures}`}.`,
    notes: [
      ...stopNote(definition, simulation),
      ...recreationNote(simulation),
      ...unnoticedNote(definition, simulation),
      ...rejectedNote(definition, simulation),
      ...boundNote(simulation),
      ...retryNote(simulation),
      ...leftOut(definition, simulation),
      ...cadenceNote(simulation, cadence),
    ],
  };
}

function subjectWords(definition: DestinationDefinition, { change, recreations }: Simulation, size: SyncSize): string {
  if (!isCohortDefinition(definition)) {
    return definition.actions.length === 1
      ? number(size.users, "event")
      : `${number(size.users, "event")} of each action`;
  }
  const users = number(size.users, "user");
  if (size.run === "first" || definition.delivery.fullRefresh || recreations > 0) return users;
  return `${number(change.adds + change.removes, "change")} of ${users}`;
}

/** What the run comes to a second; in its declared unit where that says more. */
function rateWords({ rate: { perSecond } }: Simulation): string {
  if (perSecond >= 1) return `${round(perSecond)} ${perSecond >= 1.5 ? "requests" : "request"} a second`;
  const perMinute = perSecond * 60;
  if (perMinute >= 1) return `${round(perMinute)} ${perMinute >= 1.5 ? "requests" : "request"} a minute`;
  return `${round(perMinute * 60)} requests an hour`;
}

/** `4 of 100 batches fail as “Rate limited”, 2 as “No answer”`. */
function failureWords({ failures, batchesPlanned }: Simulation): string {
  const final = failures.filter(({ batches }) => batches > 0).toSorted((one, other) => other.batches - one.batches);
  const [first, ...others] = mergeByName(final);
  if (!first) return "";
  const of =
    batchesPlanned === 1 ? "the only batch fails" : `${count(first.batches)} of ${count(batchesPlanned)} batches fail`;
  const more = others.slice(0, 2).map(({ name, batches }) => `, ${count(batches)} as “${name}”`);
  const rest = others.slice(2).reduce((sum, { batches }) => sum + batches, 0);
  return `${of} as “${first.name}”${more.join("")}${rest > 0 ? `, ${count(rest)} for other reasons` : ""}`;
}

/** One entry may stand in the catalogs of several endpoints. */
function mergeByName(rows: readonly FailureRow[]): { name: string; batches: number }[] {
  const batches = new Map<string, number>();
  for (const row of rows) batches.set(row.name, (batches.get(row.name) ?? 0) + row.batches);
  return [...batches].map(([name, sum]) => ({ name, batches: sum }));
}

const stops: Record<StopReason, string> = {
  refused: "The credentials were refused, so the run ends with the calls in flight",
  given_up: "Ten calls in a row failed in spite of eight retries each, so the run ends",
  creation_failed: "The creation failed, so nobody could be sent",
  list_gone_again: "The list created anew was gone again, so the run ends",
  too_many_calls: "Twenty million calls were simulated; the rest of the run was left out",
};

function stopNote(definition: DestinationDefinition, { stop, users }: Simulation): string[] {
  if (stop === undefined) return [];
  const left = users.notSent === 0 ? "" : `; ${number(users.notSent, noun(definition))} are left for the next run`;
  return [`${stops[stop]}${left}.`];
}

function recreationNote({ recreations, sentAgain }: Simulation): string[] {
  if (recreations === 0) return [];
  return [`The list was gone. It was created again, and ${number(sentAgain, "user")} were sent a second time.`];
}

function unnoticedNote(definition: DestinationDefinition, { users: { unnoticed } }: Simulation): string[] {
  if (unnoticed === 0) return [];
  const them = number(unnoticed, noun(definition));
  return [
    `${them} count as delivered although the partner didn't take them: no rule of this destination can tell. Describe the error, what a success contains, or the results of single ${noun(definition)}s.`,
  ];
}

function rejectedNote(definition: DestinationDefinition, { users: { rejected } }: Simulation): string[] {
  if (rejected === 0) return [];
  return [
    `${number(rejected, noun(definition))} are rejected one by one, in calls that the partner accepts. Such a run is partial.`,
  ];
}

/** What the duration depends on: the declared rate, the partner's answers, or waiting for retries. */
function boundNote({ waits, rate, concurrency }: Simulation): string[] {
  const all = waits.answers + waits.rate + waits.retries + waits.pauses;
  if (all === 0) return [];
  const share = (part: number) => Math.round((part / all) * 100);
  const inFlight = `${concurrency} ${concurrency === 1 ? "call" : "calls"} at once`;
  if (rate.declared && waits.rate > all / 2) {
    return [
      `The declared rate decides: calls wait for it ${share(waits.rate)} % of the time. Faster answers or more calls at once would change nothing.`,
    ];
  }
  if (waits.retries + waits.pauses > all / 2) {
    return [
      `Waiting for retries decides: it takes ${share(waits.retries + waits.pauses)} % of the time of the ${inFlight}.`,
    ];
  }
  return [
    `The partner's answers decide: ${share(waits.answers)} % of the time of the ${inFlight} is waiting for them. Larger batches, faster answers or more calls at once would help.`,
  ];
}

function retryNote({ retries, waits, concurrency }: Simulation): string[] {
  if (retries === 0 && waits.retries === 0) return [];
  const wait = durationWords((waits.retries + waits.pauses) / concurrency);
  return [`${number(retries, "call is a retry", "calls are retries")}. Waiting for them costs about ${wait}.`];
}

function leftOut(definition: DestinationDefinition, { change, tooLarge }: Simulation): string[] {
  const one = noun(definition);
  return [
    ...(change.skipped > 0
      ? [`${number(change.skipped, one)} are skipped because a mapped property has no value.`]
      : []),
    ...(change.overLimit > 0
      ? [`${number(change.overLimit, one)} are beyond the largest cohort that you declared, and are not sent.`]
      : []),
    ...(tooLarge > 0 ? [`${number(tooLarge, one)} are not sent: not even one fits into a body.`] : []),
  ];
}

const periods: Partial<Record<Cadence, { ms: number; name: string }>> = {
  real_time: { ms: 60_000, name: "minute" },
  hourly: { ms: 3_600_000, name: "hour" },
  daily: { ms: 86_400_000, name: "day" },
};

function cadenceNote({ durationMs, stop }: Simulation, cadence: Cadence | undefined): string[] {
  const period = cadence && periods[cadence];
  if (!period || stop !== undefined) return [];
  const left = period.ms - durationMs;
  if (left >= 0) return [`With a run every ${period.name}, it is over ${durationWords(left)} before the next one.`];
  return [
    `It takes longer than the ${period.name} until the next run, which begins when this one has ended: changes arrive late.`,
  ];
}

function noun(definition: DestinationDefinition): string {
  return isCohortDefinition(definition) ? "user" : "event";
}

/** Milliseconds as a person would say them: `340 ms`, `12 s`, `4 min`, `2 h 10 min`, `3 days 4 h`; never broken over lines. */
export function durationWords(milliseconds: number): string {
  return spokenDuration(milliseconds).replaceAll(" ", "\u00a0");
}

function spokenDuration(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  const seconds = Math.round(milliseconds / 1_000);
  if (seconds < 60) return `${milliseconds < 9_950 ? Number((milliseconds / 1_000).toFixed(1)) : seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return joined(`${minutes} min`, minutes < 10 ? seconds % 60 : 0, "s");
  const hours = Math.round(seconds / 60 / 60);
  const wholeMinutes = Math.round(seconds / 60);
  if (hours < 48) return joined(`${Math.floor(wholeMinutes / 60)} h`, wholeMinutes % 60, "min");
  const wholeHours = Math.round(seconds / 3_600);
  return joined(`${count(Math.floor(wholeHours / 24))} days`, wholeHours % 24, "h");
}

function joined(large: string, small: number, unit: string): string {
  return small === 0 ? large : `${large} ${small} ${unit}`;
}

function number(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}

function round(value: number): string {
  return (value >= 10 ? Math.round(value) : Number(value.toFixed(1))).toLocaleString("en-US");
}
