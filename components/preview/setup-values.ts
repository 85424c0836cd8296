/** What somebody answers in a setup modal: the shape, and what is wrong with it. */
import type { DestinationDefinition } from "@/lib/destination/definition";
import { installationNameProblem } from "@/lib/destination/installation-name";
import type { ActionAnswer } from "@/lib/destination/request-values";
import { type SettingsProblem, validateActions, validateSettings } from "@/lib/destination/settings";
import { setupWordsIn } from "@/lib/destination/setup-words/setup-words-in";

export interface SetupValues {
  /** The name of the installation, so that several of one destination can be told apart. */
  name: string;
  /** Variable → answer; what was never touched is absent and means the default. */
  settings: Record<string, string>;
  /** Mapping variable → user property, or path of the event. */
  mappings: Record<string, string>;
  /** Action ID → whether it is on, and what narrows it; what was never touched is absent. */
  actions: Record<string, ActionAnswer>;
}

export interface ProjectProperty {
  name: string;
  type: string;
  example: string;
}

/** Something wrong with one row of the setup modal. `rowId` is the row's place: see the functions below. */
export interface SetupProblem {
  rowId: string;
  message: string;
}

export const emptySetupValues: SetupValues = { name: "", settings: {}, mappings: {}, actions: {} };

export const nameRowId = "name";
export const fieldRowId = (variable: string): string => `field-${variable}`;
export const mappingRowId = (variable: string): string => `mapping-${variable}`;
export const actionRowId = (actionId: string): string => `action-${actionId}`;

/** The element that takes the focus for a row of the setup modal with this id prefix. */
export const setupElementId = (idPrefix: string, rowId: string): string => `${idPrefix}-${rowId}`;

/** Everything wrong with the answers, in the order of the rows. The same rules apply in preview, test and catalog. */
export function setupProblems(
  definition: DestinationDefinition,
  values: SetupValues,
  options: {
    asked: "all" | "installation";
    properties?: readonly ProjectProperty[];
    /** IDs of the fields whose secrets are stored. */
    storedSecrets?: ReadonlySet<string>;
    /** The language that the form is read in; English where nothing is said. */
    language?: string;
  },
): SetupProblem[] {
  const words = setupWordsIn(options.language ?? "en");
  const problems = validateSettings(definition, values.settings, values.mappings, {
    asked: options.asked,
    properties: options.properties?.map(({ name }) => name),
    ...(options.storedSecrets && { storedSecrets: options.storedSecrets }),
    words,
  });
  const name = installationNameProblem(values.name, words);
  return [
    ...(name ? [{ rowId: nameRowId, message: name }] : []),
    ...problems.map(({ source, variable, message }: SettingsProblem) => ({
      rowId: source === "field" ? fieldRowId(variable) : mappingRowId(variable),
      message,
    })),
    ...validateActions(definition, values.actions, words).map(({ actionId, message }) => ({
      rowId: actionRowId(actionId),
      message,
    })),
  ];
}
