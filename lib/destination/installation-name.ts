/** The name by which several installations of one destination are told apart. */
import { english } from "./setup-words/english";
import type { SetupWords } from "./setup-words/setup-words";

const lengthMax = 60;

/** What is wrong with the name, for people; undefined where it will do. The browser and the server ask here. */
export function installationNameProblem(name: string, { problems }: SetupWords = english): string | undefined {
  if (name.trim() === "") return problems.nameMissing;
  const { length } = [...name.trim()];
  return length > lengthMax ? problems.nameTooLong(lengthMax, length) : undefined;
}
