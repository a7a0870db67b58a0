import { beyondTheEdge, expect, expectAccessibleInBothThemes, open, signIn, test, type Page } from "../support/fixtures.ts";
import { words } from "../support/words.ts";

/** Two bookings at one time: said where the time is chosen, and never in the way. */

const conflicts = words("nb", "conflicts");

interface NewGroup {
  name: string;
  first: string;
  room: string;
  coLeader: string;
}

async function fillNewGroup(page: Page, { name, first, room, coLeader }: NewGroup): Promise<void> {
  await open(page, "/groups/new");
  await page.getByLabel("Navn", { exact: true }).fill(name);
  await page.locator("details:has(#room) > summary").click();
  await page.getByLabel("Rom", { exact: true }).fill(room);
  await page.getByLabel("Medleder (rolle)", { exact: true }).fill(coLeader);
  await page.getByLabel("Første dato").fill(first);
  await page.getByLabel("Klokkeslett", { exact: true }).fill("12:15");
}

async function save(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Lagre gruppen" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

test("session 4 is moved one day, only this one, and the other booking's title is shown", async ({ page }) => {
  await signIn(page, "Ingrid");
  await fillNewGroup(page, { name: "Onsdagsgruppe", first: "2026-09-02", room: "Biblioteket", coLeader: "helsesykepleier" });
  await save(page, "Onsdagsgruppe");
  await fillNewGroup(page, { name: "Tirsdagsgruppe", first: "2026-09-01", room: "Grupperom 1", coLeader: " Helsesykepleier" });
  await save(page, "Tirsdagsgruppe");

  await page.getByRole("button", { name: "Endre tid Samling 4" }).click();
  const dialog = page.getByRole("dialog", { name: "Endre tid for samling 4" });
  await expect(dialog.getByLabel("Bare denne")).toBeChecked();
  await expect(dialog.locator(".hr-conflict")).toHaveCount(0);
  await dialog.getByLabel("Dato").fill("2026-09-23");
  const warning = conflicts("meets", {
    booking: conflicts("session", { name: "Onsdagsgruppe", number: 4 }),
    time: "onsdag 23. september 2026 12:15–13:30",
    shared: `${conflicts("leader")}, ${conflicts("co_leader", { co_leader: "helsesykepleier" })}`,
  });
  await expect(dialog.getByText(warning)).toBeVisible();
  await expectAccessibleInBothThemes(page);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/conflict-dialog.png` });

  // It warns, and does not stop.
  await dialog.getByRole("button", { name: "Lagre tiden" }).click();
  const rows = page.getByRole("region", { name: "Samlinger" }).locator("ol > li");
  await expect(rows.nth(3)).toContainText("onsdag 23. september 2026");
  await expect(rows.nth(2)).toContainText("tirsdag 15. september 2026");
  await expect(rows.nth(4)).toContainText("tirsdag 29. september 2026");
  await expect(rows.nth(3).getByText(warning)).toBeVisible();
  await expect(rows.nth(3).getByText(conflicts("badge"), { exact: true })).toBeVisible();
  await expect(rows.nth(2).getByText(conflicts("badge"), { exact: true })).toHaveCount(0);
  await expectAccessibleInBothThemes(page);
  for (const width of [360, 820, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await beyondTheEdge(page), `${width} px`).toBeLessThanOrEqual(0);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/conflict-list-${width}.png`, fullPage: true });
  }

  // A session that is added is looked up too.
  await page.getByText("Legg til samling").first().click();
  await page.locator("#new-date").fill("2026-09-30");
  await expect(page.getByText(conflicts("session", { name: "Onsdagsgruppe", number: 5 }))).toBeVisible();
});

test("a new series says beside each date what is booked then", async ({ page }) => {
  await signIn(page, "Ingrid");
  await fillNewGroup(page, { name: "Ny gruppe", first: "2026-11-24", room: "grupperom 2", coLeader: "" });
  const preview = page.getByRole("region", { name: "Samlingene" });
  // The girls' group has three sessions left.
  await expect(preview.getByText(conflicts("many", { count: 3 }))).toBeVisible();
  const first = preview.locator("ol > li").first();
  await expect(first).toContainText(conflicts("session", { name: "Jentegruppe høst", number: 6 }));
  await expect(first).toContainText(conflicts("room", { room: "Grupperom 2" }));
  await expectAccessibleInBothThemes(page);
  for (const width of [360, 820, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await beyondTheEdge(page), `${width} px`).toBeLessThanOrEqual(0);
    if (process.env.SHOTS) await preview.screenshot({ path: `${process.env.SHOTS}/conflict-series-${width}.png` });
  }
  // The session ends as the girls' group begins: they only touch.
  await page.getByLabel("Klokkeslett", { exact: true }).fill("11:00");
  await expect(first.locator(".hr-conflicts p")).toHaveCount(0);

  // At another school there would be no time for the way; that is no collision.
  const unit = page.getByLabel("Skole eller annet sted");
  const option = (name: string) => unit.locator("option", { hasText: name });
  await unit.selectOption(await option("Bekkefaret").getAttribute("value"));
  await expect(first).toContainText("Bare 0 min til veien mellom denne og «Jentegruppe høst», samling 6");
  await expect(preview.getByText(conflicts("many", { count: 3 }))).toHaveCount(0);
  await unit.selectOption(await option("Granlia").getAttribute("value"));
  await expect(first.locator(".hr-conflicts p")).toHaveCount(0);
  await save(page, "Ny gruppe");
});
