/** The errors this partner would give by itself, for a status that a fault script asks for. */

import { escapeHtml } from "./page";
import type { IdentifiedCall } from "./partner-operation";
import { errorReply, jsonReply, type Reply } from "./reply";

type Headers = [string, string][];

const errors: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ["bad_request", "The request is not as expected."],
  401: ["invalid_key", "This key does not open this workspace. It may have been revoked."],
  403: ["forbidden", "This key may not do this."],
  408: ["request_timeout", "The request took too long to arrive."],
  409: ["conflict", "Another request is changing the same thing. Try again."],
  410: ["gone", "This resource is gone for good."],
  413: ["batch_too_large", "The batch is too large. Send smaller ones."],
  422: ["invalid_body", "The body is not as expected."],
  423: ["locked", "The resource is locked. Try again later."],
  425: ["too_early", "Too early. Try again later."],
  429: ["rate_limited", "Too many requests. Slow down."],
  500: ["internal_error", "Something went wrong on our side."],
  501: ["not_implemented", "This is not offered yet."],
  503: ["unavailable", "The service is unavailable for a moment. Try again later."],
};

/** An error of this partner: in the shape of the API it stands for, an HTML page where a gateway would answer. */
export function faultError(
  { api, operation, listId }: IdentifiedCall,
  { status, code, message, headers = [] }: { status: number; code: string; message: string; headers?: Headers },
): Reply {
  if ((status === 502 || status === 504) && code === "" && message === "") return htmlErrorPage(status, headers);
  const [ownCode, ownMessage] = ownError(status, api, operation, listId);
  const challenge: Headers = status === 401 ? [["WWW-Authenticate", challengeOf(api)]] : [];
  const [chosenCode, chosenMessage] = [code || ownCode, message || ownMessage];
  return api === "token"
    ? tokenError(status, chosenCode, chosenMessage, [...challenge, ...headers])
    : errorReply(status, chosenCode, chosenMessage, { headers: [...challenge, ...headers] });
}

/** RFC 6749, 5.2: the token endpoint has an error shape of its own. */
export function tokenError(status: number, code: string, message: string, headers: Headers = []): Reply {
  return jsonReply(status, { error: code, error_description: message }, headers);
}

function challengeOf(api: IdentifiedCall["api"]): string {
  return api === "token" ? 'Basic realm="sandbox"' : 'Bearer realm="sandbox"';
}

function ownError(
  status: number,
  api: IdentifiedCall["api"],
  operation: IdentifiedCall["operation"],
  listId: string | undefined,
): readonly [string, string] {
  if (api === "token" && status === 401) return ["invalid_client", "The client is unknown, or its secret is wrong."];
  if (api === "token" && status < 500) return ["invalid_request", "The request is not as expected."];
  if (status === 404 && listId !== undefined) {
    return ["list_not_found", `There is no list ${listId.slice(0, 80)} in this workspace.`];
  }
  if (status === 404) return ["not_found", "There is no such resource."];
  if (status === 409 && operation === "create_list") return ["list_exists", "A list of this name exists already."];
  if (status === 409 && operation === "declare_property") return ["property_exists", "This property exists already."];
  return errors[status] ?? [`error_${status}`, "Something went wrong."];
}

const titles: Readonly<Record<number, string>> = {
  200: "Please stand by",
  502: "502 Bad Gateway",
  503: "503 Service Unavailable",
  504: "504 Gateway Timeout",
};

/** A page as a proxy in front of a partner sends it. */
export function htmlErrorPage(status: number, headers: Headers = []): Reply {
  const title = escapeHtml(titles[status] ?? `Error ${status}`);
  return {
    status,
    headers: [["Content-Type", "text/html; charset=utf-8"], ...headers],
    body: `<!DOCTYPE html>
<html lang="en">
<head><title>${title}</title></head>
<body>
<h1>${title}</h1>
<p>The gateway has no answer from the server behind it. Please try again in a few minutes.</p>
</body>
</html>
`,
  };
}
