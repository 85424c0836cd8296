/** What changed about an action: when it is called, and what it makes of the event. */
import type { Action } from "@/lib/destination/definition";
import { actionsOf } from "@/lib/destination/endpoints";
import { describeTrigger } from "@/lib/destination/trigger/describe-trigger";
import { parseTrigger } from "@/lib/destination/trigger/parse-trigger";
import { sayComputedValue, sayEndpoint } from "./endpoint-words";
import type { SayChange, Sentence } from "./sentence";
import { capital, quoted } from "./words";

/** Says what changed about an action, its call, or the list of actions. */
export const sayAction: SayChange = (spot) => {
  const { versions, steps } = spot;
  const [, part, member, inside, deeper] = steps;
  if (part === undefined) {
    return spot.kind === "moved"
      ? { kind: "minor", title: "The actions are in another order", values: "said" }
      : undefined;
  }
  const old = actionsOf(versions.before).find(({ id }) => `#${id}` === part);
  const now = actionsOf(versions.after).find(({ id }) => `#${id}` === part);
  if (member === undefined) return now ? added(now) : old && removed(old);
  if (!old || !now) return undefined;
  if (member === "endpoint") return sayEndpoint(spot, `action:${now.id}`, steps.slice(3));
  if (member === "computedValues" && inside !== undefined) {
    return deeper === undefined ? sayComputedValue(spot, part, inside) : undefined;
  }
  return memberWords.get(member)?.(old, now);
};

function nameOf({ name }: Action): string {
  return quoted(name.trim() || "Without a name");
}

/** "called when a track event arrives"; a trigger that can't be read says so, rather than that it is empty. */
function whenWords({ trigger }: Action): string {
  const { root } = parseTrigger(trigger);
  if (!root && trigger.trim() !== "") return "never called: the trigger has a mistake";
  return root ? `called ${describeTrigger(root)}` : "never called: the trigger is empty";
}

function added(action: Action): Sentence {
  const state = action.enabledByDefault
    ? "It is on for every installation that goes over, until somebody turns it off."
    : "It is off until somebody turns it on.";
  return { kind: "notable", title: `New action ${nameOf(action)}`, effect: `${capital(whenWords(action))}. ${state}` };
}

function removed(action: Action): Sentence {
  return {
    kind: "breaking",
    title: `Action ${nameOf(action)} removed`,
    effect: "Its events are no longer sent.",
    drops: { source: "action", fieldId: action.id },
  };
}

const memberWords = new Map<string, (old: Action, now: Action) => Sentence>([
  ["name", (old, now) => ({ kind: "minor", title: `Action ${nameOf(old)} is called ${nameOf(now)}`, values: "said" })],
  ["description", () => ({ kind: "minor", title: "Description changed" })],
  [
    "trigger",
    (_, now) =>
      now.trigger.trim() === ""
        ? { kind: "breaking", title: "Never called any more", effect: "An empty trigger fits no event.", isCode: true }
        : {
            kind: "notable",
            title: "Called for other events",
            effect: capital(`${whenWords(now)}.`),
            isCode: true,
          },
  ],
  [
    "enabledByDefault",
    (_, now) => ({
      kind: "notable",
      title: now.enabledByDefault ? "On by default" : "Off by default",
      effect: "Installations keep it as they have it.",
      values: "said",
    }),
  ],
]);
