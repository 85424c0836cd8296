/** Chance that follows from a seed: the same run plays the same way twice. */

/** Mixes a whole number of 32 bits so that neighbours have nothing in common (the finalizer of MurmurHash3). */
function mix(value: number): number {
  let mixed = value >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/**
 * A number from 0 up to 1 for the `index`th draw of a seed. Draws don't depend on each other's order, so that a
 * simulation may make them in whatever order is fastest.
 */
export function chanceAt(seed: number, index: number): number {
  const high = Math.floor(index / 2 ** 32);
  return mix(mix(seed + 0x9e3779b9) ^ mix((index >>> 0) + Math.imul(high, 0x27d4eb2f))) / 2 ** 32;
}

/** One draw after the other. */
export function chanceOf(seed: number): () => number {
  let index = 0;
  return () => {
    index += 1;
    return chanceAt(seed, index);
  };
}
