"use client";

import { useEffect, useRef, useState } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { api } from "@/lib/client/api";
import type { TestRun, TestRunBody } from "@/lib/contract";
import { callAt } from "@/lib/destination/calls";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { type EndpointKey, endpointsOf, isActionKey, isCohortDefinition } from "@/lib/destination/endpoints";
import { metFailure } from "@/lib/destination/error-coverage";
import { toJson } from "@/lib/destination/json";
import { buildRequest, type RequestValues } from "@/lib/destination/request";
import { check } from "@/lib/destination/rulebook";
import { type SandboxCall, sandboxPlace } from "@/lib/sandbox-expectation";
import { type Blocker, blockersOf } from "./blockers";
import { learnedFrom } from "./learned-from";
import { type Refusal, refusalFromBlockers, refusalFromError } from "./refusal";
import { answersToSend, testSetupProblems } from "./stored-secrets";
import { eventsMax } from "./test-events";
import { type Made, playTestTrial, type TestTrial } from "./test-trial";
import { usersOf } from "./test-users";
import type { TestValues } from "./test-values";
import { useTestBench } from "./test-values-provider";

/** A test as it is shown: made just now, or recorded earlier; earlier ones come without what only the press told. */
export type TestResult = Pick<TestRun, "id" | "endpoint" | "endpointHash" | "createdAt" | "exchange" | "outcome"> &
  Partial<Pick<TestRun, "listId" | "skipped" | "skippedEvents" | "warnings" | "by" | "items" | "accessToken">> & {
    /** Whom or what it was made of, for the names of those that the partner told something about. */
    sent?: Pick<RequestValues, "users" | "events">;
  };

export interface EndpointTest {
  /** `waiting`: between two calls of a trial. */
  phase: "idle" | "saving" | "sending" | "waiting";
  result?: TestResult;
  /** What the newest test did before its result, where it went on as a delivery would. */
  trial?: TestTrial | undefined;
  refusal?: Refusal;
  /** The person stopped the last one: before it was sent, or while the partner had it. */
  cancelled?: "before_sending" | "while_sending";
}

/** The endpoints of "Run all" in order. `current` is where it is, or where it stopped. */
export interface RunSequence {
  keys: readonly EndpointKey[];
  current: EndpointKey;
  state: "running" | "stopped" | "done";
}

export interface TestRuns {
  tests: Partial<Record<EndpointKey, EndpointTest>>;
  /** The newest "Run all". */
  sequence: RunSequence | undefined;
  isBusy: boolean;
  /** Whether tests go on as a delivery would, with its retries. */
  isAsDelivery: boolean;
  setAsDelivery: (isAsDelivery: boolean) => void;
  test: (endpoint: EndpointKey, options?: { asDelivery: boolean }) => void;
  runAll: () => void;
  /** The calls of this page to what looks like the sandbox partner, in their order. */
  sandboxCalls: readonly SandboxCall[];
  forgetSandboxCalls: () => void;
  /** What opens the workspace that an endpoint calls: the answers of a test of it, without its users. */
  answersFor: (endpoint: EndpointKey) => Promise<TestRunBody>;
  cancel: () => void;
  clear: (endpoint: EndpointKey) => void;
}

/** Somebody wants a test: of one endpoint, or of all. */
interface Press {
  endpoint?: EndpointKey;
  asDelivery: boolean;
}

/** Presses of Test endpoint and Run all: check, save, send, and keep what came of it. */
export function useTestRuns(initial: readonly TestResult[], onBlocked: (blocker: Blocker) => void): TestRuns {
  const { definition, checkContext, destinationId, flush, recordTest } = useDraft();
  const bench = useTestBench();
  const [tests, setTests] = useState<TestRuns["tests"]>(() => startTests(initial));
  const [sequence, setSequence] = useState<TestRuns["sequence"]>();
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);
  const [isAsDelivery, setAsDelivery] = useState(false);
  const [sandboxCalls, setSandboxCalls] = useState<readonly SandboxCall[]>([]);
  const [waiting, setWaiting] = useState<Press>();
  const isTesting = Object.values(tests).some((test) => test && test.phase !== "idle");
  const isBusy = waiting !== undefined || isTesting;

  const setTest = (key: EndpointKey, change: Partial<EndpointTest>) =>
    setTests((before) => ({ ...before, [key]: { phase: "idle", ...before[key], ...change } }));

  function blockersFor(key: EndpointKey, values: TestValues): Blocker[] {
    return blockersOf({
      definition,
      endpoint: key,
      findings: check(definition, checkContext),
      setupProblems: testSetupProblems(definition, values, {
        stored: bench.storedFields(definition, values),
        properties: bench.project?.properties,
      }),
      built: buildRequest(definition, key, bench.requestValuesWith(definition, values, key)),
      actions: values.actions,
      hasProject: bench.project !== undefined,
    });
  }

  /** One call, of all the users or events of the test or of those at some places. */
  async function perform(
    key: EndpointKey,
    values: TestValues,
    signal: AbortSignal,
    places?: readonly number[],
  ): Promise<Made> {
    const blockers = blockersFor(key, values);
    const [first] = blockers;
    if (first) {
      setTest(key, { phase: "idle", refusal: refusalFromBlockers(blockers), cancelled: undefined });
      bench.revealProblems();
      onBlocked(first);
      return {};
    }
    setTest(key, { phase: "saving", refusal: undefined, cancelled: undefined });
    let isSent = false;
    try {
      const revision = await flush();
      signal.throwIfAborted();
      setTest(key, { phase: "sending" });
      isSent = true;
      const body = bodyOf(key, revision, values, places);
      const sent = sentOf(key, values, places);
      const run = await api.testEndpoint(destinationId, body, signal);
      setTest(key, { phase: "idle", result: { ...run, sent } });
      if (sandboxPlace(run.exchange.request.url)) {
        setSandboxCalls((before) => [...before, sandboxCallOf(run)].slice(-sandboxCallsMax));
      }
      recordTest(key, run.endpointHash, metFailure(run.outcome));
      const learned = learnedFrom(key, values, run);
      bench.change((before) => ({ ...before, ...learned }));
      return { run, values: { ...values, ...learned } };
    } catch (error) {
      // What is stored may have been changed from another page.
      if (isSent) bench.kept.refreshSecrets();
      const refusal = signal.aborted
        ? undefined
        : refusalFromError(definition, error, { isSaved: isSent, now: Date.now() });
      const cancelled = signal.aborted ? (isSent ? "while_sending" : "before_sending") : undefined;
      setTest(key, { phase: "idle", cancelled, refusal });
      return { refusal };
    }
  }

  /** One test. Gives the values to go on with, or nothing when the sequence should end. */
  async function performTest(key: EndpointKey, values: TestValues, signal: AbortSignal, asDelivery: boolean) {
    // No delivery tests the connection, so there is nothing to go on like.
    if (asDelivery && key !== "testConnection") {
      return playTestTrial(key, values, { definition, signal, perform, show: setTest });
    }
    setTest(key, { trial: undefined });
    const made = await perform(key, values, signal);
    // A call of which only a part was refused has done its work: the next one has something to go on with.
    return made.run && made.run.outcome.kind !== "failure" ? made.values : undefined;
  }

  function sentOf(key: EndpointKey, values: TestValues, places: readonly number[] | undefined) {
    const { users, events } = bench.requestValuesWith(definition, values, key);
    return { users: at(users, places), events: events && at(events, places) };
  }

  function bodyOf(
    key: EndpointKey,
    revision: number,
    values: TestValues,
    places: readonly number[] | undefined,
  ): TestRunBody {
    const {
      settings,
      mappings,
      cohort,
      listId,
      events = [],
      actions,
      propertyKey,
    } = bench.requestValuesWith(definition, values, key);
    return {
      revision,
      endpoint: key,
      projectId: bench.project?.id ?? "",
      ...answersToSend(settings, bench.storedFields(definition, values)),
      mappings,
      cohort: { id: cohort.id, name: cohort.name },
      users: isCohortDefinition(definition)
        ? at(usersOf(definition, values, bench.project?.properties ?? []), places)
        : [],
      events: at(events, places)
        .slice(0, eventsMax)
        .map((event) => toJson(event)),
      actions,
      propertyKey,
      listId: listId === undefined ? "" : toJson(listId),
    };
  }

  function press(next: Press): void {
    if (isBusy) return;
    if (bench.kept.isSettled) {
      void start(next);
      return;
    }
    // Until it is known what is kept of the answers, a stored secret would be taken for a missing one.
    setWaiting(next);
    show(next, "waiting");
  }

  /** A press that hasn't begun: as a test that is about to be saved, and as one that is cancelled. */
  function show({ endpoint }: Press, state: "waiting" | "cancelled"): void {
    const [first] = allKeys();
    const isWaiting = state === "waiting";
    if (endpoint) {
      setTest(
        endpoint,
        isWaiting
          ? { phase: "saving", refusal: undefined, cancelled: undefined }
          : { phase: "idle", cancelled: "before_sending" },
      );
    } else if (first) {
      setSequence({ keys: allKeys(), current: first, state: isWaiting ? "running" : "stopped" });
    }
  }

  useEffect(() => {
    if (!waiting || !bench.kept.isSettled) return;
    setWaiting(undefined);
    void start(waiting);
  });

  async function start({ endpoint, asDelivery }: Press): Promise<void> {
    abort.current = new AbortController();
    const { signal } = abort.current;
    if (endpoint === undefined) return runAll(allKeys(), asDelivery, signal);
    setSequence(undefined);
    await performTest(endpoint, bench.values, signal, asDelivery);
  }

  const allKeys = () =>
    endpointsOf(definition)
      .map(({ key }) => key)
      .filter((key) => isTested(definition, key, bench.requestValues(key)));

  async function runAll(keys: readonly EndpointKey[], asDelivery: boolean, signal: AbortSignal): Promise<void> {
    let values: TestValues | undefined = bench.values;
    for (const key of keys) {
      setSequence({ keys, current: key, state: "running" });
      values = await performTest(key, values, signal, asDelivery);
      if (values) continue;
      setSequence({ keys, current: key, state: "stopped" });
      return;
    }
    setSequence((before) => before && { ...before, state: "done" });
  }

  function cancel(): void {
    abort.current?.abort();
    if (!waiting) return;
    setWaiting(undefined);
    show(waiting, "cancelled");
  }

  return {
    tests,
    sequence,
    isBusy,
    isAsDelivery,
    setAsDelivery,
    test: (endpoint, { asDelivery } = { asDelivery: isAsDelivery }) => press({ endpoint, asDelivery }),
    runAll: () => press({ asDelivery: isAsDelivery }),
    sandboxCalls,
    forgetSandboxCalls: () => setSandboxCalls([]),
    answersFor: async (endpoint) => bodyOf(endpoint, await flush(), bench.values, []),
    cancel,
    clear: (key) => setTest(key, { result: undefined, trial: undefined, refusal: undefined, cancelled: undefined }),
  };
}

const sandboxCallsMax = 200;

function sandboxCallOf({ endpoint, exchange: { request }, outcome, listId }: TestRun): SandboxCall {
  const { method, url, body } = request;
  return { endpoint, request: { method, url, body }, outcome, listId: listId?.value };
}

/** Whether Run all makes a call: an action that none of the test events is about has nothing to send. */
function isTested(definition: DestinationDefinition, key: EndpointKey, values: RequestValues): boolean {
  return !isActionKey(key) || callAt(definition, key, values).total > 0;
}

function startTests(initial: readonly TestResult[]): TestRuns["tests"] {
  return Object.fromEntries(initial.map((result) => [result.endpoint, { phase: "idle", result }]));
}

/** The items at some places, or all of them. */
function at<Item>(items: readonly Item[], places: readonly number[] | undefined): Item[] {
  return places ? places.flatMap((place) => items[place] ?? []) : [...items];
}
