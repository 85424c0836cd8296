import { Braces, CircleAlert, FormInput, Hash, type LucideIcon, Play, Shuffle, TriangleAlert } from "lucide-react";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { endpointsOf } from "@/lib/destination/endpoints";
import type { DocumentPath, Finding } from "@/lib/destination/finding";
import type { VariableRow } from "@/lib/destination/variable";
import { actionIcons } from "./action-icons";
import type { BuilderAction } from "./builder-actions";
import type { Searchable } from "./palette-search";
import { type SectionId, sectionName, sectionOfEndpoint, sectionsOf } from "./sections";

export interface PaletteItem extends Searchable {
  id: string;
  group: string;
  Icon: LucideIcon;
  keys?: string;
  tone?: "danger" | "warning";
  run: () => void;
}

/** What the page can do with an item that is not an action. */
export interface PaletteWays {
  goToSection: (section: SectionId) => void;
  focusField: (path: DocumentPath) => void;
  openUses: (variable: string) => void;
  test: (endpoint: ReturnType<typeof endpointsOf>[number]["key"]) => void;
}

interface Source {
  actions: readonly BuilderAction[];
  definition: DestinationDefinition;
  variables: readonly VariableRow[];
  findings: readonly Finding[];
}

/** Everything the palette can find, most often wanted first. */
export function paletteItems({ actions, definition, variables, findings }: Source, ways: PaletteWays): PaletteItem[] {
  return [
    ...actions
      .filter(({ id }) => id !== "palette")
      .map(
        ({ id, label, keys, keywords, run }): PaletteItem => ({
          id: `action:${id}`,
          group: "Actions",
          label,
          keywords,
          Icon: actionIcons[id],
          keys,
          run,
        }),
      ),
    ...sectionsOf(definition).map(
      ({ id, name, parent }): PaletteItem => ({
        id: `section:${id}`,
        group: "Sections",
        label: name,
        keywords: parent === "actions" ? "action" : undefined,
        Icon: Hash,
        run: () => ways.goToSection(id),
      }),
    ),
    ...endpointItems(definition, ways),
    ...fieldItems(definition, ways),
    ...variableItems(variables, ways),
    ...problemItems(findings, ways),
  ];
}

function endpointItems(definition: DestinationDefinition, ways: PaletteWays): PaletteItem[] {
  return endpointsOf(definition).flatMap(({ key, endpoint, name, path }): PaletteItem[] => {
    const parts: [step: string, label: string][] = [
      ["url", "URL"],
      ["payload", "Payload"],
      ...("itemTemplate" in endpoint ? ([["itemTemplate", "Item template"]] satisfies [string, string][]) : []),
      ["errors", "Error classifications"],
    ];
    return [
      {
        id: `test:${key}`,
        group: "Endpoints",
        label: `Test ${name}`,
        detail: `${endpoint.method} ${endpoint.url}`.slice(0, 120),
        keywords: "run send call",
        Icon: Play,
        run: () => ways.test(key),
      },
      ...parts.map(
        ([step, label]): PaletteItem => ({
          id: `place:${key}.${step}`,
          group: "Endpoints",
          label: `${name}: ${label}`,
          keywords: sectionName(definition, sectionOfEndpoint(key)),
          Icon: FormInput,
          run: () => ways.focusField([...path, step]),
        }),
      ),
    ];
  });
}

function fieldItems({ fields, mappings }: DestinationDefinition, ways: PaletteWays): PaletteItem[] {
  return [
    ...fields.map(
      ({ id, displayName, variable, credentialOf }, index): PaletteItem => ({
        id: `field:${id}`,
        group: "Fields and mappings",
        label: displayName || variable || "Unnamed field",
        detail: credentialOf ? "Credential" : "Custom field",
        keywords: variable,
        Icon: FormInput,
        run: () => ways.focusField(["fields", index, "displayName"]),
      }),
    ),
    ...mappings.map(
      ({ id, displayName, variable, targetName }, index): PaletteItem => ({
        id: `mapping:${id}`,
        group: "Fields and mappings",
        label: displayName || targetName || "Unnamed mapping",
        detail: "Mapping field",
        keywords: `${variable} ${targetName}`,
        Icon: Shuffle,
        run: () => ways.focusField(["mappings", index, "displayName"]),
      }),
    ),
  ];
}

function variableItems(variables: readonly VariableRow[], ways: PaletteWays): PaletteItem[] {
  return variables.map(
    ({ name, uses, isPredefined, displayName }): PaletteItem => ({
      id: `variable:${name}`,
      group: "Variables",
      label: `$${name}`,
      detail: uses.length === 0 ? "Not used" : uses.length === 1 ? "1 use" : `${uses.length} uses`,
      keywords: `${displayName ?? ""} ${isPredefined ? "predefined" : ""} ${name.replaceAll("_", " ")}`,
      Icon: Braces,
      run: () => ways.openUses(name),
    }),
  );
}

function problemItems(findings: readonly Finding[], ways: PaletteWays): PaletteItem[] {
  return findings
    .filter(({ path, severity }) => path.length > 0 && severity !== "info")
    .map((finding, index): PaletteItem => {
      const isError = finding.severity === "error";
      return {
        id: `problem:${finding.rule}:${finding.path.join(".")}:${index}`,
        group: "Problems",
        label: finding.message,
        detail: finding.place,
        keywords: `${finding.rule} ${isError ? "error" : "warning"} problem`,
        Icon: isError ? CircleAlert : TriangleAlert,
        tone: isError ? "danger" : "warning",
        run: () => ways.focusField(finding.path),
      };
    });
}
