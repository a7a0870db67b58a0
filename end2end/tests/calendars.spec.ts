import { expect, open, signIn, test } from "../support/fixtures.ts";
import { words } from "../support/words.ts";

/** School calendars: edited and imported by a coordinator, and at once in the series that an adviser plans. */

const calendars = words("nb", "calendars");
const imports = words("nb", "import");
const issues = words("nb", "issues");

test("a calendar is edited, and the series of a new group skips the new day", async ({ page }) => {
  await signIn(page, "Marte");
  await open(page, "/calendars");
  await page.getByRole("row", { name: /Oslo kommune/ }).getByRole("link", { name: "2026/27", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Skolerute 2026/27" })).toBeVisible();

  await page.getByText(calendars("edit")).click();
  await page.getByRole("button", { name: calendars("add_row") }).click();
  const row = page.locator("fieldset").last();
  await row.getByLabel(calendars("name")).fill("Fagdag for ansatte");
  await row.getByLabel(calendars("first")).fill("2027-01-19");
  await row.getByLabel(calendars("last")).fill("2027-01-18");
  // Another row comes and goes: the others keep what stands in them.
  await page.getByRole("button", { name: calendars("add_row") }).click();
  await page.locator("fieldset").last().getByRole("button", { name: /Ta bort rad/ }).click();
  await expect(page.locator("#break-1-name")).toHaveValue("Høstferie");
  await page.getByRole("button", { name: calendars("save") }).click();
  await expect(row.getByText(issues("end_before_start"))).toBeVisible();
  await expect(row.getByLabel(calendars("last"))).toBeFocused();
  await row.getByLabel(calendars("last")).fill("");
  await page.getByRole("button", { name: calendars("save") }).click();
  await expect(page.getByRole("row", { name: /Fagdag for ansatte/ })).toContainText("19. januar 2027");

  await page.context().clearCookies();
  await signIn(page, "Ingrid");
  await open(page, "/groups/new");
  await page.getByLabel("Første dato").fill("2027-01-12");
  await expect(page.getByRole("region", { name: "Samlingene" })).toContainText("tirsdag 19. januar 2027: Fagdag for ansatte");
  await expect(page.getByLabel("Dato for samling 2")).toHaveValue("2027-01-26");
});

test("calendars are imported, a broken row first, and a series far ahead knows them", async ({ page }) => {
  const head = "Eier;Skoleår;Type;Navn;Fra;Til";
  await signIn(page, "Marte");
  await open(page, "/calendars/import");
  const paste = page.getByLabel(imports("paste"));
  const result = page.locator("#import-result");
  await paste.fill(`${head}\nFinnmark fylkeskommune;2027/28;haustferie;Haustferie;15.10.2027;11.10.2027`);
  await page.getByRole("button", { name: imports("check") }).click();
  await expect(result).toContainText(imports("fault_end_before_start"));
  await expect(page.getByRole("button", { name: imports("save") })).toHaveCount(0);

  await paste.fill(`${head}\nFinnmark fylkeskommune;2027/28;haustferie;Haustferie;11.10.2027;15.10.2027`);
  await page.getByRole("button", { name: imports("check") }).click();
  await expect(result).toContainText(imports("ready"));
  await page.getByRole("button", { name: imports("save") }).click();
  await expect(result).toContainText(imports("done"));
  await open(page, "/calendars");
  await expect(page.getByRole("row", { name: /Finnmark/ }).getByRole("link", { name: "2027/28", exact: true })).toBeVisible();

  await page.context().clearCookies();
  await signIn(page, "Aino");
  await open(page, "/groups/new");
  await page.getByLabel("Første dato").fill("2027-10-05");
  await expect(page.getByRole("region", { name: "Samlingane" })).toContainText("12. oktober 2027: Haustferie");
});
