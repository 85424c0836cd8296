import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import * as templates from "@/lib/server/mail-templates";
import { mailChoicesPath } from "@/lib/server/news-mails";
import type { VersionEventName } from "@/lib/server/queue";
import * as account from "@/lib/server/services/account-messages";
import { messageFor } from "@/lib/server/services/version-messages";
import { sampleHappening, sampleMails, sampleVersion } from "./sample-mails";

const samples = Object.entries(sampleMails);
const events: readonly VersionEventName[] = [
  "submitted",
  "resubmitted",
  "approved",
  "changes_requested",
  "rejected",
  "withdrawn",
  "released",
  "deprecated",
  "assigned",
  "account_lent",
  "account_ended",
  "commented",
];
const sides = ["reviewer", "partner", "customer"] as const;
const messages = sides.flatMap((side) =>
  events.flatMap((event) => messageFor(side, event, sampleVersion, sampleHappening) ?? []),
);

test("of every mail there is a sample: none is sent that nobody has looked at", () => {
  const source = readFileSync(fileURLToPath(new URL("sample-mails.ts", import.meta.url)), "utf8");
  for (const name of Object.keys(templates)) expect(source).toContain(`templates.${name}(`);
  for (const name of Object.keys(account)) expect(source).toContain(`account.${name}(`);
  const subjects = samples.map(([, { subject }]) => subject);
  for (const { subject } of messages) expect(subjects).toContain(subject);
});

test("the first words of a subject say what happened, however long a name is", () => {
  const long = { ...sampleVersion, name: "N".repeat(68), partner: "P".repeat(80) };
  const before = messages.map(({ subject = "" }) => subject.slice(0, subject.indexOf(sampleVersion.name)));
  for (const words of before) expect(words.length).toBeGreaterThan(5);
  for (const side of sides) {
    for (const event of events) {
      const subject = messageFor(side, event, long, sampleHappening)?.subject;
      if (subject) expect(before.some((words) => subject.slice(0, 45).startsWith(words))).toBe(true);
    }
  }
});

test.each(samples)("%s reads well without a picture, a style or a script", (_, { subject, text, html }) => {
  expect(subject).not.toMatch(/[\r\n]|undefined/);
  expect(text).not.toMatch(/undefined|null|\n{3}|&[a-z]+;/);
  const addresses = html.matchAll(/\b(?:href|src|background)="([^"]*)"/g);
  for (const [, address] of addresses) expect(address).toMatch(/^http:\/\/localhost:3000\//);
  expect(html).not.toMatch(/<(?:img|link|script|form|iframe)\b|@import|url\(/);
});

test.each(samples)("a list of mails shows of %s what is new, and not our name", (_, { html }) => {
  const shown = html.slice(html.indexOf("<body")).replace(/<[^>]+>/g, " ");
  expect(shown.trim()).not.toMatch(/^(?:Landfall|Hello|\s*&)/);
});

test("news says why it comes and where that is chosen; mails about an account can't be turned off", () => {
  const canBeChosen = samples.filter(([, { text }]) => text.includes(`localhost:3000${mailChoicesPath}`));
  const always = ["verification", "password-reset", "password-changed", "already-registered", "invitation"];
  const names = canBeChosen.map(([name]) => name);
  expect(names).toContain("daily");
  for (const name of [...always, "role-changed", "removed"]) expect(names).not.toContain(name);
  expect(names).toHaveLength(samples.length - always.length - 2);
});

test("a name that is written from right to left keeps the number beside it in its place", () => {
  const mail = sampleMails["right-to-left"];
  expect(mail?.subject).toBe("2 comments on \u2068דואר אקמה\u2069 1.2");
  expect(mail?.html).toContain('<blockquote dir="rtl"');
});
