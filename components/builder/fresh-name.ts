import type { DestinationDefinition } from "@/lib/destination/definition";

/** A variable name that nothing declares yet: `region` → `region_2`. An empty name stays empty. */
export function freshName(definition: DestinationDefinition, name: string): string {
  if (name === "") return "";
  const taken = new Set([...definition.fields, ...definition.mappings].map(({ variable }) => variable));
  const stem = name.replace(/_\d+$/, "").slice(0, 60);
  let number = 2;
  while (taken.has(`${stem}_${number}`)) number += 1;
  return `${stem}_${number}`;
}
