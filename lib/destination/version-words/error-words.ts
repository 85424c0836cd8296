/** What changed about an entry of an error catalog: which answers it means, and what follows from them. */
import type { Endpoint, ErrorEntry, RetryClass } from "@/lib/destination/definition";
import type { Sentence, Spot } from "./sentence";
import { templateWords } from "./template-words";
import { quoted } from "./words";

/** `steps` are those inside the endpoint, from `errors` on. */
export function sayError(spot: Spot, steps: readonly string[], old?: Endpoint, now?: Endpoint): Sentence | undefined {
  const [, part, member] = steps;
  if (part === undefined) {
    if (spot.kind !== "moved") return undefined;
    const effect = "Where two describe the same answer, the first one counts.";
    return { kind: "minor", title: "Error classifications are in another order", effect, values: "said" };
  }
  const before = old?.errors.find(({ id }) => `#${id}` === part);
  const after = now?.errors.find(({ id }) => `#${id}` === part);
  if (member === undefined) return after ? added(after) : before && removed(before);
  return before && after ? memberWords.get(member)?.(before, after, spot) : undefined;
}

/** `403`, or `403 with {"code": 7}` where only some of them are meant. */
function statusOf({ status, subErrorCode }: ErrorEntry): string {
  const code = subErrorCode.trim();
  const shown = code.length > 40 ? `${code.slice(0, 40)}…` : code;
  return `${status.trim() || "No status"}${shown === "" ? "" : ` with ${shown}`}`;
}

function reasonOf({ failureReason }: ErrorEntry): string {
  const name = failureReason.trim();
  return name === "" ? "an error without a name" : quoted(name);
}

function added(entry: ErrorEntry): Sentence {
  const effect = [retryEffect(entry), entry.meaning === "list_gone" ? "The list is made again." : undefined];
  const words = effect.filter((each) => each !== undefined).join(" ");
  return {
    kind: "notable",
    title: `${statusOf(entry)} counts as ${reasonOf(entry)}`,
    ...(words !== "" && { effect: words }),
  };
}

function removed(entry: ErrorEntry): Sentence {
  const effect = "It counts as what the rest of the catalog says, or as unclassified.";
  return { kind: "notable", title: `${statusOf(entry)} no longer counts as ${reasonOf(entry)}`, effect };
}

const retryEffects: Record<RetryClass, string | undefined> = {
  default: undefined,
  retry: "The call is tried again.",
  fail: "The call isn't tried again.",
  ignore: "The call counts as a success.",
};

function retryEffect({ retry }: ErrorEntry): string | undefined {
  return retryEffects[retry];
}

const retryWords: Record<RetryClass, string> = {
  default: "is treated as usual for its status",
  retry: "is tried again",
  fail: "isn't tried again",
  ignore: "counts as a success",
};

const retryWordsBefore: Record<RetryClass, string> = {
  default: "was treated as usual for its status",
  retry: "was tried again",
  fail: "wasn't tried again",
  ignore: "counted as a success",
};

type SayMember = (old: ErrorEntry, now: ErrorEntry, spot: Spot) => Sentence | undefined;

const memberWords = new Map<string, SayMember>([
  [
    "failureReason",
    (old, now) => ({
      kind: "notable",
      title: `${statusOf(now)} counts as ${reasonOf(now)} instead of ${reasonOf(old)}`,
      values: "said",
    }),
  ],
  [
    "status",
    (old, now) => ({
      kind: "notable",
      title: `${reasonOf(now)} is told by ${now.status || "no status"} instead of ${old.status || "no status"}`,
      values: "said",
    }),
  ],
  [
    "subErrorCode",
    (_, now) => ({
      kind: "notable",
      title: `What the body of ${now.status} ${reasonOf(now)} contains changed`,
      isCode: true,
    }),
  ],
  [
    "retry",
    (old, now) => ({
      kind: "notable",
      title: `${statusOf(now)} ${reasonOf(now)} ${retryWords[now.retry]}`,
      effect: `Before, it ${retryWordsBefore[old.retry]}.`,
      values: "said",
    }),
  ],
  [
    "meaning",
    (_, now) => ({
      kind: "notable",
      title:
        now.meaning === "list_gone"
          ? `${statusOf(now)} means that the list is gone`
          : `${statusOf(now)} no longer means that the list is gone`,
      effect: now.meaning === "list_gone" ? "The list is made again." : "The list isn't made again for it.",
      values: "said",
    }),
  ],
  [
    "message",
    (_, now, spot) => ({
      ...templateWords(spot, `What customers read of ${statusOf(now)} ${reasonOf(now)} changed`, "text"),
      kind: "minor",
      isCode: undefined,
    }),
  ],
  ["fixUrl", (_, now) => ({ kind: "minor", title: `Link to a fix of ${statusOf(now)} ${reasonOf(now)} changed` })],
  [
    "field",
    (_, now) => ({
      kind: "minor",
      title:
        now.field === ""
          ? `${statusOf(now)} ${reasonOf(now)} blames no field`
          : `${statusOf(now)} ${reasonOf(now)} blames $${now.field}`,
    }),
  ],
]);
