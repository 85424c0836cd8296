import { expect, test } from "vitest";
import { parseEnv } from "./env";

const right = {
  DATABASE_URL: "postgresql://somebody@db.example/landfall",
  AUTH_SECRET: "s".repeat(32),
  ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
};

test.each([
  ["smtp://user:pass@mail.example.com:587", "Landfall <no-reply@example.com>"],
  ["smtps://mail.example.com", "no-reply@example.com"],
])("mail is set up by %j from %j", (SMTP_URL, MAIL_FROM) => {
  expect(parseEnv({ ...right, SMTP_URL, MAIL_FROM })).toMatchObject({ SMTP_URL, MAIL_FROM });
});

test("left empty, both have what is used without them", () => {
  const { SMTP_URL, MAIL_FROM } = parseEnv({ ...right, SMTP_URL: "", MAIL_FROM: "" });
  expect({ SMTP_URL, MAIL_FROM }).toEqual({ SMTP_URL: undefined, MAIL_FROM: "Landfall <no-reply@localhost>" });
});

test.each([
  ["SMTP_URL", "post.example.org:587"],
  ["SMTP_URL", "https://post.example.org"],
  ["SMTP_URL", "smtp://user:pa ss@:99999"],
  ["MAIL_FROM", "Portal"],
  ["MAIL_FROM", "a@example.com, b@example.com"],
  ["MAIL_FROM", "Landfall <no-reply@example.com>\r\nBcc: all@example.com"],
])("a start with %s=%j is refused by the name of the variable, without its value", (name, value) => {
  expect(() => parseEnv({ ...right, [name]: value })).toThrow(`${name}: must be`);
  expect(() => parseEnv({ ...right, [name]: value })).not.toThrow(value);
});
