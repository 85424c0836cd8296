/** The words for every difference between two definitions. */

import { isFixedKey } from "@/lib/destination/endpoints";
import { kindName } from "@/lib/destination/kind-words";
import { languageName } from "@/lib/destination/language-name";
import { placeName } from "@/lib/destination/place-name";
import { sayAction } from "./action-words";
import { sayAuthentication } from "./authentication-words";
import { sayDelivery } from "./delivery-words";
import { sayEndpoint } from "./endpoint-words";
import { sayField } from "./field-words";
import { headerWords } from "./header-words";
import { isInUse } from "./in-use";
import { sayMapping } from "./mapping-words";
import type { SayChange, Sentence } from "./sentence";
import { templateWords } from "./template-words";
import { andWords, listChange, plainWords } from "./words";

/** Undefined for what has no words of its own. What neither version uses weighs little, whatever it is. */
export const sayDifference: SayChange = (spot) => {
  const sentence = sayPlace(spot);
  const { before, after } = spot.versions;
  if (isInUse(before, spot.steps) || isInUse(after, spot.steps)) return sentence;
  return sentence && { ...sentence, kind: "minor", effect: "Not in use in either version.", asks: undefined };
};

/** A question's texts in another language. */
const sayTranslation: SayChange = ({ steps, kind, versions }) => {
  const index = steps.indexOf("translations");
  const language = steps[index + 1];
  const place = placeName(versions.after, steps.slice(0, index), versions.before);
  const texts = language === undefined ? "Translated texts" : `${languageName(language)} texts`;
  return { kind: "minor", title: `${texts} ${kind}: ${place}` };
};

const sayPlace: SayChange = (spot) => {
  if (spot.steps.includes("translations")) return sayTranslation(spot);
  const [first, second = "", ...inside] = spot.steps;
  switch (first) {
    case "fields":
      return sayField(spot);
    case "mappings":
      return sayMapping(spot);
    case "actions":
      return sayAction(spot);
    case "delivery":
      return sayDelivery(spot);
    case "authentication":
      return sayAuthentication(spot, spot.steps.slice(1));
    case "headers": {
      const { before, after } = spot.versions;
      return headerWords(spot, spot.steps.slice(1), before.headers, after.headers);
    }
    case "endpoints":
      return isFixedKey(second) ? sayEndpoint(spot, second, inside) : undefined;
    default:
      return sayWhole(spot);
  }
};

const sayWhole: SayChange = (spot) => {
  const { old, now, steps } = spot;
  if (old === undefined || now === undefined) return undefined;
  switch (steps[0]) {
    case "kind":
      return {
        kind: "breaking",
        title: `${kindName(plainWords(now))} instead of ${kindName(plainWords(old))}`,
        values: "said",
      };
    case "slugifyCohortName":
      return slugWords(now === true);
    case "memberCalls":
      return {
        kind: "notable",
        title:
          now === "shared"
            ? "One call for both directions instead of one for each"
            : "A call for each direction instead of one for both",
        values: "said",
      };
    case "operationWords": {
      if (steps.length < 2) return undefined;
      const title = `The word for ${steps[1] === "add" ? "adding" : "removing"} is “${plainWords(now)}” instead of “${plainWords(old)}”`;
      return { kind: "notable", title, values: "said" };
    }
    case "languages":
      return languageWords(steps[1], old, now);
    case "propertyKey": {
      const said = templateWords(spot, "The property is called otherwise", "text");
      return said.kind === "minor" ? said : { ...said, effect: "Syncs that have run keep the name they have." };
    }
    default:
      return undefined;
  }
};

function languageWords(member: string | undefined, old: unknown, now: unknown): Sentence | undefined {
  if (member === "original") {
    const [from, to] = [old, now].map((tag) => languageName(plainWords(tag)));
    return { kind: "minor", title: `The texts are written in ${to} instead of ${from}`, values: "said" };
  }
  if (member !== "translated" || !Array.isArray(old) || !Array.isArray(now)) return undefined;
  const { added, removed } = listChange(old.map(plainWords), now.map(plainWords));
  const names = (tags: readonly string[]) => andWords(tags.map(languageName));
  if (removed.length > 0) {
    const title = `No longer translated into ${names(removed)}${added.length > 0 ? `, but into ${names(added)}` : ""}`;
    return { kind: "minor", title, values: "said" };
  }
  const title = added.length > 0 ? `Also translated into ${names(added)}` : "The languages are in another order";
  return { kind: "minor", title, values: "said" };
}

function slugWords(isSlugified: boolean): Sentence {
  return {
    kind: "notable",
    title: isSlugified ? "Cohort names are slugified" : "Cohort names are sent as they are",
    effect: "Cohorts get another name at the partner.",
    values: "said",
  };
}
