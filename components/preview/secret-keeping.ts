/** How a setup form that remembers secrets stands with one of them. Forms without it remember nothing. */
export interface KeptSecretState {
  /** Since when it is stored; absent: it isn't. */
  storedAt?: string;
  phase: "idle" | "storing" | "forgetting";
  /** Why the last press came to nothing, for people. */
  problem?: string;
}

/** What a person may do with the secrets they test with, by the ID of the field. What is stored is never given back. */
export interface SecretKeeping {
  /** Whether it is known what is stored. Until then, and where nothing may be stored, nothing is offered. */
  isReady: boolean;
  secrets: Readonly<Record<string, KeptSecretState>>;
  store: (fieldId: string, secret: string) => void;
  /** Can be undone until `phase` is no longer `forgetting`. */
  forget: (fieldId: string) => void;
  undoForget: (fieldId: string) => void;
}

/** Secrets that an installation has stored. What the form says of them happens when it is saved. */
export interface StoredSecrets {
  /** Field ID → since when, as ISO 8601. */
  storedAt: Readonly<Record<string, string>>;
  /** Field IDs of those that are deleted when the form is saved. */
  deleted: ReadonlySet<string>;
  setDeleted: (fieldId: string, isDeleted: boolean) => void;
}
