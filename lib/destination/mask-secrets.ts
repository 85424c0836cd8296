/** Secrets out of everything that is shown, logged or stored (SPEC 8 and 18, SECURITY T3 and T4). */
import type { CustomField, DestinationDefinition } from "./definition";
import { effectiveSettings, ownValue } from "./effective-settings";
import { endpointsOf } from "./endpoints";
import { obtainsAccessToken, type RequestValues, secretNames } from "./request-values";
import { urlEncode } from "./template/url-encode";
import { type PartlySecret, TextMasker } from "./text-masker";

/** What stands where a secret stood. Its length says nothing about the secret's. */
export const mask = "••••••";

/** Shorter secrets are not searched for in texts: their letters are everywhere, and the text would be garbled. */
const secretCharsMin = 3;

/**
 * The same values with every secret replaced. `buildRequest` over them is what is shown and stored: a secret that was
 * encoded, hashed or joined with another one cannot show through, because it was never there.
 */
export function maskSecrets(definition: DestinationDefinition, values: RequestValues): RequestValues {
  const entries = new Map(Object.entries(values.settings));
  for (const field of secretFields(definition)) {
    const value = ownValue(values.settings, field.variable) ?? field.defaultValue;
    // An empty answer stays empty: whether it is asked for is no secret, and the request must fail in the same way.
    if (value !== "") entries.set(field.variable, maskedValue(field, value));
  }
  const { propertyKey } = values;
  return {
    ...withAccessToken(definition, values, mask),
    settings: Object.fromEntries(entries),
    // It was made of answers too, and then kept.
    ...(propertyKey !== undefined && { propertyKey: maskText(propertyKey, secretValues(definition, values)) }),
  };
}

/**
 * The same values with an access token, where a call of the destination is made with one. It is asked for only when the
 * call is made, so whatever is shown before has a stand-in.
 */
export function withAccessToken(
  definition: DestinationDefinition,
  values: RequestValues,
  accessToken: string,
): RequestValues {
  const isNeeded = endpointsOf(definition).some(({ key }) => obtainsAccessToken(definition, key));
  return isNeeded || values.accessToken !== undefined ? { ...values, accessToken } : values;
}

/**
 * A field with host patterns may stand in a URL's authority, where bullets can't: its mask is a host of the same
 * pattern, so that the masked request is built the way the real one is.
 */
function maskedValue(field: CustomField, value: string): string {
  const isUrl = /^https?:\/\//i.test(value);
  const [pattern] = field.hostPatterns;
  if (pattern === undefined) return isUrl ? "https://masked.invalid" : mask;
  const host = pattern.replaceAll("*", "masked");
  if (isUrl) return `https://${host}`;
  return value.includes(".") ? host : "masked";
}

/**
 * Every text that must not be seen: the secret answers, those of methods not in use too, the access token, and the
 * key-and-secret pair that basic authentication encodes as one.
 */
export function secretValues(definition: DestinationDefinition, values: RequestValues): SecretText[] {
  const found = new Set<string>();
  for (const field of definition.fields) {
    if (!isSecretField(field)) continue;
    for (const value of [ownValue(values.settings, field.variable) ?? "", field.defaultValue]) {
      for (const text of spellingsOf(field, value)) found.add(text);
    }
  }
  found.add(values.accessToken ?? "");
  found.delete("");
  return [...found, ...credentialPairs(definition, values)];
}

/**
 * A secret answer, and what comes of it on the way: a header loses the space around it; of a base URL a partner sees the
 * host in lower case and the path on its own. A host that the definition names itself is no secret.
 */
function spellingsOf(field: CustomField, value: string): string[] {
  const trimmed = value.trim();
  if (field.hostPatterns.length === 0) return [value, trimmed];
  const [, scheme, authority = "", path = ""] = /^(https?:\/\/)?([^/?#]*)(.*)$/i.exec(trimmed) ?? [];
  const host = authority.replace(/:\d*$/, "").toLowerCase();
  const isNamed = field.hostPatterns.some((pattern) => pattern.trim().toLowerCase() === host);
  const rest = path.replace(/\/+$/, "");
  return [
    value,
    trimmed,
    ...(isNamed ? [] : [host, ...host.split(".").filter(isTelling)]),
    ...(scheme === undefined ? [] : [rest, ...rest.split("/").filter(isTelling)]),
  ];
}

/** Whether a part of a URL looks like a key, which a partner may well repeat on its own. */
function isTelling(part: string): boolean {
  return part.length >= 8 && /\d/.test(part);
}

/** A text that must not be seen, or one of which only the end must not. */
export type SecretText = string | PartlySecret;

/** User names and passwords, client IDs and client secrets, as they are encoded together. */
function credentialPairs(definition: DestinationDefinition, values: RequestValues): SecretText[] {
  const settings = effectiveSettings(definition, values.settings);
  const secrets = new Set(secretNames(definition));
  const overrides = endpointsOf(definition).flatMap(({ endpoint }) => endpoint.authentication ?? []);
  return [definition.authentication, ...overrides].flatMap(({ method, basic, oauth2 }): SecretText[] => {
    if (method !== "basic" && method !== "oauth2") return [];
    const { username: left, password: right } =
      method === "basic" ? basic : { username: oauth2.clientId, password: oauth2.clientSecret };
    if (!secrets.has(left) && !secrets.has(right)) return [];
    const [name, password] = [ownValue(settings, left) ?? "", ownValue(settings, right) ?? ""];
    if (!secrets.has(left) && password === "") return [];
    const pair = (spell: (text: string) => string): SecretText => ({
      text: `${spell(name)}:${spell(password)}`,
      // A name that may be seen is no secret where the text ends before the password.
      openCharacters: secrets.has(left) ? 0 : [...spell(name), ":"].length,
    });
    return method === "basic" ? [pair((text) => text)] : [pair((text) => text), pair(urlEncode)];
  });
}

/** A client ID and secret as basic authentication joins them: each form-encoded first (RFC 6749 section 2.3.1). */
export function clientPair(id: string, secret: string): string {
  return `${urlEncode(id)}:${urlEncode(secret)}`;
}

function secretFields(definition: DestinationDefinition): CustomField[] {
  return definition.fields.filter((field) => isSecretField(field) && field.variable !== "");
}

/** Whether the answer is masked wherever it would be shown, and sealed wherever it is kept. Options are never secret. */
export function isSecretField(field: CustomField): boolean {
  return field.type === "string" && field.secret;
}

/**
 * A text with every secret in it masked: as it is, percent-encoded (twice too), JSON-escaped (twice too, as in an
 * echoed body), HTML-escaped, in base64 at any alignment, and in hexadecimal. A secret cut off by the end of the text,
 * or by the `…` of a text that was shortened, is masked as well. Secrets under three characters are left alone.
 */
export function maskText(text: string, secrets: readonly SecretText[]): string {
  return textMasker(secrets)(text);
}

/** The same for many texts: what a secret may look like is worked out once, and a text seen before is masked already. */
export function textMasker(secrets: readonly SecretText[]): (text: string) => string {
  const distinct = new Map(secrets.map((secret) => [secretKey(secret), secret]));
  const long = [...distinct.values()].filter((secret) => [...textOf(secret)].length >= secretCharsMin);
  if (long.length === 0) return (text) => text;
  const masked = new Map([["", ""]]);
  let masker: TextMasker | undefined;
  return (text) => {
    const known = masked.get(text);
    if (known !== undefined) return known;
    masker ??= new TextMasker(long, mask);
    const made = masker.mask(text);
    masked.set(text, made);
    return made;
  };
}

function textOf(secret: SecretText): string {
  return typeof secret === "string" ? secret : secret.text;
}

/** The same for secrets that are masked in the same way. */
export function secretKey(secret: SecretText): string {
  return typeof secret === "string" ? `0:${secret}` : `${secret.openCharacters}:${secret.text}`;
}
