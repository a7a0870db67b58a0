import { expect, expectAccessibleInBothThemes, hydrated, open, signIn, tabTo, test } from "../support/fixtures.ts";
import { pictures } from "../support/paper.ts";

const WAITING = "/nora/01KDVDNA000000000000000R01";

test("what came of a module is written up, reviewed by the team and the editor, and is on the portal", async ({ page, browser, baseURL }) => {
  await signIn(page, "Ingrid");
  await open(page, "/modules?words=grenser+og+omsorg");
  await page.getByRole("link", { name: "Grenser og omsorg" }).click();
  await page.getByRole("link", { name: "Foreslå for Nora" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Nytt forslag" })).toBeVisible();
  await expect(page.getByText("Et undervisningsopplegg: Grenser og omsorg")).toBeVisible();
  await hydrated(page);
  await page.getByRole("button", { name: "Lag forslaget" }).click();
  await expect(page.locator("#target-error")).toBeVisible();
  await page.getByLabel("For hvem").selectOption("Ungdom");
  await page.getByRole("button", { name: "Lag forslaget" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Grenser og omsorg" })).toBeVisible();
  const address = new URL(page.url()).pathname;

  // What is missing is told beside its field, and nothing typed is lost.
  await page.getByRole("button", { name: "Send til vurdering" }).click();
  await expect(page.locator("#body-error")).toBeVisible();
  await expect(page.locator("#no_real_case-error")).toBeVisible();
  const body = page.getByLabel("Tekst", { exact: true });
  await body.fill("## Tre spørsmål\n\n- Hva er **omsorg**?\n- [Les mer](https://www.imdi.no/nora/)\n\n<script>alert(1)</script> Ring Fatima.");
  const preview = page.getByRole("group", { name: "Slik blir det" });
  await expect(preview.getByRole("heading", { name: "Tre spørsmål" })).toBeVisible();
  await expect(preview.getByRole("link", { name: "Les mer" })).toHaveAttribute("href", "https://www.imdi.no/nora/");
  await expect(preview.locator("script")).toHaveCount(0);
  await page.getByLabel("Teksten forteller ikke om en virkelig sak").check();
  await page.getByLabel("Eksemplene er satt sammen av flere").check();
  await page.getByLabel("Ingen steder, datoer eller detaljer peker på noen").check();
  await expect(page.getByText("3 av 3 punkter er på plass")).toBeVisible();
  await page.getByRole("button", { name: "Send til vurdering" }).click();
  await expect(page.locator("#body-error")).toContainText("«Fatima»");

  // The page is left in the middle of it.
  await page.reload();
  await hydrated(page);
  await expect(body).toHaveValue(/Ring Fatima/);
  await expect(page.getByLabel("Eksemplene er satt sammen av flere")).toBeChecked();
  await body.fill("## Tre spørsmål\n\n- Hva er **omsorg**?\n- [Les mer](https://www.imdi.no/nora/)");
  await expectAccessibleInBothThemes(page);
  await pictures(page, "proposal-writing");
  await page.getByRole("button", { name: "Send til vurdering" }).click();
  await expect(page.getByText("Ligger hos fagteamet siden mandag 23. november 2026")).toBeVisible();
  await expect(page.getByLabel("Tekst", { exact: true })).toHaveCount(0);

  const vegard = await (await browser.newContext({ baseURL })).newPage();
  await signIn(vegard, "Vegard");
  await open(vegard, "/nora");
  await expectAccessibleInBothThemes(vegard);
  await pictures(vegard, "proposals");
  await vegard.getByRole("region", { name: "Venter på deg" }).getByRole("link", { name: "Grenser og omsorg" }).click();
  await expect(vegard.getByRole("heading", { name: "Vurdering", exact: true })).toBeVisible();
  await hydrated(vegard);
  await vegard.getByRole("button", { name: "Send tilbake til forfatteren" }).click();
  await expect(vegard.locator("#comment-error")).toBeVisible();
  await vegard.getByLabel("Hva må rettes?").fill("Si hvor lang timen er.");
  await expectAccessibleInBothThemes(vegard);
  await vegard.getByRole("button", { name: "Send tilbake til forfatteren" }).click();
  await expect(vegard.getByText("Utkast").first()).toBeVisible();
  await expect(vegard.getByRole("heading", { name: "Vurdering", exact: true })).toHaveCount(0);

  await open(page, address);
  await expect(page.getByText("Si hvor lang timen er.")).toBeVisible();
  await page.getByRole("button", { name: "Marker som ordnet" }).click();
  await expect(page.getByText("Ordnet", { exact: true })).toBeVisible();
  await page.getByLabel("Tekst", { exact: true }).fill("## Tre spørsmål\n\nTimen varer 60 minutter.");
  await page.getByRole("button", { name: "Lagre", exact: true }).click();
  await expect(page.locator(".hr-preview")).toContainText("Timen varer 60 minutter.");
  await page.getByRole("button", { name: "Send til vurdering" }).click();
  await expect(page.getByText("Ligger hos fagteamet")).toBeVisible();

  await open(vegard, address);
  await vegard.getByRole("button", { name: "Godkjenn og send videre" }).click();
  await expect(vegard.getByText("Ligger hos Nora-redaktøren")).toBeVisible();
  await vegard.context().close();

  const marte = await (await browser.newContext({ baseURL })).newPage();
  await signIn(marte, "Marte");
  await open(marte, address);
  await marte.getByRole("button", { name: "Godkjenn og send videre" }).click();
  await expect(marte.getByText("Redaksjonelt godkjent").first()).toBeVisible();
  await marte.getByLabel("Adressen på Nora").fill("http://www.imdi.no/nora/grenser");
  await marte.getByLabel("Dagen det ble publisert").fill("2026-12-24");
  await marte.getByRole("button", { name: "Registrer som publisert" }).click();
  await expect(marte.locator("#address-error")).toBeVisible();
  await expect(marte.locator("#on-error")).toContainText("fram i tid");
  await marte.getByLabel("Adressen på Nora").fill("https://www.imdi.no/nora/grenser");
  await marte.getByLabel("Dagen det ble publisert").fill("2026-11-23");
  await marte.getByRole("button", { name: "Registrer som publisert" }).click();
  await expect(marte.getByRole("link", { name: "https://www.imdi.no/nora/grenser" })).toBeVisible();
  await expectAccessibleInBothThemes(marte);
  await pictures(marte, "proposal-published");
  await marte.context().close();

  // The module's page says what came of it.
  await open(page, "/modules?words=grenser+og+omsorg");
  await page.getByRole("link", { name: "Grenser og omsorg" }).click();
  const came = page.getByRole("region", { name: "Forslag til Nora" });
  await expect(came.getByRole("listitem")).toContainText("publisert mandag 23. november 2026");
});

test("an idea is caught with the keyboard alone, and comes back to be begun", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/nora");
  await expect(page.getByRole("region", { name: "Mine forslag" })).toContainText("Når barnet trekker seg unna");
  await expect(page.getByRole("region", { name: "Venter på deg" })).toHaveCount(0);
  await tabTo(page, page.getByRole("link", { name: "Nytt forslag" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Nytt forslag" })).toBeVisible();
  await tabTo(page, page.getByLabel("Tittel"));
  await page.keyboard.type("Historie om tre søstre");
  await tabTo(page, page.getByLabel("Type"));
  await page.keyboard.type("Historie");
  await tabTo(page, page.getByLabel("For hvem"));
  await page.keyboard.type("Ungdom");
  await tabTo(page, page.getByLabel("Ja, jeg kommer tilbake til den"));
  await page.keyboard.press("Space");
  await tabTo(page, page.getByRole("button", { name: "Lag forslaget" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Historie om tre søstre" })).toBeVisible();
  await expect(page.getByText("Idé", { exact: true }).first()).toBeVisible();
  await page.getByRole("button", { name: "Lagre og begynn" }).click();
  await expect(page.getByText("Utkast", { exact: true }).first()).toBeVisible();
  await open(page, "/nora");
  await expect(page.getByRole("region", { name: "Mine forslag" })).toContainText("Historie om tre søstre");
});

test.describe("two reviewers at once", () => {
  test.use({ expectedMessages: [/409/] });

  test("the second is told that it moved on, and gets the newest", async ({ page }) => {
    await signIn(page, "Vegard");
    await open(page, WAITING);
    const second = await page.context().newPage();
    await open(second, WAITING);
    await page.getByRole("button", { name: "Godkjenn og send videre" }).click();
    await expect(page.getByText("Ligger hos Nora-redaktøren")).toBeVisible();
    await second.getByLabel("Hva må rettes?").fill("Si hvem de kan ringe.");
    await second.getByRole("button", { name: "Send tilbake til forfatteren" }).click();
    await second.getByRole("button", { name: "Hent det nyeste" }).click();
    await expect(second.getByText("Ligger hos Nora-redaktøren")).toBeVisible();
  });
});

test("somebody's own story asks for consent and goes by law and privacy; nobody reviews a text of their own", async ({ page, browser, baseURL }) => {
  await signIn(page, "Ingrid");
  await open(page, WAITING);
  await page.getByRole("button", { name: "Ta tilbake til utkast" }).click();
  await page.getByLabel("Noens egen historie, med samtykke").check();
  await expect(page.getByText("1 av 2 punkter er på plass")).toBeVisible();
  await page.getByRole("button", { name: "Send til vurdering" }).click();
  await expect(page.locator("#consent-error")).toBeVisible();
  await page.getByLabel("Den det gjelder, har sagt ja til at dette blir fortalt").check();
  await page.getByRole("button", { name: "Send til vurdering" }).click();
  await expect(page.getByText("Juss og personvern ser på teksten før den godkjennes.")).toBeVisible();

  const vegard = await (await browser.newContext({ baseURL })).newPage();
  await signIn(vegard, "Vegard");
  await open(vegard, WAITING);
  await vegard.getByRole("button", { name: "Godkjenn og send videre" }).click();
  await expect(vegard.getByText("Ligger hos Nora-redaktøren")).toBeVisible();
  await expect(vegard.getByLabel("Juss og personvern må også se på dette")).toHaveCount(0);
  await vegard.context().close();

  const marte = await (await browser.newContext({ baseURL })).newPage();
  await signIn(marte, "Marte");
  await open(marte, WAITING);
  await marte.getByRole("button", { name: "Godkjenn og send videre" }).click();
  await expect(marte.getByText("Ligger hos personvern")).toBeVisible();
  await open(marte, "/nora?step=legal");
  await expect(marte.getByRole("region", { name: "Venter på andre" }).getByRole("listitem")).toHaveCount(1);
  await expect(marte.getByLabel("Hvor det står")).toHaveValue("legal");
  await marte.context().close();
});
