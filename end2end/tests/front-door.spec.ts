import { expect, expectAccessibleInBothThemes, open, prefer, signIn, test, type Language } from "../support/fixtures.ts";

const languages: Language[] = ["nb", "nn", "en"];

for (const language of languages) {
  test(`front door is accessible in ${language}, light and dark`, async ({ page }) => {
    await prefer(page, { language });
    await open(page, "/");
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessibleInBothThemes(page);
  });
}

test("Ingrid signs in to the demonstration and arrives where she is greeted", async ({ page }) => {
  await signIn(page, "Ingrid");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test.describe("with wasm blocked", () => {
  test.use({ noWasm: true });

  test("front door is read, and the demonstration signed in to", async ({ page }) => {
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await signIn(page, "Ingrid");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("html[data-hydrated]")).not.toBeAttached();
  });
});
