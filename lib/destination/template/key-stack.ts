/** The keys of the objects that are being read, those of an inner object above those of the outer one. */

/** Numbers a key: hash, start, end. */
const size = 3;

/** More keys than this are not compared each with each. */
const fewKeys = 12;

/** One parse follows the other, so all of them write into the same memory, which only grows. */
let memory = new Int32Array(300);

export class KeyStack {
  count = 0;

  /** Equal keys have equal hashes; 0: the hash tells nothing, such as where there is an escape in the key. */
  add(hash: number, start: number, end: number): void {
    const at = this.count * size;
    if (at + size > memory.length) {
      const larger = new Int32Array(memory.length * 2);
      larger.set(memory);
      memory = larger;
    }
    memory[at] = hash;
    memory[at + 1] = start;
    memory[at + 2] = end;
    this.count++;
  }

  /** Whether two keys from number `first` on have the same hash, or one has none: then their texts have to be compared. */
  mayBeEqual(first: number): boolean {
    const count = this.count - first;
    return count > 1 && (count > fewKeys ? this.mayManyBeEqual(first) : this.mayFewBeEqual(first));
  }

  private mayFewBeEqual(first: number): boolean {
    const begin = first * size;
    for (let at = begin; at < this.count * size; at += size) {
      const hash = memory[at];
      if (hash === 0) return true;
      for (let earlier = begin; earlier < at; earlier += size) if (memory[earlier] === hash) return true;
    }
    return false;
  }

  private mayManyBeEqual(first: number): boolean {
    const seen = new Set<number>([0]);
    for (let key = first; key < this.count; key++) seen.add(memory[key * size] ?? 0);
    return seen.size <= this.count - first;
  }

  rangeOf(key: number): { start: number; end: number } {
    return { start: memory[key * size + 1] ?? 0, end: memory[key * size + 2] ?? 0 };
  }
}
