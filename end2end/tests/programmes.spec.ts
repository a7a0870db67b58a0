import { expect, expectAccessibleInBothThemes, hydrated, open, signIn, test } from "../support/fixtures.ts";

test("a group is planned from a colleague's programme over the autumn holiday, and its themes, goals and run sheets come along", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/programmes");
  await expect(page.getByRole("row", { name: /FLEXid \(tolv tema\)/ })).toContainText("Følger med Handlingsrom");
  await expect(page.getByRole("row", { name: /FLEXid-light/ })).toContainText("Ingrid Moen");
  await expectAccessibleInBothThemes(page);
  await page.getByRole("link", { name: "FLEXid-light" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "FLEXid-light" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 3 })).toHaveCount(8);
  await expectAccessibleInBothThemes(page);
  await page.getByRole("link", { name: "Planlegg en gruppe med dette" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Ny gruppe" })).toBeVisible();
  await expect(page.getByLabel("Program", { exact: true })).toHaveValue(/^01/);
  await expect(page.getByLabel("Antall samlinger")).toHaveValue("8");
  await page.getByLabel("Navn", { exact: true }).fill("Jentegruppe etter mal");
  await page.getByLabel("Første dato").fill("2026-09-01");
  await expect(page.locator(".hr-date-row")).toHaveCount(8);
  const preview = page.getByRole("region", { name: "Samlingene" });
  await expect(preview).toContainText("8 samlinger, 10 t til sammen");
  await expect(preview).toContainText("Med 30 min forberedelse til hver: 14 t i alt.");
  await expect(page.locator(".hr-skipped")).toContainText("6. oktober 2026");
  await expect(page.getByLabel("Tema for samling 3", { exact: true })).toHaveValue("Brobygger");
  await expect(page.getByLabel("Dato for samling 8", { exact: true })).toHaveValue("2026-10-27");
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Lagre gruppen" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Jentegruppe etter mal" })).toBeVisible();
  await expect(page.locator(".hr-facts")).toContainText("FLEXid-light");
  await page.getByRole("link", { name: /Samling 3/ }).click();
  await expect(page.getByLabel("Mål for samlingen")).toHaveValue("Alle har sagt noe, og vet hvem som kan hjelpe.");
  await expect(page.locator("#blocks > li")).toHaveCount(5);
});

test("a group is planned again for the next semester, with its words and the clock time, and the dates of its own", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/groups");
  await page.getByRole("link", { name: "Jentegruppe høst" }).click();
  await page.getByRole("link", { name: "Planlegg gruppen på nytt" }).click();

  await expect(page.getByText("Planlegges på nytt etter «Jentegruppe høst».")).toBeVisible();
  await expect(page.getByLabel("Semester")).toHaveValue("2027-spring");
  await expect(page.getByLabel("Klokkeslett", { exact: true })).toHaveValue("12:15");
  await expect(page.getByLabel("Antall samlinger")).toHaveValue("8");
  await page.getByLabel("Navn", { exact: true }).fill("Jentegruppe vår");
  await page.locator("details:has(#room) > summary").click();
  await expect(page.getByLabel("Rom", { exact: true })).toHaveValue("Grupperom 2");
  await page.getByLabel("Første dato").fill("2027-01-12");
  await expect(page.getByLabel("Tema for samling 2", { exact: true })).toHaveValue("Cross-cultural kids");
  await expect(page.locator(".hr-date-row")).toHaveCount(8);
  // What comes along is chosen.
  await page.getByLabel("Program", { exact: true }).selectOption({ label: "Bare temaene fra «Jentegruppe høst»" });
  await expect(page.locator(".hr-date-row")).toHaveCount(8);
  await page.getByLabel("Program", { exact: true }).selectOption({ label: "Tema, mål og kjøreplaner fra «Jentegruppe høst»" });
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Lagre gruppen" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Jentegruppe vår" })).toBeVisible();
  await expect(page.locator(".hr-facts")).toContainText("våren 2027");
  await expect(page.locator(".hr-session-item")).toHaveCount(8);
});

test("a group is saved as a programme, its words are changed, and it is withdrawn while a colleague plans from it", async ({ page, browser, baseURL }) => {
  await signIn(page, "Ingrid");
  await open(page, "/groups");
  await page.getByRole("link", { name: "Ny i Norge" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ny i Norge" })).toBeVisible();
  await page.getByText("Lagre som program").click();
  const name = page.getByLabel("Navn på programmet");
  await expect(name).toHaveValue("Ny i Norge");
  await name.fill("Gruppa til Fatima");
  await page.getByRole("button", { name: "Lagre programmet" }).click();
  await expect(page.locator("#title-error")).toContainText("«Fatima» kan være navnet på en person.");
  await name.fill("Ny i Norge, fem samlinger");
  await page.getByRole("button", { name: "Lagre programmet" }).click();
  await page.getByRole("link", { name: "Se programmet" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ny i Norge, fem samlinger" })).toBeVisible();
  await page.getByText("Endre ordene").click();
  await page.getByLabel("Mål for samling 1", { exact: true }).fill("Kjenne hverandre");
  await page.getByRole("button", { name: "Lagre endringene" }).click();
  await expect(page.getByText("Mål: Kjenne hverandre")).toBeVisible();

  const aino = await (await browser.newContext({ baseURL })).newPage();
  await signIn(aino, "Aino");
  await open(aino, new URL(page.url()).pathname);
  await expect(aino.getByText(/Laga av Ingrid Moen/)).toBeVisible();
  await aino.getByRole("link", { name: "Planlegg ei gruppe med dette" }).click();
  await aino.getByLabel("Namn", { exact: true }).fill("Gruppe frå mal");
  await aino.getByLabel("Første dato").fill("2027-01-12");
  await expect(aino.locator(".hr-date-row")).toHaveCount(5);

  await page.getByRole("button", { name: "Trekk tilbake" }).click();
  await expect(page.getByText("Dette programmet er trukket tilbake.")).toBeVisible();

  await aino.getByRole("button", { name: "Lagre gruppa" }).click();
  await expect(aino.getByText("Dette er trekt tilbake. Vel eit anna.")).toBeVisible();
  await expect(aino.getByLabel("Namn", { exact: true })).toHaveValue("Gruppe frå mal");
  await aino.getByLabel("Program", { exact: true }).selectOption("");
  await aino.getByRole("button", { name: "Lagre gruppa" }).click();
  await expect(aino.getByRole("heading", { level: 1, name: "Gruppe frå mal" })).toBeVisible();
  await aino.context().close();
});

test("a group is thrown away, lies in the bin and comes back with all it had; seats get grades", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/groups");
  await page.getByRole("link", { name: "Jentegruppe høst" }).click();
  await page.getByText("Trinn på plassene").click();
  await page.getByLabel("Trinn på plass 1", { exact: true }).selectOption({ label: "Vg1" });
  await expect(page.locator("[data-saving='saved']")).toBeVisible();
  await page.reload();
  await hydrated(page);
  await page.getByText("Trinn på plassene").click();
  await expect(page.getByLabel("Trinn på plass 1", { exact: true })).toHaveValue("vg1");
  await expectAccessibleInBothThemes(page);

  await page.getByText("Kast gruppen", { exact: true }).click();
  await page.getByRole("button", { name: "Ja, kast gruppen" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Papirkurv" })).toBeVisible();
  const row = page.getByRole("row", { name: /Jentegruppe høst/ });
  await expect(row).toContainText("Ingrid Moen");
  await expectAccessibleInBothThemes(page);
  await row.getByRole("link", { name: "Jentegruppe høst" }).click();
  await expect(page.getByText(/Ingrid Moen kastet denne gruppen/)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Endre tid/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Ta tilbake" }).click();
  await expect(page.getByText(/kastet denne gruppen/)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Endre tid Samling 7" })).toBeVisible();
  await open(page, "/groups/bin");
  await expect(page.getByText("Papirkurven er tom")).toBeVisible();
});
