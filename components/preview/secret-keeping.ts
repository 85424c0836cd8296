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
  secrets: Readonly<Record<string, KeptSecretState>>;
  store: (fieldId: string, secret: string) => void;
  /** Can be undone until `phase` is no longer `forgetting`. */
  forget: (fieldId: string) => void;
  undoForget: (fieldId: string) => void;
}
