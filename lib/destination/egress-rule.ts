/**
 * The rules by which we refuse to send a request (SECURITY 3), in words for whoever typed it: what the rule is, why
 * there is one, and what to do. The egress guard names them, pages and documents explain them.
 */

export interface EgressRuleWords {
  /** The rule itself, to follow “Rule:”. */
  name: string;
  why: string;
  remedy: string;
}

export const egressRules = {
  form: {
    name: "well-formed URL",
    why: "Programs read odd URLs differently: what one of them checks is not what the next one calls.",
    remedy: "Write the whole address: https://, a host, a path. No spaces or invisible characters, no fragment.",
  },
  scheme: {
    name: "https only",
    why: "Keys and personal data must not cross the internet in the clear.",
    remedy: "Use https://. An operator can name a host of their own network that is called over http.",
  },
  user_info: {
    name: "no user name in the URL",
    why: "What stands before an @ looks like the host and isn't. Credentials in URLs end up in logs.",
    remedy: "Send credentials by the authentication method.",
  },
  host: {
    name: "public host names",
    why: "Names without a dot, or under endings such as .local and .internal, mean something inside a network only.",
    remedy: "Use the full name under which the API can be reached from the internet.",
  },
  undeclared_host: {
    name: "declared hosts",
    why: "Which hosts a destination calls is reviewed. A value that somebody enters can't lead it elsewhere.",
    remedy: "Write the host in the URL, offer it as an option, or give its field host patterns such as *.example.com.",
  },
  port: {
    name: "allowed ports",
    why: "Other ports belong to databases, mail and machines, which are nobody's API.",
    remedy: "Offer the API on a usual port, best 443. Which ones are open, the operator decides.",
  },
  private_address: {
    name: "public addresses only",
    why: "Private, local and reserved addresses lead into somebody's own network, ours included.",
    remedy: "Use the host name under which the API can be reached from the internet.",
  },
  metadata_address: {
    name: "no cloud metadata addresses",
    why: "Clouds hand out a machine's credentials there. No exception covers it.",
    remedy: "Use the host name of the API.",
  },
  own_address: {
    name: "not this server itself",
    why: "A server that calls itself passes its own walls.",
    remedy: "Use the host of the partner's API. For a trial, the sandbox partner has an address of its own.",
  },
  sandbox_page: {
    name: "the sandbox's APIs only",
    why: "The sandbox's pages show what everybody's tests have sent, with the keys of every workspace.",
    remedy: "Call /w/<workspace>/v1/… or /w/<workspace>/oauth/token. Open the pages in your browser.",
  },
  no_public_address: {
    name: "public addresses only",
    why: "Only hosts whose every address is public are called. What else DNS says stays with us, so that nobody can ask us about private networks.",
    remedy: "Check the spelling. If the name is right, its DNS records may be missing, or one of them may be private.",
  },
  dns_mixed: {
    name: "all addresses public",
    why: "Which of its addresses a name leads to is not ours to choose.",
    remedy: "Have the private addresses taken out of the public DNS records.",
  },
  dns_answer: {
    name: "address as DNS named it",
    why: "We connect to the addresses that were checked, and to nothing else.",
    remedy: "Check the DNS records of the host.",
  },
  proxy: {
    name: "the operator's egress proxy",
    why: "The operator has all calls go through a proxy with rules of its own.",
    remedy: "Ask the operator to let the host through.",
  },
  method: {
    name: "allowed methods",
    why: "Other methods open tunnels, or ask servers to repeat what they were sent.",
    remedy: "Use GET, POST, PUT, PATCH or DELETE.",
  },
  header: {
    name: "allowed headers",
    why: "A line break in a header begins another one, and some headers decide where a request ends or whom it is for.",
    remedy: "Correct or remove the header that is named. Often a key was pasted with a line break.",
  },
} as const satisfies Record<string, EgressRuleWords>;

/** The rule that a refusal names. */
export type EgressRule = keyof typeof egressRules;

/** The words of a rule; undefined for what is no rule of the guard. */
export function egressRuleWords(rule: string): EgressRuleWords | undefined {
  return isEgressRule(rule) ? egressRules[rule] : undefined;
}

function isEgressRule(rule: string): rule is EgressRule {
  return Object.hasOwn(egressRules, rule);
}
