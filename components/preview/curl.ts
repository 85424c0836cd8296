/** A request as a cURL command that can be pasted into a shell, secrets as shell variables. */
import type { DestinationDefinition } from "@/lib/destination/definition";
import { ownValue } from "@/lib/destination/effective-settings";
import type { EndpointKey } from "@/lib/destination/endpoints";
import type { PartnerRequest } from "@/lib/destination/exchange";
import { buildRequest, type RequestValues } from "@/lib/destination/request";
import { obtainsAccessToken } from "@/lib/destination/request-values";
import { declaredVariables } from "@/lib/destination/variable";

/** A stand-in for one secret, and the shell variable that takes its place. */
export interface SecretSlot {
  placeholder: string;
  shellVariable: string;
}

/** Names that mean something to a shell or to curl; a secret must not be looked up in them. */
const takenNames = new Set(["PATH", "HOME", "USER", "SHELL", "PWD", "IFS", "LANG", "TERM", "URL", "ENV", "PS1"]);

/** `api_key` → `API_KEY`. */
export function shellVariableOf(variable: string): string {
  const name = variable.toUpperCase().replace(/[^A-Z0-9_]/g, "_");
  return takenNames.has(name) || !/^[A-Z_]/.test(name) ? `SECRET_${name}` : name;
}

export type CurlCommand = { ok: true; command: string } | { ok: false; message: string };

/**
 * The command for an endpoint. It is built over stand-ins instead of the secrets, so none can slip in; it is built
 * twice with different ones, so that a secret that is hashed or encoded on its way, which no shell variable can stand
 * for, is noticed.
 */
export function curlCommand(
  definition: DestinationDefinition,
  endpoint: EndpointKey,
  values: RequestValues,
): CurlCommand {
  const first = commandWith("q7Zk", definition, endpoint, values);
  const second = commandWith("m3Xw", definition, endpoint, values);
  if (first === undefined || second === undefined) {
    return { ok: false, message: "The request can't be written as cURL while a secret decides its URL." };
  }
  if (first === second) return { ok: true, command: first };
  const warning = "# A secret is hashed or encoded in this request. The value below is a stand-in: replace it.\n";
  return { ok: true, command: warning + first };
}

function commandWith(
  mark: string,
  definition: DestinationDefinition,
  endpoint: EndpointKey,
  values: RequestValues,
): string | undefined {
  const settings = { ...values.settings };
  const slots: SecretSlot[] = [];
  for (const { name, secret } of declaredVariables(definition)) {
    if (!secret) continue;
    const field = definition.fields.find(({ variable }) => variable === name);
    const isEmpty = (ownValue(settings, name) ?? field?.defaultValue ?? "") === "";
    if (isEmpty && !field?.required) continue;
    const placeholder = `LF${mark}S${slots.length}E`;
    slots.push({ placeholder, shellVariable: shellVariableOf(name) });
    settings[name] = placeholder;
  }
  const accessToken = `LF${mark}S${slots.length}E`;
  const token = obtainsAccessToken(definition, endpoint) ? { accessToken } : {};
  slots.push({ placeholder: accessToken, shellVariable: "ACCESS_TOKEN" });
  const built = buildRequest(definition, endpoint, { ...values, ...token, settings });
  return built.ok ? toCurl(built.request, slots) : undefined;
}

/** A request as a command for POSIX shells. Every placeholder becomes its shell variable. */
export function toCurl(request: PartnerRequest, slots: readonly SecretSlot[] = []): string {
  const quoted = (text: string) => quote(text, slots);
  const lines = [`curl --globoff --request ${request.method}`, `--url ${quoted(request.url)}`];
  for (const { name, value } of request.headers) {
    const credentials = name.toLowerCase() === "authorization" ? basicCredentials(value, slots) : undefined;
    if (credentials !== undefined) lines.push(`--user ${quoted(credentials)}`);
    // A colon and nothing would take the header away; the semicolon sends it empty.
    else lines.push(`--header ${quoted(value === "" ? `${name};` : `${name}: ${value}`)}`);
  }
  if (request.body !== undefined && request.body !== "") {
    const hasType = request.headers.some(({ name }) => name.toLowerCase() === "content-type");
    if (!hasType) lines.push("--header 'Content-Type:'");
    lines.push(`--data-raw ${quoted(request.body)}`);
  }
  const command = lines.join(" \\\n  ");
  const needed = slots.filter(({ shellVariable }) => command.includes(`"$${shellVariable}"`));
  const exports = [...new Set(needed.map(({ shellVariable }) => `# export ${shellVariable}='…'\n`))];
  return exports.join("") + command;
}

/** The pair inside a Basic header if a secret is in it: curl encodes it again, with the real values. */
function basicCredentials(value: string, slots: readonly SecretSlot[]): string | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/]+=*)$/.exec(value)?.[1];
  if (encoded === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    const pair = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return pair.includes(":") && slots.some(({ placeholder }) => pair.includes(placeholder)) ? pair : undefined;
  } catch {
    return undefined;
  }
}

/** Literal pieces in single quotes, where a shell changes nothing; variables between them in double quotes. */
function quote(text: string, slots: readonly SecretSlot[]): string {
  const pieces = splitAtSlots(text, slots).map((piece) =>
    typeof piece === "string" ? `'${piece.replaceAll("'", `'\\''`)}'` : `"$${piece.shellVariable}"`,
  );
  return pieces.join("") || "''";
}

function splitAtSlots(text: string, slots: readonly SecretSlot[]): (string | SecretSlot)[] {
  let pieces: (string | SecretSlot)[] = text === "" ? [] : [text];
  for (const slot of slots) {
    pieces = pieces.flatMap((piece) => {
      if (typeof piece !== "string") return [piece];
      return piece
        .split(slot.placeholder)
        .flatMap((part, index): (string | SecretSlot)[] => [...(index > 0 ? [slot] : []), ...(part ? [part] : [])]);
    });
  }
  return pieces;
}
