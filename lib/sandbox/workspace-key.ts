import { createHmac } from "node:crypto";

/** Good enough for a demo on one machine; a sandbox that others can reach sets `SANDBOX_SECRET`. */
export const defaultSandboxSecret = "landfall-sandbox-demo";

const workspacePattern = /^[a-z0-9_-]{1,100}$/;

/** Whether a text can name a workspace: lower-case letters, digits, hyphens and underscores, at most 100. */
export function isWorkspaceName(text: string): boolean {
  return workspacePattern.test(text);
}

/**
 * What opens a workspace. It all follows from the name and the sandbox's secret, so that the sandbox keeps no accounts
 * and the demo can be filled in before the sandbox has ever run.
 */
export interface WorkspaceCredentials {
  /** The bearer token, the value of `X-API-Key`, and the user name of Basic. */
  key: string;
  /** The password of Basic, and the client secret of OAuth 2. */
  secret: string;
  /** The client ID of OAuth 2. */
  clientId: string;
}

export function workspaceCredentials(workspace: string, secret: string = defaultSandboxSecret): WorkspaceCredentials {
  return {
    key: workspaceKey(workspace, secret),
    secret: `sandbox_secret_${derive(`secret:${workspace}`, secret)}`,
    clientId: `sandbox_client_${derive(`client:${workspace}`, secret).slice(0, 12)}`,
  };
}

/** The key of a workspace by itself. */
export function workspaceKey(workspace: string, secret: string = defaultSandboxSecret): string {
  return `sandbox_key_${derive(`workspace:${workspace}`, secret)}`;
}

function derive(text: string, secret: string): string {
  return createHmac("sha256", secret).update(text).digest("hex").slice(0, 32);
}
