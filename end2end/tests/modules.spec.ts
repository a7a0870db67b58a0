import { readFile } from "node:fs/promises";

import { expect, expectAccessibleInBothThemes, hydrated, open, signIn, tabTo, test, type Page } from "../support/fixtures.ts";
import { pictures } from "../support/paper.ts";

test("a module is found by words with a slip, copied, adapted, reviewed and approved", async ({ page, browser, baseURL }) => {
  await signIn(page, "Ingrid");
  await open(page, "/modules");
  await expect(page.getByRole("heading", { level: 1, name: "Undervisningsopplegg" })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.getByLabel("Ord", { exact: false }).first().fill("omsorgg grenser");
  await page.getByRole("button", { name: "Søk" }).first().click();
  await expect(page.getByText("1 opplegg")).toBeVisible();
  await page.getByRole("link", { name: "Grenser og omsorg" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Grenser og omsorg" })).toBeVisible();
  await expect(page.getByText("Negativ sosial kontroll er ulike former for oppsyn")).toBeHidden();
  await page.getByText("Hva er negativ sosial kontroll?").click();
  await expect(page.getByText("Negativ sosial kontroll er ulike former for oppsyn")).toBeVisible();
  await expectAccessibleInBothThemes(page);

  await page.getByText("Lag ditt eget fra dette").click();
  await page.getByRole("button", { name: "Lag kopien" }).click();
  await expect(page.getByText("Bygger på et opplegg av Samir Haddad-Lie:")).toBeVisible();
  await page.getByText("Endre opplegget").click();
  await page.getByLabel("Navn", { exact: true }).fill("Grenser i min klasse");
  await page.getByLabel("Lengde i minutter").fill("45");
  await page.getByRole("button", { name: "Lagre", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Grenser i min klasse" })).toBeVisible();
  await expect(page.getByText("Kjøreplanen er 15 min lengre enn timen.")).toBeVisible();
  await page.getByRole("button", { name: "Send til kollegavurdering" }).click();
  await expect(page.getByText("Noe mangler ennå. Se listen øverst.")).toBeVisible();
  await page.getByRole("button", { name: "Få det til å passe" }).or(page.locator("#blocks-fit button")).first().click();
  await expect(page.getByText("Kjøreplanen er 15 min lengre enn timen.")).toBeHidden();
  await page.getByRole("button", { name: "Send til kollegavurdering" }).click();
  await expect(page.locator("[data-saving=saved]")).toBeVisible();
  await expect(page.getByText("Til kollegavurdering").first()).toBeVisible();
  await expectAccessibleInBothThemes(page);
  const address = new URL(page.url()).pathname;

  const vegard = await (await browser.newContext({ baseURL })).newPage();
  await signIn(vegard, "Vegard");
  await open(vegard, "/modules");
  await vegard.getByRole("link", { name: /venter på kollegavurdering/ }).click();
  await vegard.getByRole("link", { name: "Grenser i min klasse" }).click();
  await expect(vegard.getByRole("heading", { name: "Kollegavurdering" })).toBeVisible();
  await vegard.getByRole("button", { name: "Send tilbake" }).click();
  await expect(vegard.locator("#comment-error")).toBeVisible();
  await vegard.getByLabel("Hva må gjøres før det kan godkjennes").fill("Si hvor lang filmen er.");
  await vegard.getByRole("button", { name: "Send tilbake" }).click();
  await expect(vegard.locator("[data-saving=saved]")).toBeVisible();

  await open(page, address);
  await expect(page.getByText("Si hvor lang filmen er.")).toBeVisible();
  await page.getByRole("button", { name: "Merk som løst" }).click();
  await page.getByRole("button", { name: "Send til kollegavurdering" }).click();
  await expect(page.locator("[data-saving=saved]")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Kollegavurdering" })).toHaveCount(0);

  await open(vegard, address);
  await vegard.getByRole("button", { name: "Godkjenn" }).click();
  await expect(vegard.getByText("Godkjent").first()).toBeVisible();
  await expect(vegard.locator("[data-saving=saved]")).toBeVisible();
  await vegard.context().close();

  await open(page, address);
  await expect(page.getByText(/^Utgave 1,/)).toBeVisible();
  await expect(page.getByText("Nasjonal")).toBeVisible();
  await expect(page.getByText("Endre opplegget")).toHaveCount(0);
  await page.getByRole("button", { name: "Skriv en ny utgave" }).click();
  await page.getByRole("button", { name: /^Mer tid/ }).or(page.locator("[id^=more-]")).first().click();
  await page.getByText(/^Utgave 1,/).click();
  await page.getByRole("button", { name: "Vis hva som er annerledes nå" }).click();
  await expect(page.getByText(/^Endret: «Åpning»/)).toBeVisible();
  await page.getByRole("button", { name: "Hent tilbake blokken" }).click();
  await expect(page.getByText("0 forskjeller")).toBeVisible();
});

test("what is wrong stands by its field, and nothing typed is lost", async ({ page }) => {
  await signIn(page, "Aino");
  await open(page, "/modules/new");
  await page.getByRole("button", { name: "Lag opplegget" }).click();
  await expect(page.locator("#title-error")).toBeVisible();
  await page.getByLabel("Namn", { exact: true }).fill("Timen til Fatima");
  await page.getByLabel("Lengd i minutt").fill("5");
  await page.getByRole("button", { name: "Lag opplegget" }).click();
  await expect(page.locator("#minutes-error")).toBeVisible();
  await page.getByLabel("Lengd i minutt").fill("45");
  await page.getByRole("button", { name: "Lag opplegget" }).click();
  await expect(page.locator("#title-error")).toContainText("«Fatima»");
  await page.getByLabel("Namn", { exact: true }).fill("Ein time om val");
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Lag opplegget" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ein time om val" })).toBeVisible();
  await expect(page.getByText("Køyreplanen er tom.")).toBeVisible();
  await page.getByText("Endre opplegget").click();
  await page.getByText("Fleire felt").click();
  await page.getByLabel("Materiell på nettet").fill("Film javascript:alert(1)");
  await page.getByRole("button", { name: "Lagre", exact: true }).click();
  await expect(page.locator("#links-error")).toBeVisible();
  await expect(page.getByLabel("Materiell på nettet")).toHaveValue("Film javascript:alert(1)");
});

test("a colleague's draft is not found, and a coordinator reads without writing", async ({ page, browser, baseURL }) => {
  await signIn(page, "Ingrid");
  await open(page, "/modules?words=hvem+kan+hjelpe");
  await page.getByRole("link", { name: "Hvem kan hjelpe?" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Hvem kan hjelpe?" })).toBeVisible();
  const draft = new URL(page.url()).pathname;
  const marte = await (await browser.newContext({ baseURL })).newPage();
  await signIn(marte, "Marte");
  await open(marte, "/modules");
  await expect(marte.getByRole("link", { name: "Retten til å velge selv" })).toBeVisible();
  await expect(marte.getByRole("link", { name: "Hvem kan hjelpe?" })).toHaveCount(0);
  await expect(marte.getByRole("link", { name: "Nytt opplegg" })).toHaveCount(0);
  await open(marte, draft);
  await expect(marte.getByRole("heading", { level: 1 })).not.toHaveText("Hvem kan hjelpe?");
  await marte.context().close();
});

/** What a module's file holds, as this person downloads it. */
async function downloaded(page: Page): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Last ned opplegget som fil" }).click(),
  ]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

test("a module goes by file from one adviser to another and comes out as it went in; a broken file is told and makes nothing", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/modules?words=grenser");
  await page.getByRole("link", { name: "Grenser og omsorg" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Grenser og omsorg" })).toBeVisible();
  const { name, text } = await downloaded(page);
  expect(name).toBe("Grenser og omsorg.json");
  const answer = await page.request.get(`${new URL(page.url()).pathname}/file`);
  expect(answer.headers()["content-disposition"]).toMatch(/^attachment;/);
  expect(answer.headers()["x-content-type-options"]).toBe("nosniff");

  await open(page, "/modules/new");
  await page.getByText("Hent et opplegg fra en fil").click();
  const file = (content: string | Buffer) => ({ name: "opplegg.json", mimeType: "application/json", buffer: Buffer.from(content) });
  const choose = page.getByLabel("Fil", { exact: true });
  const make = page.getByRole("button", { name: "Lag opplegget av filen" });
  await make.click();
  await expect(page.locator("#module_file-error")).toBeVisible();
  await choose.setInputFiles(file("%PDF-1.7 kledd ut"));
  await expect(page.locator("#module_file-error")).toContainText("linje 1, tegn 1");
  await choose.setInputFiles(file(text.replace('"minutes": 60', '"minutes": 6000')));
  await expect(page.locator("#module_file-error")).toContainText("content.head.minutes");
  await choose.setInputFiles(file(" ".repeat(1024 * 1024 + 1)));
  await expect(page.locator("#module_file-error")).toContainText("for stor");
  await choose.setInputFiles(file(text.replace("Kjenne", "Ring 912 34 567. Kjenne").replace('"goals": "', '"goals": "Ring 912 34 567. ')));
  await make.click();
  await expect(page.locator("#module_file-error")).toContainText("telefonnummer");
  await expectAccessibleInBothThemes(page);
  await choose.setInputFiles(file(text));
  await expect(page.getByText(/\d deler i kjøreplanen/)).toBeVisible();
  await pictures(page, "module-file");
  const nobody = page.getByLabel(/Dette er ikke navn på elever/);
  if (await nobody.count()) await nobody.check();
  await make.click();
  await expect(page.getByRole("heading", { level: 1, name: "Grenser og omsorg" })).toBeVisible();
  await expect(page.getByText("Utkast").first()).toBeVisible();
  await expect(page.getByText("Opprinnelig laget av")).toBeVisible();
  await hydrated(page);
  expect((await downloaded(page)).text).toBe(text);
});

test("what the source has become is offered, and taken over or left as the adviser will", async ({ page, browser, baseURL }) => {
  test.setTimeout(90_000);
  await signIn(page, "Ingrid");
  await open(page, "/modules?words=grenser");
  await page.getByRole("link", { name: "Grenser og omsorg" }).click();
  await page.getByText("Lag ditt eget fra dette").click();
  await page.getByRole("button", { name: "Lag kopien" }).click();
  await expect(page.getByText("Bygger på et opplegg av Samir Haddad-Lie:")).toBeVisible();
  const own = new URL(page.url()).pathname;
  const source = await page.getByRole("link", { name: "Grenser og omsorg" }).getAttribute("href");
  await expect(page.getByText("Originalen har fått en ny utgave")).toHaveCount(0);

  const samir = await (await browser.newContext({ baseURL })).newPage();
  const vegard = await (await browser.newContext({ baseURL })).newPage();
  await signIn(samir, "Samir");
  await samir.getByLabel("Jeg har lest og forstått erklæringen, og godtar den").check();
  await samir.getByRole("button", { name: "Godta og gå videre" }).click();
  await expect(samir.getByRole("heading", { level: 1, name: "Min uke" })).toBeVisible();
  await signIn(vegard, "Vegard");
  const newEdition = async (summary: string) => {
    await open(samir, source ?? "");
    await samir.getByRole("button", { name: "Skriv en ny utgave" }).click();
    await samir.getByText("Endre opplegget").click();
    await samir.getByLabel("Kort om opplegget").fill(summary);
    await samir.getByRole("button", { name: "Lagre", exact: true }).click();
    await samir.getByRole("button", { name: "Send til kollegavurdering" }).click();
    await expect(samir.locator("[data-saving=saved]")).toBeVisible();
    await open(vegard, source ?? "");
    await vegard.getByRole("button", { name: "Godkjenn" }).click();
    await expect(vegard.locator("[data-saving=saved]")).toBeVisible();
    await expect(vegard.getByRole("heading", { name: "Kollegavurdering" })).toHaveCount(0);
  };
  await newEdition("Omsorg eller kontroll? Elevene plasserer eksempler på en linje.");
  await open(page, own);
  await expect(page.getByText("Originalen har fått en ny utgave")).toBeVisible();
  await expect(page.getByText(/^Kort om opplegget: «Forskjellen på omsorg/)).toBeVisible();
  await pictures(page, "module-source");
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Ta med endringene" }).click();
  await expect(page.getByText("Omsorg eller kontroll? Elevene plasserer eksempler på en linje.").first()).toBeVisible();
  await expect(page.getByText("Originalen har fått en ny utgave")).toHaveCount(0);
  await expect(page.locator("[data-saving=saved]")).toBeVisible();

  await newEdition("Enda en gang annerledes.");
  await open(page, own);
  await page.getByRole("button", { name: "La mitt være som det er" }).click();
  await expect(page.getByText("Originalen har fått en ny utgave")).toHaveCount(0);
  await expect(page.locator("[data-saving=saved]")).toBeVisible();
  await page.reload();
  await hydrated(page);
  await expect(page.getByText("Originalen har fått en ny utgave")).toHaveCount(0);
  await expect(page.getByText("Enda en gang annerledes.")).toHaveCount(0);
  await samir.context().close();
  await vegard.context().close();
});

test.describe("an approval meets an edit", () => {
  test.use({ expectedMessages: [/409/] });

  test("what was approved unread is not approved: both stand side by side", async ({ page, browser, baseURL }) => {
    const vegard = await (await browser.newContext({ baseURL })).newPage();
    await signIn(vegard, "Vegard");
    await open(vegard, "/modules?stage=in_review");
    await vegard.getByRole("link", { name: "Mobilen min" }).click();
    await expect(vegard.getByRole("heading", { name: "Kollegavurdering" })).toBeVisible();
    const address = new URL(vegard.url()).pathname;

    await signIn(page, "Ingrid");
    await open(page, address);
    await page.getByText("Endre opplegget").click();
    await page.getByLabel("Kort om opplegget").fill("Skrevet mens den ble lest.");
    await page.getByRole("button", { name: "Lagre", exact: true }).click();
    await expect(page.locator("[data-saving=saved]")).toBeVisible();

    await vegard.getByRole("button", { name: "Godkjenn" }).click();
    const clash = vegard.locator(".hr-clash");
    await expect(clash).toBeVisible();
    await expect(vegard.getByText("Skrevet mens den ble lest.").first()).toBeVisible();
    await expect(vegard.getByText("Til kollegavurdering").first()).toBeVisible();
    await expectAccessibleInBothThemes(vegard);
    await pictures(vegard, "approve-clash");
    await page.reload();
    await hydrated(page);
    await expect(page.getByText("Til kollegavurdering").first()).toBeVisible();
    // Now that it is read it is approved after all.
    await clash.getByRole("button", { name: "Bruk mitt" }).click();
    await expect(vegard.locator("[data-saving=saved]")).toBeVisible();
    await expect(vegard.getByText("Godkjent").first()).toBeVisible();
    await vegard.context().close();
  });
});

/** A draft of Ingrid's own. */
async function draft(page: Page): Promise<string> {
  await signIn(page, "Ingrid");
  await open(page, "/modules?words=hvem+kan+hjelpe");
  await page.getByRole("link", { name: "Hvem kan hjelpe?" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Hvem kan hjelpe?" })).toBeVisible();
  await hydrated(page);
  return new URL(page.url()).pathname;
}

/** Changes one field of the form, which is open, and saves. */
async function change(page: Page, field: string, to: string): Promise<void> {
  await page.getByLabel(field, { exact: true }).fill(to);
  await page.getByRole("button", { name: "Lagre", exact: true }).click();
}

test("what was changed of a module is taken back and made again, after a reload too", async ({ page }) => {
  await draft(page);
  const undo = page.getByRole("button", { name: "Angre siste endring" });
  await expect(undo).toHaveCount(0);
  await page.getByText("Endre opplegget").click();
  await change(page, "Navn", "Hvem hjelper?");
  await expect(page.getByRole("heading", { level: 1, name: "Hvem hjelper?" })).toBeVisible();
  await expect(page.locator("[data-saving=saved]")).toBeVisible();
  await page.reload();
  await hydrated(page);
  await undo.click();
  await expect(page.getByRole("heading", { level: 1, name: "Hvem kan hjelpe?" })).toBeVisible();
  await expect(undo).toHaveAttribute("aria-disabled", "true");
  await tabTo(page, page.getByRole("button", { name: "Gjør endringen om igjen" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Hvem hjelper?" })).toBeVisible();
  await expect(page.locator("[data-saving=saved]")).toBeVisible();
  await expectAccessibleInBothThemes(page);
});

test.describe("one module on two devices", () => {
  test.use({ expectedMessages: [/409/] });

  test("what does not clash is kept of both, and the rest stands side by side", async ({ page, browser, baseURL }) => {
    const address = await draft(page);
    const other = await (await browser.newContext({ baseURL })).newPage();
    await signIn(other, "Ingrid");
    await open(other, address);
    await page.getByText("Endre opplegget").click();
    await other.getByText("Endre opplegget").click();
    await change(other, "Navn", "Hvem hjelper deg?");
    await expect(other.locator("[data-saving=saved]")).toBeVisible();
    await page.getByLabel("Kort om opplegget").fill("Skrevet på nettbrettet.");
    await change(page, "Navn", "Hvem hjelper oss?");
    const clash = page.locator(".hr-clash");
    await expect(clash).toContainText("Hvem hjelper oss?");
    await expect(clash).toContainText("Hvem hjelper deg?");
    await expect(page.getByText("Skrevet på nettbrettet.").first()).toBeVisible();
    await clash.getByRole("button", { name: "Bruk mitt" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Hvem hjelper oss?" })).toBeVisible();
    await expect(page.locator("[data-saving=saved]")).toBeVisible();
    await other.reload();
    await hydrated(other);
    await expect(other.getByRole("heading", { level: 1, name: "Hvem hjelper oss?" })).toBeVisible();
    await expect(other.getByText("Skrevet på nettbrettet.").first()).toBeVisible();
    await other.context().close();
  });
});

test("a module is found, adapted, sent to review and approved and held by keyboard alone", async ({ page, browser, baseURL }) => {
  test.setTimeout(90_000);
  const press = async (on: Page, target: ReturnType<Page["getByRole"]>) => {
    await tabTo(on, target, 250);
    await on.keyboard.press("Enter");
  };
  await signIn(page, "Ingrid");
  await open(page, "/modules");
  await tabTo(page, page.getByLabel("Ord", { exact: false }).first());
  await page.keyboard.type("grenser");
  await page.keyboard.press("Enter");
  await expect(page.getByText("1 opplegg")).toBeVisible();
  await press(page, page.getByRole("link", { name: "Grenser og omsorg" }));
  await expect(page.getByRole("heading", { level: 1, name: "Grenser og omsorg" })).toBeVisible();
  await press(page, page.locator("summary", { hasText: "Lag ditt eget fra dette" }));
  await press(page, page.getByRole("button", { name: "Lag kopien" }));
  await expect(page.getByText("Bygger på et opplegg av Samir Haddad-Lie:")).toBeVisible();
  await press(page, page.locator("summary", { hasText: "Endre opplegget" }));
  await tabTo(page, page.getByLabel("Navn", { exact: true }), 250);
  await page.keyboard.press("Control+A");
  await page.keyboard.type("Grenser uten mus");
  await press(page, page.getByRole("button", { name: "Lagre", exact: true }));
  await expect(page.getByRole("heading", { level: 1, name: "Grenser uten mus" })).toBeVisible();
  await press(page, page.getByRole("button", { name: "Send til kollegavurdering" }));
  await expect(page.locator("[data-saving=saved]")).toBeVisible();
  await expect(page.getByText("Til kollegavurdering").first()).toBeVisible();

  const vegard = await (await browser.newContext({ baseURL })).newPage();
  await signIn(vegard, "Vegard");
  await open(vegard, "/modules");
  await press(vegard, vegard.getByRole("link", { name: /venter på kollegavurdering/ }));
  await press(vegard, vegard.getByRole("link", { name: "Grenser uten mus" }));
  await expect(vegard.getByRole("heading", { level: 1, name: "Grenser uten mus" })).toBeVisible();
  await press(vegard, vegard.getByRole("button", { name: "Godkjenn" }));
  await expect(vegard.getByText("Godkjent").first()).toBeVisible();
  await expect(vegard.locator("[data-saving=saved]")).toBeVisible();
  await vegard.context().close();

  // And held for a class; from there on the keyboard is walked in `deliveries.spec.ts`.
  await page.reload();
  await hydrated(page);
  await press(page, page.getByRole("link", { name: "Hold for en klasse" }));
  await expect(page.getByRole("heading", { level: 1, name: "Hold for en klasse" })).toBeVisible();
  await hydrated(page);
  await tabTo(page, page.locator("#class"));
  await page.keyboard.type("9B");
  await tabTo(page, page.locator("#date"));
  // The same day in whichever order the browser has the parts of its date field.
  await page.keyboard.type("12122026");
  await expect(page.locator("#date")).toHaveValue("2026-12-12");
  await tabTo(page, page.locator("#start"));
  // With the half of the day, where it has one.
  await page.keyboard.type("0830A");
  await expect(page.locator("#start")).toHaveValue("08:30");
  await press(page, page.getByRole("button", { name: "Lagre gjennomføringen" }));
  await expect(page.getByRole("heading", { level: 1, name: "Grenser uten mus, 9B" })).toBeVisible();
});
