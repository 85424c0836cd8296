/** What people are told of, and how they may want to be mailed about it. In the app they are always told. */

export const notificationKinds = ["review", "comment", "installation", "organization"] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** The kinds of news that can concern somebody: reviews are for those who build and those who review. */
export function kindsFor({
  isBuilder,
  platformRole,
}: {
  isBuilder: boolean;
  platformRole: string;
}): NotificationKind[] {
  const isInReviews = isBuilder || platformRole !== "none";
  return notificationKinds.filter((kind) => isInReviews || (kind !== "review" && kind !== "comment"));
}

/** `daily`: collected, and mailed once a day. */
export const mailChoices = ["at_once", "daily", "never"] as const;
export type MailChoice = (typeof mailChoices)[number];

/** Somebody who has chosen nothing is mailed at once. */
export const defaultMailChoice: MailChoice = "at_once";

export const notificationKindTexts = {
  review: {
    title: "Submissions and decisions",
    description:
      "A version is submitted, withdrawn, assigned, approved, sent back, rejected, released or deprecated, or its test account changes.",
  },
  comment: {
    title: "Comments",
    description: "Somebody comments on a version. Several comments within some minutes come as one mail.",
  },
  installation: {
    title: "Installed destinations",
    description:
      "What your organization has installed gets a new version or is deprecated, or a destination that you asked for is planned.",
  },
  organization: {
    title: "Your organization",
    description: "Somebody joins, building destinations is enabled, or your role on the platform changes.",
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
