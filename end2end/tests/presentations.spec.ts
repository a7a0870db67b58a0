import { expect, expectAccessibleInBothThemes, hydrated, open, signIn, tabTo, test, type Page } from "../support/fixtures.ts";
import { pictures, PORTRAIT, sheets } from "../support/paper.ts";

const EVENING = "/presentations/01KDVDNA000000000000000M01";

/** The list item of one interpreter on a presentation's page. */
function booking(page: Page, language: string) {
  return page.locator(".hr-booking").filter({ hasText: language });
}

test("the missing interpreter of tomorrow's parents' evening is shown, ordered and confirmed, and is no longer missing", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/");
  const missing = page.getByRole("region", { name: "Tolk mangler" });
  await expect(missing).toContainText("Foreldrekveld om ungdom mellom to kulturer, tirsdag 24. november 2026: Tolk mangler: tigrinja. Ikke bestilt.");
  await expectAccessibleInBothThemes(page);
  await pictures(page, "week");
  await missing.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Foreldrekveld om ungdom mellom to kulturer");
  await expect(page.getByText("Barn skal aldri tolke.")).toBeVisible();
  await expect(booking(page, "Somali")).toContainText("Bekreftet");
  await expect(booking(page, "Arabisk")).toContainText("Bekreftet");
  await expect(booking(page, "Tigrinja")).toContainText("Ikke bestilt");
  await expectAccessibleInBothThemes(page);
  await pictures(page, "presentation");

  // Nobody is ordered from nowhere, and a telephone is no agency.
  const agency = page.getByLabel("Tolketjeneste for tigrinja");
  await page.getByRole("button", { name: "Tolk til tigrinja er bestilt" }).click();
  await expect(agency).toBeFocused();
  await expect(agency).toHaveAttribute("aria-invalid", "true");
  await agency.fill("Ring 912 34 567");
  await page.getByRole("button", { name: "Tolk til tigrinja er bestilt" }).click();
  await expect(page.locator("#agency-ti-error")).toContainText("telefonnummer");
  await agency.fill("Tolkesentralen (demo)");
  await page.getByRole("button", { name: "Tolk til tigrinja er bestilt" }).click();
  await expect(booking(page, "Tigrinja")).toContainText("Bestilt");
  await expect(page.getByRole("heading", { name: "Tolker" })).toBeFocused();

  await open(page, "/presentations");
  const alerts = page.getByRole("region", { name: "Husk" });
  await expect(alerts).toContainText("Tolk mangler: tigrinja. Bestilt, men ikke bekreftet.");
  await expectAccessibleInBothThemes(page);
  await pictures(page, "presentations");
  await alerts.getByRole("link", { name: /tigrinja/ }).click();
  await page.getByRole("button", { name: "Tolk til tigrinja er bekreftet" }).click();
  await expect(booking(page, "Tigrinja")).toContainText("Bekreftet");
  await expect(page.getByText(/Tolk mangler/)).toHaveCount(0);

  await page.reload();
  await hydrated(page);
  await expect(booking(page, "Tigrinja")).toContainText("Tolkesentralen (demo), 23. november");
  await open(page, "/presentations");
  await expect(page.getByText(/Tolk mangler/)).toHaveCount(0);
  await open(page, "/");
  await expect(page.getByRole("heading", { level: 1, name: "Min uke" })).toBeVisible();
  await expect(page.getByText(/Tolk mangler/)).toHaveCount(0);
  await expect(page.getByRole("link", { name: /18:00–19:30.*Foreldrekveld/ })).toBeVisible();
});

test("a parents' evening is planned with three interpreters; what is typed wrong is told beside its field and nothing is lost", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/presentations");
  await page.getByRole("link", { name: "Ny presentasjon" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ny presentasjon" })).toBeVisible();
  await hydrated(page);
  await page.getByRole("button", { name: "Lagre presentasjonen" }).click();
  await expect(page.getByLabel("Navn på presentasjonen")).toBeFocused();
  await expect(page.locator("#audiences-error")).toBeVisible();
  await expectAccessibleInBothThemes(page);

  await page.getByLabel("Navn på presentasjonen").fill("Foreldremøte, ring 912 34 567");
  await page.getByLabel("Foreldre", { exact: true }).check();
  await page.getByLabel("Dato", { exact: true }).fill("2026-12-03");
  await page.getByLabel("Fra klokken").fill("18:00");
  await page.getByLabel("Til klokken").fill("17:30");
  await page.getByLabel("Ventet antall").fill("-1");
  await page.getByLabel("Videolenke").fill("http://video.example");
  await page.getByRole("button", { name: "Lagre presentasjonen" }).click();
  await expect(page.locator("#end-error")).toContainText("Slutten kan ikke være før starten.");
  await expect(page.locator("#expected-error")).toBeVisible();
  await expect(page.locator("#video-error")).toContainText("https://");
  await pictures(page, "new-presentation");
  await page.getByLabel("Til klokken").fill("19:30");
  await page.getByLabel("Ventet antall").fill("60");
  await page.getByLabel("Videolenke").fill("");
  await page.getByLabel("Rom", { exact: true }).fill("Auditoriet");
  await page.getByRole("button", { name: "Lagre presentasjonen" }).click();
  await expect(page.locator("#title-error")).toContainText("telefonnummer");
  for (const language of ["Arabisk", "Somali", "Dari"]) {
    await page.getByLabel("Språk det trengs tolk til").selectOption({ label: language });
    await page.getByRole("button", { name: "Legg til tolk" }).click();
  }
  await page.reload();
  await hydrated(page);
  await expect(page.getByText("Vi har hentet fram det du skrev sist")).toBeVisible();
  await expect(page.getByLabel("Foreldre", { exact: true })).toBeChecked();
  await expect(page.locator("#tongue-chosen > li")).toHaveCount(3);
  await page.getByLabel("Navn på presentasjonen").fill("Foreldremøte om rettigheter");
  await page.getByRole("button", { name: "Lagre presentasjonen" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Foreldremøte om rettigheter" })).toBeVisible();
  await expect(page.locator(".hr-booking")).toHaveCount(3);
  await open(page, "/presentations");
  // Ten days ahead: all three are told of.
  const missing = page.getByRole("link", { name: /Foreldremøte om rettigheter.*Tolk mangler/ });
  await expect(missing).toHaveCount(3);

  // Two are ordered and confirmed: one is left to be told of.
  await missing.first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Foreldremøte om rettigheter" })).toBeVisible();
  for (const language of ["arabisk", "somali"]) {
    const row = booking(page, language.replace(/^./, (letter) => letter.toUpperCase()));
    await page.getByLabel(`Tolketjeneste for ${language}`).fill("Tolkesentralen (demo)");
    await page.getByRole("button", { name: `Tolk til ${language} er bestilt` }).click();
    await expect(row).toContainText("Bestilt");
    await page.getByRole("button", { name: `Tolk til ${language} er bekreftet` }).click();
    await expect(row).toContainText("Bekreftet");
  }
  await open(page, "/presentations");
  await expect(missing).toHaveCount(1);
  await expect(missing).toHaveAccessibleName(/dari/);
});

test("a series for new classes is looked at, changed and saved whole, and the school's days off are told", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/presentations");
  await page.getByRole("link", { name: "Serie for nye klasser" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Serie for nye klasser" })).toBeVisible();
  await hydrated(page);
  await page.getByRole("button", { name: "Lag forslag" }).click();
  await expect(page.getByLabel("Klasser", { exact: true })).toBeFocused();
  await page.getByLabel("Klasser", { exact: true }).fill("1STA, 1STB\n1STC\n1STD, 1STE");
  // The school's planning day after Christmas; the day after is a Tuesday.
  await page.getByLabel("Første dag").fill("2027-01-04");
  await page.getByLabel("Første klasse begynner").fill("09:00");
  await page.getByLabel("Klasser per dag").fill("3");
  await page.getByRole("button", { name: "Lag forslag" }).click();
  await expect(page.getByRole("heading", { name: "Serien" })).toBeFocused();
  const rows = page.locator(".hr-series > li");
  await expect(rows).toHaveCount(5);
  await expect(page.getByText(/Hoppet over: mandag 4\. januar 2027/)).toBeVisible();
  await expect(rows.nth(0).getByLabel("Dato")).toHaveValue("2027-01-05");
  await expect(rows.nth(1).getByLabel("Klokken")).toHaveValue("09:25");
  await expect(rows.nth(3).getByLabel("Dato")).toHaveValue("2027-01-06");
  await expectAccessibleInBothThemes(page);

  // One class is moved to the planning day: it is said, and may be meant.
  await rows.nth(4).getByLabel("Dato").fill("2027-01-04");
  await expect(rows.nth(4)).toContainText("Skolen har ikke vanlig undervisning denne dagen.");
  await rows.nth(4).getByLabel("Dato").fill("2027-01-07");
  await rows.nth(2).getByRole("button", { name: "Fjern 1STC" }).click();
  await expect(rows).toHaveCount(4);
  await rows.nth(1).getByLabel("Minutter").fill("2");
  await page.getByRole("button", { name: "Lagre alle" }).click();
  await expect(page.getByLabel("Navn på presentasjonen")).toBeFocused();
  await page.getByLabel("Navn på presentasjonen").fill("Hvem er jeg, og hvor er kontoret?");
  await page.getByLabel("Rom", { exact: true }).fill("Klasserommet");
  await page.getByRole("button", { name: "Lagre alle" }).click();
  await expect(rows.nth(1).getByLabel("Minutter")).toBeFocused();
  await rows.nth(1).getByLabel("Minutter").fill("20");
  await pictures(page, "series");
  await page.reload();
  await hydrated(page);
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(1).getByLabel("Minutter")).toHaveValue("20");
  await page.getByRole("button", { name: "Lagre alle" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Presentasjoner 2026/27" })).toBeVisible();
  for (const name of ["1STA", "1STB", "1STD", "1STE"]) {
    await expect(page.getByRole("link", { name: `Hvem er jeg, og hvor er kontoret?: ${name}` }).first()).toBeVisible();
  }
  await expect(page.getByRole("link", { name: /1STC/ })).toHaveCount(0);
});

test("the invitation is printed in bokmål and nynorsk, copied as plain text, and pasted in a language without a template", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signIn(page, "Ingrid");
  await open(page, EVENING);
  await page.getByRole("link", { name: "Lag invitasjon" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Invitasjon" })).toBeVisible();
  const bokmal = page.locator("article[data-language='nb']");
  await expect(bokmal).toContainText("Kjære foreldre og foresatte!");
  await expect(bokmal).toContainText("Tirsdag 24. november 2026 18:00–19:30");
  await expect(bokmal).toContainText("Det blir tolk til arabisk, somali og tigrinja.");
  await expect(bokmal).toContainText("Hvordan støtter vi ungdom");
  await expect(bokmal).not.toContainText("Ingrid");
  await page.getByLabel("Nynorsk", { exact: true }).check();
  const nynorsk = page.locator("article[data-language='nn']");
  await expect(nynorsk).toContainText("Kjære foreldre og føresette!");
  await expect(nynorsk).toHaveAttribute("lang", "nn");
  await expect(nynorsk).not.toContainText("Hvordan støtter vi ungdom");

  await page.getByLabel("Somali", { exact: true }).check();
  await expect(page.getByText("Ingen tekst er limt inn på somali ennå.")).toBeVisible();
  const pasted = page.getByRole("textbox", { name: "Teksten på somali" });
  await pasted.fill("Ku soo dhawow! 912 34 567");
  await page.getByRole("button", { name: "Lagre teksten på somali" }).click();
  await expect(page.locator("#text-so-error")).toContainText("telefonnummer");
  await pasted.fill("Ku soo dhawow!");
  await page.getByRole("button", { name: "Lagre teksten på somali" }).click();
  const somali = page.locator("article[data-language='so']");
  await expect(somali).toContainText("Ku soo dhawow!");
  await expect(somali).toContainText("24.11.2026 18:00–19:30");
  await expectAccessibleInBothThemes(page);
  await pictures(page, "invitation");

  await page.getByRole("button", { name: "Kopier teksten på nynorsk" }).click();
  await expect(page.locator(".hr-invitation-plain").getByText("Teksten er kopiert.")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("Tid: Tysdag 24. november 2026 18:00–19:30");
  expect(copied).not.toContain("Ingrid");

  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button", { name: "Skriv ut" })).toBeHidden();
  await expect(page.getByLabel("Nynorsk", { exact: true })).toBeHidden();
  await expect(nynorsk).toBeVisible();
  await page.emulateMedia({ media: null });
  expect(await sheets(page, "invitation")).toEqual([PORTRAIT, PORTRAIT, PORTRAIT]);
});

test("closing with ticks makes the school done for its audience, and a poster is told of as less", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/outreach?audience=parents");
  const row = page.getByRole("row", { name: /Granlia/ });
  await expect(row.getByText("Ikke ennå")).toHaveCount(4);
  await expect(page.getByRole("status").filter({ hasText: "foreldre" })).toContainText("ved 0 av 1");
  await expectAccessibleInBothThemes(page);

  await open(page, "/presentations/new");
  await page.getByLabel("Navn på presentasjonen").fill("Foreldremøte i dag");
  await page.getByLabel("Foreldre", { exact: true }).check();
  await page.getByLabel("Dato", { exact: true }).fill("2026-11-23");
  await page.getByLabel("Fra klokken").fill("18:00");
  await page.getByLabel("Til klokken").fill("19:00");
  await page.getByLabel("Rom", { exact: true }).fill("Biblioteket");
  await page.getByRole("button", { name: "Lagre presentasjonen" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Foreldremøte i dag" })).toBeVisible();

  await page.getByLabel("Antall til stede").fill("-1");
  await page.getByLabel("Kompetanseteamet", { exact: true }).check();
  await page.getByLabel("Integreringsrådgiverne", { exact: true }).check();
  await page.getByLabel("Ufrivillig opphold i utlandet", { exact: true }).check();
  await page.getByLabel("Forberedelse og etterarbeid, minutter").fill("60");
  await page.getByRole("button", { name: "Gjennomført", exact: true }).click();
  await expect(page.locator("#present-error")).toBeVisible();
  await expect(page.getByLabel("Antall til stede")).toBeFocused();
  await page.getByLabel("Antall til stede").fill("47");
  await page.getByRole("button", { name: "Gjennomført", exact: true }).click();
  await expect(page.getByText("47 til stede.")).toBeVisible();
  await expect(page.getByText("Gjort kjent: Kompetanseteamet og integreringsrådgiverne")).toBeVisible();
  await page.getByLabel("Hva virket?").fill("Samtale ved bordene.");
  await page.getByRole("button", { name: "Lagre evalueringen" }).click();
  await expect(page.locator("main .ds-tag").first()).toHaveText("Evaluert");
  await expectAccessibleInBothThemes(page);

  await page.getByRole("navigation", { name: "Hovedmeny" }).getByRole("link", { name: "Gjort kjent" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Gjort kjent 2026/27" })).toBeVisible();
  await page.getByRole("combobox", { name: "For hvem", exact: true }).selectOption({ label: "Foreldre" });
  await page.getByRole("button", { name: "Vis", exact: true }).click();
  await expect(row.getByText("Presentert 23. november")).toHaveCount(2);
  await expect(row.getByText("Ikke ennå")).toHaveCount(2);
  await expect(page.getByRole("status").filter({ hasText: "foreldre" })).toContainText("ved 1 av 1");

  await page.getByText("Registrer noe uten presentasjon").click();
  await page.getByRole("group", { name: "For hvem" }).getByLabel("Foreldre").check();
  await page.getByRole("button", { name: "Registrer", exact: true }).click();
  await expect(page.locator("#known-error")).toBeVisible();
  await page.getByRole("group", { name: "Hva som ble gjort kjent" }).getByLabel("Nora").check();
  await page.getByRole("button", { name: "Registrer", exact: true }).click();
  await expect(row.getByText("Bare plakat eller lignende, 23. november")).toHaveCount(1);
  await expect(page.getByText("Plakat for foreldre: Nora")).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await pictures(page, "outreach");
  await page.getByRole("button", { name: /^Fjern Plakat for foreldre/ }).click();
  await expect(page.getByText("Plakat for foreldre: Nora")).toHaveCount(0);
  await expect(row.getByText("Ikke ennå")).toHaveCount(2);
});

test("the coordinator finds the schools where staff were not told, and changes nothing", async ({ page }) => {
  await signIn(page, "Marte");
  await open(page, "/outreach?audience=staff&lacks=team");
  await expect(page.getByRole("row", { name: /Nordlys/ })).toContainText("Bare plakat eller lignende");
  await expect(page.getByRole("row", { name: /Granlia/ })).toHaveCount(0);
  await expect(page.getByText("Registrer noe uten presentasjon")).toHaveCount(0);
  await open(page, EVENING);
  await expect(page.getByText("Endre planen")).toHaveCount(0);
  await expect(page.getByRole("button", { name: /bestilt/ })).toHaveCount(0);
  await expectAccessibleInBothThemes(page);
});

test.describe("two devices", () => {
  test.use({ expectedMessages: [/409/] });

  test("a plan that was changed on another device meanwhile is not written over, and nothing typed is lost", async ({ page, context }) => {
    await signIn(page, "Ingrid");
    await open(page, EVENING);
    await page.getByText("Endre planen").click();
    await page.getByLabel("Rom", { exact: true }).fill("Auditoriet");

    const other = await context.newPage();
    await open(other, EVENING);
    await other.getByLabel(/^Utstyr/).check();
    await expect(other.getByText("Frist 23. november: Utstyr")).toHaveCount(0);

    await page.getByRole("button", { name: "Lagre planen" }).click();
    await expect(page.getByRole("alert")).toContainText("Noen andre har endret dette");
    await expect(page.getByLabel("Rom", { exact: true })).toHaveValue("Auditoriet");
    await page.getByRole("button", { name: "Hent det nyeste" }).click();
    await expect(page.getByLabel(/^Utstyr/)).toBeChecked();
    await expect(page.getByLabel("Rom", { exact: true })).toHaveValue("Auditoriet");
    await page.getByRole("button", { name: "Lagre planen" }).click();
    await expect(page.locator(".hr-facts").first()).toContainText("Auditoriet, Granlia");
    await expect(page.getByRole("heading", { name: "Plan", exact: true })).toBeFocused();
  });
});

test("a presentation is cancelled and the interpreters called off, by keys alone", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, EVENING);
  const open_ = page.getByText("Avlys", { exact: true });
  await tabTo(page, open_);
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Avlys presentasjonen" }));
  await page.keyboard.press("Enter");
  await expect(page.getByText("Avlyst: Vertskapet ba om det.")).toBeVisible();
  await expect(page.getByText("Avbestill tolk: somali. Presentasjonen er avlyst.")).toBeVisible();
  await tabTo(page, page.getByRole("button", { name: "Avbestill tolk til somali" }));
  await page.keyboard.press("Enter");
  await expect(booking(page, "Somali")).toContainText("Avbestilt");
  await expect(page.getByText("Avbestill tolk: somali. Presentasjonen er avlyst.")).toHaveCount(0);
  await tabTo(page, page.getByRole("button", { name: "Avlys likevel ikke" }));
  await page.keyboard.press("Enter");
  await expect(page.locator("main .ds-tag").first()).toHaveText("Avtalt");
});
