import { beyondTheEdge, expect, expectAccessibleInBothThemes, open, signIn, tabTo, test } from "../support/fixtures.ts";
import { pictures, sheets } from "../support/paper.ts";

test("look", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, "Marte");
  await open(page, "/coverage");
  await pictures(page, "coverage");
  console.log(await page.locator("main").innerText());
  console.log(await sheets(page, "coverage"));
  await page.setViewportSize({ width: 820, height: 1100 });
  await page.screenshot({ path: "/tmp/pics/coverage-820-now.png" });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.screenshot({ path: "/tmp/pics/coverage-360-now.png", fullPage: true });
  console.log("edge", await beyondTheEdge(page));
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole("link", { name: /Granlia/ }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: /Granlia/ })).toBeVisible();
  console.log(await page.locator("main").innerText());
  await pictures(page, "coverage-unit");
  console.log(await sheets(page, "coverage-unit"));
  await page.setViewportSize({ width: 360, height: 740 });
  await page.screenshot({ path: "/tmp/pics/coverage-unit-360-now.png", fullPage: true });
  console.log("edge", await beyondTheEdge(page));
  await expectAccessibleInBothThemes(page);
});
