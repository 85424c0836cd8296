"use client";

import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from "react";
import { useDraft, useDraftActions } from "@/components/builder/draft-provider";
import type { SetupProblem, SetupValues } from "@/components/preview/setup-values";
import type { CustomField, DestinationDefinition } from "@/lib/destination/definition";
import type { EndpointKey } from "@/lib/destination/endpoints";
import { maskSecrets } from "@/lib/destination/mask-secrets";
import type { RequestValues } from "@/lib/destination/request";
import { useSteadyDefinition } from "./steady-definition";
import { storedFields, testSetupProblems } from "./stored-secrets";
import { requestValuesOf } from "./test-request-values";
import { usersOf } from "./test-users";
import {
  initialTestValues,
  setupValuesOf,
  type TestProject,
  type TestUser,
  type TestValues,
  withSetupValues,
} from "./test-values";
import { type KeptValues, useKeptValues } from "./use-kept-values";

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
  kept: KeptValues;
  /** The fields that a test would answer with a secret that the server has. */
  storedFields: (definition: DestinationDefinition, values: TestValues) => CustomField[];
  /** The values a call of the endpoint would have now, typed secrets included and stand-ins for stored ones. */
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

/** What tests are made with. A typed secret lives in memory only, unless it is stored; the rest is kept as it changes. */
export function TestValuesProvider({ destinationId, projects, children }: TestValuesProviderProps) {
  // None of this depends on the texts of the requests: typing into them leaves the answers and users alone.
  const definition = useSteadyDefinition(useDraft().definition);
  const { setTestValues } = useDraftActions();
  const [values, setValues] = useState(() => initialTestValues(projects[0]?.id ?? ""));
  const [areProblemsRevealed, setAreProblemsRevealed] = useState(false);
  const surroundings = useSurroundings();
  const kept = useKeptValues(destinationId, definition, values, setValues);
  const { secrets } = kept;

  const project = projects.find(({ id }) => id === values.projectId) ?? projects[0];
  const users = useMemo(() => usersOf(definition, values, project?.properties ?? []), [definition, values, project]);
  const setup = useMemo(() => setupValuesOf(definition, values), [definition, values]);
  const storedFieldsOf = useCallback(
    (document: DestinationDefinition, next: TestValues) => storedFields(document, next, secrets),
    [secrets],
  );
  const problems = useMemo(() => {
    const stored = storedFieldsOf(definition, values);
    return testSetupProblems(definition, values, { stored, properties: project?.properties });
  }, [definition, values, storedFieldsOf, project]);
  const requestValuesWith = useCallback(
    (document: DestinationDefinition, next: TestValues, endpoint: EndpointKey) =>
      requestValuesOf(document, next, endpoint, {
        ...surroundings,
        project,
        users: usersOf(document, next, project?.properties ?? []),
        stored: storedFieldsOf(document, next),
      }),
    [project, surroundings, storedFieldsOf],
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
      changeSetup: (next) => setValues((before) => withSetupValues(definition, before, next, setup)),
      problems,
      areProblemsRevealed,
      revealProblems: () => setAreProblemsRevealed(true),
      users,
      kept,
      storedFields: storedFieldsOf,
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
      kept,
      storedFieldsOf,
      requestValues,
      requestValuesWith,
    ],
  );
  return <TestBenchContext value={bench}>{children}</TestBenchContext>;
}

/** What only a browser knows, the origin and the time, comes with the first effect: until then both sides draw the same. */
function useSurroundings() {
  const [surroundings, setSurroundings] = useState({
    origin: "https://portal.example.com",
    syncTime: "2026-01-01T00:00:00.000Z",
  });
  useEffect(() => {
    setSurroundings({ origin: window.location.origin, syncTime: new Date().toISOString() });
  }, []);
  return surroundings;
}
