/** What a property is called: rendered once, at the first sync, and kept from then on (SPEC 5.6). */
import type { DestinationDefinition } from "./definition";
import type { DocumentPath } from "./finding";
import type { RequestProblem } from "./request-problem";
import { batchScope, type CallValues, renderPropertyKey } from "./request-values";

/** Where a property's name is written. */
export const propertyKeyPath: DocumentPath = ["propertyKey"];

export type PropertyKey = { ok: true; key: string } | { ok: false; problems: RequestProblem[] };

/**
 * The name to keep at the first sync; a name that is kept already is the answer, whatever the cohort is called now.
 * Refused where the template has an error, where something in it has no value, and where nothing comes out.
 */
export function propertyKeyOf(definition: DestinationDefinition, values: CallValues): PropertyKey {
  if (values.propertyKey) return { ok: true, key: values.propertyKey };
  const { lookup } = batchScope(definition, "updateUsers", values);
  const rendered = renderPropertyKey(definition, lookup);
  const refused = (message: string) => ({ path: propertyKeyPath, message: `Property name: ${message}` });
  if (!rendered) return { ok: false, problems: [refused("only property destinations have one.")] };
  if (!rendered.ok) return { ok: false, problems: rendered.problems.map(({ message }) => refused(message)) };
  if (rendered.text === "") return { ok: false, problems: [refused("write what the property is called.")] };
  return { ok: true, key: rendered.text };
}
