/** What every API of the sandbox partner may answer besides what is its own. */
import type { ErrorEntry } from "@/lib/destination/definition";
import { type ErrorRow, errors } from "./list-destination";

/** The credentials a sandbox destination asks for, in the words of its setup modal. */
interface Credentials {
  failureReason: string;
  message: string;
  /** The variable of the field to blame. */
  field: string;
}

/** The error catalog of one call: a refused key, `own`, and what any partner may answer. */
export function sandboxErrors({ failureReason, message, field }: Credentials, ...own: ErrorRow[]): ErrorEntry[] {
  return errors(
    ["401", failureReason, message, "", { field }],
    ...own,
    ["429", "Rate limit", "The sandbox is busy. The sync slows down and goes on by itself."],
    ["5xx", "Sandbox unavailable", "The sandbox had a problem of its own. The sync tries again by itself."],
    ["timeout", "No answer", "The sandbox did not answer in time. The sync tries again by itself."],
  );
}
