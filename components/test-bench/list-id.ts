/** A list ID as tests hold it: JSON text, so that a number keeps its digits and a text stays a text. */
import { isLosslessNumber, type LosslessNumber, parseJson, toJson } from "@/lib/destination/json";

/** The value of a list ID's JSON text; undefined where there is none. */
export function parseListId(json: string): string | LosslessNumber | undefined {
  const value = json === "" ? undefined : parseJson(json);
  return typeof value === "string" || isLosslessNumber(value) ? value : undefined;
}

/** The list ID as a person reads it. */
export function listIdText(json: string): string {
  const value = parseListId(json);
  if (value === undefined) return "";
  return typeof value === "string" ? value : value.value;
}

/** What somebody typed as a list ID: digits become a number only where a number is meant. */
export function listIdJson(text: string, isNumber: boolean): string {
  const trimmed = text.trim();
  if (trimmed === "") return "";
  return isNumber && /^-?(0|[1-9]\d*)$/.test(trimmed) ? trimmed : toJson(trimmed);
}
