/** The sandbox partner as its own people see it: a workspace of the test's, its credentials, and what its API answers. */
import { type APIRequestContext, expect } from "@playwright/test";
import { type WorkspaceCredentials, workspaceCredentials } from "@/lib/sandbox/workspace-key";

export interface SandboxWorkspace extends WorkspaceCredentials {
  /** The address of the workspace, to which `/v1/…` and `/oauth/token` belong. */
  url: string;
  /** Asks `/v1/…` of the workspace, past the portal. */
  get: (path: string) => Promise<unknown>;
  put: (path: string, body: object) => Promise<unknown>;
}

/** A workspace needs no making: whoever names it has it. */
export function sandboxWorkspace(request: APIRequestContext, name: string): SandboxWorkspace {
  const url = `${process.env.SANDBOX_URL}/w/${name}`;
  const credentials = workspaceCredentials(name, process.env.SANDBOX_SECRET);
  const headers = { authorization: `Bearer ${credentials.key}` };
  const ask = async (method: "GET" | "PUT", path: string, data?: object) => {
    const answer = await request.fetch(`${url}/v1${path}`, { method, headers, data });
    expect(answer.ok(), `${method} ${path}: ${answer.status()}`).toBe(true);
    return answer.json();
  };
  return {
    ...credentials,
    url,
    get: (path) => ask("GET", path),
    put: (path, body) => ask("PUT", path, body),
  };
}
