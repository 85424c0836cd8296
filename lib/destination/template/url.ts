/**
 * Template + values → URL, with every value encoded as the component it stands in (SPEC 6 rule 7; SECURITY 3 steps 1
 * to 3, as far as the text of a URL can tell). A value can never add a path segment or a parameter, or change the host.
 */
import { hasControlCharacter, illegalInUrl } from "./character";
import { Evaluator, type Lookup, nameOf } from "./evaluate";
import { isHostName, matchesHost } from "./host-pattern";
import { Output, type Rendered, rendered, templateProblems } from "./output";
import type { RenderOptions } from "./render";
import type { Template, TemplatePart, Token } from "./template";
import { urlEncode } from "./url-encode";
import { valueText } from "./value-text";

export interface UrlOptions extends RenderOptions {
  /** What may stand in the host: the host patterns of a variable, `"option"` for an option field, else undefined. */
  authority?: (name: string) => readonly string[] | "option" | undefined;
}

/** Longer URLs are refused (SECURITY 3 step 1). */
export const urlCharsMax = 2048;

const hostWithPort = /^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(?::\d{1,5})?$/;

/**
 * Renders an absolute http(s) URL. A variable that begins the template is a base URL and inserted as it is; after it
 * comes a slash, a question mark or nothing.
 */
export function renderUrl(template: Template, lookup: Lookup, options: UrlOptions = {}): Rendered {
  const broken = templateProblems(template, "text");
  if (broken.length > 0) return { ok: false, problems: broken };
  if (template.parts.length === 0)
    return { ok: false, problems: [{ code: "empty-url", message: "There is no URL yet." }] };
  return new UrlWriter(template, lookup, options, "URL").renderUrl();
}

/**
 * Renders a body of `application/x-www-form-urlencoded`: a query without its question mark. Line breaks in the
 * template, with the white space around them, are for reading and are not sent.
 */
export function renderForm(template: Template, lookup: Lookup, options: RenderOptions = {}): Rendered {
  const broken = templateProblems(template, "text");
  if (broken.length > 0) return { ok: false, problems: broken };
  return new UrlWriter(template, lookup, options, "form").renderForm();
}

class UrlWriter {
  private readonly output = new Output();
  private readonly evaluator: Evaluator;
  private zone: "authority" | "path" | "query" = "authority";
  /** Where the authority, the path segment or the parameter being written begins. */
  private start = 0;
  /** A token in the component being written, and for the authority the patterns its host must match. */
  private token: Token | undefined;
  private readonly patterns: { token: Token; patterns: readonly string[] }[] = [];

  constructor(
    private readonly template: Template,
    lookup: Lookup,
    private readonly options: UrlOptions,
    private readonly subject: "URL" | "form",
  ) {
    this.evaluator = new Evaluator(template, lookup, options.items);
  }

  renderUrl(): Rendered {
    const { parts } = this.template;
    const [first] = parts;
    if (first?.type === "token") this.writeBase(first.token, parts[1]);
    else this.writeScheme(first?.text ?? "");
    for (const [index, part] of parts.entries()) if (index > 0) this.writePart(part, parts[index + 1]);
    this.endComponent();
    if (this.evaluator.problems.length === 0) this.checkWhole();
    return rendered(this.output, this.evaluator.problems, this.evaluator.warnings);
  }

  renderForm(): Rendered {
    const parts = this.template.parts.map(onOneLine);
    this.zone = "query";
    for (const [index, part] of parts.entries()) this.writePart(part, parts[index + 1]);
    return rendered(this.output, this.evaluator.problems, this.evaluator.warnings);
  }

  private writePart(part: TemplatePart, next: TemplatePart | undefined): void {
    if (part.type === "text") this.writeLiteral(part.text);
    else if (part.token.spread) this.writeSpread(part.token, next);
    else if (this.zone === "authority") this.writeHostToken(part.token);
    else this.writeComponent(part.token);
  }

  private writeScheme(text: string): void {
    const scheme = /^https?:\/\//i.exec(text)?.[0];
    if (scheme === undefined) {
      this.refuse(
        "url-scheme",
        "A URL begins with https:// or with the variable of a base URL, such as $endpoint/lists.",
      );
      this.zone = "path";
    } else {
      this.output.add(scheme);
      this.start = scheme.length;
    }
    this.writeLiteral(text.slice(scheme?.length ?? 0));
  }

  /** The variable a URL begins with. A host pattern declared for it holds here as well. */
  private writeBase(token: Token, next: TemplatePart | undefined): void {
    this.zone = "path";
    const value = valueText(this.evaluator.value(token));
    if (value === undefined) {
      this.evaluator.missing(token);
      return;
    }
    const following = next?.type === "text" ? next.text.charAt(0) : undefined;
    if (next && following !== "/" && following !== "?") {
      this.refuse("base-url", `After the base URL $${nameOf(token)} comes a slash.`, token);
      return;
    }
    const problem = token.spread ? "cannot be a list" : this.baseProblem(token, value);
    if (problem !== undefined) {
      this.refuse(
        "base-url",
        `$${nameOf(token)} is a base URL here, such as https://api.example.com, and ${problem}.`,
        token,
      );
      return;
    }
    this.output.add(following === "/" ? value.replace(/\/+$/, "") : value, token);
    this.start = this.output.text.length;
  }

  private baseProblem(token: Token, value: string): string | undefined {
    const illegal = illegalInUrl(value);
    if (illegal !== undefined) return `its value holds ${described(illegal)}, which no URL may hold`;
    if (/[?#]/.test(value)) return "its value may hold no query (?) and no fragment (#)";
    const [, authority = "", path = ""] = /^https?:\/\/([^/]*)(.*)$/i.exec(value) ?? [];
    if (authority.includes("@")) return "its value may hold no user name or password";
    const host = hostOf(authority);
    if (host === undefined) return "its value is no absolute http or https URL";
    if (path.split("/").some(isDotSegment)) return "its path may not hold . or ..";
    const patterns = this.options.authority?.(token.name);
    if (Array.isArray(patterns) && !matchesHost(host, patterns)) return `its host must match ${patterns.join(" or ")}`;
    return undefined;
  }

  /** Literal text: what it separates is decided here, and nowhere else. */
  private writeLiteral(text: string): void {
    const illegal = illegalInUrl(text);
    if (illegal !== undefined) this.refuseLiteral(illegal);
    for (const piece of text.split(/([/?#&])/)) {
      if (piece === "#") {
        this.refuse("url-fragment", `A ${this.subject} is sent without a fragment: remove the # or write %23.`);
      } else if ((piece === "/" || piece === "?") && this.zone !== "query") {
        this.endComponent();
        this.zone = piece === "/" ? "path" : "query";
        this.startComponent(piece);
      } else if (piece === "&" && this.zone === "query") this.startComponent(piece);
      else this.output.add(piece);
    }
  }

  private startComponent(separator: string): void {
    this.output.add(separator);
    this.start = this.output.text.length;
    this.token = undefined;
  }

  private endComponent(): void {
    if (this.zone === "authority") this.endAuthority();
    else if (this.zone === "path") this.endSegment();
  }

  private endSegment(): void {
    const segment = this.output.text.slice(this.start);
    if (this.token && segment === "") {
      if (this.evaluator.problems.some(({ token }) => token === this.token)) return;
      const message = `$${nameOf(this.token)} is empty, and so is the part of the path ${this.evaluator.place(this.token)} of the URL.`;
      this.refuse("empty-segment", message, this.token);
    } else if (isDotSegment(segment)) {
      const subject = this.token ? `The value of $${nameOf(this.token)}` : "A part of the path";
      this.refuse(
        "dot-segment",
        `${subject} is “${segment}”, which would lead to another path of the partner.`,
        this.token,
      );
    }
  }

  private endAuthority(): void {
    const authority = this.output.text.slice(this.start);
    if (this.token && this.evaluator.problems.length > 0) return;
    if (authority === "") {
      this.refuse("url-host", "The URL has no host: write it after https://.");
      return;
    }
    const host = hostOf(authority);
    if (host === undefined) {
      const message = authority.includes("@")
        ? "A URL holds no user name or password. Send them by the authentication method."
        : `“${authority}” is no valid host, with or without a port.`;
      this.refuse("url-host", message, this.token);
      return;
    }
    for (const { token, patterns } of this.patterns) {
      if (matchesHost(host, patterns)) continue;
      const message = `With this value of $${nameOf(token)} the host would be ${host}, which does not match ${patterns.join(" or ")}.`;
      this.refuse("host-pattern", message, token);
    }
  }

  private writeHostToken(token: Token): void {
    this.token = token;
    const rule = token.path.length === 1 ? this.options.authority?.(token.name) : undefined;
    if (rule === undefined) {
      const message = `$${nameOf(token)} stands in the host of the URL. There may only stand an option field, or a string field with host patterns such as *.example.com.`;
      this.refuse("host-token", message, token);
      return;
    }
    const text = valueText(this.evaluator.value(token));
    if (text === undefined) {
      this.evaluator.missing(token);
      return;
    }
    if (!/^[A-Za-z0-9.-]+$/.test(text)) {
      const message = `$${nameOf(token)} stands in the host of the URL and may hold only letters, digits, hyphens and dots.`;
      this.refuse("host-value", message, token);
      return;
    }
    if (rule !== "option") this.patterns.push({ token, patterns: rule });
    this.output.add(text, token);
  }

  private writeComponent(token: Token): void {
    this.token = token;
    const value = this.evaluator.value(token);
    const text = valueText(value);
    if (text === undefined) {
      this.evaluator.missing(token);
      return;
    }
    this.evaluator.flagStructure(token, value);
    this.output.add(this.encoded(token, text), token);
  }

  /** `ids=${items[]}`: the whole parameter once for every element. */
  private writeSpread(token: Token, next: TemplatePart | undefined): void {
    const key = this.output.text.slice(this.start);
    const isWhole = next === undefined || (next.type === "text" && next.text.startsWith("&"));
    if (this.zone !== "query" || !isWhole || !/^[^=]+=$/.test(key)) {
      const message = `\${${nameOf(token)}[]} repeats a query parameter and is the whole of its value: ?id=\${${nameOf(token)}[]}.`;
      this.refuse("spread-place", message, token);
      return;
    }
    const elements = this.evaluator.elements(token);
    if (elements.length === 0) this.evaluator.missing(token);
    for (const [index, element] of elements.entries()) {
      const text = valueText(element);
      if (text === undefined) {
        this.evaluator.missing(token);
        return;
      }
      this.evaluator.flagStructure(token, element);
      if (index > 0) this.output.add(`&${key}`);
      this.output.add(this.encoded(token, text), token);
    }
  }

  /** A value encoded once; what `url_encode` has encoded is not encoded again. */
  private encoded(token: Token, text: string): string {
    const isEncoded = token.filters.at(-1)?.name === "url_encode";
    if (this.subject === "URL" && hasControlCharacter(isEncoded ? decodeURIComponent(text) : text)) {
      const message = `The value of $${nameOf(token)} holds a line break or another control character, which no URL may hold.`;
      this.refuse("control-character", message, token);
    }
    return isEncoded ? text : urlEncode(text);
  }

  private checkWhole(): void {
    const { text } = this.output;
    if (text.length > urlCharsMax) {
      this.refuse("url-too-long", `The URL has ${text.length} characters; ${urlCharsMax} are allowed.`);
      return;
    }
    try {
      new URL(text);
    } catch {
      this.refuse("invalid-url", "This is no valid URL.");
    }
  }

  private refuseLiteral(character: string): void {
    const hint =
      character === "{" || character === "}"
        ? "Variables are written $name or ${name}."
        : character === "%"
          ? "Write %25 for a literal percent sign."
          : `Write it percent-encoded: ${urlEncode(character)}.`;
    this.refuse("url-character", `A ${this.subject} may not hold ${described(character)}. ${hint}`);
  }

  private refuse(code: string, message: string, token?: Token): void {
    if (token) this.evaluator.add(code, token, message);
    else this.evaluator.problems.push({ code, message });
  }
}

/** The host of `host` or `host:port`, in lower case; undefined where a URL could not have or keep it. */
function hostOf(authority: string): string | undefined {
  const host = hostWithPort.exec(authority)?.[1]?.toLowerCase();
  if (host === undefined || (!host.startsWith("[") && !isHostName(host))) return undefined;
  try {
    // Hosts that change when parsed, such as 0x7f.1, are not what they seem.
    return new URL(`https://${authority}/`).hostname === host ? host : undefined;
  } catch {
    return undefined;
  }
}

function onOneLine(part: TemplatePart): TemplatePart {
  return part.type === "text" ? { ...part, text: part.text.replace(/\s*[\r\n]\s*/g, "") } : part;
}

/** `.` and `..`, also percent-encoded: whoever parses the URL would take them away. */
function isDotSegment(segment: string): boolean {
  return /^(?:\.|%2e){1,2}$/i.test(segment);
}

function described(character: string): string {
  if (character === " ") return "a space";
  return hasControlCharacter(character) ? "a line break or another control character" : `the character ${character}`;
}
