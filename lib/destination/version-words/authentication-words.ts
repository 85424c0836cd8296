/** What changed about how calls prove who is calling: of the destination, or of one endpoint. */
import { activeFields } from "@/lib/destination/active-fields";
import type { Authentication, AuthenticationMethod, CustomField } from "@/lib/destination/definition";
import { memberAt } from "@/lib/destination/document-tree";
import { isSecretField } from "@/lib/destination/mask-secrets";
import type { Sentence, Spot } from "./sentence";
import { templateWords, urlWords } from "./template-words";
import { andWords, plainWords, questionLabel, quoted } from "./words";

/** How calls prove who is calling, as it stands after "with". */
export const methodNames: Record<AuthenticationMethod, string> = {
  custom: "custom headers",
  none: "no authentication",
  basic: "basic authentication",
  header: "a key in a header",
  bearer: "a bearer token",
  oauth2: "OAuth 2 client credentials",
};

/** `steps` are those inside the authentication: `["method"]`, `["header", "value"]`. */
export function sayAuthentication(spot: Spot, steps: readonly string[]): Sentence | undefined {
  const [member, inside] = steps;
  const { old, now } = spot;
  if (member === "method") return methodWords(spot);
  if (member === "header") {
    return inside === "value"
      ? templateWords(spot, "Value of the authentication header changed", "text")
      : { kind: "notable", title: `Authentication header ${plainWords(old)} → ${plainWords(now)}`, values: "said" };
  }
  if (member === "basic" || member === "bearer") return credentialWords(spot, inside ?? "");
  return member === "oauth2" ? oauthWords(spot, steps.slice(1)) : undefined;
}

function methodWords(spot: Spot): Sentence {
  const [from, to] = [spot.old, spot.now].map((method) => methodName(method));
  const title = `Authenticates with ${to} instead of ${from}`;
  const { asked, dropped } = askedChange(spot);
  const required = asked.find(needsAnswer);
  const effects = [
    asked.length > 0 && `Customers are asked for ${andWords(asked.map(questionLabel))}.`,
    dropped.length > 0 &&
      `${andWords(dropped.map(questionLabel))} ${dropped.length === 1 ? "isn't" : "aren't"} asked any more.`,
  ].filter((words) => words !== false);
  return {
    kind: "breaking",
    title,
    values: "said",
    ...(effects.length > 0 && { effect: effects.join(" ") }),
    ...(required && { asks: { source: "field", fieldId: required.id } }),
  };
}

function methodName(method: unknown): string {
  const known = Object.entries(methodNames).find(([name]) => name === method);
  return known?.[1] ?? plainWords(method);
}

/** Whether an installation that never saw the question can't go on without an answer to it. */
export function needsAnswer(field: CustomField): boolean {
  return field.required && !field.perSync && (field.defaultValue === "" || isSecretField(field));
}

/** The questions that a method brings with it, and those that go with the one before. */
function askedChange({ versions }: Spot): { asked: CustomField[]; dropped: CustomField[] } {
  const [old, now] = [activeFields(versions.before), activeFields(versions.after)];
  const [oldIds, newIds] = [old, now].map((fields) => new Set(fields.map(({ id }) => id)));
  return {
    asked: now.filter(({ id, credentialOf }) => credentialOf !== null && !oldIds?.has(id)),
    dropped: old.filter(({ id, credentialOf }) => credentialOf !== null && !newIds?.has(id)),
  };
}

const credentialNames = new Map([
  ["username", "user name"],
  ["password", "password"],
  ["token", "bearer token"],
  ["clientId", "client ID"],
  ["clientSecret", "client secret"],
]);

function credentialWords(spot: Spot, member: string): Sentence | undefined {
  const name = credentialNames.get(member);
  if (name === undefined) return undefined;
  const [from, to] = [spot.old, spot.now].map((variable) => (variable === "" ? "nothing" : `$${plainWords(variable)}`));
  const title = `The ${name} is ${to} instead of ${from}`;
  const isRenamed = spot.versions.isOnlyRenamed(spot.steps, spot.now);
  return isRenamed
    ? { kind: "minor", title, effect: "Only the variable is called otherwise.", values: "said" }
    : { kind: "notable", title, values: "said" };
}

const placeWords = new Map<unknown, string>([
  ["body", "in the body"],
  ["header", "in a Basic header"],
  ["query", "in the URL's query"],
] satisfies [Authentication["oauth2"]["credentialsIn"], string][]);

function oauthWords(spot: Spot, steps: readonly string[]): Sentence | undefined {
  const [member, part, inside] = steps;
  if (member === "tokenUrl") return urlWords(spot, "Token URL changed");
  if (member === "scope") return { kind: "notable", title: "Scope of the access token changed" };
  if (member === "method") {
    return {
      kind: "notable",
      title: `The token is asked for with ${plainWords(spot.now)} instead of ${plainWords(spot.old)}`,
      values: "said",
    };
  }
  if (member === "credentialsIn") {
    const [from, to] = [spot.old, spot.now].map((place) => placeWords.get(place) ?? plainWords(place));
    return { kind: "notable", title: `Client ID and secret go ${to} instead of ${from}`, values: "said" };
  }
  if (member === "parameters") return parameterWords(spot, part, inside);
  return credentialWords(spot, member ?? "");
}

function parameterWords(spot: Spot, part: string | undefined, member: string | undefined): Sentence {
  if (part === undefined) {
    return { kind: "minor", title: "The parameters of the token request are in another order", values: "said" };
  }
  const { old, now } = spot;
  if (member === "value") return templateWords(spot, "Value of a parameter of the token request changed", "text");
  if (member === "name") {
    const [from, to] = [old, now].map((name) => quoted(plainWords(name)));
    return { kind: "notable", title: `Parameter ${from} of the token request is called ${to}`, values: "said" };
  }
  const name = quoted(plainWords(memberAt(now ?? old, "name")) || "without a name");
  const title = now === undefined ? `Parameter ${name} is no longer sent with` : `New parameter ${name} of`;
  return { kind: "notable", title: `${title} the token request` };
}
