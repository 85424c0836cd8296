/** What we say in a setup modal, as opposed to the partner's texts in it (`translations.ts`). One object per language. */
import type { EventPathMistake } from "@/lib/destination/event-path";

/** Why a call failed that the partner has not described. */
export type OwnFailure = "cancelled" | "invalid_response" | "network" | "refused" | "status" | "timeout" | "token";

/** Why the portal did not do what it was asked. */
export type Refused = "answers" | "changed" | "gone" | "not_allowed" | "signed_out" | "too_many" | "unreachable";

/** A language that lacks one of these is a type error. What a name or number belongs into is a function of it. */
export interface SetupWords {
  /** The language that they are in. */
  language: string;
  connectTo: (partner: string) => string;
  languageChoice: string;
  optional: string;
  choose: string;
  nothingElse: string;
  askedPerSync: string;
  form: {
    name: string;
    namePlaceholder: string;
    project: string;
    projectHelp: string;
    noProject: string;
    noProjectHelp: string;
    createProject: string;
  };
  buttons: {
    save: string;
    cancel: string;
    close: string;
    test: string;
    saveUntested: string;
    showTheirs: string;
    saveMine: string;
  };
  secret: {
    show: (field: string) => string;
    hide: (field: string) => string;
    stored: string;
    /** What stands before and after the time. */
    storedSince: readonly [before: string, after: string];
    replace: string;
    delete: string;
    undo: string;
    keep: string;
    isDeleted: string;
    stays: string;
    isReplaced: string;
  };
  mapping: {
    choose: string;
    none: string;
    becomes: string;
    targetOf: (mapping: string) => string;
    notInProject: (property: string) => string;
  };
  actions: {
    title: string;
    help: string;
    narrow: string;
    condition: (action: string) => string;
    conditionHelp: string;
    when: string;
    whenHelp: string;
  };
  attempt: {
    checking: (partner: string) => string;
    slow: (partner: string, seconds: number, secondsMax: number) => string;
    stopped: string;
    nothingSaved: string;
    accepted: (partner: string) => string;
    acceptedIn: (milliseconds: number) => string;
    /** `reason`: the partner's word for it. */
    notConnected: (reason: string) => string;
    failed: Record<OwnFailure, (partner: string) => string>;
    /** Of a failure that nobody has described. */
    undescribed: (partner: string, status: string) => string;
    howToFix: string;
    blamed: (partner: string) => string;
    stale: string;
    refused: Record<Refused, string>;
    /** What to do where the portal gave no answer: whether it has saved anything is not known. */
    unreachableHelp: string;
  };
  problems: {
    nameMissing: string;
    nameTooLong: (max: number, length: number) => string;
    nameTaken: (name: string) => string;
    enter: (field: string) => string;
    choose: (field: string) => string;
    noSuchOption: (field: string, options: readonly string[]) => string;
    tooLong: (field: string, max: number, length: number) => string;
    wrongForm: (field: string) => string;
    otherHost: (field: string, patterns: readonly string[]) => string;
    condition: (action: string, mistake: string) => string;
    chooseTarget: (mapping: string, targets: readonly string[]) => string;
    chooseProperty: (target: string) => string;
    noSuchProperty: (property: string, target: string) => string;
    sayPath: (target: string) => string;
    path: Record<EventPathMistake, string>;
  };
}
