import { expect, open, signIn, speak, test, type Language } from "../support/fixtures.ts";
import { words } from "../support/words.ts";

/** What is typed wrong gets its sentence, in the reader's language, and stays to be mended. */

const languages: Language[] = ["nb", "nn", "en"];

test.use({ expectedMessages: [/422/] });

for (const language of languages) {
  test(`faults of the planner's forms are told in ${language}`, async ({ page }) => {
    const [issues, groups] = [words(language, "issues"), words(language, "groups")];
    await signIn(page, "Ingrid");
    await speak(page, language);
    await open(page, "/groups/new");
    const name = page.getByLabel(groups("name"), { exact: true });
    await name.fill("x".repeat(10_000));
    await page.getByLabel(groups("seats_max")).fill("mange");
    await page.getByLabel(groups("seats_min")).fill("-1");
    await page.getByRole("button", { name: groups("save_group") }).click();
    await expect(name).toBeFocused();
    await expect(page.locator("#name-error")).toHaveText(pattern(issues("too_long")));
    await expect(page.locator("#seats_max-error")).toHaveText(issues("not_a_number"));
    await expect(page.locator("#seats_min-error")).toHaveText(pattern(issues("out_of_range")));
    await expect(name).toHaveValue("x".repeat(10_000));

    await open(page, "/groups/01KDVDNA000000000000000C01/sessions/5");
    await page.locator("#present").fill("");
    await page.locator("#delivery_minutes").fill("99999");
    await page.getByRole("button", { name: groups("close_correct") }).click();
    await expect(page.locator("#present-error")).toHaveText(issues("required"));
    await expect(page.locator("#delivery_minutes-error")).toHaveText(pattern(issues("out_of_range")));
    await expect(page.locator("#delivery_minutes")).toHaveValue("99999");
    await speak(page, "nb");
  });

  test(`faults of the forms of places, calendars and imports are told in ${language}`, async ({ page }) => {
    const [issues, places, calendars, imports] = ["issues", "places", "calendars", "import"].map((slice) => words(language, slice)) as [
      ReturnType<typeof words>, ReturnType<typeof words>, ReturnType<typeof words>, ReturnType<typeof words>,
    ];
    await signIn(page, "Marte");
    await speak(page, language);

    await open(page, "/places/new");
    await page.locator("#municipality").fill("oslo");
    await page.locator("#org_number").fill("12345");
    await page.locator("#staff").fill("tolv");
    await page.getByRole("button", { name: places("save"), exact: true }).click();
    await expect(page.locator("#name-error")).toHaveText(issues("required"));
    await expect(page.locator("#municipality-error")).toHaveText(issues("unknown_code"));
    await expect(page.locator("#org_number-error")).toHaveText(issues("not_an_org_number"));
    await expect(page.locator("#staff-error")).toHaveText(issues("not_a_number"));

    await open(page, "/calendars");
    await page.getByRole("row", { name: /Akershus/ }).getByRole("link", { name: "2026/27", exact: true }).click();
    await page.getByText(calendars("edit")).click();
    await page.getByRole("button", { name: calendars("add_row") }).click();
    const row = page.locator("fieldset").last();
    await row.getByLabel(calendars("first")).fill("2028-01-10");
    await page.getByRole("button", { name: calendars("save") }).click();
    await expect(row.getByText(issues("required"))).toBeVisible();
    await row.getByLabel(calendars("name")).fill("Fri");
    await page.getByRole("button", { name: calendars("save") }).click();
    await expect(row.getByText(issues("outside_school_year"))).toBeVisible();

    await open(page, "/places/import");
    for (const [text, fault] of [
      ["{\"EnhetListe\": [", imports("fault_not_json", { line: 1, column: 16 })],
      ["orgnr;navn\n1;a", imports("fault_missing_column", { name: "kommunenummer" })],
      ["bare tekst", imports("fault_missing_column", { name: "kommunenummer" })],
    ] as const) {
      await page.getByLabel(imports("paste")).fill(text);
      await page.getByRole("button", { name: imports("check") }).click();
      await expect(page.locator("#import-result")).toContainText(fault);
      await expect(page.getByLabel(imports("paste"))).toHaveValue(text);
    }
    await speak(page, "nb");
  });
}

/** The sentence with any numbers in its places. */
function pattern(sentence: string): RegExp {
  const escaped = sentence.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replace(/\\\{\w+\\\}/g, "-?[\\d\\s\u00a0]+")}$`);
}
