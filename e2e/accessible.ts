import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { inEachTheme, picture } from "./fixtures";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/** What of it depends on colours: all that a second theme can change. */
const colourRules = ["color-contrast", "link-in-text-block"];

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
  await animationsToEnd(page);
  await expectNone(page, state, await violationsOf(axeOn(page, within).withTags(tags), page, within));
}

/**
 * The same in both themes, and a picture of each for people to look at:
 * test-results/screenshots/<spec>/<state>-<theme>.png. In the second theme only colours are looked at: nothing else differs.
 */
export async function checkLook(page: Page, state: string): Promise<void> {
  await inEachTheme(page, async (theme) => {
    if (theme === "light") await expectAccessible(page, `${state}, ${theme}`);
    else {
      await animationsToEnd(page);
      const { violations } = await axeOn(page).withRules(colourRules).analyze();
      await expectNone(page, `${state}, ${theme}`, violations);
    }
    await picture(page, `${state}-${theme}`);
  });
}

async function expectNone(page: Page, state: string, violations: Violation[]): Promise<void> {
  const report = `${state} at ${new URL(page.url()).pathname}:\n${violations.map(describe).join("\n")}`;
  expect(violations.length, report).toBe(0);
}

/** What fades in has less contrast while it does. What turns for ever, such as a spinner, is not waited for. */
async function animationsToEnd(page: Page): Promise<void> {
  await page.evaluate(() => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    const ended = Promise.allSettled(ending.map(({ finished }) => finished)).then(() => undefined);
    // One that somebody has paused never ends.
    return Promise.race([ended, new Promise<void>((resolve) => setTimeout(resolve, 2_000))]);
  });
}

function axeOn(page: Page, within?: string): AxeBuilder {
  return (
    (within === undefined ? new AxeBuilder({ page }) : new AxeBuilder({ page }).include(within))
      // A mail is shown in a frame in which no script may run, so axe can't either.
      .exclude("iframe[sandbox]")
      // The guards around an open popup are focusable and hidden on purpose: they pass the focus on and never keep it.
      .exclude("[data-base-ui-focus-guard]")
  );
}

/**
 * A bar that stays while the page scrolls covers whatever is under it, which axe takes for a target that is too small. Such
 * a target is looked at once more where a person would scroll it to.
 */
async function violationsOf(axe: AxeBuilder, page: Page, within?: string): Promise<Violation[]> {
  const { violations } = await axe.analyze();
  const small = violations.find(({ id }) => id === "target-size");
  if (!small) return violations;
  const still = [];
  for (const node of small.nodes) {
    const selector = node.target.map(String).join(" ");
    const back = await page.evaluate(() => [window.scrollX, window.scrollY] as const);
    await page.locator(selector).evaluate((target) => target.scrollIntoView({ block: "center", behavior: "instant" }));
    const again = await axeOn(page, within).withRules("target-size").analyze();
    const same = again.violations.flatMap(({ nodes }) => nodes).some(({ target }) => target.join(" ") === selector);
    if (same) still.push(node);
    await page.evaluate(([left, top]) => window.scrollTo({ left, top, behavior: "instant" }), back);
  }
  const others = violations.filter((violation) => violation !== small);
  return still.length === 0 ? others : [...others, { ...small, nodes: still }];
}
