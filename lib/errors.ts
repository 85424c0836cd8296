/** The closed list of refusals, and the HTTP status of each. */
export const refusalStatus = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  illegal_transition: 409,
  stale_revision: 409,
  conflict: 409,
  too_large: 413,
  not_ready: 422,
  rate_limited: 429,
  unavailable: 503,
} as const;
export type RefusalCode = keyof typeof refusalStatus;

/** Something wrong with one part of an input: where, and what to do about it. */
export interface InputIssue {
  /** Path in the request body, such as `definition.fields.0.variable`. */
  path: string;
  message: string;
}

/** What goes with a refusal: parts of the input, or anything the client needs to recover. */
export interface RefusalDetails {
  issues?: InputIssue[];
  findings?: unknown[];
  /** With `stale_revision`: what the server holds. */
  theirs?: unknown;
  retryAfterSeconds?: number;
}

/** We will not do that. The one expected thing that is thrown; `route()` turns it into problem+json. */
export class AppError extends Error {
  readonly code: RefusalCode;
  readonly details: RefusalDetails;

  constructor(code: RefusalCode, message: string, details: RefusalDetails = {}) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return refusalStatus[this.code];
  }
}
