import { expect, expectAccessible, expectAccessibleInBothThemes, open, prefer, signIn, test, type Language } from "../support/fixtures.ts";

/** What surrounds every page, and the building blocks on the gallery's page. */

const languages: Language[] = ["nb", "nn"];

for (const language of languages) {
  test(`emergency numbers and accessibility statement are accessible to anyone in ${language}`, async ({ page }) => {
    await prefer(page, { language });
    for (const path of ["/emergency", "/accessibility"]) {
      await open(page, path);
      await expectAccessibleInBothThemes(page);
    }
  });

  test(`every building block is accessible in ${language}, and fits a phone`, async ({ page }) => {
    await prefer(page, { language });
    await signIn(page, "Ingrid");
    await open(page, "/gallery");
    await expectAccessibleInBothThemes(page);
    await page.setViewportSize({ width: 360, height: 740 });
    await expectAccessible(page);
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(tooWide, "pixels beyond the right edge of a phone").toBeLessThanOrEqual(0);
  });
}

test("language and theme are switched at once and remembered", async ({ page }) => {
  await open(page, "/emergency");
  await page.locator("#display-menu").click();
  await page.getByRole("button", { name: "Nynorsk" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Naudnummer og hjelp");
  await expect(page.locator("html")).toHaveAttribute("lang", "nn");
  await page.getByRole("button", { name: "Mørk" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-color-scheme", "dark");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Naudnummer og hjelp");
  await expect(page.locator("html")).toHaveAttribute("data-color-scheme", "dark");
});

test("a page is read and left by keyboard alone", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/gallery");
  await page.keyboard.press("Tab");
  await expect(page.locator(".ds-skip-link")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();

  const opener = page.getByRole("button", { name: "Åpne dialogen" });
  await opener.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(opener).toBeFocused();
});

test("a page opened by a link takes the focus, and a menu gives it back", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/");
  await page.getByRole("navigation").getByRole("link", { name: "Grupper" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Samtalegrupper" })).toBeVisible();
  await expect(page.locator("main")).toBeFocused();

  const menu = page.locator("#account-menu");
  await menu.press("Enter");
  await expect(page.getByRole("link", { name: "Konto og enheter" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: "Konto og enheter" })).toBeHidden();
  await expect(menu).toBeFocused();
});

test("on an upright tablet the navigation is a sheet that a button opens and a link closes", async ({ page }) => {
  await page.setViewportSize({ width: 820, height: 1180 });
  await signIn(page, "Ingrid");
  await open(page, "/");
  const navigation = page.getByRole("navigation", { name: "Hovedmeny" });
  const link = navigation.getByRole("link", { name: "Grupper" });
  await expect(link).toBeHidden();
  await navigation.getByRole("button", { name: "Meny" }).click();
  await expectAccessibleInBothThemes(page);
  await link.click();
  await expect(page.getByRole("heading", { level: 1, name: "Samtalegrupper" })).toBeVisible();
  await expect(link).toBeHidden();
});

test("the tab is never without a title: while a page comes to life, between pages, and while one is drawn again", async ({ page }) => {
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seenTitles: seen });
    const look = () => seen.push(document.title);
    addEventListener("DOMContentLoaded", () => {
      look();
      new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
    });
  });
  await signIn(page, "Ingrid");
  await open(page, "/groups");
  await expect(page).toHaveTitle("Samtalegrupper – Handlingsrom");
  await page.getByRole("navigation").getByRole("link", { name: "Opplegg", exact: true }).press("Enter");
  await expect(page).toHaveTitle("Undervisningsopplegg – Handlingsrom");
  await page.goBack();
  await expect(page).toHaveTitle("Samtalegrupper – Handlingsrom");
  await page.locator("#display-menu").click();
  await page.getByRole("button", { name: "English" }).click();
  await expect(page).toHaveTitle("Discussion groups – Handlingsrom");
  const seen = await page.evaluate(() => (window as unknown as { seenTitles: string[] }).seenTitles);
  expect(seen.length).toBeGreaterThan(3);
  expect(seen.filter((title) => !title.endsWith("Handlingsrom"))).toEqual([]);
});

test("a list is sorted with keys, and the new place is announced", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/gallery");
  const items = page.locator(".hr-sortable__item");
  await expect(items.first()).toContainText("Del 1");
  await page.getByRole("button", { name: "Flytt ned: Del 1" }).focus();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(items.first()).toContainText("Del 2");
  // The focus goes along: a second press moves the same item on.
  await expect(page.getByRole("button", { name: "Flytt ned: Del 1" })).toBeFocused();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(items.last()).toContainText("Del 1");
  await expect(page.locator("[aria-live=polite]")).toContainText("Del 1 er flyttet til plass 3 av 3");
  await page.getByRole("button", { name: "Flytt opp: Del 1" }).press("Enter");
  await expect(page.getByRole("button", { name: "Flytt opp: Del 1" })).toBeFocused();
});

test("Escape twice leaves the page, and the back button does not lead there again", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/gallery");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.waitForURL((url) => url.pathname === "/");
  await page.goBack();
  expect(new URL(page.url()).pathname).not.toBe("/gallery");
});

test.describe("an address that is not there", () => {
  test.use({ expectedMessages: [/404/] });

  test("says so and shows the way on", async ({ page }) => {
    await signIn(page, "Ingrid");
    const response = await page.goto("/no-such-page");
    expect(response?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Vi fant ikke siden");
    await page.getByRole("main").getByRole("link", { name: "Til forsiden" }).click();
    await page.waitForURL((url) => url.pathname === "/");
  });
});

test.describe("with wasm blocked", () => {
  test.use({ noWasm: true });

  test("emergency numbers can be called and the language switched", async ({ page }) => {
    await page.goto("/emergency");
    await expect(page.locator('a[href="tel:112"]')).toBeVisible();
    await page.locator("#display-menu").click();
    await page.getByRole("button", { name: "English" }).click();
    await page.waitForURL((url) => url.pathname === "/emergency");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Emergency numbers and help");
  });
});
