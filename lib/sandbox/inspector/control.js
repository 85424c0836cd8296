// @ts-check
// What the page asks of the sandbox with the key of the workspace.
import { root, workspaceKey } from "./access.js";

/**
 * @typedef {{ path: string, message: string }} Issue
 * @typedef {{ ok: true, value: any } | { ok: false, message: string, issues: Issue[] }} Asked
 */

/**
 * @param {string} method @param {string} path @param {unknown} [body]
 * @returns {Promise<Asked>}
 */
export async function ask(method, path, body) {
  try {
    const response = await fetch(root + path, {
      method,
      headers: { "X-API-Key": workspaceKey(), ...(body !== undefined && { "Content-Type": "application/json" }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const value = await response.json();
    if (response.ok) return { ok: true, value };
    return { ok: false, message: value.error.message, issues: value.error.issues ?? [] };
  } catch {
    return { ok: false, message: "The sandbox did not answer. Nothing was changed.", issues: [] };
  }
}
