import { expect, expectAccessible, open, signIn, tabTo, test, type Page } from "../support/fixtures.ts";
import { fitsEveryScreen } from "../support/paper.ts";
import { words } from "../support/words.ts";

/** Two schools become one: an administrator sees what follows and does it, a coordinator finds both and the figures of before. */

const imports = words("nb", "import");
const issues = words("nb", "issues");
const places = words("nb", "places");

const GRANLIA = "Granlia vgs (demo)";
const BEKKEFARET = "Bekkefaret ungdomsskole (demo)";
const DAY = "23. november 2026";
const LAST_YEAR = "/coverage/figures.json?period=school_year-2025&set=all";

test.use({ expectedMessages: [/422/] });

async function place(page: Page, name: string): Promise<void> {
  await open(page, "/places");
  await page.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

test("a school becomes a part of another, and what was before stays", async ({ page }) => {
  await signIn(page, "Marte");
  const figures = await (await page.request.get(LAST_YEAR)).text();

  await signIn(page, "Admin");
  await place(page, GRANLIA);
  const merger = page.locator("details").filter({ hasText: places("merger_lead") });
  await tabTo(page, merger.locator("summary"));
  await page.keyboard.press("Enter");
  const into = merger.getByLabel(places("merger_into"), { exact: true });
  const from = merger.getByLabel(places("merger_from"), { exact: true });
  const look = merger.getByRole("button", { name: places("merger_look") });

  // Bad input is told beside its field, in the browser and by the server.
  await look.click();
  await expect(into).toBeFocused();
  await expect(merger.getByText(issues("required"))).toHaveCount(2);
  await expect(into.getByRole("option", { name: GRANLIA })).toHaveCount(0);
  await into.selectOption({ label: `${BEKKEFARET} (Oslo)` });
  await from.fill("2019-08-01");
  await look.click();
  await expect(merger).toContainText(issues("outside_days", { first: "1. august 2026", last: "31. juli 2029" }));
  await expect(from).toBeFocused();

  // A school of another county is found by a part of its name.
  await merger.getByLabel(places("merger_search"), { exact: true }).and(merger.getByRole("textbox")).fill("solå");
  await page.keyboard.press("Enter");
  await expect(merger.getByRole("status").first()).toHaveText(places("search_found", { count: 1 }));
  await expect(into.getByRole("option").nth(1)).toContainText("Solåsen vgs (demo) (Lillestrøm, Akershus)");

  // By keys alone: the day, what follows, and the confirmation.
  await from.fill("2026-11-23");
  await page.keyboard.press("Enter");
  const follows = merger.getByRole("region", {
    name: places("merger_follows", { name: GRANLIA, into: BEKKEFARET, day: DAY }),
  });
  await expect(follows.getByRole("heading")).toBeFocused();
  await expect(follows).toContainText("Ingrid Moen");
  await expect(follows).toContainText("Elvebakken VO (demo)");
  await expect(follows).toContainText(places("merger_roles", { n: 1 }));
  await expectAccessible(page);
  await fitsEveryScreen(page);
  await tabTo(page, follows.getByRole("button", { name: places("merger_do", { into: BEKKEFARET, day: DAY }) }));
  await page.keyboard.press("Enter");
  const gone = places("merged_into", { name: BEKKEFARET, day: DAY });
  await expect(page.getByText(gone)).toBeVisible();
  await expect(page.locator("[aria-live=polite]").last()).toContainText(places("merger_done"));
  await expect(merger).toHaveCount(0);
  await expectAccessible(page);

  // The coordinator finds both from either side, and last year as it was.
  await signIn(page, "Marte");
  await open(page, "/places");
  await expect(page.getByRole("row", { name: GRANLIA })).toContainText(places("merged"));
  await place(page, GRANLIA);
  await page.getByRole("link", { name: places("see_place", { name: BEKKEFARET }) }).click();
  await expect(page.getByRole("heading", { level: 1, name: BEKKEFARET })).toBeVisible();
  await expect(page.getByText(places("merged_here", { name: GRANLIA, day: DAY }))).toBeVisible();
  await expect(page.getByRole("table", { name: places("placements") })).toContainText("Ingrid Moen");
  await expect(page.getByRole("link", { name: places("see_place", { name: GRANLIA }) })).toBeVisible();
  expect(await (await page.request.get(LAST_YEAR)).text()).toBe(figures);

  // The register still has it open: the dry run says that it stays merged.
  await place(page, GRANLIA);
  const number = await page.locator("dl").first().getByText(/^\d{9}$/).innerText();
  await open(page, "/places/import");
  const file = `Organisasjonsnummer;Navn;Kommunenummer;ErSkole;ErVideregaaendeSkole\r\n${number};${GRANLIA};0301;ja;ja\r\n`;
  await page.getByLabel(imports("paste")).fill(file);
  await page.getByRole("button", { name: imports("check") }).click();
  const result = page.locator("#import-result");
  await expect(result).toContainText(imports("note_stays_merged", { into: BEKKEFARET, day: DAY }));
  await expect(page.getByRole("button", { name: imports("save") })).toHaveCount(0);
  await expectAccessible(page);
});
