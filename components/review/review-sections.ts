/** The parts of the review page, in their order. */
export const reviewSectionNames = {
  overview: "Overview",
  changes: "What changed",
  checks: "Checks",
  listing: "Listing",
  destination: "Destination",
  setup: "Setup",
  calls: "Calls",
  comments: "Comments",
  decision: "Decision",
} as const;
export type ReviewSectionName = keyof typeof reviewSectionNames;

/** The element of a part; with a prefix, so that it isn't mistaken for a section of the builder. */
export const reviewSectionId = (name: ReviewSectionName): string => `review-${name}`;
