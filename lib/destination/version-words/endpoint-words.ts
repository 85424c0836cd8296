/** What changed about a call: where it goes, what it carries, and how its answer is read. */
import { computedWords } from "@/lib/destination/computed-words";
import type { Endpoint, ItemOutcome } from "@/lib/destination/definition";
import { type EndpointKey, endpointAt, isCohortDefinition } from "@/lib/destination/endpoints";
import { outcomeWords } from "@/lib/destination/outcome-words";
import { isSameJson } from "@/lib/destination/same-json";
import { payloadLanguage } from "@/lib/destination/template-use";
import { sayAuthentication } from "./authentication-words";
import { sayError } from "./error-words";
import { headerWords } from "./header-words";
import type { Sentence, Spot } from "./sentence";
import { templateWords, urlWords } from "./template-words";
import { bytesWords, capital, fewWords, numberWords, plainWords, quoted, timesWords } from "./words";

/** `steps` are those inside the endpoint; none: the whole of it was added or removed. */
export function sayEndpoint(spot: Spot, key: EndpointKey, steps: readonly string[]): Sentence | undefined {
  const old = endpointAt(spot.versions.before, key);
  const now = endpointAt(spot.versions.after, key);
  const [member, ...inside] = steps;
  if (member === undefined) return wholeCall(now);
  switch (member) {
    case "authentication":
      return inside.length === 0 ? ownAuthentication(now) : sayAuthentication(spot, inside);
    case "headers":
      return headerWords(spot, inside, old?.headers ?? [], now?.headers ?? []);
    case "errors":
      return sayError(spot, steps, old, now);
    case "itemOutcomes":
      return itemOutcome(spot, inside[0], old, now);
    case "payload":
      return payload(spot, now);
    default:
      return memberWords.get(member)?.(spot);
  }
}

function wholeCall(now: Endpoint | undefined): Sentence {
  if (!now) return { kind: "notable", title: "The call is no longer made", values: {} };
  const title = `A new call: ${now.method} ${now.url || "without a URL"}`;
  return { kind: "notable", title: title.length > 120 ? `${title.slice(0, 120)}…` : title };
}

function ownAuthentication(now: Endpoint | undefined): Sentence {
  return now?.authentication
    ? { kind: "notable", title: "The call has an authentication of its own" }
    : { kind: "notable", title: "The call authenticates as the others do" };
}

function payload(spot: Spot, now: Endpoint | undefined): Sentence {
  const language = now ? payloadLanguage(now) : "json";
  if (spot.old === "") return { ...templateWords(spot, "A payload is sent", language) };
  if (spot.now === "") return { ...templateWords(spot, "No payload is sent any more", language) };
  return templateWords(spot, "Payload changed", language);
}

const listIdPlaces = new Map<unknown, string>([
  ["response", "read from the response"],
  ["request", "part of the request"],
  ["none", "known without a call"],
]);

const memberWords = new Map<string, (spot: Spot) => Sentence | undefined>([
  [
    "method",
    ({ old, now }) => ({ kind: "notable", title: `Method ${plainWords(old)} → ${plainWords(now)}`, values: "said" }),
  ],
  ["url", (spot) => urlWords(spot, "URL changed")],
  [
    "contentType",
    ({ old, now }) => ({
      kind: "notable",
      title: `Content type ${plainWords(old)} → ${plainWords(now)}`,
      values: "said",
    }),
  ],
  ["itemTemplate", (spot) => templateWords(spot, "Item template changed", "json")],
  ["batchSize", batchSize],
  ["bodyBytesMax", bodySize],
  ["successCodes", successCodes],
  ["successBody", (spot) => ({ kind: "notable", title: successBody(spot), isCode: true })],
  ["listIdPath", () => ({ kind: "notable", title: "The list ID is read from another place", isCode: true })],
  ["listIdTemplate", (spot) => ({ ...templateWords(spot, "The list ID is made in another way", "text") })],
  [
    "listIdFrom",
    ({ old, now }) => ({
      kind: "notable",
      title: `The list ID is ${listIdPlaces.get(now) ?? plainWords(now)} instead of ${listIdPlaces.get(old) ?? plainWords(old)}`,
      effect:
        now === "none" ? "No list is made any more." : old === "none" ? "A list is made at the first run." : undefined,
      values: "said",
    }),
  ],
  [
    "mixesDirections",
    ({ now }) => ({
      kind: "notable",
      title:
        now === true
          ? "Users who enter and who leave share calls"
          : "Users who enter and who leave have calls of their own",
      values: "said",
    }),
  ],
]);

function batchSize({ old, now }: Spot): Sentence | undefined {
  if (typeof old !== "number" || typeof now !== "number") return undefined;
  const title = `Batch size ${numberWords(old)} → ${numberWords(now)}`;
  if (old < 1 || now < 1) return { kind: "notable", title, values: "said" };
  const times = timesWords(old > now ? old / now : now / old);
  const calls = times && `${times} ${old > now ? "more" : "fewer"} calls.`;
  const single = now === 1 ? "Each call carries one only." : undefined;
  const effect = [calls, single].filter((words) => words !== undefined).join(" ");
  return { kind: "notable", title, values: "said", ...(effect !== "" && { effect }) };
}

function bodySize({ old, now }: Spot): Sentence {
  const [from, to] = [old, now].map((value) => (typeof value === "number" ? bytesWords(value) : "no limit"));
  return { kind: "notable", title: `Maximum body size ${from} → ${to}`, values: "said" };
}

function successCodes({ old, now }: Spot): Sentence {
  const [from = [], to = []] = [old, now].map((codes) => (Array.isArray(codes) ? codes.map(plainWords) : []));
  const words = (codes: readonly string[]) => (codes.length === 0 ? "any 2xx" : fewWords(codes, 8));
  const count = to.length > 1 ? "count" : "counts";
  const title = `${capital(words(to))} ${count} as success instead of ${words(from)}`;
  return { kind: "notable", title, values: "said" };
}

function successBody({ old, now }: Spot): string {
  if (now === "") return "The body of a success may be anything";
  return `The body of a success must contain ${old === "" ? "this now" : "something else"}`;
}

function itemOutcome(spot: Spot, part: string | undefined, old?: Endpoint, now?: Endpoint): Sentence | undefined {
  const noun = isCohortDefinition(spot.versions.after) ? "user" : "event";
  if (part === undefined) {
    if (spot.kind !== "moved") return undefined;
    return { kind: "notable", title: `The rules for single ${noun}s are in another order`, values: "said" };
  }
  const [before, after] = [old, now].map((endpoint) => {
    const found = outcomesOf(endpoint).find(({ id }) => `#${id}` === part);
    return found && (outcomeWords(found, noun) ?? "Nothing yet");
  });
  const title = `What becomes of single ${noun}s ${before === undefined ? "is read from the response" : after === undefined ? "is no longer read here" : "is read in another way"}`;
  // What differs may be a part that the sentences leave out; then the parts themselves are shown.
  return { kind: "notable", title, ...(before !== after && { values: { before, after } }) };
}

function outcomesOf(endpoint: Endpoint | undefined): readonly ItemOutcome[] {
  return endpoint && "itemOutcomes" in endpoint ? endpoint.itemOutcomes : [];
}

/** A value made of an event, as sentences of its parts. */
export function sayComputedValue(spot: Spot, actionStep: string, part: string): Sentence | undefined {
  const [old, now] = [spot.versions.before, spot.versions.after].map((definition) => {
    const action =
      definition.kind === "event" ? definition.actions.find(({ id }) => `#${id}` === actionStep) : undefined;
    return action?.computedValues.find((value) => `#${value.id}` === part);
  });
  const name = now ?? old;
  if (!name) return undefined;
  const label = name.variable === "" ? "a computed value without a name" : quoted(`$${name.variable}`);
  if (!old && now) return { kind: "notable", title: `Computes ${label}`, effect: computedWords(now) };
  if (!now) return { kind: "notable", title: `No longer computes ${label}` };
  if (old && old.variable !== now.variable && isSameJson({ ...old, variable: now.variable }, now)) {
    const title = `Computed value ${quoted(`$${old.variable}`)} is called ${quoted(`$${now.variable}`)}`;
    return { kind: "notable", title, values: "said" };
  }
  const words = old && computedWords(old);
  return {
    kind: "notable",
    title: `Computes ${label} in another way`,
    ...(words !== computedWords(now) && { effect: computedWords(now) }),
  };
}
