import { expect, expectAccessibleInBothThemes, hydrated, open, signIn, test, type Page } from "../support/fixtures.ts";

const GROUP = "Ny i Norge";

async function saved(page: Page): Promise<void> {
  await expect(page.locator("[data-saving='saved']")).toBeVisible();
}

async function openGroup(page: Page): Promise<void> {
  await open(page, "/groups");
  await page.getByRole("link", { name: GROUP }).click();
  await expect(page.getByRole("heading", { level: 1, name: GROUP })).toBeVisible();
}

async function openSession(page: Page, number: number): Promise<void> {
  await openGroup(page);
  await page.getByRole("link", { name: new RegExp(`Samling ${number}`) }).click();
  await expect(page.getByRole("heading", { level: 1, name: new RegExp(`Samling ${number}`) })).toBeVisible();
}

async function addBlock(page: Page, step: string): Promise<void> {
  await page.locator("#new-block-minutes").fill("10");
  await page.locator("#new-block-step").fill(step);
  await page.getByRole("button", { name: "Legg til blokk" }).click();
  await expect(page.locator("#blocks > li").filter({ hasText: step })).toBeVisible();
}

test.describe("two leaders on one plan", () => {
  test.use({ expectedMessages: [/409|404/] });

  test("both edits are kept; then one removes the other, who finds the group no more", async ({ page, browser, baseURL }) => {
    test.slow();
    await signIn(page, "Ingrid");
    await openSession(page, 5);
    const other = await (await browser.newContext({ baseURL })).newPage();
    await signIn(other, "Samir");
    await hydrated(other);
    await other.getByLabel(/Jeg har lest og forstått/).check();
    await other.getByRole("button", { name: "Godta og gå videre" }).click();
    await expect(other.getByRole("heading", { level: 1, name: "Min uke" })).toBeVisible();
    await expect(other.getByRole("link", { name: new RegExp(GROUP) }).first()).toBeVisible();
    await openSession(other, 5);

    await addBlock(other, "Navnerunde");
    await saved(other);
    await addBlock(page, "Kart over byen");
    await saved(page);
    for (const both of [page, other]) {
      await both.reload();
      await hydrated(both);
      await expect(both.locator("#blocks > li")).toHaveCount(2);
      await expect(both.getByText("Noen andre endret det samme")).toHaveCount(0);
    }
    const beside = (one: Page) => one.locator(".hr-also-open");
    await expect(beside(page)).toHaveText("Samir Haddad-Lie har også planen åpen.");
    await expect(beside(other)).toHaveText("Ingrid Moen har også planen åpen.");
    await expectAccessibleInBothThemes(page);
    // What one adds, the other sees without a reload; and who leaves the plan is gone.
    await addBlock(other, "Oppsummering");
    await expect(page.locator("#blocks > li").filter({ hasText: "Oppsummering" })).toBeVisible();
    await saved(other);
    // What one says of a block stands beside it for the other, who deals with it.
    await other.locator("summary[aria-label='Mer om «Navnerunde»']").click();
    await other.locator("details[open]").getByRole("button", { name: "Kommenter" }).click();
    await other.getByLabel("Kommentar til «Navnerunde»").fill("Kan vi kutte denne?");
    await other.getByRole("button", { name: "Legg til kommentar" }).click();
    const round = page.locator("#blocks > li").filter({ hasText: "Navnerunde" });
    await expect(round.getByText("Kan vi kutte denne?")).toBeVisible();
    await expect(round.getByText(/^Samir Haddad-Lie, /)).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await saved(other);
    await round.getByRole("button", { name: "Merk som løst" }).click();
    await expect(round.getByText("Løste kommentarer: 1")).toBeVisible();
    await saved(page);
    await other.locator(".hr-back a").click();
    await expect(other.getByRole("heading", { level: 1, name: GROUP, exact: true })).toBeVisible();
    await expect(beside(page)).toHaveCount(0);

    await openGroup(page);
    await expect(page.getByText("Ingrid Moen, Samir Haddad-Lie")).toBeVisible();
    await expect(page.getByText("Hver uke, torsdager kl. 14:00, 1 t")).toBeVisible();
    await page.getByText("Ledere", { exact: true }).click();
    await expectAccessibleInBothThemes(page);
    await page.getByRole("button", { name: "Fjern Samir Haddad-Lie som leder" }).click();
    await saved(page);
    await other.reload();
    await expect(other.getByRole("heading", { level: 1, name: "Vi fant ikke det du leter etter" })).toBeVisible();
    await other.context().close();
  });
});

test("a leader is added, gets the responsibility, and whoever had it leaves after being asked", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/groups");
  await page.getByRole("link", { name: "Jentegruppe høst" }).click();
  await page.getByText("Ledere", { exact: true }).click();
  const list = page.getByRole("list", { name: "Ledere" });
  await expect(list.getByRole("listitem")).toHaveText(["Ingrid Moen (ansvarlig)"]);
  await page.getByLabel("Rådgiver").selectOption("Aino Pedersen");
  await page.getByRole("button", { name: "Legg til leder" }).click();
  await expect(list).toContainText("Aino Pedersen");
  await page.getByRole("button", { name: "Overfør ansvaret til Aino Pedersen" }).click();
  await expect(list).toContainText("Aino Pedersen (ansvarlig)");
  await saved(page);
  await page.getByRole("button", { name: "Fjern Ingrid Moen som leder" }).click();
  const question = page.getByRole("dialog", { name: "Slutte som leder?" });
  await question.getByRole("button", { name: "Ja, fjern meg" }).click();
  await expect(page).toHaveURL(/\/groups$/);
  await expect(page.getByRole("link", { name: "Jentegruppe høst" })).toHaveCount(0);
});
