/** What follows from one input, asked for piece by piece: who shows a piece hears only when that piece changes. */

/**
 * `get(key)` computes on demand and remembers; after `update` a piece that comes out the same is the same object as
 * before, so that a view of it need not be drawn again.
 */
export class KeyedStore<Input, Value> {
  readonly #compute: (input: Input, key: string) => Value;
  readonly #isSame: (one: Value, other: Value) => boolean;
  readonly #listeners = new Set<() => void>();
  #input: Input;
  #known = new Map<string, { input: Input; value: Value }>();

  constructor(
    input: Input,
    compute: (input: Input, key: string) => Value,
    isSame: (one: Value, other: Value) => boolean,
  ) {
    this.#input = input;
    this.#compute = compute;
    this.#isSame = isSame;
  }

  get input(): Input {
    return this.#input;
  }

  update(input: Input): void {
    if (input === this.#input) return;
    this.#input = input;
    for (const listener of this.#listeners) listener();
  }

  get(key: string): Value {
    const known = this.#known.get(key);
    if (known?.input === this.#input) return known.value;
    const computed = this.#compute(this.#input, key);
    const value = known && this.#isSame(known.value, computed) ? known.value : computed;
    this.#known.set(key, { input: this.#input, value });
    return value;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
