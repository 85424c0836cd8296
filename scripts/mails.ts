import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, chromium } from "@playwright/test";
import { findBrowser } from "./browser";
import { fail, root } from "./run";

// `npm run mails`: every mail as its recipient sees it, as pictures in test-results/mails: on a phone and on a desk, light
// and dark. Ends with status 1 when one is wider than its screen, or breaks a rule of WCAG 2.2 AA that axe can check.
const folder = join(root, "test-results/mails");
const widths = [390, 640];

async function draw(browser: Browser, name: string, html: string): Promise<string[]> {
  const wrong: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await browser.newContext({ colorScheme, javaScriptEnabled: true });
    const page = await context.newPage();
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      await page.setContent(html);
      const where = `${name}-${width}-${colorScheme}`;
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (overflow > 0) wrong.push(`${where} is ${overflow} pixels too wide`);
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
        .analyze();
      for (const { id, nodes } of violations) wrong.push(`${where}: ${id} at ${nodes[0]?.target.join(" ")}`);
      await page.screenshot({ path: join(folder, `${where}.png`), fullPage: true });
    }
    await context.close();
  }
  return wrong;
}

try {
  // What a mail needs of the environment, for who looks at mails without an installation.
  process.env.DATABASE_URL ||= "postgres://nobody@localhost/none";
  process.env.BASE_URL ||= "https://landfall.example";
  process.env.AUTH_SECRET ||= "0".repeat(32);
  process.env.ENCRYPTION_KEY ||= Buffer.alloc(32).toString("base64");
  const { sampleMails } = await import("./sample-mails");
  mkdirSync(folder, { recursive: true });
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath: findBrowser(), args });
  const wrong: string[] = [];
  for (const [name, mail] of Object.entries(sampleMails)) {
    writeFileSync(join(folder, `${name}.txt`), `Subject: ${mail.subject}\n\n${mail.text}`);
    wrong.push(...(await draw(browser, name, mail.html)));
  }
  await browser.close();
  console.log(`${Object.keys(sampleMails).length} mails are in ${folder}.`);
  for (const problem of wrong) console.log(`- ${problem}`);
  if (wrong.length > 0) process.exitCode = 1;
} catch (error) {
  fail(error);
}
