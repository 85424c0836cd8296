/** Headers and methods that the guard must send, and those it must refuse with these words (SECURITY 3, step 8). */

/** Words of the refusal, or undefined where the header is sent; name; value. */
type HeaderRow = readonly [string | undefined, string, string];

const reserved = ["Host", "HOST", "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "TE", "Trailer"];
reserved.push("Upgrade", "Expect", "Forwarded", "X-Forwarded-For", "Via", "Proxy-Authorization", "proxy-connection");

const noTokens = [" ", "a b", "a:b", "a\r\nb", "a\0", "é", "日本", "a(b)", "a/b", "[x]", "a".repeat(257)];

export const headerTable: readonly HeaderRow[] = [
  [undefined, "Authorization", "Bearer abc.def-ghi_jkl=="],
  [undefined, "X-API-Key", ""],
  [undefined, "x-tabbed", "a\tb"],
  [undefined, "X-Latin", "caf\xe9 \xff\x80"],
  [undefined, "!#$%&'*+-.^_`|~09aZ", "token characters"],
  [undefined, "X-Long", "a".repeat(8192)],
  [undefined, "Idempotency-Key", "batch-1"],
  [undefined, "X-Forwarded-By-Us", "fine"],
  ...reserved.map((name): HeaderRow => ["set by the connection", name, "x"]),
  ["no name", "", "x"],
  ...noTokens.map((name): HeaderRow => ["a character that names may not have", name, "x"]),
  ["line break", "X-Key", "key\n"],
  ["line break", "X-Key", "a\r\nX-Injected: 1"],
  ["line break", "X-Key", "a\rb"],
  ["control character", "X-Key", "a\0b"],
  ["control character", "X-Key", "\x01"],
  ["control character", "X-Key", "a\x1bb"],
  ["control character", "X-Key", "a\x7f"],
  ["U+20AC", "X-Key", "price €"],
  ["U+2028", "X-Key", "a\u2028b"],
  ["U+D83D", "X-Key", "😀"],
  ["U+010A", "X-Key", "\u010a"],
  ["at most 8192", "X-Key", "a".repeat(8193)],
];

export const methodTable: readonly (readonly [string, "sent" | "method"])[] = [
  ...["GET", "POST", "PUT", "PATCH", "DELETE"].map((method) => [method, "sent"] as const),
  ...["get", "HEAD", "CONNECT", "TRACE", "OPTIONS", "", "GET\r\n", "QUERY", "POST "].map(
    (method) => [method, "method"] as const,
  ),
];
