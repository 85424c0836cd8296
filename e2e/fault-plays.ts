/** What becomes of each ready-made fault script in the test bench: every call with its classification, message and retry. */

/** One call: its badge, its verdict, what customers read, and what a delivery would do, as on the screen; … is any text. */
export interface PlayedCall {
  status: string;
  verdict: string;
  message?: string;
  next: string;
}

/** One press of Test endpoint, which goes on as a delivery would. */
export interface PlayedTest {
  endpoint: "List creation" | "Add users";
  calls: readonly PlayedCall[];
  end: string;
  /** What else stands in the result of the last call. */
  result?: readonly string[];
  /** Cancelled by hand while the call after these is under way. */
  isCancelled?: boolean;
}

export interface Play {
  /** `quick` ones share a page; the others have one of their own, where the partner lets them wait or asks for a token. */
  group: "quick" | "slow" | "token";
  users?: "300 users";
  tests: readonly PlayedTest[];
  /** What the card of expected and actual says in the end. */
  held?: readonly string[];
}

const fine: PlayedCall = { status: "200 OK", verdict: "Success", next: "Goes on: the batch is delivered." };
const made: PlayedCall = { status: "201 Created", verdict: "Success", next: "Goes on with the first batch." };
const madeAnew: PlayedCall = { ...made, verdict: "List creation: Success" };
const rateLimit = (next: string): PlayedCall => ({
  status: "429 Too Many Requests",
  verdict: "Failure: Rate limit",
  message: "The sandbox is busy. The sync slows down and goes on by itself.",
  next,
});
export const down = (status: string, next: string): PlayedCall => ({
  status,
  verdict: "Failure: Sandbox unavailable",
  message: "The sandbox had a problem of its own. The sync tries again by itself.",
  next,
});
const late = (next: string): PlayedCall => ({
  status: "Timed out",
  verdict: "Failure: No answer",
  message: "The sandbox did not answer in time. The sync tries again by itself.",
  next,
});
const noToken = (next: string): PlayedCall => ({ status: "Not sent", verdict: "No access token", next });
const undescribed = (status: string, message: string, next: string): PlayedCall => ({
  status,
  verdict: "Failure, not in the error catalog",
  message: `${message}… The partner has not described this error.`,
  next,
});
const lost = (where: string, next: string) => undescribed("Connection failed", `closed the connection ${where}.`, next);
const gone: PlayedCall = {
  status: "404 Not Found",
  verdict: "Failure: List not found",
  message: "The list was deleted in the sandbox. It is made again with the next full sync.",
  next: "Recreates the list and sends everybody again.",
};

const first = "Retry after 1 s, up to 8 times.";
const second = "Retry after 2 s, up to 7 more times.";
const third = "Retry after 4 s, up to 6 more times. Here after 2 s.";
const fourth = "Retry after 8 s, up to 5 more times. Here after 2 s.";
const givenUp = "Gives the batch up: the users are rejected.";
const ended = "Ends the run: without the list nobody can be sent.";

export const create: PlayedTest = { endpoint: "List creation", calls: [made], end: "Done with the first call." };
export const add: PlayedTest = { endpoint: "Add users", calls: [fine], end: "Done with the first call." };
const fails = (call: PlayedCall, result: readonly string[] = []): PlayedTest => ({
  endpoint: call.next === ended ? "List creation" : "Add users",
  calls: [call],
  end: "Failed with the first call.",
  result,
});
export const comesThrough = (...calls: PlayedCall[]): PlayedTest => ({
  ...add,
  calls: [...calls, fine],
  end: `Done with call ${calls.length + 1}.`,
});

/** By the ID of the script. Chance decides in `flapping`, so a test of its own plays that one. */
export const plays: Record<string, Play> = {
  rate_limited: {
    group: "quick",
    tests: [
      comesThrough(
        rateLimit("Retry after 2 s (Retry-After), up to 8 times."),
        rateLimit("Retry after 2 s (Retry-After), up to 7 more times."),
        rateLimit(third),
      ),
    ],
  },
  rate_limited_by_date: {
    group: "quick",
    // Dates know whole seconds only: five seconds ahead are a little less.
    tests: [
      comesThrough(
        rateLimit("(Retry-After), up to 8 times. Here after 2 s."),
        rateLimit("(Retry-After), up to 7 more times. Here after 2 s."),
      ),
    ],
  },
  odd_retry_after: {
    group: "quick",
    tests: [
      comesThrough(
        rateLimit("Retry after 1 h (Retry-After), up to 8 times. Here after 2 s."),
        rateLimit(second),
        rateLimit(third),
      ),
    ],
  },
  second_batch_fails: { group: "quick", tests: [add, comesThrough(down("500 Internal Server Error", first))] },
  maintenance: {
    group: "quick",
    tests: [comesThrough(...[first, second, third, fourth].map((next) => down("502 Bad Gateway", next)))],
  },
  half_rejected: {
    group: "quick",
    tests: [
      create,
      {
        ...add,
        calls: [
          {
            status: "200 OK",
            verdict: "Partly accepted",
            message: "2 of 4 users were accepted, 2 were rejected.",
            next: "Goes on: the 2 rejected users are not sent again.",
          },
        ],
        result: ["A run with anybody rejected counts as partial, never as succeeded."],
      },
    ],
    held: ["4 expected · 2 there · 2 missing", "2 in a call that was taken in part, as its answer said."],
  },
  list_gone: {
    group: "quick",
    tests: [add, comesThrough(gone, madeAnew)],
    held: ["4 expected · 4 there", "As expected"],
  },
  key_revoked: {
    group: "quick",
    tests: [
      add,
      add,
      fails(
        {
          status: "401 Unauthorized",
          verdict: "Failure: API key",
          message: "The bearer token was not accepted. Copy it again from the sandbox's start page.",
          next: "Pauses the sync: credentials refused.",
        },
        ["Every further call would be refused too.", "Field to correct: $bearer_token"],
      ),
    ],
  },
  token_expires: {
    group: "token",
    tests: [create, add, { ...add, result: ["so a new one was obtained and the call made again"] }],
  },
  no_token: {
    group: "token",
    tests: [{ ...create, calls: [noToken(first), noToken(second), made], end: "Done with call 3." }],
  },
  too_large: {
    group: "quick",
    users: "300 users",
    tests: [
      fails({
        status: "413 Content Too Large",
        verdict: "Failure: Batch too large",
        message: "The sandbox takes at most 1,000 members in one call.",
        next: givenUp,
      }),
    ],
  },
  slow_then_dead: {
    group: "slow",
    tests: [create, add, { ...add, calls: [late(first)], end: "Stopped after one call.", isCancelled: true }],
  },
  too_late: { group: "slow", tests: [create, comesThrough(late(first))], held: ["4 expected · 4 there"] },
  answer_lost: {
    group: "quick",
    tests: [create, comesThrough(lost("before it answered", first))],
    held: ["4 expected · 4 there", "As expected"],
  },
  cut_in_body: {
    group: "quick",
    tests: [comesThrough(lost("in the middle of its answer", first), lost("in the middle of its answer", second))],
  },
  reset: {
    group: "quick",
    tests: [comesThrough(lost("before it answered", first), lost("before it answered", second))],
  },
  drip: { group: "slow", tests: [{ ...create, calls: [late(first), made], end: "Done with call 2." }] },
  error_in_200: {
    group: "quick",
    // The catalog of the example says nothing of it: what nobody notices is found at the partner.
    tests: [create, add],
    held: ["4 expected · 0 there · 4 missing", "4 would go unnoticed: the answer was taken for a success."],
  },
  html_page: {
    group: "quick",
    tests: [fails(undescribed("200 OK", "isn't JSON", givenUp), ["An HTML page instead of JSON"])],
  },
  malformed_json: {
    group: "quick",
    tests: [fails(undescribed("200 OK", "isn't JSON", givenUp), ["The body is not valid JSON"])],
  },
  empty_body: {
    group: "quick",
    tests: [
      fails(undescribed("200 OK", "The response has no body, so there is no list ID in it.", ended), [
        "The response has no body.",
      ]),
    ],
  },
  content_type: { group: "quick", tests: [{ ...add, result: ["text/plain"] }] },
  huge: {
    group: "quick",
    tests: [
      fails(undescribed("201 Created", "The response is longer than we read, so the list ID", ended), [
        "Only the beginning is kept.",
      ]),
    ],
  },
  gzip_bomb: {
    group: "quick",
    tests: [fails(undescribed("201 Created", "The response isn't JSON", ended), ["Compressed answer (gzip)"])],
  },
  redirect: {
    group: "quick",
    tests: [fails(undescribed("302 Found", "Redirects are never followed", givenUp), ["Redirect not followed"])],
  },
  echo: {
    group: "quick",
    tests: [fails(undescribed("400 Bad Request", "The partner answered with status 400.", givenUp))],
  },
  odd_list_id: {
    group: "quick",
    tests: [{ ...create, result: ["../../me"] }, comesThrough(gone, madeAnew)],
  },
  broken_http: {
    group: "quick",
    tests: [
      fails(undescribed("Unusable answer", "is not well-formed HTTP/1.1", givenUp)),
      fails(undescribed("Unusable answer", "is not well-formed HTTP/1.1", givenUp)),
      {
        ...add,
        calls: [
          lost("before it answered", first),
          undescribed("Unusable answer", "The response headers are larger than 8 KiB", givenUp),
        ],
        end: "Failed for good with call 2.",
      },
      fails(undescribed("Unusable answer", "The response headers are larger than 8 KiB", givenUp)),
    ],
  },
};

/** Played by a test of its own. */
export const playedByChance = ["flapping"];
