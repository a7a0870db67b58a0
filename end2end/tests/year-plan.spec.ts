import { beyondTheEdge, expect, expectAccessibleInBothThemes, open, signIn, tabTo, test } from "../support/fixtures.ts";
import { LANDSCAPE, pictures, sheets } from "../support/paper.ts";

test("an adviser reads the year of her groups, leafs with the keyboard and prints it", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, "Ingrid");
  await open(page, "/");
  await page.getByRole("navigation", { name: "Hovedmeny" }).getByRole("link", { name: "Årsplan" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Årsplan 2026/27" })).toBeVisible();
  await expect(page.getByText("I dag er det uke 48.")).toBeVisible();
  const chart = page.getByRole("table", { name: /^Grupper ved hver skole skoleåret 2026\/27/ });
  await expect(chart.getByRole("columnheader", { name: "Uke 53", exact: true })).toBeVisible();
  await expect(chart.getByRole("columnheader", { name: /Uke 48/ })).toHaveAttribute("aria-current", "date");
  await expect(chart.getByText("Høstferie uke 41")).toBeVisible();
  const girls = chart.getByRole("row", { name: /Jentegruppe høst/ });
  await expect(girls.getByText("Samling 5, 17. november: gjennomført")).toBeAttached();
  await expect(girls.getByText("Samling 6, 24. november: planlagt")).toBeAttached();
  await expect(girls.locator(".hr-mark")).toHaveCount(8);
  // Shapes and words tell the marks apart, and the key says which is which.
  const key = page.getByRole("region", { name: "Tegnforklaring" });
  for (const word of ["Gjennomført", "Planlagt", "Utsatt", "Avlyst", "Hele uken fri"]) await expect(key).toContainText(word);
  await expectAccessibleInBothThemes(page);
  await pictures(page, "year-plan");
  expect(await sheets(page, "year-plan")).toEqual([LANDSCAPE]);

  await tabTo(page, page.getByRole("link", { name: "Neste skoleår" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/year-plan\?year=2027$/);
  await expect(page.getByRole("heading", { level: 1, name: "Årsplan 2027/28" })).toBeVisible();
  await expect(page.getByText("Ingen grupper dette skoleåret.").first()).toBeVisible();
  await expect(page.getByText("I dag er det uke")).toHaveCount(0);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Årsplan 2026/27" })).toBeVisible();
  await tabTo(page, chart.getByRole("link", { name: "Jentegruppe høst" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Jentegruppe høst" })).toBeVisible();
});

test("on a phone the year is a list for each school", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page, "Ingrid");
  await open(page, "/year-plan?year=2026");
  await expect(page.getByRole("table")).toBeHidden();
  const lane = page.getByRole("region", { name: "Granlia" });
  await expect(lane).toContainText("Juleferie uke 52–53");
  const girls = lane.getByRole("listitem").filter({ has: page.getByRole("link", { name: "Jentegruppe høst" }) });
  await expect(girls).toContainText("uke 43–50");
  await expect(girls.locator(".hr-year-sessions > li").nth(5)).toHaveText("uke 48, 24. november: planlagt");
  // What is shaded in the chart is told in words here.
  await expect(page.getByRole("region", { name: "Tegnforklaring" }).getByRole("listitem")).toHaveCount(4);
  expect(await beyondTheEdge(page)).toBeLessThanOrEqual(0);
  await expectAccessibleInBothThemes(page);
});

test("a coordinator sees every school, those without a group first", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, "Marte");
  await open(page, "/year-plan");
  const lanes = page.getByRole("table").locator("tbody");
  await expect(lanes.first()).toContainText("Ingen grupper dette skoleåret.");
  await expect(lanes.last().getByRole("rowheader").nth(1)).toBeVisible();
  const gaps = await lanes.evaluateAll((all) => all.map((lane) => lane.hasAttribute("data-gap")));
  expect(gaps).toEqual([...gaps].sort((one, other) => Number(other) - Number(one)));
  await expect(page.getByRole("table")).toContainText("Guttegruppe mørketid");
  await expectAccessibleInBothThemes(page);
  await pictures(page, "year-plan-coordinator");
  await sheets(page, "year-plan-coordinator");
});

test("a school leader sees the own school alone; a year that can not be leads to this one", async ({ page }) => {
  await signIn(page, "Tor Hegge");
  await open(page, "/year-plan?year=99999");
  await expect(page.getByRole("heading", { level: 1, name: /2026\/27/ })).toBeVisible();
  await expect(page.getByRole("table").locator("tbody")).toHaveCount(1);
  await expect(page.getByRole("table")).toContainText("Jentegruppe høst");
  await expect(page.getByRole("table")).not.toContainText("Guttegruppe mørketid");
});

test("the year plan is written in nynorsk", async ({ page }) => {
  await signIn(page, "Aino");
  await open(page, "/year-plan");
  await expect(page.getByText("I dag er det veke 48.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Neste skuleår" })).toBeVisible();
  await expectAccessibleInBothThemes(page);
});

test.describe("with wasm blocked", () => {
  test.use({ noWasm: true });

  test("the year plan and the year before are read", async ({ page }) => {
    await signIn(page, "Ingrid");
    await page.goto("/year-plan");
    await expect(page.getByRole("table").getByRole("row", { name: /Jentegruppe høst/ })).toBeVisible();
    await page.getByRole("link", { name: "Forrige skoleår" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Årsplan 2025/26" })).toBeVisible();
  });
});
