import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { toManifest } from "@/lib/destination/manifest/manifest";
import { manifestToYaml } from "@/lib/destination/manifest/manifest-text";
import { sampleDefinition } from "@/lib/testing/definitions";

const folder = mkdtempSync(join(tmpdir(), "landfall-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const manifest = manifestToYaml(toManifest({ definition: sampleDefinition() }));
writeFileSync(join(folder, "good.yaml"), manifest);
writeFileSync(join(folder, "bad.yaml"), manifest.replace("$workspace", "$worksapce"));

/** Starts the program the way scripts/launch.mjs does; paths are meant from the folder npm was called in. */
function landfall(parameters: string[], stdin = "") {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "--conditions=react-server", join("scripts", "landfall.ts"), ...parameters],
    { encoding: "utf8", input: stdin, env: { ...process.env, INIT_CWD: folder } },
  );
  return { status, stdout, stderr };
}

test("the program reads files from the caller's folder and prints nothing but its answer", () => {
  const { status, stdout, stderr } = landfall(["validate", "good.yaml"]);
  expect([status, stderr]).toEqual([0, ""]);
  expect(JSON.parse(stdout)).toMatchObject({ ok: true });
});

test("its exit codes are those of the manual", () => {
  expect(landfall(["validate", "bad.yaml"]).status).toBe(1);
  expect(landfall(["validate", "missing.yaml"]).status).toBe(2);
  expect(landfall(["validate", "."])).toMatchObject({ status: 2, stdout: expect.stringContaining("this is a folder") });
  expect(landfall([])).toMatchObject({ status: 64, stdout: "", stderr: expect.stringContaining("Usage:") });
});

test("it reads standard input, and a pipe gets all of a long answer", () => {
  const users = Array.from({ length: 5_000 }, (_, index) => ({
    operation: "add",
    properties: { user_id: `user-${index}` },
  }));
  const values = { bearer_token: "t0ken", workspace: "acme" };
  const input = { endpoint: "addUsers", values, cohort: { id: "c", name: "n" }, listId: "l", users };
  const { status, stdout } = landfall(["render", "good.yaml", "--input", "-"], JSON.stringify(input));
  expect(status).toBe(0);
  expect(stdout.length).toBeGreaterThan(400_000);
  expect(JSON.parse(stdout)).toMatchObject({ ok: true });
});
