/** What a draft can start from, as a card shows it. Plain data, so that a server component can hand it down. */
import type { DestinationDefinition } from "@/lib/destination/definition";
import {
  type DefinitionOutline,
  destinationTemplates,
  outlineOf,
} from "@/lib/destination/example/destination-template";
import type { TemplateId } from "@/lib/destination/example/template-id";

export interface StartingPoint {
  id: "blank" | "example" | TemplateId;
  name: string;
  description: string;
  /** Absent for what is empty. */
  outline?: DefinitionOutline;
}

/** In the order in which they are offered; `example` where the portal runs the sandbox partner. */
export function startingPoints(example: DestinationDefinition | undefined): StartingPoint[] {
  return [
    ...(example
      ? [
          {
            id: "example" as const,
            name: "Sandbox example",
            description: "Complete, and ready to test against the partner that runs beside this portal.",
            outline: outlineOf(example),
          },
        ]
      : []),
    ...destinationTemplates.map(({ id, name, description, build }) => ({
      id,
      name,
      description,
      outline: outlineOf(build()),
    })),
    { id: "blank", name: "Blank", description: "Nothing filled in. The builder guides you through what is needed." },
  ];
}
