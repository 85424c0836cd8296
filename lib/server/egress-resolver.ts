/** Asks DNS for every address of a name (SECURITY 3, step 5), without a thread that somebody's slow server could hold. */
import { promises as dns } from "node:dns";

/** Every address of a name. Rejects with a DNS error code, such as `ENOTFOUND`. */
export type Resolver = (hostname: string) => Promise<readonly string[]>;

export interface DnsOptions {
  /** `address:port` of the servers to ask; default: those of the system. */
  servers?: readonly string[];
}

/** One server is asked at most three times, for a second, two and two; the guard's own limit is behind that. */
const questionLimits = { timeout: 1_000, tries: 3, maxTimeout: 2_000 };
/** How long one family is waited for once the other has answered. What comes later is not called. */
const otherFamilyMs = 500;
/** These say that there is no such record; anything else says that nobody could tell. */
const isAbsent = /^(?:ENOTFOUND|ENODATA)$/;

/**
 * Both families of a public name, by DNS alone: no hosts file, no search list, no short names. Each question has its
 * own sockets, so that any number of names whose servers never answer keep nobody else waiting, as they would with
 * `dns.lookup` and its four threads.
 */
export async function resolveName(hostname: string, options: DnsOptions = {}): Promise<readonly string[]> {
  const resolver = new dns.Resolver(questionLimits);
  if (options.servers) resolver.setServers(options.servers);
  let timer: NodeJS.Timeout | undefined;
  const giveUpSoon = (answers: readonly string[]): readonly string[] => {
    timer ??= setTimeout(() => resolver.cancel(), otherFamilyMs);
    return answers;
  };
  try {
    const families = await Promise.allSettled([
      resolver.resolve4(hostname).then(giveUpSoon),
      resolver.resolve6(hostname).then(giveUpSoon),
    ]);
    const answers = families.flatMap((family) => (family.status === "fulfilled" ? family.value : []));
    if (answers.length > 0) return answers;
    const reasons: unknown[] = families.flatMap((family) => (family.status === "rejected" ? [family.reason] : []));
    throw reasons.find((reason) => !isAbsent.test(codeOf(reason))) ?? reasons[0] ?? absent();
  } finally {
    clearTimeout(timer);
  }
}

/** As the system resolves names, its hosts file included: only for hosts that the operator named as exceptions. */
export async function resolveWithSystem(hostname: string): Promise<readonly string[]> {
  const answers = await dns.lookup(hostname, { all: true, verbatim: true });
  return answers.map((answer) => answer.address);
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}

function absent(): Error {
  return Object.assign(new Error("no addresses"), { code: "ENODATA" });
}
