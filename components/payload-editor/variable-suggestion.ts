/** One row of the list that opens on `$`. */
export interface VariableSuggestion {
  /** Without the dollar. */
  name: string;
  /** Where it comes from, in words: "Custom field", "Mapping field", "Pre-defined". */
  source: string;
  description: string;
  /** The current test value, masked when secret. */
  value?: string;
}
