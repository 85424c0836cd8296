/** What people are told of, and how they may want to be mailed about it. In the app they are always told. */

export const notificationKinds = ["review", "comment", "installation", "organization"] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** `daily`: collected, and mailed once a day. */
export const mailChoices = ["at_once", "daily", "never"] as const;
export type MailChoice = (typeof mailChoices)[number];

/** Somebody who has chosen nothing is mailed at once. */
export const defaultMailChoice: MailChoice = "at_once";

export const notificationKindTexts = {
  review: {
    title: "Submissions and decisions",
    description: "A version is submitted, withdrawn, assigned, approved, sent back, rejected, released or deprecated.",
  },
  comment: {
    title: "Comments",
    description: "Somebody comments on a version. Several comments within a quarter of an hour come as one mail.",
  },
  installation: {
    title: "Installed destinations",
    description: "A destination that your organization has installed gets a new version, or a version is deprecated.",
  },
  organization: {
    title: "Your organization",
    description: "Somebody joins, or building destinations is enabled.",
  },
} satisfies Record<NotificationKind, { title: string; description: string }>;

export const mailChoiceTexts = {
  at_once: "At once",
  daily: "Once a day",
  never: "Never",
} satisfies Record<MailChoice, string>;

/** What the database holds as text; undefined for a word that we do not know. */
export function parseNotificationKind(text: unknown): NotificationKind | undefined {
  return notificationKinds.find((kind) => kind === text);
}

export function parseMailChoice(text: unknown): MailChoice {
  return mailChoices.find((choice) => choice === text) ?? defaultMailChoice;
}
