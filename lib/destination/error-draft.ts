/** A first draft of an error entry, made of a failure that was met. */
import type { ErrorEntry } from "./definition";
import type { Exchange } from "./exchange";
import { isLosslessNumber, type JsonValue, parseJson, toJson } from "./json";

type Draft = Pick<ErrorEntry, "failureReason" | "status" | "subErrorCode" | "message">;

const wordings = new Map<string, { failureReason: string; message: string }>([
  ["2xx", { failureReason: "Refused", message: "The call was answered, but not carried out. Please contact support." }],
  ["400", { failureReason: "Bad request", message: "The request was not understood. Please contact support." }],
  ["401", { failureReason: "API key", message: "The API key was not accepted. Check it and save the settings again." }],
  [
    "403",
    { failureReason: "Permission", message: "The API key lacks the permission for this. Grant it and try again." },
  ],
  ["404", { failureReason: "Not found", message: "The list or address does not exist any more." }],
  ["409", { failureReason: "Conflict", message: "This already exists or is being changed by somebody else." }],
  ["413", { failureReason: "Too large", message: "Too many users were sent in one call. Please contact support." }],
  ["422", { failureReason: "Invalid data", message: "Some of the data was not accepted. Check the mapping." }],
  ["429", { failureReason: "Rate limit", message: "Too many calls in a short time. We try again by ourselves." }],
  ["timeout", { failureReason: "Timeout", message: "There was no answer in time. We try again by ourselves." }],
  ["network", { failureReason: "Connection", message: "The connection failed. We try again by ourselves." }],
  ["invalid_response", { failureReason: "Invalid response", message: "The answer could not be read." }],
]);

/** What an entry for this exchange would say; empty parts where the exchange doesn't tell. */
export function draftEntry({ failure, response }: Exchange): Draft {
  const isCatalogued = failure && failure.kind !== "refused" && failure.kind !== "cancelled";
  const status = isCatalogued ? failure.kind : response ? String(response.status) : "";
  const wording = wordings.get(status) ?? wordings.get(status.startsWith("2") ? "2xx" : "");
  const code = response && !failure ? findCode(parseJson(response.body), 0) : undefined;
  return {
    status,
    failureReason: wording?.failureReason ?? (status.startsWith("5") ? "Server error" : ""),
    subErrorCode: code === undefined ? "" : toJson(code),
    message:
      wording?.message ?? (status.startsWith("5") ? "The partner has a problem. We try again by ourselves." : ""),
  };
}

/** Members that partners tell errors apart by, the most telling first. */
const codeKeys = ["error_code", "errorCode", "errorKey", "code", "messageId", "statusCode", "type", "reason", "error"];
const depthMax = 4;

/** The member that names the error, inside the objects it stands in; the shallowest wins. */
function findCode(value: JsonValue | undefined, depth: number): JsonValue | undefined {
  if (value === undefined || value === null || typeof value !== "object" || isLosslessNumber(value)) return undefined;
  if (depth > depthMax) return undefined;
  if (Array.isArray(value)) {
    const inner = findCode(value[0], depth + 1);
    return inner === undefined ? undefined : [inner];
  }
  for (const key of codeKeys) {
    const code = Object.hasOwn(value, key) ? value[key] : undefined;
    if ((typeof code === "string" && code !== "" && code.length <= 100) || isLosslessNumber(code))
      return { [key]: code };
  }
  for (const [key, member] of Object.entries(value)) {
    const inner = findCode(member, depth + 1);
    if (inner !== undefined) return { [key]: inner };
  }
  return undefined;
}
