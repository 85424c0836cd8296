/** A list ID as tests hold it: JSON text, so that a number keeps its digits and a text stays a text. */
import { toJson } from "@/lib/destination/json";
import { parseListId } from "@/lib/destination/list-id";

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
