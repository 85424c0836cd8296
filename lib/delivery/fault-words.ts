/** Faults in sentences, in the words of the sandbox's fault scripts. */
import type { DestinationDefinition } from "@/lib/destination/definition";
import { endpointName } from "@/lib/destination/endpoints";
import type { Fault, FaultEffect } from "./fault";

/** `Add users, the first 3 calls: answered with 429 and Retry-After: 2.` */
export function describeFault(definition: DestinationDefinition, fault: Fault): string {
  return `${which(definition, fault.calls)}, ${when(fault)}: ${what(fault.effect)}.`;
}

function which(definition: DestinationDefinition, calls: Fault["calls"]): string {
  if (calls === "any") return "Any call";
  return calls === "any_batch" ? "Any batch" : endpointName(definition, calls);
}

function when({ from, every, percent, times }: Fault): string {
  const chance = percent === 100 ? "" : `, ${percent} % of them`;
  if (every === 1 && percent === 100 && times === 1) return from === 1 ? "the first call" : `call ${count(from)}`;
  if (every === 1 && percent === 100 && times !== null) {
    return from === 1 ? `the first ${count(times)} calls` : `calls ${count(from)} to ${count(from + times - 1)}`;
  }
  const most = times === null ? "" : `, at most ${times === 1 ? "once" : `${count(times)} times`}`;
  const start = from === 1 ? "" : ` from call ${count(from)} on`;
  if (every > 1) return `every ${ordinal(every)} call${start}${chance}${most}`;
  return `${from === 1 ? "all calls" : `from call ${count(from)} on`}${chance}${most}`;
}

function what(effect: FaultEffect): string {
  switch (effect.type) {
    case "status":
      return `answered with ${effect.status}${effect.retryAfterSeconds === null ? "" : ` and Retry-After: ${effect.retryAfterSeconds}`}`;
    case "slow":
      return `answered ${seconds(effect.milliseconds)} late`;
    case "hang":
      return "no answer until the caller gives up";
    case "cut":
      return "the connection is closed before the status";
    case "error_body":
      return "answered with status 200 and an error in the body";
    case "html_page":
      return `answered with an HTML error page and status ${effect.status}`;
    case "malformed_json":
      return "answered with JSON that ends too early";
    case "reject_half":
      return "every second item is rejected";
    case "list_gone":
      return "the list is deleted, and the call no longer finds it";
  }
}

function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${milliseconds / 1000} s`;
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}

function ordinal(number: number): string {
  const isTeen = number % 100 >= 11 && number % 100 <= 13;
  const ending = isTeen ? undefined : { 1: "st", 2: "nd", 3: "rd" }[number % 10];
  return `${count(number)}${ending ?? "th"}`;
}
