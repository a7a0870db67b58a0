import { expect, expectAccessible, open, signIn, tabTo, test, type Page } from "../support/fixtures.ts";
import { orgNumber } from "../support/org-number.ts";
import { fitsEveryScreen } from "../support/paper.ts";
import { words } from "../support/words.ts";

/** Owners, units, placements and the import of units, as a coordinator keeps them. */

const issues = words("nb", "issues");
const places = words("nb", "places");
const imports = words("nb", "import");

function file(...rows: string[]): { name: string; mimeType: string; buffer: Buffer } {
  const text = ["Organisasjonsnummer;Navn;Kommunenummer;ErSkole;ErVideregaaendeSkole", ...rows].join("\r\n");
  return { name: "enheter.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
}

/** How many places have these letters in their names. */
async function found(page: Page, text: string): Promise<string> {
  await open(page, `/places?text=${text}`);
  return page.getByRole("status").filter({ hasText: /\d/ }).innerText();
}

test("units are imported: a broken row stops them all, the mended file goes in once", async ({ page }) => {
  const sound = `${orgNumber(1)};Tjernlia vgs (test);0301;ja;ja`;
  const other = `${orgNumber(2)};Tjernmyra skole (test);3301;ja;nei`;
  await signIn(page, "Marte");
  await open(page, "/places/import");
  const result = page.locator("#import-result");
  const tryIt = page.getByRole("button", { name: imports("check") });
  const save = page.getByRole("button", { name: imports("save") });
  const choose = page.locator("#file");

  await tryIt.click();
  await expect(page.getByText(imports("no_file"))).toBeVisible();

  await choose.setInputFiles(file(sound, "123456789;Feil nummer (test);0301;ja;ja", `${orgNumber(2)};Ukjent sted (test);9999;ja;nei`));
  await tryIt.click();
  await expect(result).toContainText(imports("refused_all"));
  const rows = result.locator("tbody tr");
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0)).toContainText(imports("fault_bad_org_number", { value: "123456789" }));
  await expect(rows.nth(0).getByRole("rowheader")).toHaveText("3");
  await expect(rows.nth(1)).toContainText(imports("fault_unknown_municipality", { code: "9999" }));
  await expect(save).toHaveCount(0);
  expect(await found(page, "Tjern")).toBe(places("count", { n: 0 }));

  await open(page, "/places/import");
  await choose.setInputFiles(file(sound, other));
  await tryIt.click();
  await expect(result).toContainText(imports("ready"));
  expect(await page.evaluate(() => document.querySelector("#import-result dd")?.textContent)).toBe("2");
  await save.click();
  await expect(result).toContainText(imports("done"));
  await expect(save).toHaveCount(0);

  // The same file a second time changes nothing.
  await tryIt.click();
  await expect(result).toContainText(imports("nothing_to_do"));
  await expect(save).toHaveCount(0);
  expect(await found(page, "Tjern")).toBe(places("count", { n: 2 }));
});

test("a placement is made and changed, and too much of a person is told", async ({ page }) => {
  await signIn(page, "Marte");
  await open(page, "/places");
  await page.getByRole("link", { name: "Elvebakken VO (demo)" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Elvebakken VO (demo)" })).toBeVisible();
  await expect(page.getByText(places("no_placements"))).toBeVisible();

  const fresh = page.locator("details").filter({ hasText: places("new_placement") });
  await fresh.locator("summary").click();
  await fresh.getByLabel(places("person")).selectOption({ label: "Ingrid Moen" });
  await fresh.getByLabel(places("percent")).fill("101");
  await fresh.getByLabel(places("from"), { exact: true }).fill("2027-01-04");
  await fresh.getByLabel(/^Til/).fill("2026-12-24");
  await fresh.getByRole("button", { name: places("save") }).click();
  await expect(fresh.getByText(issues("out_of_range", { min: 1, max: 100 }))).toBeVisible();
  await expect(fresh.getByText(issues("end_before_start"))).toBeVisible();
  await expect(fresh.getByLabel(places("percent"))).toBeFocused();

  await fresh.getByLabel(places("percent")).fill("20");
  await fresh.getByLabel(/^Til/).fill("");
  await fresh.getByRole("button", { name: places("save") }).click();
  const row = page.getByRole("row", { name: /Ingrid Moen/ });
  await expect(row).toContainText("20 %");
  await expect(row).toContainText(places("open_end"));
  await expect(page.getByText(/Ingrid Moen har 120/)).toBeVisible();

  const edit = page.locator("details").filter({ hasText: `${places("edit_placement")}: Ingrid Moen` });
  await edit.locator("summary").click();
  await edit.getByLabel(/^Til/).fill("2027-06-18");
  await edit.getByRole("button", { name: places("save") }).click();
  await expect(row).toContainText("18. juni 2027");
  await page.reload();
  await expect(row).toContainText("18. juni 2027");
});

test("an owner is made and renamed, with a sentence for each fault", async ({ page }) => {
  await signIn(page, "Marte");
  await open(page, "/owners/new");
  await page.getByRole("button", { name: places("save") }).click();
  await expect(page.getByLabel(places("name"))).toBeFocused();
  await expect(page.getByText(issues("required")).first()).toBeVisible();

  await page.getByLabel(places("name")).fill("Stiftelsen Fjellheimen (test)");
  await page.getByLabel(places("owner_kind")).selectOption({ label: places("owner_private") });
  await page.getByLabel(places("owner_code")).fill("0301");
  await page.getByLabel(places("org_number")).fill("310000010");
  await page.getByRole("button", { name: places("save") }).click();
  await expect(page.getByText(issues("must_be_empty"))).toBeVisible();
  await expect(page.getByText(issues("not_an_org_number"))).toBeVisible();
  await page.getByLabel(places("owner_kind")).selectOption({ label: places("owner_municipality") });
  await page.getByLabel(places("owner_code")).fill("0000");
  await page.getByRole("button", { name: places("save") }).click();
  await expect(page.getByText(issues("unknown_code"))).toBeVisible();
  await expect(page.getByLabel(places("name"))).toHaveValue("Stiftelsen Fjellheimen (test)");

  await page.getByLabel(places("owner_kind")).selectOption({ label: places("owner_private") });
  await page.getByLabel(places("owner_code")).fill("");
  await page.getByLabel(places("org_number")).fill(orgNumber(30));
  await page.getByRole("button", { name: places("save") }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Stiftelsen Fjellheimen (test)" })).toBeVisible();

  await page.getByText(places("edit_owner")).click();
  await page.getByLabel(places("name")).fill("Stiftelsen Fjellhaug (test)");
  await page.getByRole("button", { name: places("save") }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Stiftelsen Fjellhaug (test)" })).toBeVisible();
  await expect(page.locator("[aria-live=polite]").last()).toContainText(places("saved"));
});

test("a unit is made and changed", async ({ page }) => {
  await signIn(page, "Marte");
  await open(page, "/places/new");
  await page.getByLabel(places("municipality_code")).fill("9999");
  await page.getByLabel(places("pupils")).fill("-3");
  await page.getByRole("button", { name: places("save") }).click();
  await expect(page.getByLabel(places("name"), { exact: true })).toBeFocused();
  await expect(page.getByText(issues("unknown_code"))).toBeVisible();
  await expect(page.getByLabel(places("pupils"))).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel(places("pupils"))).toHaveValue("-3");

  await page.getByLabel(places("name"), { exact: true }).fill("Skogtun ungdomsskole (test)");
  await page.getByLabel(places("kind")).selectOption({ label: places("kind_lower_secondary") });
  await page.getByLabel(places("municipality_code")).fill("0301");
  await page.getByLabel(places("owner"), { exact: true }).selectOption({ label: "Oslo kommune" });
  await page.getByLabel(places("pupils")).fill("310");
  await page.getByRole("button", { name: places("save") }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Skogtun ungdomsskole (test)" })).toBeVisible();

  // By keys alone: unfold, change, save.
  const edit = page.locator("details").filter({ hasText: places("edit_unit") });
  await tabTo(page, edit.locator("summary"));
  await page.keyboard.press("Enter");
  await tabTo(page, edit.getByLabel(places("pupils")));
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("345");
  await page.keyboard.press("Enter");
  await expect(page.locator("dl").first()).toContainText("345");
  await page.reload();
  await expect(page.locator("dl").first()).toContainText("345");
});

test("a school with another number of staff is told as it was before, and a day to come is refused beside its field", async ({ page }) => {
  await signIn(page, "Marte");
  await open(page, "/places");
  await page.getByRole("link", { name: "Solåsen vgs (demo)" }).click();
  const unit = page.url().split("/").at(-1) ?? "";
  const edit = page.locator("details").filter({ hasText: places("edit_unit") });
  const staff = page.locator("dl").first();
  const before = await staff.locator("dd").last().innerText();
  await edit.locator("summary").click();
  await edit.getByLabel(places("staff")).fill("77");
  const since = edit.getByLabel(places("since"));
  await since.fill("2026-11-24");
  await edit.getByRole("button", { name: places("save") }).click();
  await expect(since).toBeFocused();
  await expect(since).toHaveAttribute("aria-invalid", "true");
  await expect(edit.getByLabel(places("staff"))).toHaveValue("77");
  await since.fill("2026-08-01");
  await edit.getByRole("button", { name: places("save") }).click();
  await expect(staff.locator("dd").last()).toHaveText("77");
  await page.locator("summary").filter({ hasText: places("past") }).click();
  const past = page.getByRole("table", { name: places("past") });
  await expect(past.getByRole("row", { name: /31\. juli 2026/ })).toContainText(before);
  await expectAccessible(page);
  await fitsEveryScreen(page);
  await open(page, `/coverage/${unit}?period=school_year-2025`);
  await expect(page.locator("dl").first()).toContainText(before);
  await open(page, `/coverage/${unit}`);
  await expect(page.locator("dl").first()).toContainText("77");
});

test.describe("a rule of the house", () => {
  test.use({ expectedMessages: [/422/] });

  test("a unit where somebody is placed is not closed, and the form keeps what was typed", async ({ page }) => {
    await signIn(page, "Marte");
    await open(page, "/places");
    await page.getByRole("link", { name: "Granlia vgs (demo)" }).click();
    const edit = page.locator("details").filter({ hasText: places("edit_unit") });
    await edit.locator("summary").click();
    await edit.getByLabel(places("active")).uncheck();
    await edit.getByLabel(places("staff")).fill("93");
    await edit.getByRole("button", { name: places("save") }).click();
    await expect(edit.getByRole("alert")).toContainText(places("unit_has_placements"));
    await expect(edit.getByLabel(places("staff"))).toHaveValue("93");
  });
});
