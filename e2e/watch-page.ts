/** What a page must never do, whatever a test does with it: log an error, break its content policy, call another origin. */
import type { BrowserContext, ConsoleMessage, Page, Request } from "@playwright/test";

/** Mails are shown in a frame without scripts, and the tests' own script is the one that is kept out of it. */
const alwaysTolerated = [/Blocked script execution in 'about:srcdoc'/];

export interface Watcher {
  watch(context: BrowserContext): Promise<void>;
  /** Lets a message through that this test provokes, such as the browser's own line about an answer of 404. */
  tolerate(...patterns: RegExp[]): void;
  /** What was seen and not let through, one line each. */
  problems(): string[];
}

const own = () => new URL(process.env.BASE_URL ?? "").origin;
const sandbox = () => new URL(process.env.SANDBOX_URL ?? "").origin;

/** The sandbox's own pages are a stranger's: what they load and log is not ours. */
function isSandboxPage(page: Page | null): boolean {
  return page?.url().startsWith(sandbox()) ?? false;
}

function isForeign(request: Request): boolean {
  const url = new URL(request.url());
  if (!/^(https?|wss?):$/.test(url.protocol)) return false;
  if (url.origin === own()) return false;
  if (url.origin !== sandbox()) return true;
  return !request.isNavigationRequest() && !isSandboxPage(request.frame().page());
}

function describeMessage(message: ConsoleMessage): string {
  const { url } = message.location();
  return `console.${message.type()} on ${message.page()?.url()}: ${message.text()}${url ? ` (${url})` : ""}`;
}

export function createWatcher(): Watcher {
  const seen: string[] = [];
  const tolerated = [...alwaysTolerated];
  return {
    async watch(context) {
      await context.addInitScript(() => {
        document.addEventListener("securitypolicyviolation", (event) => {
          console.error(`Content policy broken: ${event.violatedDirective} by ${event.blockedURI || "inline"}`);
        });
      });
      context.on("console", (message) => {
        if (message.type() === "error" && !isSandboxPage(message.page())) seen.push(describeMessage(message));
      });
      context.on("weberror", (error) => {
        if (!isSandboxPage(error.page())) seen.push(`uncaught on ${error.page()?.url()}: ${error.error().stack}`);
      });
      context.on("request", (request) => {
        if (isForeign(request)) seen.push(`request to another origin: ${request.method()} ${request.url()}`);
      });
    },
    tolerate: (...patterns) => void tolerated.push(...patterns),
    problems: () => seen.filter((line) => !tolerated.some((pattern) => pattern.test(line))),
  };
}
