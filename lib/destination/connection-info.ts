/** The texts of connection info (SPEC 4), with their limits: for the API and for manifests. */
import { z } from "zod";

function isWebLink(text: string): boolean {
  return z.url({ protocol: /^https?$/ }).safeParse(text).success;
}

export const connectionInfoTexts = {
  displayName: z
    .string()
    .trim()
    .min(2, "Give a display name of at least 2 characters.")
    .max(60, "Shorten the display name to 60 characters at most."),
  summary: z.string().trim().max(160, "Shorten the summary to 160 characters at most."),
  fullDescription: z.string().max(5_000, "Shorten the full description to 5,000 characters at most."),
  documentation: z
    .string()
    .trim()
    .max(500)
    .refine(
      (text) => text === "" || isWebLink(text),
      "Give a full link that begins with https:// or http://, or leave this empty.",
    ),
  support: z
    .string()
    .trim()
    .max(500)
    .refine(
      (text) => text === "" || isWebLink(text) || z.email().safeParse(text).success,
      "Give an e-mail address such as support@example.com or a link that begins with https://.",
    ),
  versionLabel: z.string().trim().max(20, "Shorten the version label to 20 characters at most."),
};
