import { isLosslessNumber, type LosslessNumber, parseJson } from "./json";

/** The value of a list ID's JSON text; undefined where there is none. */
export function parseListId(json: string): string | LosslessNumber | undefined {
  const value = json === "" ? undefined : parseJson(json);
  return typeof value === "string" || isLosslessNumber(value) ? value : undefined;
}
