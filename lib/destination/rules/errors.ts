/** Rules about the error catalog (SPEC 9). */
import type { ErrorEntry } from "@/lib/destination/definition";
import { canonicalJson } from "@/lib/destination/endpoint-hash";
import type { NamedEndpoint } from "@/lib/destination/endpoints";
import { isSuccessStatus } from "@/lib/destination/error-catalog";
import type { DocumentPath } from "@/lib/destination/finding";
import { parseJson } from "@/lib/destination/json";
import type { Report, Rule, RuleSubject } from "@/lib/destination/rule";
import { readSubErrorCode } from "@/lib/destination/sub-error-code";

const errors: DocumentPath = ["endpoints", "addUsers", "errors"];
const first = (part: string): DocumentPath => [...errors, 0, part];

interface NamedEntry {
  entry: ErrorEntry;
  named: NamedEndpoint;
  path: DocumentPath;
  /** In words: “API key”, or "entry 2" where there is no reason yet. */
  label: string;
  index: number;
}

function entriesOf({ endpoints }: RuleSubject): NamedEntry[] {
  return endpoints.flatMap((named) =>
    named.endpoint.errors.map((entry, index) => ({
      entry,
      named,
      path: [...named.path, "errors", index],
      label: entry.failureReason.trim() ? `“${entry.failureReason.trim()}”` : `entry ${index + 1}`,
      index,
    })),
  );
}

const incomplete: Rule = {
  id: "LF070",
  severity: "error",
  title: "Error entry isn't complete",
  explanation: "An entry needs a failure reason, a status code, and a message that tells customers what to do.",
  bad: { text: "401 without a message", changes: [{ path: first("message"), value: "" }] },
  good: { text: "401: The token was not accepted.", changes: [] },
  check(subject) {
    return entriesOf(subject).flatMap(({ entry, path }) => {
      const missing: [string, string][] = [];
      if (entry.failureReason.trim() === "") missing.push(["failureReason", "a failure reason, such as API key"]);
      if (entry.status.trim() === "") missing.push(["status", "a status code, such as 401"]);
      if (entry.message.trim() === "") missing.push(["message", "a message that tells customers what to do"]);
      return missing.map(([part, what]): Report => ({ message: `Enter ${what}.`, path: [...path, part] }));
    });
  },
};

const statusPattern = /^(?:[1-5]\d\d|4xx|5xx|timeout|network|invalid_response)$/;

const status: Rule = {
  id: "LF071",
  severity: "error",
  title: "Status code",
  explanation: "A status is a number from 100 to 599, 4xx, 5xx, timeout, network or invalid_response.",
  bad: { text: "four hundred", changes: [{ path: first("status"), value: "four hundred" }] },
  good: { text: "4xx", changes: [{ path: first("status"), value: "401" }] },
  check(subject) {
    return entriesOf(subject).flatMap(({ entry, path }) => {
      const text = entry.status.trim();
      if (text === "" || statusPattern.test(text)) return [];
      const at = [...path, "status"];
      const lower = text.toLowerCase();
      const message = `“${text}” is no status. Use a number such as 401, or 4xx, 5xx, timeout, network or invalid_response.`;
      if (!statusPattern.test(lower)) return [{ message, path: at }];
      return [{ message, path: at, fix: { label: `Change to ${lower}`, type: "set", path: at, value: lower } }];
    });
  },
};

const subErrorCode: Rule = {
  id: "LF072",
  severity: "error",
  title: "Sub error code can't be read",
  explanation: "A sub error code is JSON that the response must contain, or plain words.",
  bad: { text: '{"code": 1000', changes: [{ path: first("subErrorCode"), value: '{"code": 1000' }] },
  good: { text: '{"code": 1000}', changes: [{ path: first("subErrorCode"), value: '{"code": 1000}' }] },
  check(subject) {
    return entriesOf(subject).flatMap(({ entry, path }) => {
      const text = entry.subErrorCode.trim();
      if (!/^[{["]/.test(text) || parseJson(text) !== undefined) return [];
      return [
        {
          message: "The sub error code begins like JSON, but can't be read. Check quotes, commas and brackets.",
          path: [...path, "subErrorCode"],
        },
      ];
    });
  },
};

const duplicate: Rule = {
  id: "LF073",
  severity: "warning",
  title: "Error entry twice",
  explanation: "Of two entries with the same status and sub error code only the first is ever used.",
  bad: { text: "401 and 401", changes: [{ path: [...errors, 1, "status"], value: "401" }] },
  good: { text: "401 and 429", changes: [] },
  check(subject) {
    const seen = new Map<string, string>();
    const all = entriesOf(subject);
    const statuses = all.map(({ entry, named }) => `${named.key} ${entry.status.trim().toLowerCase()}`);
    return all.flatMap(({ entry, path, label }, index) => {
      const own = statuses[index];
      // Codes are compared only where the statuses are the same.
      if (entry.status.trim() === "" || !statuses.some((other, at) => other === own && at !== index)) return [];
      const key = JSON.stringify([own, canonicalCode(entry)]);
      const earlier = seen.get(key);
      if (earlier === undefined) {
        seen.set(key, label);
        return [];
      }
      return [
        {
          message: `This entry is never used: ${earlier} has the same status and sub error code and comes first. Remove it, or tell the two apart.`,
          path,
        },
      ];
    });
  },
};

function canonicalCode({ subErrorCode: text }: ErrorEntry): string {
  return canonicalJson(JSON.parse(JSON.stringify(readSubErrorCode(text))));
}

const unreachable: Rule = {
  id: "LF074",
  severity: "warning",
  title: "Error entry that never matches",
  explanation:
    "A status that means success is told from a failure only by a sub error code, and failures without a response have no body to search.",
  bad: { text: "200 without a sub error code", changes: [{ path: first("status"), value: "200" }] },
  good: {
    text: '200 with {"success": false}',
    changes: [
      { path: first("status"), value: "200" },
      { path: first("subErrorCode"), value: '{"success": false}' },
    ],
  },
  check(subject) {
    return entriesOf(subject).flatMap(({ entry, named, path }) => {
      const text = entry.status.trim();
      const hasCode = entry.subErrorCode.trim() !== "";
      if (/^\d{3}$/.test(text) && isSuccessStatus(named.endpoint, Number(text)) && !hasCode) {
        return [
          {
            message: `This entry is never used, because ${text} means success here. Add a sub error code that tells the failure.`,
            path,
          },
        ];
      }
      if ((text === "timeout" || text === "network") && hasCode) {
        return [
          {
            message:
              "This entry is never used: without a response there is no body that could hold the sub error code. Empty the code.",
            path,
          },
        ];
      }
      return [];
    });
  },
};

const noAuthenticationError: Rule = {
  id: "LF075",
  severity: "warning",
  title: "No entry for 401",
  explanation: "A wrong or expired key is the most frequent failure of all. Tell customers what to do about it.",
  bad: { text: "No entry for 401", changes: [{ path: first("status"), value: "403" }] },
  good: { text: "401: The token was not accepted.", changes: [] },
  check({ endpoints, definition }) {
    return endpoints.flatMap(({ endpoint, path }) => {
      const { method } = endpoint.authentication ?? definition.authentication;
      if (endpoint.url.trim() === "" || method === "none" || describes(endpoint.errors, "401")) return [];
      return [
        {
          message: "There is no entry for 401, the answer to a wrong or expired key. Add one.",
          path: [...path, "errors"],
        },
      ];
    });
  },
};

const noRateLimitError: Rule = {
  id: "LF076",
  severity: "warning",
  title: "No entry for 429",
  explanation: "Sooner or later every partner answers that there were too many calls.",
  bad: { text: "No entry for 429", changes: [{ path: [...errors, 1, "status"], value: "403" }] },
  good: { text: "429: Too many calls.", changes: [] },
  check({ endpoints }) {
    return endpoints.flatMap(({ key, endpoint, path }) => {
      if (key === "testConnection" || endpoint.url.trim() === "" || describes(endpoint.errors, "429")) return [];
      return [
        {
          message: "There is no entry for 429, the answer to too many calls. Add one.",
          path: [...path, "errors"],
        },
      ];
    });
  },
};

function describes(entries: readonly ErrorEntry[], wanted: string): boolean {
  return entries.some(({ status: text }) => text.trim() === wanted || text.trim().toLowerCase() === "4xx");
}

const fixLink: Rule = {
  id: "LF077",
  severity: "error",
  title: "Link or field of an error entry",
  explanation: "“How to fix” leads to a web page, and the field to blame is one that customers are asked for.",
  bad: { text: "javascript:alert(1)", changes: [{ path: first("fixUrl"), value: "javascript:alert(1)" }] },
  good: {
    text: "https://docs.example.com/keys",
    changes: [{ path: first("fixUrl"), value: "https://docs.example.com/keys" }],
  },
  check(subject) {
    const declared = new Set(subject.declared.map(({ name }) => name));
    return entriesOf(subject).flatMap(({ entry, path }) => {
      const reports: Report[] = [];
      if (entry.fixUrl.trim() !== "" && !isWebAddress(entry.fixUrl.trim())) {
        reports.push({
          message: "The “how to fix” link must be a web address that begins with https://.",
          path: [...path, "fixUrl"],
        });
      }
      if (entry.field !== "" && !declared.has(entry.field)) {
        const at = [...path, "field"];
        reports.push({
          message: `No field declares $${entry.field}. Choose another field to check, or none.`,
          path: at,
          fix: { label: "Blame no field", type: "set", path: at, value: "" },
        });
      }
      return reports;
    });
  },
};

function isWebAddress(text: string): boolean {
  try {
    return /^https?:$/.test(new URL(text).protocol);
  } catch {
    return false;
  }
}

export const errorRules: readonly Rule[] = [
  incomplete,
  status,
  subErrorCode,
  duplicate,
  unreachable,
  noAuthenticationError,
  noRateLimitError,
  fixLink,
];
