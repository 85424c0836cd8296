/** A secret in memory that says nothing about itself unless it is asked in so many words (SECURITY 4). */
import "server-only";
import { inspect } from "node:util";

const shown = "[secret]";

/**
 * Holds a secret. Printed, joined, logged, inspected or turned into JSON it is `[secret]`; copied by `structuredClone` or
 * spread it is empty. `reveal()` is the only way to the value, and every call of it is a place to look at in a review.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return shown;
  }

  toJSON(): string {
    return shown;
  }

  [Symbol.toPrimitive](): string {
    return shown;
  }

  get [Symbol.toStringTag](): string {
    return "Secret";
  }

  [inspect.custom](): string {
    return shown;
  }
}
