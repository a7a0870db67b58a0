import { expect, expectAccessibleInBothThemes, hydrated, open, signIn, test, type Page } from "../support/fixtures.ts";

/** Fills in the planner's form for a girls' group on Tuesdays from 1 September 2026 (scenario 1). */
async function fillNewGroup(page: Page, name: string): Promise<void> {
  await open(page, "/groups/new");
  await page.getByLabel("Navn", { exact: true }).fill(name);
  await page.getByLabel("For hvem").selectOption({ label: "Jenter" });
  await page.getByLabel("Program", { exact: true }).selectOption({ label: "FLEXid-light" });
  await page.getByLabel("Første dato").fill("2026-09-01");
  await page.getByLabel("Klokkeslett", { exact: true }).fill("12:15");
}

test("an adviser plans a group with a series over the autumn holiday", async ({ page }) => {
  await signIn(page, "Ingrid");
  await fillNewGroup(page, "Jentegruppe tirsdag");

  const preview = page.getByRole("region", { name: "Samlingene" });
  await expect(preview).toContainText("8 samlinger, 10 t til sammen");
  await expect(preview).toContainText("tirsdag 6. oktober 2026: Høstferie");
  await expect(page.getByLabel("Tema for samling 1", { exact: true })).toHaveValue("Identitet og tilhørighet");
  await expect(page.getByLabel("Dato for samling 8")).toHaveValue("2026-10-27");
  await expectAccessibleInBothThemes(page);

  await page.getByRole("button", { name: "Lagre gruppen" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Jentegruppe tirsdag" })).toBeVisible();
  const sessions = page.getByRole("region", { name: "Samlinger" }).locator("ol > li");
  await expect(sessions).toHaveCount(8);
  await expect(sessions.nth(7)).toContainText("tirsdag 27. oktober 2026 12:15–13:30");
  await expectAccessibleInBothThemes(page);
});

test("faults stand beside their fields and nothing typed is lost", async ({ page }) => {
  await signIn(page, "Ingrid");
  await fillNewGroup(page, " ");
  await page.getByLabel("Antall plasser").fill("-1");
  // The warnings come a moment later, and move what stands below them.
  await expect(page.getByText(/^Samtidig som/).first()).toBeVisible();
  await page.getByRole("button", { name: "Lagre gruppen" }).click();
  await expect(page.getByLabel("Navn", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText("Skriv et tall fra 3 til 15.")).toBeVisible();
  await expect(page.getByLabel("Antall plasser")).toHaveValue("-1");
  await expect(page.getByLabel("Første dato")).toHaveValue("2026-09-01");
  await expect(page.getByLabel("Navn", { exact: true })).toBeFocused();

  // A lost page: what was typed comes back.
  await page.getByLabel("Navn", { exact: true }).fill("Halvferdig gruppe");
  await page.reload();
  await hydrated(page);
  await expect(page.getByLabel("Navn", { exact: true })).toHaveValue("Halvferdig gruppe");
  await expect(page.getByLabel("Første dato")).toHaveValue("2026-09-01");
});

test("the semester follows the first date until another is chosen", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/groups/new");
  const [semester, first] = [page.getByLabel("Semester"), page.getByLabel("Første dato")];
  await expect(semester).toHaveValue("2026-autumn");
  await first.fill("2027-01-12");
  await expect(semester).toHaveValue("2027-spring");
  await first.fill("2026-12-01");
  await expect(semester).toHaveValue("2026-autumn");
  await semester.selectOption("2027-spring");
  await first.fill("2026-12-08");
  await expect(page.getByLabel("Dato for samling 1", { exact: true })).toHaveValue("2026-12-08");
  await expect(semester).toHaveValue("2027-spring");
});

test("dates and themes changed by hand outlive a change of the rule and a reload", async ({ page }) => {
  await signIn(page, "Ingrid");
  await fillNewGroup(page, "Jentegruppe for hånd");
  const preview = page.getByRole("region", { name: "Samlingene" });
  await expect(preview).toContainText("8 samlinger, 10 t til sammen");
  await page.getByLabel("Dato for samling 2", { exact: true }).fill("2026-09-10");
  await page.getByLabel("Tema for samling 2", { exact: true }).fill("Egne ord");
  await page.getByLabel("Minutter for samling 3", { exact: true }).fill("90");
  await preview.getByRole("button", { name: "Fjern samlingen 2026-09-22" }).click();
  await expect(preview).toContainText("7 samlinger, 9 t til sammen");
  await preview.getByRole("button", { name: "Legg til dato" }).click();
  const added = page.getByLabel("Dato for samling 8", { exact: true });
  await expect(added).toBeFocused();
  await added.fill("2026-12-01");
  await page.getByLabel("Minutter for samling 8", { exact: true }).fill("20");
  const asked = async () => {
    await expect(page.getByLabel("Dato for samling 2", { exact: true })).toHaveValue("2026-09-10");
    await expect(page.getByLabel("Tema for samling 2", { exact: true })).toHaveValue("Egne ord");
    await expect(page.getByLabel("Minutter for samling 3", { exact: true })).toHaveValue("90");
    await expect(page.getByLabel("Dato for samling 4", { exact: true })).toHaveValue("2026-09-29");
    await expect(page.getByLabel("Dato for samling 9", { exact: true })).toHaveValue("2026-12-01");
  };
  await page.getByLabel("Antall samlinger").fill("9");
  await asked();
  await page.reload();
  await hydrated(page);
  await asked();
  await expectAccessibleInBothThemes(page);

  // Uneven lengths are promised, within what a session can be.
  await page.getByRole("button", { name: "Lagre gruppen" }).click();
  const length = page.getByLabel("Minutter for samling 9", { exact: true });
  await expect(length).toBeFocused();
  await expect(page.getByText("Skriv et tall fra 30 til 180.")).toBeVisible();
  await length.fill("30");
  await page.getByRole("button", { name: "Lagre gruppen" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Jentegruppe for hånd" })).toBeVisible();
  const sessions = page.getByRole("region", { name: "Samlinger" }).locator("ol > li");
  await expect(sessions).toHaveCount(9);
  await expect(sessions.nth(1)).toContainText("Egne ord");
  await expect(sessions.nth(2)).toContainText("12:15–13:45");
  await expect(sessions.nth(8)).toContainText("tirsdag 1. desember 2026 12:15–12:45");
});

test("a session that was never closed is found in the week and closed with ticks and taps", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/");
  await expect(page.getByRole("region", { name: "Neste" })).toContainText("Jentegruppe høst");
  await expectAccessibleInBothThemes(page);

  await page.getByRole("region", { name: "Ikke avsluttet" }).getByRole("link", { name: /Ny i Norge/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Ny i Norge/ })).toBeVisible();
  for (const seat of [1, 2, 3, 4, 5, 6, 7, 8]) {
    await page.getByRole("group", { name: `Plass ${seat}`, exact: true }).getByRole("button", { name: "Til stede" }).click();
  }
  for (const seat of [9, 10]) {
    await page.getByRole("group", { name: `Plass ${seat}`, exact: true }).getByRole("button", { name: "Borte" }).click();
  }
  await expect(page.getByText("8 til stede, 2 borte, 0 ikke krysset")).toBeVisible();
  await expect(page.getByLabel("Antall til stede")).toHaveValue("8");
  await page.getByRole("button", { name: "Gjennomført" }).click();
  await expect(page.getByText("8 til stede, 2 borte. 1 t med gruppen og 30 min for- og etterarbeid.")).toBeVisible();
  await expect(page.locator("[data-saving='saved']")).toBeVisible();
  await expectAccessibleInBothThemes(page);

  await open(page, "/");
  await expect(page.getByRole("heading", { level: 1, name: "Min uke" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Ikke avsluttet" }).getByRole("link", { name: /Ny i Norge/ })).toHaveCount(0);
});

test("a group is saved as a draft and set up; a session closed or added by mistake is taken back", async ({ page }) => {
  await signIn(page, "Ingrid");
  await fillNewGroup(page, "Jentegruppe utkast");
  await page.getByRole("button", { name: "Lagre som utkast" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Jentegruppe utkast" })).toBeVisible();
  const sessions = page.getByRole("region", { name: "Samlinger" }).locator("ol > li");
  await expect(sessions.getByText("Utkast", { exact: true })).toHaveCount(8);
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Sett opp alle utkastene" }).click();
  await expect(sessions.getByText("Planlagt", { exact: true })).toHaveCount(8);
  await page.getByRole("button", { name: "Angre", exact: true }).click();
  await expect(sessions.getByText("Utkast", { exact: true })).toHaveCount(8);
  await sessions.nth(0).getByRole("button", { name: /^Sett opp/ }).click();
  await expect(sessions.nth(0)).toContainText("Planlagt");
  await expect(page.locator("[data-saving='saved']")).toBeVisible();

  await open(page, "/");
  await page.getByRole("region", { name: "Ikke avsluttet" }).getByRole("link", { name: /Ny i Norge/ }).click();
  await page.getByLabel("Antall til stede").fill("7");
  await page.getByLabel(/^Hva gjør du annerledes neste gang/).fill("Begynne med maten");
  await page.getByLabel("Noe må følges opp").check();
  await page.getByRole("button", { name: "Gjennomført" }).click();
  await expect(page.getByText(/^7 til stede, 0 borte\. .* Noe må følges opp\.$/)).toBeVisible();
  await expect(page.locator("[data-saving='saved']")).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.reload();
  await hydrated(page);
  await expect(page.getByLabel(/^Hva gjør du annerledes neste gang/)).toHaveValue("Begynne med maten");
  await page.getByRole("button", { name: "Ikke avsluttet likevel" }).click();
  await expect(page.getByText(/^7 til stede/)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Gjennomført" })).toBeVisible();
  await expect(page.locator("[data-saving='saved']")).toBeVisible();
  await open(page, "/");
  await expect(page.getByRole("region", { name: "Ikke avsluttet" }).getByRole("link", { name: /Ny i Norge/ })).toBeVisible();

  await open(page, "/groups");
  await page.getByRole("link", { name: "Jentegruppe høst" }).click();
  await page.locator("summary", { hasText: "Legg til samling" }).click();
  await page.locator("#new-date").fill("2027-06-08");
  await page.getByRole("button", { name: "Legg til samling", exact: true }).click();
  await expect(sessions).toHaveCount(9);
  await expect(page.locator("[data-saving='saved']")).toBeVisible();
  // The way back and forth survives a reload, by button and by key.
  await page.reload();
  await hydrated(page);
  await page.getByRole("button", { name: "Angre", exact: true }).click();
  await expect(sessions).toHaveCount(8);
  await expect(page.locator("[data-saving='saved']")).toBeVisible();
  await page.reload();
  await hydrated(page);
  await expect(sessions).toHaveCount(8);
  await page.keyboard.press("Control+y");
  await expect(sessions).toHaveCount(9);
  await expect(sessions.last()).toContainText("8. juni 2027");
  await page.keyboard.press("Control+z");
  await expect(sessions).toHaveCount(8);
  await expect(page.locator("[data-saving='saved']")).toBeVisible();
});

test("a group that begins soon with too few pupils is told of, and may begin all the same", async ({ page }) => {
  await signIn(page, "Ingrid");
  await fillNewGroup(page, "Jentegruppe advent");
  await page.getByLabel("Første dato").fill("2026-12-01");
  await page.getByRole("button", { name: "Lagre gruppen" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Jentegruppe advent" })).toBeVisible();
  await expect(page.getByText(/^0 av minst 6 plasser har elev\. Første samling er tirsdag 1\. desember 2026\./)).toBeVisible();
  // No group is planned for fewer than three.
  await expect(page.getByRole("button", { name: /^Start med/ })).toHaveCount(0);
  await page.getByText("Trinn på plassene", { exact: true }).click();
  for (const seat of [1, 2, 3, 4]) await page.getByLabel(`Trinn på plass ${seat}`, { exact: true }).selectOption({ label: "Vg1" });
  await expect(page.getByText(/^4 av minst 6 plasser har elev/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Utsett eller avlys samling 1" })).toHaveAttribute("href", /\/sessions\/1$/);
  await expect(page.locator("[data-saving='saved']")).toBeVisible();
  await expectAccessibleInBothThemes(page);
  const group = new URL(page.url()).pathname;

  await open(page, "/year-plan");
  await expect(page.getByRole("rowheader", { name: /Jentegruppe advent.*4 av minst 6 plasser har elev/ })).toBeVisible();
  await open(page, "/");
  const soon = page.getByRole("region", { name: "Starter snart med få elever" });
  await expectAccessibleInBothThemes(page);
  await soon.getByRole("link", { name: "Jentegruppe advent: 4 av minst 6 plasser har elev. Første samling er tirsdag 1. desember 2026." }).click();
  await expect(page).toHaveURL(group);
  await page.getByRole("button", { name: "Start med 4 elever" }).click();
  await expect(page.getByText(/plasser har elev/)).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Samlinger", exact: true })).toBeFocused();
  await expect(page.getByText("4–10", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Angre", exact: true }).click();
  await expect(page.getByText(/^4 av minst 6 plasser har elev/)).toBeVisible();
  await page.getByRole("link", { name: "Utsett eller avlys samling 1" }).click();
  // The group's page has one for each session.
  const confirm = page.getByRole("button", { name: /^Bekreft/ });
  await expect(confirm).toHaveCount(1);
  await confirm.click();
  await expect(page.getByText("Bekreftet", { exact: true })).toBeVisible();
  await expect(page.locator("[data-saving='saved']")).toBeVisible();
});

test("a run sheet is written, moved by keys and kept", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/groups");
  await page.getByRole("link", { name: "Jentegruppe høst" }).click();
  await page.getByRole("link", { name: /Samling 7/ }).click();
  const sheet = page.getByRole("region", { name: "Kjøreplan" });
  for (const [minutes, step] of [["10", "Velkommen"], ["50", "Samtale"]] as const) {
    await sheet.getByLabel("Minutter").fill(minutes);
    await sheet.getByLabel("Hva skjer").fill(step);
    await sheet.getByRole("button", { name: "Legg til blokk" }).click();
    await expect(sheet.locator("#blocks > li").filter({ hasText: step })).toBeVisible();
  }
  await expect(sheet).toContainText("1 t til sammen, 15 min igjen av 1 t 15 min.");
  await sheet.getByRole("button", { name: "Flytt «Samtale» opp" }).press("Enter");
  await expect(sheet.getByRole("button", { name: "Flytt «Samtale» opp" })).toBeFocused();
  await expect(sheet.locator("#blocks > li").first()).toContainText("12:15");
  await expect(sheet.locator("#blocks > li").first()).toContainText("Samtale");
  await expect(page.locator("[data-saving='saved']")).toBeVisible();
  await page.reload();
  await expect(sheet.locator("#blocks > li").first()).toContainText("Samtale");
  await expect(sheet.locator("#blocks > li").nth(1)).toContainText("13:05");
});

test.describe("a change meets a newer one", () => {
  test.use({ expectedMessages: [/409/] });

  test("two browsers on one group: what does not clash is kept on both sides", async ({ page, browser, baseURL }) => {
    // Aino reads nynorsk.
    await signIn(page, "Aino");
    await open(page, "/groups");
    await page.getByRole("link", { name: "Guttegruppe mørketid" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Guttegruppe mørketid" })).toBeVisible();

    const other = await (await browser.newContext({ baseURL })).newPage();
    await signIn(other, "Aino");
    await open(other, new URL(page.url()).pathname);
    await other.getByText("Endre gruppa").click();
    await other.getByLabel("Namn", { exact: true }).fill("Guttegruppe vinter");
    await other.getByRole("button", { name: "Lagre endringane" }).click();
    await expect(other.getByRole("heading", { level: 1, name: "Guttegruppe vinter" })).toBeVisible();
    await expect(other.locator("[data-saving='saved']")).toBeVisible();

    await page.getByRole("button", { name: "Avlys Samling 4" }).click();
    await page.getByRole("button", { name: "Avlys samlinga" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Guttegruppe vinter" })).toBeVisible();
    await expect(page.locator("[data-saving='saved']")).toBeVisible();
    await page.reload();
    await expect(page.getByRole("heading", { level: 1, name: "Guttegruppe vinter" })).toBeVisible();
    await expect(page.getByRole("region", { name: "Samlingar" }).locator("ol > li").nth(3)).toContainText("Avlyst");
    await other.context().close();
  });
});

test.describe("what is not one's own", () => {
  test.use({ expectedMessages: [/404/] });

  test("another adviser's group is not found, as one that does not exist", async ({ page }) => {
    await signIn(page, "Aino");
    await open(page, "/groups");
    await page.getByRole("link", { name: /Guttegruppe/ }).click();
    const address = new URL(page.url()).pathname;
    await page.context().clearCookies();
    await signIn(page, "Ingrid");
    const foreign = await page.goto(address);
    expect(foreign?.status()).toBe(404);
    const heading = await page.getByRole("heading", { level: 1 }).textContent();
    const unknown = await page.goto("/groups/01J00000000000000000000000");
    expect(unknown?.status()).toBe(404);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(heading);
  });
});

test("the planner is used with the keyboard alone", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/groups/new");
  await page.getByLabel("Navn", { exact: true }).focus();
  await page.keyboard.type("Tastaturgruppe");
  await page.getByLabel("Første dato").focus();
  await page.getByLabel("Første dato").fill("2027-01-12");
  await page.getByRole("button", { name: "Lagre gruppen" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Tastaturgruppe" })).toBeVisible();
});

test("the week and the groups are written in nynorsk and English, and the person's choice is remembered", async ({ page }) => {
  await signIn(page, "Vegard");
  for (const [button, week] of [["Nynorsk", "Mi veke"], ["English", "My week"]] as const) {
    await open(page, "/");
    await page.locator("#display-menu").click();
    await page.getByRole("button", { name: button }).click();
    await expect(page.getByRole("heading", { level: 1, name: week })).toBeVisible();
    await expectAccessibleInBothThemes(page);
  }
  await page.context().clearCookies();
  await signIn(page, "Vegard");
  await expect(page.getByRole("heading", { level: 1, name: "My week" })).toBeVisible();
});

test.describe("with wasm blocked", () => {
  test.use({ noWasm: true });

  test("the week, the list and a group are read", async ({ page }) => {
    await signIn(page, "Ingrid");
    await page.goto("/");
    await expect(page.getByRole("region", { name: "Neste" })).toContainText("Jentegruppe høst");
    await page.goto("/groups");
    await page.getByRole("link", { name: "Jentegruppe høst" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Jentegruppe høst" })).toBeVisible();
    await page.getByRole("link", { name: /Samling 6/ }).click();
    await expect(page.getByRole("region", { name: "Kjøreplan" })).toContainText("Velkommen og runde");
  });
});
