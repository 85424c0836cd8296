/** A sandbox partner of a test file's own, on a free port, with as many workspaces as its tests ask for. */
import { afterAll, beforeAll } from "vitest";
import { type Sandbox, type SandboxOptions, startSandbox } from "@/lib/sandbox/server";
import { workspaceCredentials } from "@/lib/sandbox/workspace-key";

const secret = "test";

/** Starts the sandbox before the tests of the file and closes it after them. */
export function sandboxForTests(options: Pick<SandboxOptions, "limits" | "now"> = {}) {
  let sandbox: Sandbox | undefined;
  let workspaces = 0;
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, host: "127.0.0.1", secret, ...options });
  });
  afterAll(() => sandbox?.close());
  const url = (): string => sandbox?.url ?? "";

  /** A workspace nobody else uses; `call` sends its key and JSON unless told otherwise. */
  function aWorkspace() {
    workspaces += 1;
    const name = `team-${workspaces}`;
    const credentials = workspaceCredentials(name, secret);
    const root = `${url()}/w/${name}`;
    const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
      const response = await fetch(`${root}/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${credentials.key}`,
          ...(body !== undefined && { "content-type": "application/json" }),
          ...headers,
        },
        body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
      });
      return { status: response.status, headers: response.headers, body: await response.json() };
    };
    return { name, root, call, credentials };
  }

  return { url, aWorkspace };
}
