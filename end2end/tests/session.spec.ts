import { expect, expectAccessibleInBothThemes, open, prefer, signIn, test } from "../support/fixtures.ts";

test.describe("before the declaration", () => {
  test.use({ expectedMessages: [/422/] });

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
  await page.getByRole("banner").getByText("Marte Oppdal").click();
  await page.getByRole("banner").getByRole("button", { name: "Logg ut" }).click();
  await page.waitForURL(/\/sign-in/);
  await page.goto("/account");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("the language is switched at once and remembered", async ({ page }) => {
  await signIn(page, "Marte");
  await open(page, "/emergency");
  await page.getByText("Språk og utseende").first().click();
  await page.getByRole("button", { name: "Nynorsk" }).click();
  await expect(page.getByRole("link", { name: "Hopp til innhaldet" })).toBeAttached();
  await expect(page.locator("html")).toHaveAttribute("lang", "nn");
  await page.context().clearCookies();
  await signIn(page, "Marte");
  await open(page, "/emergency");
  await expect(page.locator("html")).toHaveAttribute("lang", "nn");
});

for (const path of ["/sign-in", "/emergency", "/accessibility", "/gallery", "/no-such-page"]) {
  test.describe(`the open page ${path}`, () => {
    test.use({ expectedMessages: [/404/] });

    test(`${path} is accessible in bokmål and nynorsk`, async ({ page }) => {
      for (const language of ["nb", "nn"] as const) {
        await prefer(page, { language });
        await open(page, path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expectAccessibleInBothThemes(page);
      }
    });
  });
}
