/** Fault scripts to begin with: each plays one thing that partners really do. */
import { type FaultScript, type FaultScriptInput, faultScript } from "./fault-script";

export interface ReadyMadeScript {
  id: string;
  group: string;
  sentence: string;
  script: FaultScript;
}

type Rules = FaultScriptInput["rules"];

const batch = { operation: "any_batch" } as const;
const rateLimit = (retryAfter: "seconds" | "date" | "text", retryAfterValue: string) =>
  ({ type: "status", status: 429, retryAfter, retryAfterValue }) as const;

const groups: readonly (readonly [string, readonly (readonly [string, string, string, Rules])[]])[] = [
  [
    "Rate limits and outages",
    [
      [
        "rate_limited",
        "429 three times, then fine",
        "The first three batches are asked to come back in 2 seconds.",
        [{ calls: batch, times: 3, effect: rateLimit("seconds", "2") }],
      ],
      [
        "rate_limited_by_date",
        "429 with a date",
        "Two batches are asked to come back at a time of day, 5 seconds ahead.",
        [{ calls: batch, times: 2, effect: rateLimit("date", "5") }],
      ],
      [
        "odd_retry_after",
        "Retry-After that makes no sense",
        "Ten days, a time in the past, and a word, one after the other.",
        [
          { calls: batch, times: 1, effect: rateLimit("seconds", "864000") },
          { calls: batch, from: 2, times: 1, effect: rateLimit("seconds", "-5") },
          { calls: batch, from: 3, times: 1, effect: rateLimit("text", "soon") },
        ],
      ],
      [
        "second_batch_fails",
        "500 on the second batch",
        "The partner trips over one batch, and takes it when it comes again.",
        [{ calls: batch, from: 2, times: 1, effect: { type: "status", status: 500 } }],
      ],
      [
        "flapping",
        "Three in ten fail",
        "500, 502 and 503 by chance, the same ones each time the script is armed.",
        [
          { percent: 10, effect: { type: "status", status: 500 } },
          { percent: 11, effect: { type: "status", status: 502 } },
          { percent: 12.5, effect: { type: "status", status: 503 } },
        ],
      ],
      [
        "maintenance",
        "Down for maintenance",
        "Four calls see the page of a gateway with 502, then all is well.",
        [{ times: 4, effect: { type: "status", status: 502 } }],
      ],
    ],
  ],
  [
    "Refusals",
    [
      [
        "half_rejected",
        "Half of every batch rejected",
        "Every second item is refused by itself, in the way of its API.",
        [{ effect: { type: "reject_half" } }],
      ],
      [
        "list_gone",
        "The list is gone",
        "Before the second batch somebody deletes the list at the partner.",
        [{ calls: { api: "lists", operation: "any_batch" }, from: 2, times: 1, effect: { type: "list_gone" } }],
      ],
      [
        "key_revoked",
        "Key revoked in the middle",
        "From the third batch on, nothing is let in.",
        [{ calls: batch, from: 3, effect: { type: "status", status: 401 } }],
      ],
      [
        "token_expires",
        "The access token ends early",
        "One batch hears that its token has expired; a new token helps.",
        [{ calls: batch, from: 2, times: 1, effect: { type: "status", status: 401, code: "expired_token" } }],
      ],
      [
        "no_token",
        "No access token to be had",
        "The token endpoint fails twice.",
        [{ calls: { api: "token", operation: "issue_token" }, times: 2, effect: { type: "status", status: 503 } }],
      ],
      [
        "too_large",
        "413 above 100 items",
        "Batches of more than 100 are too large for this partner.",
        [{ calls: { ...batch, itemsAbove: 100 }, effect: { type: "status", status: 413 } }],
      ],
    ],
  ],
  [
    "Time and connection",
    [
      [
        "slow_then_dead",
        "Slow, then dead",
        "Two calls take 3 seconds each; after them nothing is answered at all.",
        [
          { times: 2, effect: { type: "slow", milliseconds: 3000 } },
          { from: 3, effect: { type: "hang" } },
        ],
      ],
      [
        "too_late",
        "Done, but too late",
        "The partner does what the first batch asks and answers after 40 seconds.",
        [{ calls: batch, times: 1, effect: { type: "slow", milliseconds: 40_000 } }],
      ],
      [
        "answer_lost",
        "The answer is lost",
        "The first batch takes effect, and the connection is gone before the answer.",
        [{ calls: batch, times: 1, takesEffect: true, effect: { type: "cut" } }],
      ],
      [
        "cut_in_body",
        "Cut in the middle of the answer",
        "Two answers end halfway.",
        [{ times: 2, effect: { type: "cut", at: "in_body" } }],
      ],
      [
        "reset",
        "Connection reset",
        "The first two calls are thrown out.",
        [{ times: 2, effect: { type: "cut", how: "reset" } }],
      ],
      [
        "drip",
        "One byte a second",
        "The first answer never stalls and never ends.",
        [{ times: 1, effect: { type: "drip", milliseconds: 1000 } }],
      ],
    ],
  ],
  [
    "Answers that mislead",
    [
      [
        "error_in_200",
        "200 with an error inside",
        "The status says it went well, and the body says it did not.",
        [{ calls: batch, times: 2, effect: { type: "error_body" } }],
      ],
      [
        "html_page",
        "A page instead of an answer",
        "Status 200 and the HTML of an error page, as a proxy in between sends it.",
        [{ times: 2, effect: { type: "html_page" } }],
      ],
      [
        "malformed_json",
        "JSON that ends too early",
        "Two answers are cut in their text, with the length to match.",
        [{ times: 2, effect: { type: "malformed_json" } }],
      ],
      [
        "empty_body",
        "Nothing in the answer",
        "Status 200 and no body at all, twice.",
        [{ times: 2, effect: { type: "empty_body" } }],
      ],
      [
        "content_type",
        "Wrong content type",
        "Right answers that call themselves plain text.",
        [{ effect: { type: "content_type" } }],
      ],
    ],
  ],
  [
    "Answers that attack",
    [
      ["huge", "10 MB answer", "The first answer does not want to end.", [{ times: 1, effect: { type: "huge" } }]],
      [
        "gzip_bomb",
        "An answer that unfolds",
        "A small gzip, which nobody asked for, unfolds to 50 MB.",
        [{ times: 1, effect: { type: "gzip", megabytes: 50 } }],
      ],
      [
        "redirect",
        "Redirected inside",
        "The answer points at an address that only the machine itself can reach.",
        [{ times: 1, effect: { type: "redirect", location: "http://169.254.169.254/latest/meta-data/" } }],
      ],
      [
        "echo",
        "The partner repeats the key",
        "The error repeats every header that was sent, Authorization too.",
        [{ times: 1, effect: { type: "echo" } }],
      ],
      [
        "odd_list_id",
        "A list ID that leads elsewhere",
        "The new list has an ID with slashes and dots.",
        [
          {
            calls: { operation: "create_list" },
            times: 1,
            effect: { type: "answer", status: 201, body: '{"list":{"id":"../../me","name":"Elsewhere","total":0}}' },
          },
        ],
      ],
      [
        "broken_http",
        "Broken HTTP",
        "A bad status line, a bad chunk, two lengths, then large and many headers.",
        [
          { times: 1, effect: { type: "broken_http", what: "status_line" } },
          { from: 2, times: 1, effect: { type: "broken_http", what: "chunk" } },
          { from: 3, times: 1, effect: { type: "broken_http", what: "two_lengths" } },
          { from: 4, times: 1, effect: { type: "broken_http", what: "large_headers" } },
          { from: 5, times: 1, effect: { type: "broken_http", what: "many_headers" } },
        ],
      ],
    ],
  ],
];

export const readyMadeScripts: readonly ReadyMadeScript[] = groups.flatMap(([group, scripts]) =>
  scripts.map(([id, name, sentence, rules]) => ({ id, group, sentence, script: faultScript.parse({ name, rules }) })),
);

export function findReadyMade(id: string): ReadyMadeScript | undefined {
  return readyMadeScripts.find((script) => script.id === id);
}
