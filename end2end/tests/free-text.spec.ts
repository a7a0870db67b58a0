import { expect, expectAccessibleInBothThemes, hydrated, open, signIn, test, type Page } from "../support/fixtures.ts";

/** What is wrong with a field, as it stands beside it; the same sentence is spoken elsewhere. */
const fault = (page: Page, field: string) => page.locator(`#${field}-error`);

/** The session of «Ny i Norge» that was never closed. */
async function openUnclosed(page: Page): Promise<void> {
  await signIn(page, "Ingrid");
  await open(page, "/");
  await page.getByRole("region", { name: "Ikke avsluttet" }).getByRole("link", { name: /Ny i Norge/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Ny i Norge/ })).toBeVisible();
}

test("a probable name in the reflection is asked about and passes when confirmed; an identity number never does", async ({ page }) => {
  await openUnclosed(page);
  const reflection = page.getByLabel("Hva virket?");
  const wrong = fault(page, "worked");
  const nobody = page.getByLabel("Dette er ikke en person: «Fatima»");

  // The sentence comes when typing rests, without leaving the field.
  await reflection.pressSequentially("Fatima gråt");
  await expect(wrong).toContainText("«Fatima» kan være navnet på en person.");
  await expect(reflection).toHaveAttribute("aria-invalid", "true");
  await expect(reflection).toHaveAccessibleDescription(/«Fatima» kan være navnet på en person/);
  await expectAccessibleInBothThemes(page);

  await page.getByRole("button", { name: "Gjennomført" }).click();
  await expect(reflection).toBeFocused();
  await expect(reflection).toHaveValue("Fatima gråt");
  await expect(page.getByRole("button", { name: "Lagre rettelsen" })).toHaveCount(0);

  // An identity number (of a test series) has no tick, and the tick of the name does not let it through.
  await reflection.fill("Fatima gråt, 038509 61203");
  await expect(wrong).toContainText("«038509 61203» ser ut som et fødselsnummer.");
  await expect(page.getByLabel(/Dette er ikke en person/)).toHaveCount(1);
  await nobody.check();
  await page.getByRole("button", { name: "Gjennomført" }).click();
  await expect(wrong).toContainText("«038509 61203» ser ut som et fødselsnummer.");
  await expect(reflection).toHaveValue("Fatima gråt, 038509 61203");
  await expect(page.getByRole("button", { name: "Lagre rettelsen" })).toHaveCount(0);

  // Without the number, the confirmed word is stored.
  await reflection.fill("Fatima gråt");
  await expect(nobody).toBeChecked();
  await expect(wrong).toHaveCount(0);
  await page.getByRole("button", { name: "Gjennomført" }).click();
  await expect(page.getByRole("button", { name: "Lagre rettelsen" })).toBeVisible();
  await expect(page.locator("[data-saving='saved']")).toBeVisible();

  // What stands there is not asked about again; another name is.
  await page.reload();
  await expect(reflection).toHaveValue("Fatima gråt");
  await reflection.fill("Fatima gråt, og Yusuf lo");
  await expect(wrong).toContainText("«Yusuf» kan være navnet på en person.");
  await expect(page.getByLabel(/Dette er ikke en person/)).toHaveCount(1);
});

test("a new group is not saved with a telephone in its goal, and nothing typed is lost", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/groups/new");
  await page.getByLabel("Navn", { exact: true }).fill("Jentegruppe torsdag");
  await page.getByLabel("Første dato").fill("2027-01-14");
  await page.getByText("Mål, rom og medleder").click();
  await page.getByLabel("Mål", { exact: true }).fill("Mor nås på 912 34 567");
  // A colleague may be named.
  await page.getByLabel("Medleder (rolle)").fill("Kari Nordli, helsesykepleier");
  await page.getByRole("button", { name: "Lagre gruppen" }).click();
  await expect(fault(page, "goal")).toContainText("«912 34 567» ser ut som et telefonnummer.");
  await expect(page.getByLabel("Mål", { exact: true })).toBeFocused();
  await expect(page.getByLabel("Navn", { exact: true })).toHaveValue("Jentegruppe torsdag");

  await page.getByLabel("Mål", { exact: true }).fill("Kjenne rettighetene sine. Kompetanseteamet: 478 09 050.");
  await page.getByRole("button", { name: "Lagre gruppen" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Jentegruppe torsdag" })).toBeVisible();
  await expect(page.getByText("Kari Nordli, helsesykepleier")).toBeVisible();
});

test("a block and a theme are asked about in nynorsk", async ({ page }) => {
  await signIn(page, "Aino");
  await open(page, "/groups");
  await page.getByRole("link", { name: /Guttegruppe/ }).click();
  await page.getByRole("link", { name: /Samling 3/ }).click();
  const theme = page.getByLabel("Tema", { exact: true });
  await theme.fill("Samtale om Sommer");
  await theme.blur();
  await expect(fault(page, "theme")).toContainText("«Sommer» kan vere namnet på ein person.");
  await page.getByLabel("Dette er ikkje ein person: «Sommer»").check();
  await expect(page.locator("[data-saving='saved']")).toBeVisible();
  await page.reload();
  await hydrated(page);
  await expect(theme).toHaveValue("Samtale om Sommer");

  const sheet = page.getByRole("region", { name: "Køyreplan" });
  await sheet.getByLabel("Kva skjer").fill("Prat med Abdi");
  await sheet.getByRole("button", { name: "Legg til blokk" }).click();
  await expect(fault(page, "new-block-step")).toContainText("«Abdi» kan vere namnet på ein person.");
  await expect(sheet.getByLabel("Kva skjer")).toHaveValue("Prat med Abdi");
});
