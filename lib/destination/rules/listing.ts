/** Rules about connection info: what the catalog shows (SPEC 4). Findings are about no part of the document. */
import type { CheckContext, Rule } from "@/lib/destination/rule";

type ConnectionInfo = NonNullable<CheckContext["connectionInfo"]>;

const complete: ConnectionInfo = {
  displayName: "Example",
  summary: "Sends cohorts to Example.",
  fullDescription: "Example keeps lists of users.",
  hasLogo: true,
  hasCategory: true,
};

function listingRule(
  id: string,
  title: string,
  explanation: string,
  bad: Partial<ConnectionInfo>,
  judge: (info: ConnectionInfo) => string | undefined,
): Rule {
  return {
    id,
    severity: "error",
    title,
    explanation,
    bad: { text: title, changes: [], context: { connectionInfo: { ...complete, ...bad } } },
    good: { text: complete.displayName, changes: [], context: { connectionInfo: complete } },
    check({ context }) {
      const message = context.connectionInfo && judge(context.connectionInfo);
      return message ? [{ message, path: [] }] : [];
    },
  };
}

export const listingRules: readonly Rule[] = [
  listingRule(
    "LF080",
    "Display name",
    "The display name is what customers look for in the catalog.",
    { displayName: "" },
    ({ displayName }) => {
      const { length } = displayName.trim();
      if (length === 0) return "There is no display name. Enter one of 2 to 60 characters.";
      return length < 2 || length > 60 ? "The display name must have 2 to 60 characters." : undefined;
    },
  ),
  listingRule(
    "LF081",
    "Display name is taken",
    "Two tiles of the same name couldn't be told apart.",
    { isNameTaken: true },
    ({ isNameTaken, displayName }) =>
      isNameTaken
        ? `Another connection info is already called “${displayName}”. Choose another display name.`
        : undefined,
  ),
  listingRule("LF082", "Summary", "The summary stands on the tile.", { summary: " " }, ({ summary }) => {
    return summary.trim() === "" ? "There is no summary. Say in a sentence what customers get." : undefined;
  }),
  listingRule(
    "LF083",
    "Full description",
    "The full description is the page on which customers decide.",
    { fullDescription: "" },
    ({ fullDescription }) =>
      fullDescription.trim() === "" ? "There is no full description. Describe what it does and for whom." : undefined,
  ),
  listingRule(
    "LF084",
    "Integration logo",
    "A tile without a logo is hard to find.",
    { hasLogo: false },
    ({ hasLogo }) => {
      return hasLogo ? undefined : "There is no logo. Upload a square PNG.";
    },
  ),
  listingRule(
    "LF085",
    "Category",
    "Customers filter the catalog by category.",
    { hasCategory: false },
    ({ hasCategory }) => {
      return hasCategory ? undefined : "There is no category. Choose one.";
    },
  ),
];
