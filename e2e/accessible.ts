import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

type Violation = Awaited<ReturnType<AxeBuilder["analyze"]>>["violations"][number];

function describe({ id, help, impact, nodes }: Violation): string {
  const places = nodes.slice(0, 5).map(({ target, failureSummary, html }) => {
    const why = failureSummary?.replaceAll(/\s*\n\s*/g, " ") ?? "";
    return `    ${target.join(" ")}\n      ${html.slice(0, 160)}\n      ${why}`;
  });
  const more = nodes.length > 5 ? [`    … and ${nodes.length - 5} more`] : [];
  return [`  ${id} (${impact}): ${help}`, ...places, ...more].join("\n");
}

/**
 * No violation of WCAG 2.2 AA that axe can find, on the page as it is now. `state` names it in the failure; `within` is a
 * selector of the part that is looked at, by default all of it.
 */
export async function expectAccessible(page: Page, state: string, within?: string): Promise<void> {
  // What fades in has less contrast while it does. What turns for ever, such as a spinner, is not waited for.
  await page.evaluate(() => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    const ended = Promise.allSettled(ending.map(({ finished }) => finished)).then(() => undefined);
    // One that somebody has paused never ends.
    return Promise.race([ended, new Promise<void>((resolve) => setTimeout(resolve, 2_000))]);
  });
  const { violations } = await (within === undefined
    ? new AxeBuilder({ page })
    : new AxeBuilder({ page }).include(within)
  )
    .withTags(tags)
    // A mail is shown in a frame in which no script may run, so axe can't either.
    .exclude("iframe[sandbox]")
    // The guards around an open popup are focusable and hidden on purpose: they pass the focus on and never keep it.
    .exclude("[data-base-ui-focus-guard]")
    .analyze();
  const report = `${state} at ${new URL(page.url()).pathname}:\n${violations.map(describe).join("\n")}`;
  expect(violations.length, report).toBe(0);
}
