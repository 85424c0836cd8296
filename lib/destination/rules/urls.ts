/** Rules about URLs: absolute, encrypted, public, and without secrets (SPEC 6 rule 7, SECURITY 3). */
import type { DocumentPath } from "@/lib/destination/finding";
import { privateHostReason } from "@/lib/destination/host";
import { findPredefined } from "@/lib/destination/predefined-variable";
import { authorityOf } from "@/lib/destination/request";
import type { Report, Rule, RuleSubject } from "@/lib/destination/rule";
import type { TemplatePart, Token } from "@/lib/destination/template/template";
import type { TemplateUse } from "@/lib/destination/template-use";
import { secretsOf } from "./variables";

const url: DocumentPath = ["endpoints", "addUsers", "url"];
const example = (text: string) => ({ text, changes: [{ path: url, value: text }] });
const good = example("https://api.example.com/lists/$list_id/add");

/** What a URL says before its path. A base URL may come from several options, so there may be several. */
interface Origin {
  path: DocumentPath;
  scheme: string;
  /** `host:port`; undefined where a variable stands in it. */
  host?: string;
}

function urlsOf({ templates }: RuleSubject): TemplateUse[] {
  return templates.filter(({ role, text }) => (role === "url" || role === "token_url") && text.trim() !== "");
}

const absolute: Rule = {
  id: "LF020",
  severity: "error",
  title: "URL isn't absolute",
  explanation: "A URL begins with https:// and a host, or with a variable that holds both.",
  bad: example("/lists/add"),
  good,
  check(subject) {
    const fromUrls = urlsOf(subject).flatMap(({ template, path, text }): Report[] => {
      const [first] = template.parts;
      if (first?.type === "token" || /^\s*https?:\/\/[^/?#]/i.test(text)) return [];
      if (/^\s*https?:\/\//i.test(text))
        return [{ message: "There is no host after //. Write one, such as https://api.example.com.", path }];
      const message = "A URL begins with https:// or with a base URL variable, such as $region/lists.";
      const host = /^\s*([a-z0-9-]+\.)+[a-z]{2,}(?=[/?#:]|$)/i.test(text);
      const edits = [{ range: { start: 0, end: 0 }, text: "https://" }];
      return [{ message, path, ...(host ? { fix: { label: "Add https://", type: "edit_text", path, edits } } : {}) }];
    });
    return [...fromUrls, ...relativeOptions(subject)];
  },
};

/** Options that are base URLs have to be absolute themselves. */
function relativeOptions(subject: RuleSubject): Report[] {
  return baseOptions(subject)
    .filter(({ value }) => !/^https?:\/\/[^/?#]/i.test(value))
    .map(({ path, value, variable }) => ({
      message: `A URL begins with $${variable}, so this option must be a base URL such as https://api.example.com, not “${value}”.`,
      path,
    }));
}

interface BaseOption {
  variable: string;
  value: string;
  path: DocumentPath;
}

/** The values of every option that a URL may begin with. */
function baseOptions(subject: RuleSubject): BaseOption[] {
  const names = new Set(urlsOf(subject).map(({ template }) => baseToken(template.parts)?.name));
  return subject.fields.flatMap(({ field, path }) => {
    if (field.type === "string") return [];
    return field.options.flatMap((option, index): BaseOption[] => {
      const own: BaseOption[] = names.has(field.variable)
        ? [{ variable: field.variable, value: option.value, path: [...path, "options", index, "value"] }]
        : [];
      const set = option.sets.flatMap(({ variable, value }, setIndex): BaseOption[] =>
        names.has(variable) ? [{ variable, value, path: [...path, "options", index, "sets", setIndex, "value"] }] : [],
      );
      return [...own, ...set];
    });
  });
}

function baseToken([first]: readonly TemplatePart[]): Token | undefined {
  return first?.type === "token" ? first.token : undefined;
}

/** Everything that is fixed about where a destination calls: literal URLs and the options they may begin with. */
function originsOf(subject: RuleSubject): Origin[] {
  const literal = urlsOf(subject).flatMap(({ template, path }) => {
    const [first, second] = template.parts;
    if (first?.type !== "text") return [];
    const origin = originOf(first.text.trimStart(), path);
    if (!origin) return [];
    // The first part ends at a token: if that is still the authority, the host isn't known here.
    const isOpen = second !== undefined && !/^https?:\/\/[^/?#]*[/?#]/i.test(first.text.trimStart());
    return [isOpen ? { ...origin, host: undefined } : origin];
  });
  const options = baseOptions(subject).flatMap(({ value, path }) => originOf(value, path) ?? []);
  return [...literal, ...options];
}

function originOf(text: string, path: DocumentPath): Origin | undefined {
  const match = /^(https?):\/\/([^/?#]*)/i.exec(text);
  const [, scheme, host] = match ?? [];
  return scheme && host ? { path, scheme: scheme.toLowerCase(), host: host.toLowerCase() } : undefined;
}

function isAllowed({ context }: RuleSubject, host: string | undefined): boolean {
  if (host === undefined) return false;
  const allowed = context.allowedHosts ?? [];
  return allowed.includes(host) || allowed.includes(host.replace(/:\d+$/, ""));
}

const unencrypted: Rule = {
  id: "LF021",
  severity: "warning",
  title: "URL without encryption",
  explanation:
    "Without https, users and keys travel readably. We call http only at hosts that the operator of this platform allows.",
  bad: example("http://api.example.com/lists/$list_id/add"),
  good,
  check(subject) {
    return originsOf(subject)
      .filter(({ scheme, host }) => scheme === "http" && !isAllowed(subject, host))
      .map(({ path }) => ({
        message: "Plain http is accepted only for hosts that the operator allows. Use https.",
        path,
      }));
  },
};

const privateHost: Rule = {
  id: "LF022",
  severity: "error",
  title: "Private host",
  explanation: "Destinations call public addresses only: a private one would be inside somebody's own network.",
  bad: example("https://192.168.0.10/lists/$list_id/add"),
  good,
  check(subject) {
    return originsOf(subject).flatMap(({ host, path }) => {
      const reason = host === undefined || isAllowed(subject, host) ? undefined : privateHostReason(host);
      return reason ? [{ message: `${host} ${reason}. Use a public host name.`, path }] : [];
    });
  },
};

const secretInUrl: Rule = {
  id: "LF023",
  severity: "warning",
  title: "Secret in a URL",
  explanation: "URLs end up in the logs of every server on the way. Send secrets in a header.",
  bad: example("https://api.example.com/lists/$list_id/add?key=$bearer_token"),
  good,
  check(subject) {
    const secrets = secretsOf(subject);
    return urlsOf(subject).flatMap(({ template, path }) =>
      template.tokens
        // A webhook's secret address is the URL itself; there is no header to move it to.
        .filter((token) => secrets.has(token.name) && token !== baseToken(template.parts))
        .map(({ name, range }) => ({
          message: `$${name} is secret, and URLs end up in logs. Send it in a header instead.`,
          path,
          range,
        })),
    );
  },
};

const variableHost: Rule = {
  id: "LF024",
  severity: "error",
  title: "Variable in the host",
  explanation:
    "Which hosts a destination may call is reviewed. A variable in the host must be an option field, or a string field with host patterns.",
  bad: example("https://$workspace.example.com/lists/$list_id/add"),
  good,
  check(subject) {
    const authority = authorityOf(subject.definition);
    const declared = new Set(subject.declared.map(({ name }) => name));
    return urlsOf(subject).flatMap(({ template, path }) =>
      hostTokens(template.parts)
        .filter(({ name }) => (declared.has(name) || findPredefined(name)) && authority(name) === undefined)
        .map(({ name, range }) => ({
          message: `$${name} decides which host is called. Make it an option field, or give it host patterns such as *.example.com.`,
          path,
          range,
        })),
    );
  },
};

/** The tokens that stand in the authority; the one a URL begins with is all of it. */
function hostTokens(parts: readonly TemplatePart[]): Token[] {
  const base = baseToken(parts);
  if (base) return [base];
  const tokens: Token[] = [];
  for (const [index, part] of parts.entries()) {
    if (part.type === "token") tokens.push(part.token);
    else if (/[/?#]/.test(index === 0 ? part.text.replace(/^\s*https?:\/\//i, "") : part.text)) break;
  }
  return tokens;
}

const userInfo: Rule = {
  id: "LF025",
  severity: "error",
  title: "User name or unusual port in a URL",
  explanation:
    "User names and passwords belong into the authentication method, and we call the ports 80, 443, 8080 and 8443 only, unless the operator allows others.",
  bad: example("https://api.example.com:22/lists/$list_id/add"),
  good,
  check(subject) {
    return originsOf(subject).flatMap(({ host = "", path }) => {
      if (host.includes("@")) {
        return [{ message: "A user name stands before the host. Use the authentication method instead.", path }];
      }
      const port = /:(\d+)$/.exec(host)?.[1];
      if (port === undefined || isAllowed(subject, host) || ["80", "443", "8080", "8443"].includes(port)) return [];
      return [{ message: `The port ${port} isn't called. Use 443, 8443, 80 or 8080.`, path }];
    });
  },
};

export const urlRules: readonly Rule[] = [absolute, unencrypted, privateHost, secretInUrl, variableHost, userInfo];
