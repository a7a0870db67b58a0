import { expect, expectAccessibleInBothThemes, open, signIn, test } from "../support/fixtures.ts";

test.describe("before the declaration", () => {
  // The week may still ask for something when its cookies are taken away.
  test.use({ expectedMessages: [/401|422/] });

  test("the declaration of secrecy comes first, and nothing opens before it", async ({ page }) => {
  await signIn(page, "Samir");
  await expect(page.getByRole("heading", { level: 1, name: "Taushetserklæring" })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.goto("/groups");
  await expect(page.getByRole("heading", { level: 1, name: "Taushetserklæring" })).toBeVisible();

  await page.getByRole("button", { name: "Godta og gå videre" }).click();
  await expect(page.getByText("Du må si ja for å gå videre.")).toBeVisible();
  await page.getByLabel(/Jeg har lest og forstått/).check();
  await page.getByRole("button", { name: "Godta og gå videre" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Min uke" })).toBeVisible();

  // Once accepted, it is not asked again.
  await page.context().clearCookies();
  await signIn(page, "Samir");
  await expect(page.getByRole("heading", { level: 1, name: "Min uke" })).toBeVisible();
  });
});

test("the own devices are listed, and signing out shuts the door", async ({ page }) => {
  await signIn(page, "Marte");
  await open(page, "/account");
  await expect(page.getByRole("heading", { level: 1, name: "Min konto" })).toBeVisible();
  await expect(page.getByText("Denne enheten")).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.goto("/emergency");
  await page.goto("/account");
  await page.getByRole("banner").getByText("Marte Oppdal", { exact: true }).click();
  await page.getByRole("banner").getByRole("button", { name: "Logg ut" }).click();
  await page.waitForURL(/\/sign-in/);
  await page.goto("/account");
  await expect(page).toHaveURL(/\/sign-in/);
});
