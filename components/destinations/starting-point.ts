/** What a draft can start from, as it is offered. Plain data, so that a server component can hand it down. */
import { type DestinationKind, destinationKinds } from "@/lib/destination/definition";
import {
  type DefinitionOutline,
  destinationTemplates,
  outlineOf,
} from "@/lib/destination/example/destination-template";
import { gallery } from "@/lib/destination/gallery/gallery";
import { type SandboxPlace, sandboxExample } from "@/lib/destination/gallery/start-definition";

export interface StartingPoint {
  /** `blank`, `example` or the ID of a template. */
  id: string;
  kind: DestinationKind;
  name: string;
  description: string;
  /** The heading it stands under: "Messaging". */
  category: string;
  /** Absent for what is empty. */
  outline?: DefinitionOutline;
  /** More that is good to know about a partner's template. */
  about?: { text: string; documentationUrl: string; limits: string[]; notExpressed: string[] };
}

const ownStart = "Begin with";
const shapes = "Usual shapes";

/** Everything a draft of a kind can start from, in the order in which it is offered; an example where a sandbox runs. */
export function startingPointsOf(kind: DestinationKind, sandbox: SandboxPlace | undefined): StartingPoint[] {
  const templates = [...galleryPoints(kind), ...shapePoints(kind)];
  return [...ownPoints(kind, sandbox), ...templates];
}

/** Those of all kinds. */
export function startingPoints(sandbox: SandboxPlace | undefined): StartingPoint[] {
  return destinationKinds.flatMap((kind) => startingPointsOf(kind, sandbox));
}

function ownPoints(kind: DestinationKind, sandbox: SandboxPlace | undefined): StartingPoint[] {
  const example: StartingPoint[] = sandbox
    ? [
        {
          id: "example",
          kind,
          name: "Sandbox example",
          description: "Complete, and ready to test against the partner that runs beside this portal.",
          category: ownStart,
          outline: outlineOf(sandboxExample(kind, sandbox)),
        },
      ]
    : [];
  return [
    ...example,
    {
      id: "blank",
      kind,
      name: "Blank",
      description: "Nothing filled in. The builder guides you through what is needed.",
      category: ownStart,
    },
  ];
}

function galleryPoints(kind: DestinationKind): StartingPoint[] {
  const points = gallery
    .filter((entry) => entry.kind === kind)
    .map(
      (entry): StartingPoint => ({
        id: entry.id,
        kind,
        name: entry.name,
        description: entry.summary,
        category: entry.category,
        outline: outlineOf(entry.build()),
        about: {
          text: entry.description,
          documentationUrl: entry.documentationUrl,
          limits: entry.limits,
          notExpressed: entry.notExpressed,
        },
      }),
    );
  // What belongs together stands together, in the order in which the first of each was listed.
  return [...new Set(points.map(({ category }) => category))].flatMap((category) =>
    points.filter((point) => point.category === category),
  );
}

function shapePoints(kind: DestinationKind): StartingPoint[] {
  return destinationTemplates.flatMap(({ id, name, description, build }): StartingPoint[] => {
    const definition = build();
    if (definition.kind !== kind) return [];
    return [{ id, kind, name, description, category: shapes, outline: outlineOf(definition) }];
  });
}
