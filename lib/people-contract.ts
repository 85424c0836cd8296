/** Requests about people: accounts, organizations, invitations, projects. Strict: a key that we don't know is refused (T6). */
import { z } from "zod";
import { mailChoices, notificationKinds } from "./notification-kinds";
import { organizationRoles } from "./policy";

export const passwordLength = { min: 12, max: 128 } as const;

/** One line of plain text: no control characters, which would break mail headers and logs. */
function line(noun: string, min: number, max: number) {
  return z
    .string()
    .trim()
    .min(min, min === 1 ? `Enter ${noun}.` : `Use at least ${min} characters for ${noun}.`)
    .max(max, `Use at most ${max} characters for ${noun}.`)
    .regex(/^[^\p{Cc}]*$/u, `Remove line breaks and control characters from ${noun}.`);
}

const personName = line("your name", 1, 80);
const organizationName = line("the organization's name", 2, 60);
const projectName = line("the project's name", 1, 60);
const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "An e-mail address has at most 254 characters.")
  .pipe(z.email("Enter an e-mail address such as you@company.com."));
export const newPassword = z
  .string()
  .min(passwordLength.min, `Use at least ${passwordLength.min} characters.`)
  .max(passwordLength.max, `Use at most ${passwordLength.max} characters.`);

export const signUpBody = z.strictObject({
  name: personName,
  email,
  password: newPassword,
  /** Left out by somebody who registers to accept an invitation. */
  organizationName: organizationName.optional(),
});

export const demoSignInBody = z.strictObject({ demo: z.string().max(40) });
export const switchOrganizationBody = z.strictObject({ organizationId: z.string().min(1).max(64) });
export const accountBody = z.strictObject({ name: personName });

export const organizationBody = z.strictObject({ name: organizationName });
export const organizationRole = z.enum(organizationRoles, "Choose owner or member.");
export const memberRoleBody = z.strictObject({ role: organizationRole });
export const invitationBody = z.strictObject({ email, role: organizationRole });
export type InvitationBody = z.infer<typeof invitationBody>;

export const portalBody = z.strictObject({ portalEnabled: z.boolean() });

export const categoryBody = z.strictObject({ name: line("the category's name", 2, 40) });
export const categoryChangeBody = z
  .strictObject({
    name: categoryBody.shape.name.optional(),
    isArchived: z.boolean().optional(),
    /** Where it stands in the list, from 0. */
    position: z.number().int().min(0).max(999).optional(),
  })
  .refine((body) => Object.keys(body).length > 0, "Say what to change: name, position or isArchived.");
export type CategoryChangeBody = z.infer<typeof categoryChangeBody>;

export const projectBody = z.strictObject({ name: projectName });

export const userPropertyTypes = ["string", "number", "boolean"] as const;
export const userPropertyBody = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, "Enter the property's name.")
    .max(64, "Use at most 64 characters for the property's name.")
    .regex(/^[A-Za-z_][A-Za-z0-9_.-]*$/, "Begin with a letter and use letters, digits, _ . and - only, as in user_id."),
  type: z.enum(userPropertyTypes, "Choose string, number or boolean."),
  example: z.string().trim().max(200, "Use at most 200 characters for the example.").default(""),
});
export type UserPropertyBody = z.infer<typeof userPropertyBody>;

export const notificationsQuery = z.strictObject({
  kind: z.enum(notificationKinds).optional(),
  /** `1`: only what is unread. */
  unread: z.enum(["0", "1"]).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});

export const readNotificationsBody = z.strictObject({
  /** Left out: all of them. */
  ids: z.array(z.uuid()).max(200).optional(),
  /** Of this kind only. */
  kind: z.enum(notificationKinds).optional(),
});
export const unreadNotificationsBody = z.strictObject({ ids: z.array(z.uuid()).min(1).max(200) });

const mailChoice = z.enum(mailChoices, "Choose at once, once a day or never.").optional();
/** What is left out stays. */
export const mailChoicesBody = z.strictObject({
  review: mailChoice,
  comment: mailChoice,
  installation: mailChoice,
  organization: mailChoice,
} satisfies Record<(typeof notificationKinds)[number], typeof mailChoice>);
export type MailChoicesBody = z.infer<typeof mailChoicesBody>;

export const idParam = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
export const uuidParam = z.uuid();
