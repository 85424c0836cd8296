/**
 * Every rule of the guard, broken in turn: what is changed in its source, and the proof that must notice. A rule without
 * a mutant is a rule that nobody would miss.
 */

export type GuardFile =
  | "egress"
  | "egress-dial"
  | "egress-failure"
  | "egress-headers"
  | "egress-policy"
  | "egress-proxy"
  | "egress-resolver"
  | "egress-response";

/** `from` stands in the file exactly once. */
export interface Change {
  file: GuardFile;
  from: string;
  to: string;
}

export interface Mutant {
  /** The step of the guard, as docs/egress-guard.md numbers them. */
  step: string;
  /** What the broken guard no longer does. */
  rule: string;
  changes: readonly Change[];
  /** The name of the proof that fails. */
  noticedBy: string;
}

const change = (file: GuardFile, from: string, to: string): Change[] => [{ file, from, to }];
const policy = (from: string, to: string): Change[] => change("egress-policy", from, to);
const headers = (from: string, to: string): Change[] => change("egress-headers", from, to);
const egress = (from: string, to: string): Change[] => change("egress", from, to);

const controls = "table: controls, spaces and invisible characters";
const authority = "table: tricks with the authority";
const inside = "table: names inside a network";
const answers = "table: what DNS answers";
const metadata = "table: cloud metadata";
const paths = "an exception of some paths opens no others, by name or by address";

const characters: readonly (readonly [string, string, string])[] = [
  ["control characters", "\\p{Cc}", controls],
  ["invisible format characters", "\\p{Cf}", controls],
  ["spaces", "\\p{Zs}", controls],
  ["line separators", "\\p{Zl}", controls],
  ["paragraph separators", "\\p{Zp}", controls],
  ["halves of characters", "\\p{Cs}", controls],
  ["backslashes", "\\\\]/u", authority],
];

const suffixes = [
  ...["localhost", "localdomain", "local", "internal", "intranet", "lan", "home", "home.arpa", "corp", "private"],
  ...["test", "invalid", "onion", "svc"],
];

const metadataAddresses = [
  ...["169.254.169.254", "169.254.170.2", "169.254.170.23", "168.63.129.16", "100.100.100.200"],
  ...["fd00:ec2::254", "fd20:ce::254"],
];

const headerNames = [
  ...["host", "content-length", "transfer-encoding", "connection", "keep-alive", "te", "trailer", "upgrade", "expect"],
  ...["forwarded", "x-forwarded-for", "via"],
];

export const mutants: readonly Mutant[] = [
  // 1: the text of the URL.
  {
    step: "1",
    rule: "URLs over 2,048 characters are refused",
    changes: policy("text.length > urlLengthMax", "text.length > 1e9"),
    noticedBy: authority,
  },
  ...characters.map(([what, from, noticedBy]) => ({
    step: "1",
    rule: `${what} are refused anywhere`,
    changes: policy(from, from === "\\\\]/u" ? "]/u" : ""),
    noticedBy,
  })),
  {
    step: "1",
    rule: "other schemes are refused by their name",
    changes: policy('scheme !== undefined && scheme !== "http" && scheme !== "https"', "scheme === undefined && false"),
    noticedBy: "table: schemes",
  },
  {
    step: "1",
    rule: "an @ in the authority is refused",
    changes: policy('authority.includes("@")', "authority.length < 0"),
    noticedBy: authority,
  },
  {
    step: "1",
    rule: "%, $ and braces in the authority are refused",
    changes: policy("/[%${}]/.exec(authority)", "/(?!)/.exec(authority)"),
    noticedBy: authority,
  },
  {
    step: "1",
    rule: "a host that ends with a dot is refused",
    changes: policy("/\\.(:\\d*)?$/.test(authority)", "authority.length < 0"),
    noticedBy: "table: IPv4 in every notation",
  },
  {
    step: "1",
    rule: "fragments are refused",
    changes: policy('rest.includes("#")', "rest.length < 0"),
    noticedBy: authority,
  },
  {
    step: "1",
    rule: "dot segments are refused",
    changes: policy("/^(?:\\.|%2e){1,2}$/i.test(segment)", "segment.length < 0"),
    noticedBy: authority,
  },
  {
    step: "1",
    rule: "encoded dot segments are refused",
    changes: policy("/^(?:\\.|%2e){1,2}$/i", "/^\\.{1,2}$/"),
    noticedBy: authority,
  },
  // 2: declared hosts.
  {
    step: "2",
    rule: "only declared hosts are called",
    changes: policy("declared && !matchesHost(hostname, declared)", "declared && hostname.length < 0"),
    noticedBy: "table: declared hosts",
  },
  {
    step: "2",
    rule: "declared hosts reach the guard",
    changes: egress("judgeUrl(url, this.policy, this.options.declaredHosts)", "judgeUrl(url, this.policy)"),
    noticedBy: "a host that the destination doesn't declare is not called",
  },
  // 3: name, scheme, port.
  {
    step: "3",
    rule: "http is refused",
    changes: policy('url.protocol !== "https:"', "url.protocol.length < 0"),
    noticedBy: "table: schemes",
  },
  {
    step: "3",
    rule: "other ports are refused",
    changes: policy("!policy.ports.includes(port)", "port < 0"),
    noticedBy: "table: ports",
  },
  {
    step: "3",
    rule: "a host is a DNS name",
    changes: policy("|| !namePattern.test(hostname) ||", "||"),
    noticedBy: inside,
  },
  {
    step: "3",
    rule: "a top-level domain begins with a letter",
    changes: policy("|| /(?:^|\\.)\\d[^.]*$/.test(hostname)", ""),
    noticedBy: "table: IPv4 in every notation",
  },
  {
    step: "3",
    rule: "a host has at most 253 characters",
    changes: policy("hostname.length > 253 || !namePattern", "!namePattern"),
    noticedBy: inside,
  },
  {
    step: "3",
    rule: "a host has a dot",
    changes: policy('!hostname.includes(".")', "hostname.length < 0"),
    noticedBy: inside,
  },
  ...suffixes.map((suffix) => ({
    step: "3",
    rule: `names under .${suffix} are refused`,
    changes: policy(`"${suffix}"`, '"another.suffix"'),
    noticedBy: inside,
  })),
  {
    step: "3",
    rule: "the portal's own name is refused",
    changes: policy("policy.ownHosts?.includes(hostname)", "hostname.length < 0"),
    noticedBy: "table: names like our own",
  },
  // 4 and 5: literals and DNS.
  {
    step: "4",
    rule: "a literal address is judged without DNS",
    changes: egress("if (target.isLiteral) return", "if (target.isLiteral && target.port < 0) return"),
    noticedBy: "R5: literal addresses are judged as they stand, and DNS is not asked",
  },
  {
    step: "5",
    rule: "what is no address is refused",
    changes: policy("if (!parsed) return refuse(", "if (!parsed) continue;\n    if (!parsed) return refuse("),
    noticedBy: answers,
  },
  {
    step: "5",
    rule: "octal and short notations from DNS are refused",
    changes: policy("ipaddr.IPv4.isValidFourPartDecimal(text)", "ipaddr.IPv4.isValid(text)"),
    noticedBy: answers,
  },
  {
    step: "5",
    rule: "IPv6 with a zone is refused",
    changes: policy('text.includes(":") && !text.includes("%")', 'text.includes(":")'),
    noticedBy: answers,
  },
  {
    step: "5",
    rule: "every address has to be public",
    changes: policy("const [first] = refusals;", "const [first] = addresses.length > 0 ? [] : refusals;"),
    noticedBy: answers,
  },
  {
    step: "5",
    rule: "DNS is waited for only so long",
    changes: egress(
      'reject(new EgressStop({ kind: "timeout", detail })), dns)',
      'reject(new EgressStop({ kind: "timeout", detail })), 1e6)',
    ),
    noticedBy: "R7: a resolver that is empty, throws, hangs or answers garbage is an ordinary failure",
  },
  {
    step: "5",
    rule: "what is dialed is what was judged",
    changes: egress(
      "const pinned = await this.resolve(verdict.target);",
      `await this.resolve(verdict.target);
      const again = await (this.options.resolve ?? resolveName)(verdict.target.hostname);
      const pinned = again.map((address) => ({ address, family: 4 }));`,
    ),
    noticedBy: "R1: a name that rebinds is asked about once a call",
  },
  // 6: the address.
  {
    step: "6",
    rule: "addresses that are not public are refused",
    changes: policy("if (!isPublic(address)) {", "if (target.port < 0) {"),
    noticedBy: "table: IPv4 in every notation",
  },
  {
    step: "6",
    rule: "closed blocks of the registries are refused",
    changes: policy(
      'if (address.range() !== "unicast") return false;',
      'if (address.range() === "loopback") return false;',
    ),
    noticedBy: "table: first and last addresses of closed IPv4 blocks",
  },
  {
    step: "6",
    rule: "IPv6 outside 2000::/3 is refused",
    changes: policy("(first & 0xe000) === 0x2000 &&", ""),
    noticedBy: "table: IPv6 and its embeddings",
  },
  {
    step: "6",
    rule: "IPv4 tunnelled by ISATAP is refused",
    changes: policy("&& isatap !== 0x5efe", "&& isatap >= 0"),
    noticedBy: "table: IPv6 and its embeddings",
  },
  {
    step: "6",
    rule: "metadata addresses are refused before exceptions are looked at",
    changes: policy(
      'if (isMetadata(address)) {\n    return { rule: "metadata_address"',
      'if (target.port < 0) {\n    return { rule: "metadata_address"',
    ),
    noticedBy: "exceptions cover one host and one port, and never metadata",
  },
  {
    step: "6",
    rule: "metadata addresses inside IPv6 addresses are found",
    changes: policy("if (metadataAddresses.has(dotted(seventh, eighth))) return true;", ""),
    noticedBy: metadata,
  },
  {
    step: "6",
    rule: "metadata addresses inside 6to4 are found",
    changes: policy("return first === 0x2002 && metadataAddresses.has(dotted(second, third));", "return false;"),
    noticedBy: metadata,
  },
  ...metadataAddresses.map((address) => ({
    step: "6",
    rule: `${address} is a metadata address`,
    changes: policy(`"${address}"`, '"192.0.2.77"'),
    noticedBy: metadata,
  })),
  {
    step: "6",
    rule: "this machine's own addresses are refused",
    changes: policy("parseAddress(own)?.toString() === address.toString()", "own.length < 0"),
    noticedBy: answers,
  },
  {
    step: "6",
    rule: "an exception is for one port",
    changes: policy("exception.port === port && exception.host.replace", "exception.host.replace"),
    noticedBy: "exceptions cover one host and one port, and never metadata",
  },
  {
    step: "6",
    rule: "an exception is for one host",
    changes: policy('.replace(/^\\[|\\]$/g, "") === host', '.replace(/^\\[|\\]$/g, "").length > 0'),
    noticedBy: "exceptions cover one host and one port, and never metadata",
  },
  {
    step: "6",
    rule: "an exception by address opens nothing to a name that lies elsewhere",
    changes: policy("  return target.pending;", "  return undefined;"),
    noticedBy: "exceptions cover one host and one port, and never metadata",
  },
  {
    step: "2",
    rule: "of the sandbox its APIs are called, not its pages",
    changes: policy("if (closed) return { ok: false, refusal: closed };", ""),
    noticedBy: paths,
  },
  {
    step: "6",
    rule: "nor are its pages under another name that leads there",
    changes: policy("if (isExcepted) return judgePath(target, host, policy);", "if (isExcepted) return undefined;"),
    noticedBy: paths,
  },
  {
    step: "2",
    rule: "a part of a path stands for itself",
    changes: policy(": part === segments[index]", ': (segments[index] ?? "").startsWith(part)'),
    noticedBy: paths,
  },
  {
    step: "2",
    rule: "the name of a workspace isn't empty",
    changes: policy('(segments[index] ?? "") !== ""', "index > 0"),
    noticedBy: paths,
  },
  {
    step: "6",
    rule: "no exception can be written for a metadata address",
    changes: policy("if (isMetadata(address)) return { problem", "if (port < 0) return { problem"),
    noticedBy: "exceptions are read strictly, and what is wrong is named",
  },
  {
    step: "6",
    rule: "exceptions are hosts, not patterns and ranges",
    changes: policy(
      "if (!namePattern.test(written) || written.length > 253 || /^[\\d.]+$/.test(written)) {",
      'if (written === "") {',
    ),
    noticedBy: "exceptions are read strictly, and what is wrong is named",
  },
  // 7: the connection.
  {
    step: "7",
    rule: "the address that was arrived at is judged again",
    changes: egress(
      "const refusal = tunnel ? undefined : this.judgeArrival(target, socket, pinned);",
      "const refusal = undefined;",
    ),
    noticedBy: "a connection that arrives elsewhere than at a judged address is dropped before anything is sent",
  },
  {
    step: "7",
    rule: "the address that was arrived at is one that DNS named",
    changes: egress("if (!pinned.some((known) => known.address === arrived?.address)) {", "if (!arrived) {"),
    noticedBy: "a connection that arrives elsewhere than at a judged address is dropped before anything is sent",
  },
  {
    step: "7",
    rule: "certificates are verified, whatever the environment says",
    changes: change("egress-dial", "rejectUnauthorized: true,", ""),
    noticedBy: "a certificate counts only if its authority is trusted, whatever the environment says",
  },
  {
    step: "7",
    rule: "certificates are verified by name",
    changes: change(
      "egress-dial",
      "rejectUnauthorized: true,",
      "rejectUnauthorized: true, checkServerIdentity: () => undefined,",
    ),
    noticedBy: "a certificate counts only for its own name",
  },
  {
    step: "7",
    rule: "TLS is 1.2 or newer",
    changes: change("egress-dial", 'minVersion: "TLSv1.2",', ""),
    noticedBy: "TLS older than 1.2 is not spoken",
  },
  {
    step: "7",
    rule: "HTTP/1.1 is all that is offered",
    changes: change("egress-dial", 'ALPNProtocols: ["http/1.1"],', 'ALPNProtocols: ["h2", "http/1.1"],'),
    noticedBy: "only HTTP/1.1 is offered",
  },
  // 8: methods and headers.
  {
    step: "8",
    rule: "headers and methods are judged before the client sees them",
    changes: egress(
      "const refusal = judgeMethod(method) ?? judgeHeaders(headers);",
      "const refusal = judgeMethod(method);",
    ),
    noticedBy: "R9: after 200 bad headers 1,000 good calls to the same host succeed",
  },
  {
    step: "8",
    rule: "methods are five",
    changes: headers("if (methods.has(method)) return undefined;", "if (method.length > 0) return undefined;"),
    noticedBy: "table: methods",
  },
  {
    step: "8",
    rule: "header names are tokens",
    changes: headers("if (!token.test(name)) {", "if (name.length < 0) {"),
    noticedBy: "table: headers",
  },
  ...headerNames.map((name) => ({
    step: "8",
    rule: `the header ${name} is refused`,
    changes: headers(`"${name}"`, '"x-another"'),
    noticedBy: "table: headers",
  })),
  {
    step: "8",
    rule: "headers that begin with proxy- are refused",
    changes: headers('|| lower.startsWith("proxy-")', ""),
    noticedBy: "table: headers",
  },
  {
    step: "8",
    rule: "reserved headers are refused in any case",
    changes: headers("const lower = name.toLowerCase();", "const lower = name;"),
    noticedBy: "table: headers",
  },
  {
    step: "8",
    rule: "header values have at most 8 KiB",
    changes: headers("value.length > valueCharactersMax", "value.length > 1e9"),
    noticedBy: "table: headers",
  },
  {
    step: "8",
    rule: "control characters in header values are refused",
    changes: headers("(code >= 0x20 && code <= 0x7e)", "code <= 0x7f"),
    noticedBy: "table: headers",
  },
  {
    step: "8",
    rule: "characters beyond Latin-1 in header values are refused",
    changes: headers("(code >= 0x80 && code <= 0xff)", "code >= 0x80"),
    noticedBy: "table: headers",
  },
  // 9 and 10: redirects and proxies.
  {
    step: "9",
    rule: "redirects are not followed",
    changes: [
      ...egress("import { Agent, ", "import { interceptors, Agent, "),
      ...egress("dispatcher: agent,", "dispatcher: agent.compose(interceptors.redirect({ maxRedirections: 5 })),"),
    ],
    noticedBy: "R3: redirects of every kind are shown, not followed",
  },
  {
    step: "10",
    rule: "proxies of the environment are ignored",
    changes: [
      ...egress("import { Agent, ", "import { EnvHttpProxyAgent, Agent, "),
      ...egress("const agent = new Agent({", "const agent = new EnvHttpProxyAgent({"),
      ...egress("connect: this.connector(target, pinned),", ""),
    ],
    noticedBy: "R4: proxies that the environment names are ignored",
  },
  {
    step: "10",
    rule: "with a proxy of the operator everything but exceptions goes through it",
    changes: egress("!proxy || !first || isException(target, pinned, this.policy)", "this.limits.connect > 0"),
    noticedBy: "the operator's proxy is told the address that was judged, and TLS is spoken with the partner",
  },
  {
    step: "10",
    rule: "exceptions don't go through the operator's proxy",
    changes: egress("!proxy || !first || isException(target, pinned, this.policy)", "!proxy || !first"),
    noticedBy: "what is an exception is called without the operator's proxy",
  },
  {
    step: "10",
    rule: "the operator's proxy is not asked to resolve names",
    changes: egress(
      "openTunnel(proxy, first, target.port,",
      "openTunnel(proxy, { ...first, address: this.host }, target.port,",
    ),
    noticedBy: "the operator's proxy is told the address that was judged, and TLS is spoken with the partner",
  },
  {
    step: "10",
    rule: "what the operator's proxy refuses is not called",
    changes: change("egress-proxy", 'if (!status?.startsWith("2")) {', "if (status === undefined) {"),
    noticedBy: "a proxy that refuses, breaks off, talks nonsense or says nothing is an ordinary failure",
  },
  {
    step: "10",
    rule: "the TLS handshake has its limit behind the operator's proxy too",
    changes: egress("? setTimeout(handshakeTimeout, tls)", "? setTimeout(handshakeTimeout, 1e6)"),
    noticedBy: "a proxy that refuses, breaks off, talks nonsense or says nothing is an ordinary failure",
  },
  // 11: limits.
  {
    step: "11",
    rule: "the whole call has a deadline",
    changes: egress("setTimeout(() => resolve(this.timeout(timeoutMs)), timeoutMs)", "setTimeout(() => {}, timeoutMs)"),
    noticedBy: "the deadline holds against a partner that drips, and what came is kept",
  },
  {
    step: "11",
    rule: "cancelling ends the call",
    changes: egress('signal?.addEventListener("abort", onAbort, { once: true });', ""),
    noticedBy: "a person who cancels waits no longer",
  },
  {
    step: "11",
    rule: "connecting has a limit",
    changes: egress(
      'this.connectTimeout("connection to", connect)), connect)',
      'this.connectTimeout("connection to", connect)), 1e6)',
    ),
    noticedBy: "a connection that doesn't come about is given up after its own limit",
  },
  {
    step: "11",
    rule: "the TLS handshake has a limit",
    changes: egress("timer = setTimeout(handshakeTimeout, tls)", "timer = setTimeout(handshakeTimeout, 1e6)"),
    noticedBy: "a TLS handshake that stalls is given up after its own limit",
  },
  {
    step: "11",
    rule: "response headers have at most 8 KiB",
    changes: egress("const responseHeaderBytesMax = 8192;", "const responseHeaderBytesMax = 65536;"),
    noticedBy: "response headers beyond 8 KiB are not read",
  },
  {
    step: "11",
    rule: "1 MiB of an answer is read",
    changes: change("egress-response", "return this.readBytes <= bodyBytesReadMax;", "return true;"),
    noticedBy: "of an answer 1 MiB is read and 64 KiB are kept, or as much as is asked for",
  },
  {
    step: "11",
    rule: "64 KiB of an answer are kept",
    changes: change(
      "egress-response",
      "const bodyBytesKeptDefault = 64 * 1024;",
      "const bodyBytesKeptDefault = 1024 * 1024;",
    ),
    noticedBy: "of an answer 1 MiB is read and 64 KiB are kept, or as much as is asked for",
  },
  {
    step: "11",
    rule: "nobody can have more kept than is read",
    changes: change("egress-response", "Math.min(bodyBytesKept, bodyBytesReadMax)", "bodyBytesKept"),
    noticedBy: "of an answer 1 MiB is read and 64 KiB are kept, or as much as is asked for",
  },
  {
    step: "11",
    rule: "nothing is decompressed",
    changes: [
      ...egress("import { Agent, ", "import { interceptors, Agent, "),
      ...egress("dispatcher: agent,", "dispatcher: agent.compose(interceptors.decompress()),"),
    ],
    noticedBy: "nothing is decompressed, and nobody is asked to compress",
  },
  {
    step: "11",
    rule: "an uncompressed answer is asked for",
    changes: egress('isGiven("accept-encoding") ? []', 'isGiven("") || true ? []'),
    noticedBy: "nothing is decompressed, and nobody is asked to compress",
  },
  {
    step: "11",
    rule: "an answer keeps no NUL",
    changes: change("egress-response", 'decoded.replaceAll("\\0", "�")', "decoded"),
    noticedBy: "an answer keeps no NUL, which could not be stored",
  },
  // 12: what is told to whom.
  {
    step: "12",
    rule: "unknown and blocked names are told alike",
    changes: egress("this.options.tellsDnsApart || !isOfDns", "!this.options.tellsDnsApart || !isOfDns"),
    noticedBy: "an unknown name and one that leads into a network are answered for alike, in words and in time",
  },
  {
    step: "12",
    rule: "unknown and blocked names take alike long",
    changes: egress("await pause(", "void (() => pause)("),
    noticedBy: "an unknown name and one that leads into a network are answered for alike, in words and in time",
  },
  {
    step: "12",
    rule: "the log is told the exact reason",
    changes: egress("this.options.onRefusal?.(", "void ("),
    noticedBy: "a delivery and the log are told why, and the log never what was sent",
  },
  {
    step: "12",
    rule: "the partner sees who calls",
    changes: egress("caller !== undefined && name", "caller === undefined && name"),
    noticedBy: "the partner sees who calls, unless the destination says something else",
  },
];
