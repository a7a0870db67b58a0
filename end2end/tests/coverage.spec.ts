import { expect, expectAccessible, expectAccessibleInBothThemes, hydrated, open, signIn, speak, tabTo, test } from "../support/fixtures.ts";
import { fitsEveryScreen, LANDSCAPE, pictures, PORTRAIT, sheets } from "../support/paper.ts";
import { words } from "../support/words.ts";

/** Which measures have reached which places, where nothing is, and what is done about it. */

const agreements = words("nb", "agreements");
const coverage = words("nb", "coverage");
const issues = words("nb", "issues");
const needs = words("nb", "needs");
const outreach = words("nb", "outreach");

test.use({ expectedMessages: [/404|409|422/] });

test("a coordinator is three clicks from the printed page of a place, and sees the gaps first", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, "Marte");
  await open(page, "/");
  const start = page.getByRole("region", { name: coverage("title"), exact: true });
  await expect(start).toContainText(/Skoleåret 2026\/27: 3 av 5 steder er nådd/);
  await expect(start.getByRole("listitem").first()).toHaveText("Bekkefaret ungdomsskole (demo)Oslo · 0 av 8 typer tiltak");
  await expect(start.getByRole("link", { name: /^Hvite flekker som venter på deg: \d+$/ })).toHaveAttribute("href", "/coverage/gaps");
  await expectAccessible(page);
  await fitsEveryScreen(page);
  await page
    .getByRole("navigation", { name: "Hovedmeny" })
    .getByRole("link", { name: coverage("title"), exact: true })
    .click();
  const matrix = page.getByRole("table", { name: coverage("table") });
  await expect(matrix.locator("tbody tr").nth(1).getByRole("rowheader")).toContainText("Bekkefaret");
  await expect(matrix.locator("tbody tr").nth(1)).toContainText(coverage("cell_gap"));
  await expect(matrix.getByRole("row", { name: /Granlia/ })).toContainText(coverage("cell_held"));
  await expect(page.getByRole("status").filter({ hasText: /steder er nådd/ })).toContainText("Skoleåret 2026/27");
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "coverage");
  expect(await sheets(page, "coverage")).toContainEqual(LANDSCAPE);

  await matrix.getByRole("link", { name: "Granlia vgs (demo)", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: coverage("unit_title", { unit: "Granlia vgs (demo)" }) })).toBeVisible();
  const measures = page.getByRole("table", { name: coverage("figures") });
  await expect(measures.getByRole("row", { name: /Samtalegrupper/ })).toContainText("2");
  await expect(page.getByRole("region", { name: coverage("behind") }).getByRole("link", { name: "Jentegruppe høst" })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "coverage-unit");
  const printed = page.evaluate(() => new Promise<boolean>((done) => (window.print = () => done(true))));
  await page.getByRole("button", { name: "Skriv ut" }).click();
  expect(await printed).toBe(true);
  for (const sheet of await sheets(page, "coverage-unit")) expect(sheet).toEqual(PORTRAIT);
});

test("a cell leads to what is behind it, by keys, and the table is narrowed and saved", async ({ page }) => {
  await page.setViewportSize({ width: 820, height: 1100 });
  await signIn(page, "Marte");
  await open(page, "/coverage");
  const matrix = page.getByRole("table", { name: coverage("table") });
  const cell = matrix.getByRole("link", { name: /^Granlia vgs \(demo\), Samtalegrupper: / });
  await tabTo(page, cell);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/coverage\/\w{26}\?period=school_year-2026#groups$/);
  await expect(page.locator("#groups").getByRole("link", { name: "Jentegruppe høst" })).toBeVisible();
  await page.goBack();
  await page.getByRole("combobox", { name: coverage("set"), exact: true }).selectOption({ label: coverage("set_all") });
  await page.getByRole("button", { name: coverage("show") }).click();
  await expect(page).toHaveURL(/set=all/);
  await expect(matrix.getByRole("row", { name: /Elvebakken/ })).toBeVisible();
  const all = await matrix.locator("tbody tr").count();
  await page.getByText(coverage("more"), { exact: true }).click();
  await page.getByRole("combobox", { name: coverage("gap") }).selectOption({ label: coverage("kind_groups") });
  await page.getByRole("button", { name: coverage("show") }).click();
  await expect(page).toHaveURL(/gap=groups/);
  await expect(matrix.getByRole("row", { name: /Granlia/ })).toHaveCount(0);
  expect(await matrix.locator("tbody tr").count()).toBeLessThan(all);
  await page.getByRole("combobox", { name: coverage("period") }).selectOption({ label: coverage("period_calendar_year", { year: 2026 }) });
  await page.getByRole("button", { name: coverage("show") }).click();
  await expect(page).toHaveURL(/period=calendar_year-2026/);
  await expect(page.getByRole("status").filter({ hasText: coverage("period_calendar_year", { year: 2026 }) })).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: coverage("save_csv") }).click();
  expect((await download).suggestedFilename()).toBe("coverage-calendar_year-2026.csv");
});

test("what an adviser records stands in an open table at once", async ({ page, browser, server }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, "Marte");
  await open(page, "/coverage");
  const cell = page.getByRole("table", { name: coverage("table") }).getByRole("link", { name: /^Granlia vgs \(demo\), Tjenester gjort kjent: / });
  const before = await cell.innerText();
  const other = await browser.newContext({ baseURL: server.url, locale: "nb-NO" });
  const adviser = await other.newPage();
  await signIn(adviser, "Ingrid");
  await open(adviser, "/outreach");
  await adviser.getByText(outreach("record"), { exact: true }).click();
  await adviser.getByLabel("Ansatte", { exact: true }).check();
  await adviser.getByLabel("Nora", { exact: true }).check();
  await adviser.getByRole("button", { name: outreach("save"), exact: true }).click();
  await expect(adviser.getByText(outreach("saved"))).toBeAttached();
  await expect(cell).not.toHaveText(before, { useInnerText: true });
  await other.close();
});

test("a session that is closed on a tablet stands on the open page of the matrix without a reload", async ({ page, browser, server }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, "Marte");
  await open(page, "/coverage");
  await page.evaluate(() => Object.assign(window, { isTheSamePage: true }));
  // A group counts once, however many of its sessions are held: what moves is who was there and for how long.
  const oslo = page.getByRole("table", { name: coverage("by_county") }).getByRole("row", { name: /Oslo/ });
  const attended = async () => Number((await oslo.locator(`[data-label="${coverage("col_people")}"]`).innerText()).replace(/\D/g, ""));
  const before = await attended();
  const other = await browser.newContext({ baseURL: server.url, locale: "nb-NO", hasTouch: true });
  const tablet = await other.newPage();
  await signIn(tablet, "Ingrid");
  await open(tablet, "/");
  await tablet.getByRole("region", { name: "Ikke avsluttet" }).getByRole("link", { name: /Ny i Norge/ }).click();
  await tablet.getByLabel("Antall til stede").fill("7");
  await tablet.getByRole("button", { name: "Gjennomført" }).click();
  await expect(tablet.locator("[data-saving='saved']")).toBeVisible();
  await expect.poll(attended).toBe(before + 7);
  expect(await page.evaluate(() => "isTheSamePage" in window)).toBe(true);
  // Taken back, it is gone again.
  await tablet.getByRole("button", { name: "Ikke avsluttet likevel" }).click();
  await expect.poll(attended).toBe(before);
  await other.close();
});

test("a gap is sent to the adviser, answered, and gone when something is planned", async ({ page, browser, server }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, "Marte");
  await open(page, "/coverage/gaps");
  const gap = page.getByRole("listitem").filter({ hasText: "Tunvollen" }).filter({ hasText: /Ingen aktivitet/ });
  await expect(gap).toContainText(coverage("gap_found"));
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "coverage-gaps");
  await gap.getByText(coverage("step_on", { step: coverage("dismiss"), unit: "Tunvollen ungdomsskole (demo)" })).click();
  await gap.getByRole("button", { name: coverage("dismiss") }).click();
  await expect(gap.getByLabel(coverage("dismiss_label"))).toHaveAttribute("aria-invalid", "true");
  await gap.getByRole("button", { name: /^Send til rådgiveren/ }).click();
  await expect(gap).toContainText(coverage("gap_sent"));

  const other = await browser.newContext({ baseURL: server.url, locale: "nb-NO", viewport: { width: 820, height: 1100 } });
  const adviser = await other.newPage();
  await signIn(adviser, "Samir");
  await hydrated(adviser);
  await adviser.getByLabel(/Jeg har lest og forstått/).check();
  await adviser.getByRole("button", { name: "Godta og gå videre" }).click();
  const tasks = adviser.getByRole("region", { name: coverage("tasks") });
  await expect(tasks).toContainText("Tunvollen");
  await open(adviser, "/");
  await expectAccessible(adviser);
  await pictures(adviser, "coverage-tasks");
  await tasks.getByText(coverage("step_on", { step: coverage("answer"), unit: "Tunvollen ungdomsskole (demo)" })).click();
  await tasks.getByLabel(coverage("answer_label")).fill("Vi kartlegger i januar");
  await tasks.getByRole("button", { name: coverage("answer"), exact: true }).click();
  await expect(tasks).toContainText(coverage("you_answered", { said: "Vi kartlegger i januar" }));
  await open(page, "/coverage/gaps");
  await expect(gap).toContainText("Vi kartlegger i januar");

  await open(adviser, "/needs/surveys/new");
  await adviser.getByLabel(needs("unit"), { exact: true }).selectOption({ label: "Tunvollen ungdomsskole (demo)" });
  await adviser.getByLabel(needs("invited")).fill("20");
  await adviser.getByRole("button", { name: needs("open_survey") }).click();
  await expect(adviser.getByText(needs("response_few", { fewest: 5, invited: 20 }))).toBeVisible();
  await open(adviser, "/");
  await expect(adviser.getByRole("heading", { level: 1, name: "Min uke" })).toBeVisible();
  await expect(tasks).toHaveCount(0);
  await open(page, "/coverage/gaps");
  await expect(gap).toHaveCount(0);
  await other.close();
});

test("targets are set with a reason, and bad numbers lose nothing", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, "Marte");
  await open(page, "/coverage");
  await page.getByRole("table", { name: coverage("table") }).getByRole("link", { name: "Granlia vgs (demo)", exact: true }).click();
  const section = page.getByRole("region", { name: coverage("targets") });
  await section.getByText(coverage("edit_targets"), { exact: true }).click();
  const groups = section.getByLabel(coverage("kind_groups"));
  await groups.fill("-1");
  await section.getByLabel(coverage("kind_teaching")).fill("åtte");
  await section.getByLabel(coverage("targets_reason")).fill("Flere klasser");
  await section.getByRole("button", { name: coverage("save_targets") }).click();
  await expect(groups).toHaveAttribute("aria-invalid", "true");
  await expect(section).toContainText(issues("not_a_number"));
  await expect(section.getByLabel(coverage("targets_reason"))).toHaveValue("Flere klasser");
  await groups.fill("5");
  await section.getByLabel(coverage("kind_teaching")).fill("8");
  await section.getByRole("button", { name: coverage("save_targets") }).click();
  await expect(page.getByText(coverage("targets_saved"))).toBeAttached();
  await expect(page.getByRole("table", { name: coverage("figures") }).getByRole("row", { name: /Samtalegrupper/ })).toContainText("5");
  await expect(section.getByRole("listitem").first()).toContainText("Flere klasser");
  await expectAccessible(page);
});

test("of two coordinators who set targets the second sees both side by side, and nothing typed is lost", async ({ page, browser, server }) => {
  test.slow();
  const other = await (await browser.newContext({ baseURL: server.url, locale: "nb-NO" })).newPage();
  const toForm = async (of: typeof page) => {
    await signIn(of, "Marte");
    await open(of, "/coverage");
    await of.getByRole("table", { name: coverage("table") }).getByRole("link", { name: "Granlia vgs (demo)", exact: true }).click();
    await hydrated(of);
    const section = of.getByRole("region", { name: coverage("targets") });
    await section.getByText(coverage("edit_targets"), { exact: true }).click();
    await section.getByLabel(coverage("targets_reason")).fill("Flere klasser");
    return section;
  };
  const mine = await toForm(page);
  await mine.getByLabel(coverage("kind_groups")).fill("6");
  const theirs = await toForm(other);
  await theirs.getByLabel(coverage("kind_groups")).fill("4");
  await theirs.getByRole("button", { name: coverage("save_targets") }).click();
  await expect(other.getByText(coverage("targets_saved"))).toBeAttached();
  await other.context().close();
  await mine.getByRole("button", { name: coverage("save_targets") }).click();
  await mine.getByRole("button", { name: words("nb", "shell")("get_newest") }).click();
  const row = mine.getByRole("row", { name: new RegExp(coverage("kind_groups")) });
  await expect(row).toContainText("4");
  await expect(row).toContainText("6");
  await expect(mine.getByLabel(coverage("kind_groups"))).toHaveValue("6");
  await expect(mine.getByLabel(coverage("targets_reason"))).toHaveValue("Flere klasser");
  await expectAccessible(page);
  await mine.getByRole("button", { name: coverage("save_targets") }).click();
  await expect(page.getByText(coverage("targets_saved"))).toBeAttached();
});

test("an agreement that ends is a gap with a way to renew it, and a threshold below one is refused beside its field", async ({ page }) => {
  await signIn(page, "Marte");
  await open(page, "/coverage/gaps");
  const gap = page.getByRole("listitem").filter({ hasText: "Granlia" }).filter({ hasText: /Siste dag i samarbeidsavtalen/ });
  await expect(gap).toContainText("30. april 2027");
  const begin = gap.getByRole("button", { name: coverage("begin_renewal") });
  await expect(begin).toBeVisible();
  await fitsEveryScreen(page);
  await page.getByText(coverage("rules"), { exact: true }).click();
  const rule = page.getByRole("form", { name: coverage("rule_agreement") });
  for (const bad of ["-1", "0"]) {
    await rule.getByLabel(coverage("unit_agreement")).fill(bad);
    await rule.getByRole("button").click();
    await expect(rule.getByLabel(coverage("unit_agreement"))).toHaveAttribute("aria-invalid", "true");
    await expect(rule.getByLabel(coverage("unit_agreement"))).toHaveValue(bad);
  }
  await expectAccessible(page);
  await tabTo(page, begin);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: /Oslo kommune/ })).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: agreements("renewal") })).toBeVisible();
  await open(page, "/coverage/gaps");
  await gap.getByRole("link", { name: coverage("open_renewal") }).click();
  await expect(page.getByRole("heading", { level: 2, name: agreements("renewal") })).toBeVisible();
});

test("the head of a school sees own agreement, needs and coverage, and nothing of others is there", async ({ page, browser, server }) => {
  const marte = await (await browser.newContext({ baseURL: server.url, locale: "nb-NO" })).newPage();
  await signIn(marte, "Marte");
  await open(marte, "/coverage");
  const link = marte.getByRole("table", { name: coverage("table") }).getByRole("link", { name: "Solåsen vgs (demo)", exact: true });
  const others = (await link.getAttribute("href"))?.split("?")[0] ?? "";
  await marte.context().close();
  await signIn(page, "Tor Hegge");
  for (const own of ["/agreements", "/coverage", "/needs", "/year-plan"]) {
    const answer = await page.goto(own);
    expect(answer?.status(), own).toBe(200);
    await expect(page.getByRole("main")).not.toContainText("Solåsen");
    await expectAccessible(page);
  }
  for (const hidden of ["/agreements/01KDVDNA000000000000001C03", others]) {
    const answer = await page.goto(hidden);
    expect(answer?.status(), hidden).toBe(404);
  }
});

test("the head of a school sees the own school and no other, in nynorsk", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page, "Tor Hegge");
  await speak(page, "nn");
  await open(page, "/coverage");
  const matrix = page.getByRole("table", { name: words("nn", "coverage")("table") });
  await expect(matrix.getByRole("rowheader", { name: /Granlia/ })).toBeVisible();
  await expect(matrix.getByRole("rowheader", { name: /Solåsen/ })).toHaveCount(0);
  await expectAccessible(page);
  await matrix.getByRole("link", { name: "Granlia vgs (demo)", exact: true }).click();
  await hydrated(page);
  await expect(page.getByRole("heading", { level: 1, name: /^Dekning: Granlia/ })).toBeVisible();
  await expect(page.getByRole("region", { name: words("nn", "coverage")("targets") })).toHaveCount(0);
  await expectAccessible(page);
  await pictures(page, "coverage-unit-nn");
  await open(page, "/coverage/01KDVDNA000000000000000NONE");
  await expect(page.getByRole("heading", { level: 1 })).not.toContainText("Dekning:");
});

test("services are told by municipality, those that were never at a course first", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, "Marte");
  await open(page, "/coverage");
  await page.getByRole("navigation", { name: coverage("tabs") }).getByRole("link", { name: coverage("tab_services") }).click();
  const table = page.getByRole("table", { name: coverage("services_table") });
  await expect(table.locator("tbody tr").nth(1)).toContainText(coverage("not_in_three_years"));
  const last = table.locator("tbody tr").last();
  await expect(last).toContainText(/\d\d?\.\d\d?\.2026/);
  const name = await last.getByRole("rowheader").innerText();
  await page.getByRole("combobox", { name: coverage("services_lacks") }).selectOption({ label: "NAV" });
  await page.getByRole("button", { name: coverage("show") }).click();
  await expect(page).toHaveURL(/lacks=nav/);
  await expect(table.getByRole("rowheader", { name, exact: true })).toHaveCount(0);
  await expectAccessible(page);
  await fitsEveryScreen(page);
  await pictures(page, "coverage-services");
});
