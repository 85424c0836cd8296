/** What becomes of a customer's request for a destination. */
export const requestStatuses = ["open", "planned", "available", "declined"] as const;
export type RequestStatus = (typeof requestStatuses)[number];

export const requestStatusTexts = {
  open: "Open",
  planned: "Planned",
  available: "Available",
  declined: "Declined",
} satisfies Record<RequestStatus, string>;

/** What the database holds as text; a word that we do not know is nobody's answer yet. */
export function parseRequestStatus(text: unknown): RequestStatus {
  return requestStatuses.find((status) => status === text) ?? "open";
}
