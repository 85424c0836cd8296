/** Requests of administrators. Strict: a key that we don't know is refused (T6). */
import { z } from "zod";
import { platformRoles } from "./policy";
import { requestStatuses } from "./request-status";

export const reviewTargetDays = z
  .number("Enter a number of business days.")
  .int("Enter a whole number of business days.")
  .min(1, "Enter at least one business day.")
  .max(60, "Enter at most 60 business days.");

/** A page of a list. */
export const listQuery = z.strictObject({
  search: z.string().trim().max(200).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
export const peopleQuery = listQuery.extend({ role: z.enum(platformRoles).optional() });
export const requestsQuery = listQuery.extend({ status: z.enum(requestStatuses).optional() });
export const outboxStatuses = ["pending", "sent", "kept", "failed"] as const;
export type OutboxStatus = (typeof outboxStatuses)[number];
export const outboxQuery = listQuery.extend({ status: z.enum(outboxStatuses).optional() });

export const settingsBody = z.strictObject({ reviewTargetDays });
export type SettingsBody = z.infer<typeof settingsBody>;

export const platformRoleBody = z.strictObject({
  platformRole: z.enum(platformRoles, "Choose none, reviewer or admin."),
});

export const requestAnswerBody = z.strictObject({
  status: z.enum(requestStatuses, "Choose open, planned, available or declined."),
  answer: z.string().trim().max(500, "Use at most 500 characters for the answer.").default(""),
});
export type RequestAnswerBody = z.infer<typeof requestAnswerBody>;

const day = z.iso.date("Enter a day such as 2026-05-04.");
const auditFilterFields = {
  /** Part of a person's name, or their ID. */
  actor: z.string().trim().max(200),
  /** The beginning of an action, such as `version.` or all of it. */
  action: z.string().trim().max(100),
  /** An organization's ID. */
  organization: z.string().max(64),
  /** The ID of the row that changed. */
  subject: z.string().trim().max(200),
  /** First and last day, in UTC, both included. */
  from: day,
  until: day,
};

export const auditQuery = z
  .strictObject(auditFilterFields)
  .partial()
  .extend({
    /** Only entries older than the one with this ID: the next page. */
    before: z
      .string()
      .regex(/^\d{1,18}$/, "Use the ID of an entry.")
      .optional(),
  });
export type AuditQuery = z.infer<typeof auditQuery>;

export const auditExportFormats = ["csv", "ndjson"] as const;
export type AuditExportFormat = (typeof auditExportFormats)[number];
export const auditExportQuery = z
  .strictObject(auditFilterFields)
  .partial()
  .extend({ format: z.enum(auditExportFormats, "Choose csv or ndjson.") });
