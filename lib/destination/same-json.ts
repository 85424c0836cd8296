/**
 * Whether two JSON values mean the same. The order of keys doesn't count, since JSONB forgets it; a key whose value is
 * undefined is a key that isn't there.
 */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((element, index) => isSameJson(element, other[index]))
    );
  }
  const ours = new Map(Object.entries(one).filter(([, value]) => value !== undefined));
  const theirs = new Map(Object.entries(other).filter(([, value]) => value !== undefined));
  return (
    ours.size === theirs.size &&
    [...ours].every(([key, value]) => theirs.has(key) && isSameJson(value, theirs.get(key)))
  );
}
