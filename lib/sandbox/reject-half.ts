/** Half of a batch refused: every second item is left out of the call, and reported in the way of the API it stands in. */
import type { ApiCall } from "./api-call";
import { batchMembers, type OperationName } from "./partner-operation";
import type { Reply } from "./reply";

const message = "The partner refused this item.";

type Json = Readonly<Record<string, unknown>>;

/**
 * Answers a batch whose second, fourth … item is refused. `answer` carries out the rest. The list API and groups report
 * refused items by ID, users by position with 207, tags by ID in `unknownIds`, events by position with 202.
 */
export function rejectHalf(call: ApiCall, operation: OperationName, answer: (call: ApiCall) => Reply): Reply {
  const body = readObject(call.body.bytes.toString("utf8"));
  const member = batchMembers[operation];
  const items = body && member !== undefined ? body[member] : undefined;
  if (!body || member === undefined || !Array.isArray(items)) return answer(call);
  const kept = items.filter((_, index) => index % 2 === 0);
  const bytes = Buffer.from(JSON.stringify({ ...body, [member]: kept }));
  const reply = answer({ ...call, body: { ...call.body, bytes } });
  const answered = reply.status < 300 ? readObject(reply.body) : undefined;
  if (!answered) return reply;
  const refused = items.flatMap((item, index) => (index % 2 === 1 ? [{ index, ...named(item) }] : []));
  const status = operation === "update_users" && refused.length > 0 ? 207 : reply.status;
  return { ...reply, status, body: JSON.stringify({ ...answered, ...report(operation, answered, refused) }) };
}

interface Refused {
  index: number;
  id?: string;
}

function report(operation: OperationName, answered: Json, refused: readonly Refused[]): Json {
  if (operation === "tag_users" || operation === "untag_users") {
    const ids = refused.flatMap(({ id }) => (id === undefined ? [] : [id]));
    return { unknownIds: [...arrayOf(answered.unknownIds), ...ids] };
  }
  if (operation === "update_users") {
    const errors = refused.map(({ index, id }) => ({
      index,
      ...(id !== undefined && { id }),
      code: "rejected",
      message,
    }));
    return { errors: byPosition([...spread(answered.errors), ...errors]) };
  }
  if (operation === "send_events") {
    const rejected = refused.map(({ index }) => ({ index, code: "rejected", message }));
    return { rejected: byPosition([...spread(answered.rejected), ...rejected]) };
  }
  return { rejected: refused.map(({ id }) => ({ id: id ?? null, code: "rejected", message })) };
}

/** What the API said of the items that were left: their positions are those of the whole batch again. */
function spread(reported: unknown): Json[] {
  return arrayOf(reported).map((error) => {
    const { index } = error;
    return typeof index === "number" ? { ...error, index: index * 2 } : error;
  });
}

function byPosition(reported: readonly Json[]): Json[] {
  return reported.toSorted((left, right) => Number(left.index) - Number(right.index));
}

function named(item: unknown): { id?: string } {
  const id = typeof item === "object" && item !== null && "id" in item ? item.id : item;
  return typeof id === "string" || typeof id === "number" ? { id: String(id) } : {};
}

function arrayOf(value: unknown): Json[] {
  return Array.isArray(value) ? value : [];
}

function readObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value))
      : undefined;
  } catch {
    return undefined;
  }
}
