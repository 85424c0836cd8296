import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadSecrets, makeEncryptionKey } from "./secrets";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "landfall-secrets-"));
  vi.stubEnv("ENCRYPTION_KEY", "");
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true });
});

test("a new key takes the place of the one that seals; that one and all before it stay for opening", () => {
  const first = loadSecrets(directory);
  makeEncryptionKey(directory);
  const second = loadSecrets(directory);
  makeEncryptionKey(directory);
  const third = loadSecrets(directory);

  expect(first.ENCRYPTION_KEY_PREVIOUS).toBeUndefined();
  expect(second).toEqual({
    ...first,
    ENCRYPTION_KEY: second.ENCRYPTION_KEY,
    ENCRYPTION_KEY_PREVIOUS: first.ENCRYPTION_KEY,
  });
  expect(third.ENCRYPTION_KEY_PREVIOUS).toBe(`${second.ENCRYPTION_KEY},${first.ENCRYPTION_KEY}`);
  expect(new Set([first, second, third].map(({ ENCRYPTION_KEY }) => ENCRYPTION_KEY)).size).toBe(3);
  expect(Buffer.from(third.ENCRYPTION_KEY, "base64")).toHaveLength(32);
  expect(readdirSync(directory)).toEqual(["secrets.json"]);
  expect(statSync(join(directory, "secrets.json")).mode & 0o777).toBe(0o600);
});

test("where the key comes from the environment, the file is left alone", () => {
  loadSecrets(directory);
  const before = readFileSync(join(directory, "secrets.json"), "utf8");
  vi.stubEnv("ENCRYPTION_KEY", "x");
  expect(() => makeEncryptionKey(directory)).toThrow(/ENCRYPTION_KEY is set in the environment/);
  expect(readFileSync(join(directory, "secrets.json"), "utf8")).toBe(before);
});
