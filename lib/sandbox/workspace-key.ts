import { createHmac } from "node:crypto";

/** Good enough for a demo on one machine; a sandbox that others can reach sets `SANDBOX_SECRET`. */
export const defaultSandboxSecret = "landfall-sandbox-demo";

const workspacePattern = /^[a-z0-9_-]{1,100}$/;

/** Whether a text can name a workspace: lower-case letters, digits, hyphens and underscores, at most 100. */
export function isWorkspaceName(text: string): boolean {
  return workspacePattern.test(text);
}

/**
 * The bearer key of a workspace. It follows from the name and the secret, so that the sandbox keeps no accounts and
 * the demo can be filled in before the sandbox has ever run.
 */
export function workspaceKey(workspace: string, secret: string = defaultSandboxSecret): string {
  return `sandbox_key_${createHmac("sha256", secret).update(`workspace:${workspace}`).digest("hex").slice(0, 32)}`;
}
