/** The name by which several installations of one destination are told apart. */
const lengthMax = 60;

/** What is wrong with the name, for people; undefined where it will do. The browser and the server ask here. */
export function installationNameProblem(name: string): string | undefined {
  if (name.trim() === "") return "Give this installation a name, such as “Production”.";
  const length = [...name.trim()].length;
  if (length > lengthMax) return `Shorten the name to ${lengthMax} characters; it has ${length}.`;
  return undefined;
}
