/** What a delivery would do after a call, in words: what `followUp` decides, and why, for whoever tests a destination. */
import { isActionKey } from "@/lib/destination/endpoints";
import { followUp, type MadeCall, type RetryAfter, retryAfterOf } from "./follow-up";
import { creationKey } from "./plan";
import { givenUpInRowMax, type NextStep, readRetryAfter, retriesMax, retryAfterMsMax, retryDelayMs } from "./retry";
import { durationWords } from "./simulation-words";

export interface FollowUpWords {
  /** `none`: no delivery makes this call, or the test was stopped before it could tell anything. */
  does: NextStep["do"] | "none";
  /** `Retry after 12 s (Retry-After), up to 8 times.` */
  title: string;
  /** What else is worth knowing about it. */
  detail?: string;
}

/** What follows from a call, as one sentence and what is behind it; undefined where a stopped test says nothing. */
export function followUpWords(call: MadeCall): FollowUpWords | undefined {
  const { endpoint, outcome } = call;
  if (outcome.status === "cancelled") return undefined;
  if (endpoint === "testConnection") {
    const title = "No delivery makes this call: it is made when a customer saves the setup modal.";
    return outcome.kind === "success" ? { does: "none", title } : { does: "none", title, detail: refusedModal };
  }
  const step = followUp(call);
  switch (step.do) {
    case "done":
      return { does: "done", ...doneWords(call) };
    case "retry":
      return { does: "retry", ...retryWords(call, step) };
    case "recreate":
      return {
        does: "recreate",
        title: "Recreates the list and sends everybody again.",
        detail: "Once in a run. A list that is gone again ends the run.",
      };
    case "fail":
      return { does: "fail", ...failWords(call, step) };
  }
}

type Words = Pick<FollowUpWords, "title" | "detail">;

const refusedModal = "The customer reads this message there and corrects the answers. Nothing is retried.";

function doneWords({ endpoint, definition, outcome }: MadeCall): Words {
  const { kind, entryId, items } = outcome;
  if (items && kind !== "success") {
    const lost = items.rejected + items.failed;
    const whom = lost === 0 ? "nobody" : `the ${lost === 1 ? "" : `${count(lost)} `}rejected ${noun(endpoint)}`;
    return {
      title: `Goes on: ${whom}${lost > 1 ? "s are" : " is"}${lost === 0 ? "" : " not"} sent again.`,
      detail: "A run with anybody rejected counts as partial, never as succeeded.",
    };
  }
  if (kind === "success" && entryId !== undefined) {
    return { title: "Goes on: the error catalog counts this as a success." };
  }
  if (endpoint === creationKey(definition)) return { title: "Goes on with the first batch." };
  if (endpoint === "listDeletion") return { title: "Done: nothing of the sync is left." };
  return { title: `Goes on: ${isActionKey(endpoint) ? "the events are" : "the batch is"} delivered.` };
}

function retryWords(call: MadeCall, { afterMs, pauseMs }: Extract<NextStep, { do: "retry" }>): Words {
  const { retries, outcome, endpoint } = call;
  const asked = retryAfterOf(call.exchange);
  const isAsked = asked?.milliseconds !== undefined && asked.milliseconds >= (stepMs(call) ?? 0);
  const left = retriesMax - retries;
  const often = retries === 0 ? `up to ${left} times` : left === 1 ? "for the last time" : `up to ${left} more times`;
  const what = outcome.items ? `Sends ${many(outcome.items.retry, noun(endpoint))} again` : "Retry";
  return {
    title: `${what} after ${durationWords(afterMs)}${isAsked ? " (Retry-After)" : ""}, ${often}.`,
    detail: [
      asked && askedWords(asked, isAsked),
      pauseMs > 0 ? "Until then it makes no other call either." : undefined,
      retries === 0 ? laterWaitsWords(isAsked) : undefined,
    ]
      .filter((words) => words !== undefined)
      .join(" "),
  };
}

/** The waits of a call that fails again and again: together only where the partner asks for none of them. */
function laterWaitsWords(isAsked: boolean): string {
  const waits = Array.from({ length: retriesMax }, (_, index) => retryDelayMs(index + 1, 0) ?? 0);
  const [first, second] = waits.slice(1).map(durationWords);
  const all = durationWords(waits.reduce((sum, wait) => sum + wait, 0));
  return `If it fails again: after ${first}, ${second} and so on${isAsked ? "" : `, ${all} in all`}.`;
}

function askedWords({ text, milliseconds }: RetryAfter, isAsked: boolean): string | undefined {
  const shown = `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;
  if (milliseconds === undefined)
    return `Retry-After says ${shown}, which is no time to wait for, so it doesn't count.`;
  if (milliseconds === retryAfterMsMax && isAsked && isCut(text)) {
    return `Retry-After asks for ${shown}: an hour is the most that is waited.`;
  }
  if (!isAsked)
    return `Retry-After asks for ${durationWords(milliseconds)}, and a wait is never shorter than its step.`;
  return undefined;
}

/** Whether it asks for more than the hour that it counts as: for any longer text it counts as the same. */
function isCut(text: string): boolean {
  const seconds = Number(text.trim());
  if (Number.isFinite(seconds)) return seconds * 1_000 > retryAfterMsMax;
  // A date: a moment a second sooner would still count as an hour.
  const date = Date.parse(text);
  return readRetryAfter(text, date - retryAfterMsMax - 1_000) === retryAfterMsMax;
}

function stepMs({ retries, chance }: MadeCall): number | undefined {
  return retryDelayMs(retries + 1, chance);
}

function failWords(call: MadeCall, { stopsRun, isGivenUp }: Extract<NextStep, { do: "fail" }>): Words {
  const { definition, endpoint, outcome, recreations } = call;
  if (outcome.status === "refused") {
    return { title: "Makes no such call: our own rule refuses it there too.", detail: "Nothing reaches the partner." };
  }
  const after = isGivenUp ? ` after ${retriesMax} retries` : "";
  if (endpoint === creationKey(definition)) {
    const what = endpoint === "propertyCreation" ? "property" : "list";
    return {
      title: `Ends the run${after}: without the ${what} nobody can be sent.`,
      detail: "The next run begins with this call again.",
    };
  }
  if (stopsRun) {
    return {
      title: "Pauses the sync: credentials refused.",
      detail: "Every further call would be refused too. It goes on when somebody has corrected the settings.",
    };
  }
  if (outcome.meaning === "list_gone" && recreations > 0) {
    return { title: "Ends the run: the list is gone again, and a run recreates it once." };
  }
  if (endpoint === "listDeletion") return { title: `Gives up${after}: what was made stays at the partner.` };
  return givenUpWords(call, after);
}

function givenUpWords({ endpoint, outcome }: MadeCall, after: string): Words {
  const who = outcome.items ? `the ${noun(endpoint)}s that are left` : `the ${noun(endpoint)}s`;
  if (after === "") {
    return {
      title: `Gives the batch up: ${who} are rejected.`,
      detail: "It is not retried. The run goes on, and counts as partial.",
    };
  }
  const rest = isActionKey(endpoint)
    ? `${capitalized(who)} count as failed.`
    : `${capitalized(who)} are in the difference of the next run.`;
  return { title: `Gives the batch up${after}.`, detail: `${rest} ${inRowWords}` };
}

const inRowWords = `${givenUpInRowMax} such calls in a row end the run.`;

function noun(endpoint: MadeCall["endpoint"]): string {
  return isActionKey(endpoint) ? "event" : "user";
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function many(value: number, one: string): string {
  return `${count(value)} ${value === 1 ? one : `${one}s`}`;
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}
