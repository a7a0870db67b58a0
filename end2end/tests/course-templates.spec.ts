import { expect, expectAccessible, expectAccessibleInBothThemes, hydrated, open, signIn, test } from "../support/fixtures.ts";
import { fitsEveryScreen } from "../support/paper.ts";
import { words } from "../support/words.ts";

/** A course that went well is kept without its days, and a colleague makes the next one from it. */

const courses = words("nb", "courses");
const templates = words("nb", "course_templates");
const nn = words("nn", "course_templates");
const nnCourses = words("nn", "courses");
const WEBINAR = "01KDVDNA000000000000001402";

test.use({ expectedMessages: [/404|409|422/] });

test("an adviser saves a course as a template, and a colleague makes a course from it over a holiday", async ({ page, browser, baseURL }) => {
  await signIn(page, "Ingrid");
  await open(page, `/courses/${WEBINAR}`);
  await page.getByText(templates("save_as"), { exact: true }).click();
  const name = page.getByLabel(templates("name"));
  await expect(name).toHaveValue("Grunnkurs NSK for NAV og flyktningtjenesten");
  await name.fill("");
  await page.getByRole("button", { name: templates("save"), exact: true }).click();
  await expect(name).toHaveAttribute("aria-invalid", "true");
  await name.fill("Grunnkurs i to økter");
  await expect(page.getByRole("checkbox", { name: templates("share") })).toBeChecked();
  await page.getByRole("button", { name: templates("save"), exact: true }).click();
  await page.getByRole("link", { name: templates("see_saved") }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Grunnkurs i to økter" })).toBeVisible();
  await expect(page.getByText(templates("none_made"))).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  const path = new URL(page.url()).pathname;

  const context = await browser.newContext({ baseURL, locale: "nn-NO" });
  const aino = await context.newPage();
  await signIn(aino, "Aino");
  await open(aino, "/courses");
  await aino.getByRole("link", { name: nn("title"), exact: true }).click();
  await expect(aino.getByRole("heading", { level: 1, name: nn("title") })).toBeVisible();
  await hydrated(aino);
  await expectAccessible(aino);
  await aino.getByRole("table", { name: nn("shared") }).getByRole("link", { name: "Grunnkurs i to økter" }).click();
  await aino.getByRole("button", { name: nn("make"), exact: true }).click();
  await expect(aino.getByLabel(nn("first_day"))).toHaveAttribute("aria-invalid", "true");
  // A week after 18 March 2027 is Maundy Thursday: the second part is on Tuesday after Easter.
  await aino.getByLabel(nn("first_day")).fill("2027-03-18");
  await aino.getByRole("button", { name: nn("make"), exact: true }).click();
  await expect(aino.getByRole("heading", { level: 2, name: nnCourses("plan"), exact: true })).toBeVisible();
  await expect(aino.getByText("18. mars 2027").first()).toBeVisible();
  await expect(aino.getByText("30. mars 2027").first()).toBeVisible();
  await expect(aino.getByRole("link", { name: "Grunnkurs i to økter" })).toHaveAttribute("href", path);
  await context.close();

  // Retired, it is offered no more, and what was made stays.
  await page.getByRole("button", { name: templates("retire"), exact: true }).click();
  await expect(page.getByText(templates("retired_note"))).toBeVisible();
  await expect(page.getByRole("button", { name: templates("make"), exact: true })).toHaveCount(0);
  await page.getByRole("link", { name: templates("see_all") }).click();
  const own = page.getByRole("table", { name: templates("own") });
  await expect(own.getByRole("row", { name: /Grunnkurs i to økter/ })).toContainText(templates("retired"));
  await page.getByRole("link", { name: courses("see_all") }).click();
  await expect(page.getByRole("heading", { level: 1, name: courses("title") })).toBeVisible();
});
