import { expect, expectAccessibleInBothThemes, hydrated, open, signIn, speak, tabTo, test, type Page } from "../support/fixtures.ts";
import { pictures } from "../support/paper.ts";
import { words } from "../support/words.ts";

/** «Grenser og omsorg», which a colleague wrote and has held twice. */
const MODULE = "/modules/01KDVDNA000000000000000MG0";

/** The form that holds the module for a class, filled in. */
async function hold(page: Page, day: string, start: string, name: string): Promise<void> {
  await open(page, `${MODULE}/hold`);
  await page.locator("#class").fill(name);
  await page.locator("#date").fill(day);
  await page.locator("#start").fill(start);
}

test.describe("on a tablet, in nynorsk", () => {
  test.use({ viewport: { width: 820, height: 1180 } });

  test("a module is found, held for a class, run, closed and evaluated, and knows it afterwards", async ({ page }) => {
    test.slow();
    const groups = words("nn", "groups");
    await signIn(page, "Ingrid");
    await speak(page, "nn");
    await open(page, "/modules?words=grenser");
    await page.getByRole("link", { name: "Grenser og omsorg" }).click();
    const use = page.getByRole("region", { name: "Bruk", exact: true });
    await expect(use).toContainText("Halde 2 gonger.");
    await expect(use).toContainText("Linjen trenger mer tid.");
    // The line is planned for 25 minutes and took 30 and 32.
    await expect(use.getByRole("row", { name: /Linjen/ })).toContainText("31 min");
    await expectAccessibleInBothThemes(page);
    await pictures(page, "module-use");
    await page.getByRole("link", { name: "Hald for ein klasse" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Hald for ein klasse" })).toBeVisible();
    await hydrated(page);
    await expect(page.getByText("Temaet er følsamt.")).toBeVisible();

    await page.getByRole("button", { name: "Lagre gjennomføringa" }).click();
    await expect(page.locator("#class")).toBeFocused();
    await expect(page.locator("#date-error")).toBeVisible();
    await expect(page.locator("#minutes")).toHaveValue("60");
    await page.locator("#class").fill("9B");
    await page.locator("#date").fill("2026-11-23");
    await page.locator("#start").fill("10:15");
    await page.locator("#teacher").fill("Ring 912 34 567");
    await page.getByRole("button", { name: "Lagre gjennomføringa" }).click();
    await expect(page.locator("#teacher-error")).toContainText("telefonnummer");
    await page.locator("#teacher").fill("Er i rommet, tek imot dei som går ut");
    await page.locator("#adaptation").fill("Berre to døme per gruppe.");
    await expectAccessibleInBothThemes(page);
    await pictures(page, "hold");
    await page.getByRole("button", { name: "Lagre gjennomføringa" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Grenser og omsorg, 9B" })).toBeVisible();
    await expect(page.getByText("Planlagd", { exact: true })).toBeVisible();
    await expectAccessibleInBothThemes(page);

    // From here on by the keyboard alone.
    await hydrated(page);
    await tabTo(page, page.getByRole("link", { name: "Køyr timen" }));
    await page.keyboard.press("Enter");
    const start = page.getByRole("button", { name: groups("run_start") });
    await expect(start).toBeVisible();
    await hydrated(page);
    await tabTo(page, start);
    await page.keyboard.press("Enter");
    const now = page.getByRole("region", { name: groups("run_now") });
    await expect(now).toContainText("Åpning");
    await tabTo(page, page.getByRole("button", { name: groups("run_next"), exact: true }));
    await page.keyboard.press("Enter");
    await expect(now).toContainText("Linjen: omsorg eller kontroll?");
    await pictures(page, "run-lesson");
    await page.reload();
    await hydrated(page);
    await expect(now).toContainText("Linjen: omsorg eller kontroll?");
    await tabTo(page, page.locator("#present"));
    await page.keyboard.type("26");
    await tabTo(page, page.locator("#learnt"));
    await page.keyboard.type("Ta ordet frå døra: ei runde til.");
    await tabTo(page, page.getByRole("button", { name: "Gjennomført", exact: true }));
    await page.keyboard.press("Enter");
    await expect(page.getByText("26 til stades.")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Avslutning" })).toBeFocused();

    // Every pupil answers all three questions.
    await tabTo(page, page.locator("#safe_happy"));
    await page.keyboard.type("6");
    await tabTo(page, page.locator("#useful_happy"));
    await page.keyboard.type("4");
    await tabTo(page, page.locator("#useful_sad"));
    await page.keyboard.type("1");
    await tabTo(page, page.locator("#recommend_happy"));
    await page.keyboard.type("6");
    await tabTo(page, page.getByRole("button", { name: "Lagre svara" }));
    await page.keyboard.press("Enter");
    await expect(page.locator("#useful_sad-error")).toBeVisible();
    await expect(page.locator("#useful_sad")).toBeFocused();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("2");
    await page.keyboard.press("Enter");
    await expect(page.getByText("6 svar", { exact: true })).toBeVisible();
    await expect(page.getByRole("table", { name: "Eg lærte noko eg har bruk for." })).toContainText("2 av 6");
    await expectAccessibleInBothThemes(page);
    await pictures(page, "lesson-closed");

    await open(page, MODULE);
    await expect(use).toContainText("Halde 3 gonger.");
    await expect(use).toContainText("Lærte: Ta ordet frå døra: ei runde til.");
    await expect(use).toContainText("Tilpassa: Berre to døme per gruppe.");
    await open(page, "/deliveries");
    await expect(page.getByRole("row", { name: /Grenser og omsorg, 9B/ })).toContainText("Evaluert");
    await pictures(page, "deliveries");
    await open(page, "/");
    await expect(page.getByRole("link", { name: /10:15–11:15.*Grenser og omsorg/ })).toBeVisible();
    await speak(page, "nb");
  });
});

test("elsewhere takes a reason, a time that is taken is said, and what is typed survives a reload", async ({ page, browser, baseURL }) => {
  await signIn(page, "Ingrid");
  // The girls' group meets at 12:15 on Tuesdays.
  await hold(page, "2026-11-24", "12:00", "1STA");
  await expect(page.getByText(/Samtidig som/).first()).toBeVisible();
  await page.getByLabel("Sted", { exact: true }).selectOption({ label: "Et annet sted" });
  await expect(page.getByLabel("Hvilket sted")).toBeVisible();
  await page.getByRole("button", { name: "Lagre gjennomføringen" }).click();
  await expect(page.locator("#other_unit-error")).toBeVisible();
  await expect(page.locator("#reason-error")).toBeVisible();
  const nordlys = page.getByLabel("Hvilket sted").locator("option", { hasText: "Nordlys vgs (demo)" });
  await page.getByLabel("Hvilket sted").selectOption((await nordlys.getAttribute("value")) ?? "");
  await page.getByLabel("Hvorfor der").fill("Skolen har ingen rådgiver og ba om hjelp.");
  await page.reload();
  await hydrated(page);
  await expect(page.locator("#class")).toHaveValue("1STA");
  await expect(page.getByLabel("Hvorfor der")).toHaveValue("Skolen har ingen rådgiver og ba om hjelp.");
  await expect(page.getByLabel("Hvilket sted").locator("option:checked")).toContainText("Nordlys");
  await page.getByRole("button", { name: "Lagre gjennomføringen" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Grenser og omsorg, 1STA" })).toBeVisible();
  await expect(page.getByText("Stedet står ikke på listen din.")).toBeVisible();
  await expect(page.getByText("Du kan avslutte fra tirsdag 24. november 2026.")).toBeVisible();
  const address = new URL(page.url()).pathname;

  // Another adviser finds nothing; the coordinator reads and finds the place.
  const aino = await (await browser.newContext({ baseURL })).newPage();
  await signIn(aino, "Aino");
  await open(aino, address);
  await expect(aino.getByRole("heading", { level: 1 })).not.toContainText("1STA");
  await aino.context().close();
  const marte = await (await browser.newContext({ baseURL })).newPage();
  await signIn(marte, "Marte");
  await open(marte, address);
  await expect(marte.getByRole("heading", { level: 1, name: "Grenser og omsorg, 1STA" })).toBeVisible();
  await expect(marte.getByRole("link", { name: "Siden til stedet" })).toBeVisible();
  await expect(marte.getByText("Avlys", { exact: true })).toHaveCount(0);
  await marte.context().close();

  await hydrated(page);
  await page.getByText("Avlys", { exact: true }).click();
  await page.getByRole("button", { name: "Avlys timen" }).click();
  await expect(page.getByText("Avlyst: Skolen ba om det.")).toBeVisible();
  await page.getByRole("button", { name: "Avlys likevel ikke" }).click();
  await expect(page.getByText("Planlagt", { exact: true }).first()).toBeVisible();
});
