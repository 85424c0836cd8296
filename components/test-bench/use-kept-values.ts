"use client";

import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useDraftActions } from "@/components/builder/draft-provider";
import type { SecretKeeping } from "@/components/preview/secret-keeping";
import { testValuesApi } from "@/lib/client/test-values-api";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { newSuffix } from "@/lib/destination/fresh-cohort";
import {
  deserializeTestValues,
  type Standing,
  serializeTestValues,
  valuesToBeginWith,
  valuesToKeep,
} from "./stored-test-values";
import type { TestValues } from "./test-values";
import { type KeeperState, TestValuesKeeper } from "./test-values-keeper";

type SetValues = (change: (values: TestValues) => TestValues) => void;

export interface KeptValues {
  secretKeeping: SecretKeeping;
  secrets: KeeperState["secrets"];
  /** What becomes of the answers, for people. */
  note: string;
  refreshSecrets: () => void;
  /** Whether it is known what is kept, or that it can't be known now. */
  isSettled: boolean;
}

const loadRetryMs = 15_000;

/**
 * Brings back what this person tested with before, from this tab or from the server, and keeps it from then on: in the
 * tab at once, on the server a little later. A secret goes to the server only when `store` is called.
 */
export function useKeptValues(
  destinationId: string,
  definition: DestinationDefinition,
  values: TestValues,
  setValues: SetValues,
): KeptValues {
  const { flush } = useDraftActions();
  const [keeper] = useState(
    () =>
      new TestValuesKeeper({
        read: () => testValuesApi.read(destinationId),
        save: (body, keepalive) => testValuesApi.save(destinationId, body, keepalive),
        deleteSecret: (fieldId, keepalive) => testValuesApi.deleteSecret(destinationId, fieldId, keepalive),
        flushDraft: flush,
      }),
  );
  const state = useSyncExternalStore(
    keeper.subscribe,
    () => keeper.state,
    () => keeper.state,
  );
  const kept = useMemo(() => valuesToKeep(definition, values), [definition, values]);
  const newest = useRef({ definition, values });
  useEffect(() => {
    newest.current = { definition, values };
  }, [definition, values]);

  const tab = useTabValues(destinationId, newest, setValues);
  useLoad(keeper, tab, newest, setValues);
  useEffect(() => keeper.change(kept), [keeper, kept]);
  const { isLoaded, keptAt, isUnsaved } = state;
  const isBegun = useRef(false);
  useEffect(() => {
    const before = tab.current.standing ?? { keptAt: null, isUnsaved: false };
    const isTouched = values !== tab.current.values;
    const standing = isLoaded ? { keptAt, isUnsaved } : { ...before, isUnsaved: before.isUnsaved || isTouched };
    // The first values are those of the server's page; writing them would wipe out what is remembered.
    if (isBegun.current) writeStorage(storageKey(destinationId), serializeTestValues(kept, standing));
    isBegun.current = true;
  }, [tab, destinationId, kept, values, isLoaded, keptAt, isUnsaved]);

  const secretKeeping = useMemo(() => secretKeepingOf(keeper, state, setValues), [keeper, state, setValues]);
  const note = noteOf(state);
  const isSettled = isLoaded || state.isRefused || state.problem !== undefined;
  return useMemo(() => {
    const refreshSecrets = () => void keeper.refreshSecrets();
    return { secretKeeping, secrets: state.secrets, note, refreshSecrets, isSettled };
  }, [keeper, secretKeeping, state.secrets, note, isSettled]);
}

/** The newest of what is on the page, for what happens later. */
interface Newest {
  readonly current: { definition: DestinationDefinition; values: TestValues };
}

/** What the tab held when the page was opened. `values` are the very ones the page began with. */
interface TabBeginning {
  values: TestValues | undefined;
  standing: Standing | undefined;
}

function useTabValues(destinationId: string, newest: Newest, setValues: SetValues) {
  const begun = useRef<TabBeginning>({ values: undefined, standing: undefined });
  const [initial] = useState(newest.current.values);
  useEffect(() => {
    const remembered = deserializeTestValues(readStorage(storageKey(destinationId)));
    const nextSuffix = newSuffix();
    const values = remembered?.values ?? { ...initial, nextSuffix };
    begun.current = { values, standing: remembered?.standing };
    // Whoever types while the page wakes up is ahead of this effect: then what was typed stands.
    setValues((before) => (before === initial ? values : { ...before, nextSuffix }));
  }, [destinationId, initial, setValues]);
  return begun;
}

/** Asks the server what it keeps, again and again until it answers, and goes on from there. */
function useLoad(
  keeper: TestValuesKeeper,
  tab: { readonly current: TabBeginning },
  newest: Newest,
  setValues: SetValues,
): void {
  useEffect(() => {
    let isGone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function load() {
      clearTimeout(timer);
      const answer = await keeper.load();
      if (isGone || keeper.state.isLoaded) return;
      if (!answer) {
        if (!keeper.state.isRefused) timer = setTimeout(load, loadRetryMs);
        return;
      }
      const { definition, values } = newest.current;
      const next = valuesToBeginWith({
        current: values,
        begun: tab.current.values,
        remembered: tab.current.standing,
        kept: answer,
      });
      if (next.values !== values) setValues(() => next.values);
      keeper.begin(valuesToKeep(definition, next.values), next);
    }
    void load();
    const onOnline = () => (keeper.state.isLoaded ? keeper.retry() : void load());
    const onLeave = () => keeper.leave();
    window.addEventListener("online", onOnline);
    window.addEventListener("pagehide", onLeave);
    return () => {
      isGone = true;
      clearTimeout(timer);
      window.removeEventListener("online", onOnline);
      window.removeEventListener("pagehide", onLeave);
      keeper.leave();
    };
  }, [keeper, tab, newest, setValues]);
}

function secretKeepingOf(
  keeper: TestValuesKeeper,
  { isLoaded, secrets }: KeeperState,
  setValues: SetValues,
): SecretKeeping {
  return {
    isReady: isLoaded,
    secrets,
    async store(fieldId, secret) {
      if (!(await keeper.store(fieldId, secret))) return;
      // The page has no more use for it. Whatever was typed in the meantime stays.
      setValues((before) => {
        if (before.settings[fieldId] !== secret) return before;
        const { [fieldId]: _, ...settings } = before.settings;
        return { ...before, settings };
      });
    },
    forget: (fieldId) => keeper.forget(fieldId),
    undoForget: (fieldId) => keeper.undoForget(fieldId),
  };
}

const usualNote = "What you type here is used in your tests and kept for you; secrets only where you say so.";

function noteOf({ problem, isRefused, isLoaded }: KeeperState): string {
  if (isRefused) return "What you type here is used in the tests. It stays in this tab; secrets are gone on reload.";
  if (problem === undefined) return usualNote;
  return isLoaded
    ? `Your answers are not kept at the moment. ${problem}`
    : `What was kept of your tests can't be read at the moment. ${problem}`;
}

const storageKey = (destinationId: string) => `landfall:test-values:${destinationId}`;

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
