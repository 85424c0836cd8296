/** Filters in words: what they take, and what comes out. */
import type { FilterDefinition } from "@/lib/destination/template/filters";
import { valueJson } from "@/lib/destination/template/value-text";

/** `replace: search, replacement`, as the list shows it beside the name. */
export function filterUsage({ name, arguments: parameters }: FilterDefinition): string {
  if (parameters.length === 0) return "";
  return `${name}: ${parameters.map((parameter) => (parameter.isOptional ? `${parameter.name}?` : parameter.name)).join(", ")}`;
}

/** `"Power users" → "Power_users"`. */
export function filterExample({ example }: FilterDefinition): string {
  return `${example.template}: ${valueJson(example.value)} → ${valueJson(example.result)}`;
}
