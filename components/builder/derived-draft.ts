/** What follows from the draft: computed once the typing pauses, in small pieces, and never between a key and its paint. */

import type { DestinationDefinition } from "@/lib/destination/definition";
import type { Finding } from "@/lib/destination/finding";
import type { RequestValues } from "@/lib/destination/request";
import { type CheckContext, check } from "@/lib/destination/rulebook";
import { isSameJson } from "@/lib/destination/same-json";
import type { SampleProperty } from "@/lib/destination/sample-users";
import { type VariableRow, variableTable } from "@/lib/destination/variable";
import type { DraftStore } from "./draft-store";
import { knownProperties } from "./known-properties";

export interface Derived {
  /** The document that the rest was computed from. */
  definition: DestinationDefinition;
  checkContext: CheckContext;
  findings: readonly Finding[];
  variables: readonly VariableRow[];
  testValues: RequestValues | undefined;
  /** The user properties of the project tested with, and those that only the sample users have. */
  userProperties: readonly SampleProperty[];
}

/** Typing has paused when no key came for so long. */
const pauseMs = 90;
/** Somebody who never pauses sees what follows at least this often. */
const waitMsMax = 450;

export class DerivedDraft {
  readonly #store: DraftStore;
  readonly #listeners = new Set<() => void>();
  #newest: Derived;
  #wanted: Pick<Derived, "checkContext" | "testValues" | "userProperties">;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unsettledSince: number | undefined;

  constructor(store: DraftStore, checkContext: CheckContext) {
    this.#store = store;
    this.#wanted = { checkContext, testValues: undefined, userProperties: [] };
    const definition = store.readDefinition();
    const findings = check(definition, checkContext);
    this.#newest = { definition, ...this.#wanted, findings, variables: variableTable(definition) };
  }

  getSnapshot = (): Derived => this.#newest;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Follows the store from now on, until the returned function is called. */
  follow(): () => void {
    this.#plan();
    const leave = this.#store.subscribe(() => this.#plan());
    return () => {
      leave();
      this.#cancel();
    };
  }

  setCheckContext(checkContext: CheckContext): void {
    this.#wanted = { ...this.#wanted, checkContext };
    this.#plan();
  }

  setTestValues = (testValues: RequestValues | undefined, ofProject: readonly SampleProperty[] = []): void => {
    const { testValues: before, userProperties: known } = this.#wanted;
    const userProperties = knownProperties(ofProject, testValues?.users ?? []);
    if (isSameJson(testValues, before) && isSameJson(userProperties, known)) return;
    this.#wanted = { ...this.#wanted, testValues, userProperties };
    this.#plan();
  };

  /** Computes now what is outstanding, and says whether anything was. */
  settle(): boolean {
    this.#cancel();
    if (this.#isSettled()) return false;
    this.#publish(this.#findings());
    return true;
  }

  #isSettled(): boolean {
    const { definition, checkContext, testValues, userProperties } = this.#newest;
    const wanted = this.#wanted;
    return (
      definition === this.#store.readDefinition() &&
      checkContext === wanted.checkContext &&
      testValues === wanted.testValues &&
      userProperties === wanted.userProperties
    );
  }

  #plan(): void {
    if (this.#isSettled()) {
      this.#cancel();
      return;
    }
    const now = performance.now();
    this.#unsettledSince ??= now;
    // A press or an undo is over at once; typing goes on.
    const isTyping = this.#store.getSnapshot().history.open !== undefined;
    const untilMax = Math.max(0, this.#unsettledSince + waitMsMax - now);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#run(), isTyping ? Math.min(pauseMs, untilMax) : 0);
  }

  /** In two tasks, so that a key that comes in between is not kept waiting for both. */
  #run(): void {
    const definition = this.#store.readDefinition();
    const findings = this.#findings();
    this.#timer = setTimeout(() => {
      if (definition !== this.#store.readDefinition()) return;
      this.#cancel();
      this.#publish(findings);
    });
  }

  #findings(): readonly Finding[] {
    const definition = this.#store.readDefinition();
    const { checkContext } = this.#wanted;
    const isKnown = definition === this.#newest.definition && checkContext === this.#newest.checkContext;
    return isKnown ? this.#newest.findings : check(definition, checkContext);
  }

  #publish(findings: readonly Finding[]): void {
    const definition = this.#store.readDefinition();
    const { testValues } = this.#wanted;
    const variables = variableTable(definition, testValues);
    this.#newest = { definition, ...this.#wanted, findings, variables };
    for (const listener of this.#listeners) listener();
  }

  #cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#unsettledSince = undefined;
  }
}
