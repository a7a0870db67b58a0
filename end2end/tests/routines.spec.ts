import { expect, expectAccessible, expectAccessibleInBothThemes, hydrated, open, signIn, speak, test, type Page } from "../support/fixtures.ts";
import { fitsEveryScreen, pictures } from "../support/paper.ts";
import { words } from "../support/words.ts";

/** Routines of schools from missing to in use, and the meetings of their networks. */

const coverage = words("nb", "coverage");
const issues = words("nb", "issues");
const networks = words("nb", "networks");
const routines = words("nb", "routines");
const week = words("nb", "week");

test.use({ expectedMessages: [/404|409|422/] });

/** Samir has not signed the declaration yet. */
async function samir(page: Page): Promise<void> {
  await signIn(page, "Samir");
  await hydrated(page);
  await page.getByLabel(/Jeg har lest og forstått/).check();
  await page.getByRole("button", { name: "Godta og gå videre" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Min uke" })).toBeVisible();
}

test("a routine goes from missing to in use, its gap closes, and the matrix shows it", async ({ page, browser, server }) => {
  test.slow();
  await page.setViewportSize({ width: 1280, height: 900 });
  const office = await browser.newContext({ baseURL: server.url, locale: "nb-NO", viewport: { width: 1280, height: 900 } });
  const marte = await office.newPage();
  await signIn(marte, "Marte");
  await open(marte, "/coverage/gaps");
  const gap = marte.getByRole("listitem").filter({ hasText: "Solåsen" }).filter({ hasText: coverage("gap_routine_ever") });
  await expect(gap.getByRole("button", { name: /^Send til rådgiveren/ })).toBeVisible();

  await samir(page);
  await open(page, "/routines");
  const table = page.getByRole("table", { name: routines("table") });
  const row = table.getByRole("row", { name: /Solåsen/ });
  await expect(row).toContainText(routines("sign_missing"));
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "routines");

  for (const [scope, at] of [["scope_prevention", 0], ["scope_handling", 1]] as const) {
    await open(page, "/routines");
    await row.getByRole("link").nth(at).click();
    await expect(page.getByRole("heading", { level: 1, name: routines("title_of", { scope: routines(scope), unit: "Solåsen vgs (demo)" }) })).toBeVisible();
    await expect(page.getByText(routines("missing_alert"))).toBeVisible();
    if (at === 0) {
      // Bad input is told beside its field, and nothing typed is lost.
      await page.getByLabel(routines("link")).fill("javascript:alert(1)");
      await page.getByLabel(routines("note")).fill("Ring 912 34 567");
      await page.getByRole("button", { name: routines("begin") }).click();
      await expect(page.getByLabel(routines("link"))).toHaveAttribute("aria-invalid", "true");
      await page.getByLabel(routines("link")).fill("");
      await page.getByRole("button", { name: routines("begin") }).click();
      await expect(page.getByLabel(routines("note"))).toHaveAttribute("aria-invalid", "true");
      await expect(page.getByLabel(routines("note"))).toHaveValue("Ring 912 34 567");
      await page.getByLabel(routines("note")).fill("Tas opp i august.");
    }
    await page.getByLabel(routines("planned_on")).fill("2026-12-10");
    await page.getByRole("button", { name: routines("begin") }).click();
    await page.getByRole("button", { name: routines("submit") }).click();
    await expect(page.getByRole("button", { name: routines("adopt") })).toBeVisible();
    if (at === 0) {
      await page.getByLabel(routines("adopted_on")).fill("2026-11-24");
      await page.getByRole("button", { name: routines("adopt") }).click();
      await expect(page.getByText(issues("after_today"))).toBeVisible();
      await page.getByLabel(routines("adopted_on")).fill("2026-11-20");
      await page.getByRole("button", { name: routines("adopt") }).click();
      await expect(page.getByText(routines("rule_no_document"))).toBeVisible();
    } else {
      await page.getByLabel(routines("adopted_on")).fill("2026-11-20");
    }
    await page.getByText(routines("edit"), { exact: true }).click();
    await page.getByLabel(routines("document")).fill("26/1044-3");
    await page.getByRole("button", { name: routines("save"), exact: true }).click();
    await expect(page.getByRole("region", { name: routines("facts") })).toContainText("26/1044-3");
    await page.getByLabel(routines("adopted_on")).fill("2026-11-20");
    await page.getByRole("button", { name: routines("adopt") }).click();
    await page.getByRole("button", { name: routines("take_into_use") }).click();
    const facts = page.getByRole("region", { name: routines("facts") });
    await expect(facts).toContainText(routines("edition_state", { number: 1, state: routines("state_in_use") }));
    await expect(facts).toContainText("20. november 2027");
  }
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "routine");

  await open(marte, "/coverage/gaps");
  await expect(gap).toHaveCount(0);
  await open(marte, "/coverage");
  const cell = marte.getByRole("table", { name: coverage("table") }).getByRole("link", { name: /^Solåsen vgs \(demo\), Rutiner: / });
  await expect(cell).toContainText("2");
  await expect(cell).toContainText(coverage("cell_in_force"));
  await cell.click();
  await expect(marte.locator("#routines").getByRole("link", { name: routines("scope_handling") })).toHaveAttribute("href", /\/routines\/\w{26}\.handling$/);
  await office.close();
});

test("a routine that has expired is gone through, and the next edition takes its place", async ({ page }) => {
  test.slow();
  await page.setViewportSize({ width: 820, height: 1180 });
  await signIn(page, "Ingrid");
  await open(page, "/");
  const tasks = page.getByRole("region", { name: week("routines") });
  await expect(tasks.getByRole("link", { name: /^Håndtering, Granlia vgs \(demo\): utløp / })).toHaveAttribute("href", /\/routines\/\w{26}\.handling$/);
  await open(page, "/routines");
  // On the tablet every column is there, and the whole cell leads on.
  const frame = page.getByRole("region", { name: routines("table") });
  expect(await frame.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
  const expired = page.getByRole("link", { name: /Granlia vgs \(demo\), Håndtering: Utløpt/ });
  expect((await expired.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await expired.click();
  const facts = page.getByRole("region", { name: routines("facts") });
  await expect(page.getByText(/Rutinen skulle vært gått gjennom før/)).toBeVisible();
  const known = page.getByRole("region", { name: routines("known") });
  await expect(known).toContainText("41 svarte på");
  await expect(known.getByRole("link", { name: routines("to_survey") })).toHaveAttribute("href", /\/needs\/surveys\/\w{26}$/);
  await page.getByText(routines("review"), { exact: true }).click();
  await page.getByLabel(routines("reviewed_on")).fill("2020-01-01");
  await page.getByRole("button", { name: routines("save_review") }).click();
  await expect(page.getByLabel(routines("reviewed_on"))).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel(routines("reviewed_on")).fill("2026-11-23");
  await page.getByRole("button", { name: routines("save_review") }).click();
  await expect(page.getByText(/Rutinen skulle vært gått gjennom før/)).toHaveCount(0);
  await page.locator("summary", { hasText: routines("revise") }).click();
  await page.getByRole("button", { name: routines("revise") }).click();
  await expect(facts).toContainText(routines("edition_state", { number: 2, state: routines("state_in_progress") }));
  await page.getByRole("button", { name: routines("submit") }).click();
  await page.getByRole("button", { name: routines("adopt") }).click();
  const editions = page.getByRole("table", { name: routines("editions") });
  await expect(editions.getByRole("row", { name: /^1 / })).toContainText(routines("state_superseded"));
  await expect(editions.getByRole("row", { name: /^2 / })).toContainText(routines("state_adopted"));
  await expectAccessible(page);
  await open(page, "/");
  await expect(page.getByRole("heading", { level: 1, name: "Min uke" })).toBeVisible();
  await expect(tasks).toHaveCount(0);
});

test("a network meeting is planned, held with what was agreed, and shown", async ({ page, browser, server }) => {
  test.slow();
  await page.setViewportSize({ width: 820, height: 1100 });
  await samir(page);
  await open(page, "/networks");
  await expect(page.getByRole("table", { name: networks("past") })).toContainText("Kontaktpunkter i Lillestrøm");
  await page.getByRole("link", { name: networks("new") }).click();
  await expect(page.getByRole("heading", { level: 1, name: networks("new") })).toBeVisible();
  await page.getByLabel(networks("minutes")).fill("-5");
  await page.getByLabel(networks("theme")).fill("Samarbeid i vinter");
  await page.getByRole("button", { name: networks("save_new") }).click();
  await expect(page.getByLabel(networks("minutes"))).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText(issues("required")).first()).toBeVisible();
  await expect(page.getByLabel(networks("theme"))).toHaveValue("Samarbeid i vinter");
  await page.getByLabel(networks("minutes")).fill("60");
  await page.getByLabel(networks("date")).fill("2026-11-23");
  await page.getByLabel(networks("start")).fill("08:00");
  await page.getByLabel("NAV", { exact: true }).check();
  await page.getByLabel("Tunvollen ungdomsskole (demo)", { exact: true }).check();
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "network-new");
  await page.getByRole("button", { name: networks("save_new") }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Samarbeid i vinter" })).toBeVisible();

  await page.getByLabel(networks("present")).fill("7");
  await page.getByLabel(networks("who")).fill("NAV");
  await page.getByLabel(networks("what")).fill("Ring 912 34 567");
  await page.getByRole("button", { name: networks("close") }).click();
  await expect(page.getByLabel(networks("what"))).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel(networks("what")).fill("Sender oversikt");
  await page.getByRole("button", { name: networks("add_line") }).click();
  await page.getByLabel(networks("what")).nth(1).fill("Kaller inn til våren");
  // Over a reload both lines are there.
  await page.reload();
  await hydrated(page);
  await expect(page.getByLabel(networks("what")).nth(1)).toHaveValue("Kaller inn til våren");
  await expect(page.getByLabel(networks("what")).first()).toHaveValue("Sender oversikt");
  await page.getByLabel(networks("what")).nth(1).fill("");
  await page.getByRole("button", { name: networks("close") }).click();
  const closing = page.getByRole("region", { name: networks("closing") });
  await expect(closing.getByRole("listitem")).toHaveText(/NAV: Sender oversikt/);
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "network");
  await open(page, "/");
  await expect(page.getByRole("link", { name: /Samarbeid i vinter/ }).first()).toHaveAttribute("href", /\/networks\/\w{26}$/);

  const office = await browser.newContext({ baseURL: server.url, locale: "nb-NO" });
  const marte = await office.newPage();
  await signIn(marte, "Marte");
  await open(marte, "/coverage");
  const cell = marte.getByRole("table", { name: coverage("table") }).getByRole("link", { name: /^Tunvollen ungdomsskole \(demo\), Nettverk: / });
  await expect(cell).toContainText(coverage("cell_held"));
  await office.close();
});

test("a leader reads the routines of the own school, in nynorsk, and writes none", async ({ page }) => {
  await signIn(page, "Tor Hegge");
  await speak(page, "nn");
  await open(page, "/routines");
  const nynorsk = words("nn", "routines");
  await expect(page.getByRole("table", { name: nynorsk("table") }).locator("tbody tr")).toHaveCount(1);
  await page.getByRole("link", { name: /Granlia vgs \(demo\), Handtering/ }).click();
  await expect(page.getByText(nynorsk("read_only"))).toBeVisible();
  await expect(page.getByRole("main").getByRole("button")).toHaveCount(0);
  await expectAccessible(page);
  await open(page, "/networks");
  await expect(page.getByRole("link", { name: words("nn", "networks")("new") })).toHaveCount(0);
});
