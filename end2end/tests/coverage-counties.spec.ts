import { expect, expectAccessible, expectAccessibleInBothThemes, hydrated, open, signIn, speak, tabTo, test } from "../support/fixtures.ts";
import { fitsEveryScreen, pictures, PORTRAIT, sheets } from "../support/paper.ts";
import { words } from "../support/words.ts";

/** A county's page for the meeting with the county, the map of all counties, and how it has gone over the years. */

const coverage = words("nb", "coverage");

test.use({ expectedMessages: [/404/] });

test("a coordinator goes from the matrix to a county, prints it, and on to a place", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, "Marte");
  await open(page, "/coverage");
  await page.getByRole("table", { name: coverage("by_county") }).getByRole("link", { name: "Akershus", exact: true }).click();
  await expect(page).toHaveURL(/\/coverage\/counties\/32\?period=school_year-2026&set=advised$/);
  await expect(page.getByRole("heading", { level: 1, name: coverage("unit_title", { unit: "Akershus" }) })).toBeVisible();
  const measures = page.getByRole("table", { name: coverage("county_measures") });
  await expect(measures.locator("tbody tr")).toHaveCount(9);
  // Solåsen's network has met: one place is reached, and none is planned.
  const networks = measures.getByRole("row", { name: /Nettverk/ }).getByRole("cell");
  await expect(networks.nth(0)).toHaveText("1");
  await expect(networks.nth(1)).toHaveText("0");
  await expect(page.getByRole("region", { name: coverage("key_figures") })).toContainText(coverage("posts_vacant"));
  const places = page.getByRole("table", { name: coverage("county_places") });
  await expect(places.locator("tbody tr").first().getByRole("rowheader")).toContainText("Tunvollen");
  await expect(page.getByText(coverage("def_county"))).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "coverage-county");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText(coverage("def_county"))).toBeVisible();
  await expect(page.getByRole("button", { name: coverage("show") })).toBeHidden();
  await page.emulateMedia({ media: null });
  const printed = await sheets(page, "coverage-county");
  expect(printed.length).toBeLessThanOrEqual(2);
  for (const sheet of printed) expect(sheet).toEqual(PORTRAIT);

  await places.getByRole("link", { name: "Solåsen vgs (demo)", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: coverage("unit_title", { unit: "Solåsen vgs (demo)" }) })).toBeVisible();
});

test("a county's municipalities are drawn with numbers that stand in the table, for the measure that is chosen", async ({ page }) => {
  await page.setViewportSize({ width: 820, height: 1180 });
  await signIn(page, "Marte");
  await open(page, "/coverage/counties/32?period=school_year-2026&set=all");
  const label = (measure: string) => coverage("municipalities_label", { county: "Akershus", measure });
  const map = page.getByRole("img", { name: label(coverage("any_measure")), exact: true });
  await expect(map.locator("path.hr-map-area")).toHaveCount(21);
  const table = page.getByRole("table", { name: coverage("municipalities_table"), exact: true });
  const rows = table.locator("tbody tr");
  await expect(map.locator("text")).toHaveCount(await rows.count());
  await expect(table.getByRole("row", { name: /Lillestrøm/ })).toContainText("Solåsen vgs (demo)");
  await expect(page.getByText(coverage("municipalities_source"))).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "coverage-municipalities");
  await hydrated(page);
  const measure = page.getByRole("combobox", { name: coverage("measure") });
  await measure.selectOption({ label: coverage("kind_competence") });
  await tabTo(page, page.getByRole("button", { name: coverage("municipalities_show") }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/period=school_year-2026&set=all&measure=competence/);
  await expect(page.getByRole("img", { name: label(coverage("kind_competence")), exact: true })).toBeVisible();
});

test("a county that was not there in a year leads to the one that its places lay in", async ({ page }) => {
  await signIn(page, "Marte");
  await open(page, "/coverage/counties/32?period=school_year-2022");
  await expect(page.getByText(coverage("county_elsewhere"))).toBeVisible();
  await page.getByRole("link", { name: "Viken", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: coverage("unit_title", { unit: "Viken" }) })).toBeVisible();
  await page.getByRole("combobox", { name: coverage("period") }).selectOption({ label: coverage("period_school_year", { year: "2026/27" }) });
  await page.getByRole("button", { name: coverage("show") }).click();
  await expect(page.getByRole("link", { name: "Østfold", exact: true })).toBeVisible();
  await expectAccessible(page);
  await open(page, "/coverage/counties/99");
  await expect(page.getByRole("heading", { level: 1 })).not.toContainText("Dekning:");
});

test("the map is read and left by keys, says what its table says, and shows another measure", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, "Marte");
  await open(page, "/coverage");
  await page.getByRole("navigation", { name: coverage("tabs") }).getByRole("link", { name: coverage("tab_map"), exact: true }).click();
  const map = page.getByRole("group", { name: coverage("map_label", { measure: coverage("any_measure") }) });
  await expect(map.getByRole("link")).toHaveCount(15);
  await hydrated(page);
  const table = page.getByRole("table", { name: coverage("by_county") });
  const told = await table.getByRole("row", { name: /Finnmark/ }).getByRole("cell").innerText();
  await expect(map.getByRole("link", { name: `Finnmark ${told}` })).toBeAttached();
  await expect(page.getByText(/Kartverket/)).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "coverage-map");
  await page.getByRole("combobox", { name: coverage("measure") }).selectOption({ label: coverage("kind_competence") });
  await page.getByRole("button", { name: coverage("show") }).click();
  await expect(page).toHaveURL(/measure=competence/);
  const other = page.getByRole("group", { name: coverage("map_label", { measure: coverage("kind_competence") }) });
  const finnmark = other.getByRole("link", { name: /^Finnmark / });
  await tabTo(page, finnmark);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/coverage\/counties\/56\?/);
  await expect(page.getByRole("heading", { level: 1, name: coverage("unit_title", { unit: "Finnmark" }) })).toBeVisible();
});

test("the years stand beside each other as bars and as a table, narrowed to a county, in nynorsk on a phone", async ({ page }) => {
  const nynorsk = words("nn", "coverage");
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page, "Marte");
  await speak(page, "nn");
  await open(page, "/coverage/trend");
  const chart = page.getByRole("img", { name: new RegExp(`^${nynorsk("any_measure")}, .*2026/27`) });
  await expect(chart).toBeVisible();
  const table = page.getByRole("table", { name: nynorsk("trend_table") });
  await expect(table.getByRole("row", { name: new RegExp(nynorsk("kind_groups")) })).toContainText(nynorsk("trend_held", { count: "" }).trim());
  await expectAccessible(page);
  await fitsEveryScreen(page);
  await pictures(page, "coverage-trend");
  await page.getByRole("combobox", { name: nynorsk("county") }).selectOption({ label: "Finnmark" });
  await page.getByRole("combobox", { name: nynorsk("measure") }).selectOption({ label: nynorsk("kind_groups") });
  await page.getByRole("button", { name: nynorsk("show") }).click();
  await expect(page).toHaveURL(/county=56/);
  await expect(page.getByRole("img", { name: new RegExp(`^${nynorsk("kind_groups")}, `) })).toBeVisible();
  await open(page, "/coverage/counties/56");
  await expect(page.getByRole("table", { name: nynorsk("county_places") })).toContainText("Nordlys");
  await expectAccessible(page);
  await open(page, "/coverage/map");
  await expectAccessible(page);
});

test("the head of a school sees the own place alone in the county, and no other", async ({ page }) => {
  await signIn(page, "Tor Hegge");
  await open(page, "/coverage/counties/03");
  const nynorsk = words("nn", "coverage");
  const places = page.getByRole("table", { name: nynorsk("county_places") });
  await expect(places.getByRole("rowheader", { name: /Granlia/ })).toBeVisible();
  await expect(places.locator("tbody tr")).toHaveCount(1);
  await open(page, "/coverage/counties/56");
  await expect(page.getByText(nynorsk("nothing"), { exact: true })).toBeVisible();
  await expectAccessible(page);
});
