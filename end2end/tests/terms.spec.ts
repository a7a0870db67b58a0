import { expect, open, signIn, test } from "../support/fixtures.ts";
import { words } from "../support/words.ts";

/** Words that the owner may rename, as data. */

const terms = words("nb", "terms");

test("the administrator renames the adviser: from its day, at once, everywhere, and the old word stays where it was", async ({ page, browser, baseURL }) => {
  const ingrid = await (await browser.newContext({ baseURL })).newPage();
  await signIn(ingrid, "Ingrid");
  await open(ingrid, "/places");
  await expect(ingrid.getByRole("banner")).toContainText("Minoritetsrådgiver");

  await signIn(page, "Admin");
  await open(page, "/terms");
  const section = page.locator("section").filter({ has: page.getByRole("heading", { name: terms("key_adviser_title") }) });
  const change = async (day: string, title: string) => {
    // It stays open where something was saved before.
    if (!(await section.locator("details").evaluate((details) => (details as HTMLDetailsElement).open))) {
      await section.getByText(terms("change")).click();
    }
    await section.getByLabel(terms("valid_from")).fill(day);
    await section.getByLabel(terms("nb_singular")).fill(title);
    await section.getByLabel(terms("nb_plural")).fill(title === "" ? "" : `${title}e`);
    await section.getByRole("button", { name: terms("save") }).click();
  };

  await change("2026-11-23", "");
  await expect(section.getByText(words("nb", "issues")("required"))).toBeVisible();
  await expect(section.getByLabel(terms("nb_singular"))).toBeFocused();
  await page.reload();
  await expect(page.locator("html[data-hydrated]")).toBeAttached();

  // A word of next school year is not a word of today.
  await change("2027-08-01", "ungdomsrådgiver");
  await expect(section.getByRole("row", { name: /ungdomsrådgiver/ })).not.toContainText(terms("in_use"));
  await expect(section.getByRole("row", { name: /minoritetsrådgiver/ })).toContainText(terms("in_use"));

  await change("2026-11-23", "mangfoldsrådgiver");
  await expect(section.getByRole("row", { name: /mangfoldsrådgiver/ })).toContainText(terms("in_use"));
  // What was before stays, with the day it began.
  await expect(section.getByRole("row", { name: /minoritetsrådgiver/ })).toContainText(terms("from_the_start"));
  await expect(section.getByRole("row", { name: /minoritetsrådgiver/ })).not.toContainText(terms("in_use"));

  // At once: the next page of this one without loading anew, and whatever another opens.
  await page.getByRole("navigation").getByRole("link", { name: "Steder", exact: true }).click();
  await expect(page.getByText(/der det arbeider en mangfoldsrådgiver/)).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Mangfoldsrådgiver" })).toBeVisible();
  await open(ingrid, "/places");
  await expect(ingrid.getByRole("banner")).toContainText("Mangfoldsrådgiver");
  await ingrid.context().close();
});
