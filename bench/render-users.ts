/** The users that are rendered: the same in every run, one in a hundred with a hostile value. */

export type BenchUser = { user_id: string; email: string };

const hostileParts = [
  '"',
  "\\",
  "\n",
  "$&",
  "$1",
  "$$",
  "$api_key",
  "${api_key}",
  "{{api_key}}",
  "😀",
  "\ud800",
  "\u2028",
  "\u0001",
  "&<>'",
  "é",
];

/** User number `index`. The parts of a hostile value take turns. */
function userAt(index: number, isHostile: boolean): BenchUser {
  const part = isHostile ? (hostileParts[index % hostileParts.length] ?? "") : "";
  return { user_id: `user-${String(index).padStart(7, "0")}${part}`, email: `name${part}.${index}@example.com` };
}

/**
 * The users of one batch, other ones in every batch. They go through JSON once, so that their texts lie in memory as
 * those of a parser or a driver do.
 */
export function userBatch(batch: number, size: number): BenchUser[] {
  const from = batch * size;
  return flat(Array.from({ length: size }, (_, index) => userAt(from + index, (from + index) % 100 === 0)));
}

/** A batch in which every user is hostile. */
export function hostileBatch(size: number): BenchUser[] {
  return flat(Array.from({ length: size }, (_, index) => userAt(index, true)));
}

function flat(users: BenchUser[]): BenchUser[] {
  const read: BenchUser[] = JSON.parse(JSON.stringify(users));
  return read;
}
