"use client";

import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useDraft, useDraftActions } from "@/components/builder/draft-provider";
import { type SetupProblem, type SetupValues, setupProblems } from "@/components/preview/setup-values";
import type { DestinationDefinition } from "@/lib/destination/definition";
import type { EndpointKey } from "@/lib/destination/endpoints";
import { maskSecrets } from "@/lib/destination/mask-secrets";
import type { RequestValues } from "@/lib/destination/request";
import { useSteadyDefinition } from "./steady-definition";
import { deserializeTestValues, serializeTestValues } from "./stored-test-values";
import { requestValuesOf } from "./test-request-values";
import { usersOf } from "./test-users";
import {
  initialTestValues,
  newSuffix,
  setupValuesOf,
  type TestProject,
  type TestUser,
  type TestValues,
  withSetupValues,
} from "./test-values";

interface TestBench {
  projects: readonly TestProject[];
  project: TestProject | undefined;
  values: TestValues;
  change: (change: (values: TestValues) => TestValues) => void;
  setup: SetupValues;
  changeSetup: (setup: SetupValues) => void;
  /** What is wrong with the answers, with the definition as it is now. */
  problems: readonly SetupProblem[];
  areProblemsRevealed: boolean;
  revealProblems: () => void;
  users: readonly TestUser[];
  /** The values a call of the endpoint would have now, real secrets included. */
  requestValues: (endpoint: EndpointKey) => RequestValues;
  /** The same for values that are about to be set, between the calls of one sequence. */
  requestValuesWith: (definition: DestinationDefinition, values: TestValues, endpoint: EndpointKey) => RequestValues;
}

const TestBenchContext = createContext<TestBench | undefined>(undefined);

export function useTestBench(): TestBench {
  const bench = use(TestBenchContext);
  if (!bench) throw new Error("useTestBench belongs inside a TestValuesProvider.");
  return bench;
}

interface TestValuesProviderProps {
  destinationId: string;
  projects: readonly TestProject[];
  children: ReactNode;
}

/** What tests are made with. Secrets live in memory only; the rest outlives a reload in this browser tab. */
export function TestValuesProvider({ destinationId, projects, children }: TestValuesProviderProps) {
  // None of this depends on the texts of the requests: typing into them leaves the answers and users alone.
  const definition = useSteadyDefinition(useDraft().definition);
  const { setTestValues } = useDraftActions();
  const [values, setValues] = useState(() => initialTestValues(projects[0]?.id ?? ""));
  const [areProblemsRevealed, setAreProblemsRevealed] = useState(false);
  const surroundings = useRememberedValues(destinationId, definition, values, setValues);

  const project = projects.find(({ id }) => id === values.projectId) ?? projects[0];
  const users = useMemo(() => usersOf(definition, values, project?.properties ?? []), [definition, values, project]);
  const setup = useMemo(() => setupValuesOf(definition, values), [definition, values]);
  const problems = useMemo(
    () => setupProblems(definition, setup, { asked: "all", properties: project?.properties }),
    [definition, setup, project],
  );
  const requestValuesWith = useCallback(
    (document: DestinationDefinition, next: TestValues, endpoint: EndpointKey) =>
      requestValuesOf(document, next, endpoint, {
        ...surroundings,
        project,
        users: usersOf(document, next, project?.properties ?? []),
      }),
    [project, surroundings],
  );
  const requestValues = useCallback(
    (endpoint: EndpointKey) => requestValuesWith(definition, values, endpoint),
    [requestValuesWith, definition, values],
  );
  useEffect(() => {
    setTestValues(maskSecrets(definition, requestValues("addUsers")), project?.properties);
  }, [setTestValues, definition, requestValues, project]);

  const bench = useMemo<TestBench>(
    () => ({
      projects,
      project,
      values,
      change: setValues,
      setup,
      changeSetup: (next) => setValues((before) => withSetupValues(definition, before, next)),
      problems,
      areProblemsRevealed,
      revealProblems: () => setAreProblemsRevealed(true),
      users,
      requestValues,
      requestValuesWith,
    }),
    [
      projects,
      project,
      values,
      setup,
      definition,
      problems,
      areProblemsRevealed,
      users,
      requestValues,
      requestValuesWith,
    ],
  );
  return <TestBenchContext value={bench}>{children}</TestBenchContext>;
}

/**
 * Brings back what this tab held before a reload, and keeps it from then on. What only a browser knows, the origin and
 * the time, also comes with the first effect: until then both sides render the same samples.
 */
function useRememberedValues(
  destinationId: string,
  definition: DestinationDefinition,
  values: TestValues,
  setValues: (change: (values: TestValues) => TestValues) => void,
) {
  const key = `landfall:test-values:${destinationId}`;
  const [surroundings, setSurroundings] = useState({
    origin: "https://portal.example.com",
    syncTime: "2026-01-01T00:00:00.000Z",
  });
  const isLoaded = useRef(false);
  useEffect(() => {
    setSurroundings({ origin: window.location.origin, syncTime: new Date().toISOString() });
    const remembered = deserializeTestValues(readStorage(key));
    setValues((before) => remembered ?? { ...before, nextSuffix: newSuffix() });
  }, [key, setValues]);
  useEffect(() => {
    // The first values are those of the server's page; writing them would wipe out what is remembered.
    if (isLoaded.current) writeStorage(key, serializeTestValues(definition, values));
    isLoaded.current = true;
  }, [key, definition, values]);
  return surroundings;
}

function readStorage(key: string): string | null {
  try {
    return window.sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function writeStorage(key: string, text: string): void {
  try {
    window.sessionStorage.setItem(key, text);
  } catch {
    // Storage is full or switched off: the values last as long as the page.
  }
}
