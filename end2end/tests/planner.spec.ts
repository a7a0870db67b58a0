import { expect, expectAccessibleInBothThemes, hydrated, open, signIn, tabTo, test, type Page } from "../support/fixtures.ts";

/** Opens a session of the girls' group. The sixth has a run sheet with a lock; the seventh and eighth are empty. */
async function openSession(page: Page, number: number): Promise<void> {
  await open(page, "/groups");
  await page.getByRole("link", { name: "Jentegruppe høst" }).click();
  await page.getByRole("link", { name: new RegExp(`Samling ${number}`) }).click();
  await expect(page.getByRole("heading", { level: 1, name: new RegExp(`Samling ${number}`) })).toBeVisible();
}

async function saved(page: Page): Promise<void> {
  await expect(page.locator("[data-saving='saved']")).toBeVisible();
}

const blocks = (page: Page) => page.locator("#blocks > li");

/** Counts what mouse, pen or finger does from now on, by kind of event; a reload begins anew. */
async function watchPointers(page: Page): Promise<() => Promise<Record<string, number>>> {
  await page.evaluate(() => {
    const seen: Record<string, number> = {};
    (window as unknown as { seen: typeof seen }).seen = seen;
    for (const kind of ["pointerdown", "pointermove", "touchmove", "dragstart"]) {
      window.addEventListener(kind, () => (seen[kind] = (seen[kind] ?? 0) + 1), { capture: true });
    }
  });
  return () => page.evaluate(() => (window as unknown as { seen: Record<string, number> }).seen);
}

test("a plan of twenty blocks is written, put in order and undone with keys alone, over a reload", async ({ page }) => {
  test.slow();
  await signIn(page, "Ingrid");
  await openSession(page, 8);
  const pointers = await watchPointers(page);
  await tabTo(page, page.locator("#new-block-minutes"));
  for (let number = 1; number <= 20; number += 1) {
    await page.keyboard.press("Control+A");
    await page.keyboard.type("3");
    await page.keyboard.press("Tab");
    await page.keyboard.type(`Blokk ${number}`);
    await page.keyboard.press("Enter");
    await expect(blocks(page)).toHaveCount(number);
  }
  await expect(page.getByText("1 t til sammen, 15 min igjen av 1 t 15 min.")).toBeVisible();

  // The last one goes up by Alt and arrow, with the focus on it all the way.
  const handle = page.getByRole("button", { name: /^Dra «Blokk 20»/ });
  await tabTo(page, handle, 400);
  for (const place of [19, 18]) {
    await page.keyboard.press("Alt+ArrowUp");
    await expect(blocks(page).nth(place - 1)).toContainText("Blokk 20");
    await expect(handle).toBeFocused();
  }
  await expect(page.getByText("«Blokk 20» er nå nummer 18 av 20.")).toBeAttached();

  // Five minutes more, and out with the first.
  await tabTo(page, page.getByRole("button", { name: "5 min mer til «Blokk 20»" }));
  await page.keyboard.press("Enter");
  await expect(blocks(page).nth(17)).toContainText("8 min");
  const menu = page.locator("summary[aria-label='Mer om «Blokk 1»']");
  await menu.press("Enter");
  await page.getByRole("button", { name: "Fjern blokken" }).press("Enter");
  await expect(blocks(page)).toHaveCount(19);
  await saved(page);
  expect(await pointers(), "events of a pointer").toEqual({});

  await page.reload();
  await hydrated(page);
  await expect(blocks(page)).toHaveCount(19);
  await page.keyboard.press("Control+Z");
  await expect(blocks(page)).toHaveCount(20);
  await expect(blocks(page).first()).toContainText("Blokk 1");
  await page.keyboard.press("Control+Z");
  await expect(blocks(page).nth(17)).toContainText("3 min");
  await page.keyboard.press("Control+Y");
  await expect(blocks(page).nth(17)).toContainText("8 min");
  for (let step = 0; step < 30; step += 1) await page.keyboard.press("Control+Z");
  await expect(blocks(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Angre" })).toHaveAttribute("aria-disabled", "true");
  await saved(page);
});

test("a block is split, merged, copied, locked and dragged, and all is made to fit by one press", async ({ page }) => {
  await signIn(page, "Ingrid");
  await openSession(page, 6);
  await expect(blocks(page)).toHaveCount(5);
  await expectAccessibleInBothThemes(page);
  const choose = async (step: string, choice: string) => {
    await page.locator(`summary[aria-label='Mer om «${step}»']`).click();
    await page.locator("details[open]").getByRole("button", { name: choice }).click();
  };
  await expect(blocks(page).nth(2)).toContainText("Låst til kl. 12:45");

  await choose("Kort film", "Del i to");
  await expect(blocks(page)).toHaveCount(6);
  await page.locator("summary[aria-label='Mer om «Kort film»']").first().click();
  await page.locator("details[open]").getByRole("button", { name: "Slå sammen med den neste" }).click();
  await expect(blocks(page)).toHaveCount(5);
  await choose("Kort film", "Lag en kopi");
  await expect(blocks(page)).toHaveCount(6);

  // 20 minutes too much before the guest comes.
  await expect(blocks(page).nth(3)).toContainText("20 min for mye før kl. 12:45");
  await expect(page.getByText("20 min for mye for 1 t 15 min")).toBeVisible();
  await page.getByRole("button", { name: "Tilpass til tiden" }).click();
  await expect(blocks(page).nth(3)).toContainText("Låst til kl. 12:45");
  await expect(page.locator(".hr-run-sheet-sum")).toHaveText("1 t 15 min til sammen, passer med 1 t 15 min.");
  await expect(blocks(page).first()).toContainText("6 min");

  // By single taps and by a drag; the dragged one lands where the line was.
  await page.getByRole("button", { name: "Flytt «Avslutning: én ting jeg tar med» opp" }).click();
  await expect(blocks(page).nth(4)).toContainText("Avslutning");
  const handle = page.getByRole("button", { name: /^Dra «Avslutning/ });
  const from = await handle.boundingBox();
  const to = await blocks(page).nth(5).boundingBox();
  if (!from || !to) throw new Error("the blocks are not drawn");
  await page.mouse.move(from.x + 10, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(from.x + 10, to.y + to.height - 4, { steps: 6 });
  await page.mouse.up();
  await expect(blocks(page).nth(5)).toContainText("Avslutning");

  const packing = page.getByRole("region", { name: "Pakkeliste" });
  await expect(packing.getByRole("checkbox")).toHaveCount(6);
  await packing.getByLabel(/samtalekort/i).check();
  await expect(packing).toContainText("1 av 6 er pakket");
  await saved(page);
  await page.reload();
  await hydrated(page);
  await expect(packing).toContainText("1 av 6 er pakket");
  await expectAccessibleInBothThemes(page);
});

test("one session is moved with all later ones, as the preview says, and is confirmed and postponed", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/groups");
  await page.getByRole("link", { name: "Jentegruppe høst" }).click();
  const rows = page.getByRole("region", { name: "Samlinger" }).locator("ol > li");
  await page.getByRole("button", { name: "Endre tid Samling 7" }).click();
  const dialog = page.getByRole("dialog", { name: "Endre tid for samling 7" });
  await dialog.getByLabel("Dato").fill("2026-12-03");
  await expect(dialog.locator(".hr-shifts > li")).toHaveCount(1);
  await dialog.getByLabel("Denne og de senere", { exact: true }).check();
  await expect(dialog.locator(".hr-shifts > li")).toHaveCount(2);
  await expect(dialog.locator(".hr-shifts > li").nth(1)).toContainText("torsdag 10. desember 2026");
  await dialog.getByRole("button", { name: "Lagre tiden" }).click();
  await expect(rows.nth(6)).toContainText("torsdag 3. desember 2026");
  await expect(rows.nth(7)).toContainText("torsdag 10. desember 2026");

  // A bulk move is taken back by one press, and made again by hand.
  await page.getByRole("button", { name: "Angre", exact: true }).click();
  await expect(rows.nth(6)).toContainText("tirsdag 1. desember 2026");
  await expect(rows.nth(7)).toContainText("tirsdag 8. desember 2026");
  await page.getByRole("button", { name: "Endre tid Samling 7" }).click();
  await dialog.getByLabel(/^Skyv denne og de senere/).check();
  await expect(dialog.locator(".hr-shifts > li").first()).toContainText("tirsdag 8. desember 2026");
  await dialog.getByRole("button", { name: "Lagre tiden" }).click();
  await expect(rows.nth(6)).toContainText("tirsdag 8. desember 2026");
  await expect(rows.nth(7)).toContainText("tirsdag 15. desember 2026");

  await page.getByRole("button", { name: "Bekreft Samling 7" }).click();
  await expect(rows.nth(6)).toContainText("Bekreftet");
  await page.getByRole("button", { name: "Utsett Samling 7" }).click();
  await page.getByRole("button", { name: "Utsett samlingen" }).click();
  await expect(rows.nth(6)).toContainText("Utsatt");
  await page.getByRole("button", { name: "Planlegg igjen Samling 7" }).click();
  await expect(rows.nth(6)).toContainText("Planlagt");
  await saved(page);
});

test.describe("on a tablet", () => {
  test.use({ viewport: { width: 820, height: 1180 }, hasTouch: true });

  test("a plan of twenty blocks is built and put in order by single taps, without a drag", async ({ page }) => {
    test.slow();
    await signIn(page, "Ingrid");
    await openSession(page, 7);
    const pointers = await watchPointers(page);
    const add = page.getByRole("button", { name: "Legg til blokk" });
    await page.locator("#new-block-minutes").tap();
    await page.locator("#new-block-minutes").fill("3");
    for (let number = 1; number <= 10; number += 1) {
      await page.locator("#new-block-step").tap();
      await page.keyboard.type(`Steg ${number}`);
      await add.tap();
      await expect(blocks(page)).toHaveCount(number);
    }
    const choose = async (step: string, choice: string) => {
      await page.locator(`summary[aria-label='Mer om «${step}»']`).first().tap();
      await page.locator("details[open]").getByRole("button", { name: choice }).tap();
    };
    for (let number = 1; number <= 10; number += 1) {
      await choose(`Steg ${number}`, "Lag en kopi");
      await expect(blocks(page)).toHaveCount(10 + number);
    }
    await expect(page.getByText("1 t til sammen, 15 min igjen av 1 t 15 min.")).toBeVisible();

    // From last to the place before its neighbour, and out with the first.
    await page.getByRole("button", { name: "Flytt «Steg 10» opp" }).last().tap();
    await page.getByRole("button", { name: "Flytt «Steg 9» ned" }).last().tap();
    await expect(blocks(page).nth(18)).toContainText("Steg 9");
    await page.getByRole("button", { name: "5 min mer til «Steg 10»" }).last().tap();
    await expect(blocks(page).nth(19)).toContainText("8 min");
    await choose("Steg 1", "Fjern blokken");
    await expect(blocks(page)).toHaveCount(19);
    await page.getByRole("button", { name: "Angre", exact: true }).tap();
    await expect(blocks(page)).toHaveCount(20);
    await saved(page);
    const seen = await pointers();
    expect([seen.pointermove, seen.touchmove, seen.dragstart], "movements of a finger").toEqual([undefined, undefined, undefined]);
    await expectAccessibleInBothThemes(page);
  });

  test("a session is run with a reload in the middle, ticked and closed, and the minutes it took are kept", async ({ page }) => {
    await signIn(page, "Ingrid");
    await open(page, "/");
    await page.getByRole("region", { name: "Ikke avsluttet" }).getByRole("link", { name: /Ny i Norge/ }).click();
    await expect(page.getByRole("heading", { level: 1, name: /Ny i Norge/ })).toBeVisible();
    for (const step of ["Velkommen", "Samtale"]) {
      await page.locator("#new-block-minutes").fill("30");
      await page.locator("#new-block-step").fill(step);
      await page.getByRole("button", { name: "Legg til blokk" }).tap();
      await expect(blocks(page).filter({ hasText: step })).toBeVisible();
    }
    await page.getByRole("link", { name: "Kjør samlingen" }).tap();
    await page.getByRole("button", { name: "Start samlingen" }).tap();
    const now = page.getByRole("region", { name: "Nå" });
    await expect(now).toContainText("Velkommen");
    await expect(now.getByRole("timer")).toContainText(/(30:00|29:5\d) igjen/);
    await expect(now).toContainText("Neste: Samtale (30 min)");
    await now.getByRole("button", { name: "+5 min" }).tap();
    await expect(now.getByRole("timer")).toContainText(/3[45]:\d\d igjen/);
    await expect(now).toContainText("5 min forsinket");
    await page.getByLabel("Hva virket?").fill("Runden i starten");
    await page.getByLabel("Noe må følges opp").check();
    await expectAccessibleInBothThemes(page);

    await page.reload();
    await hydrated(page);
    await expect(page.getByLabel("Hva virket?")).toHaveValue("Runden i starten");
    await expect(page.getByLabel("Noe må følges opp")).toBeChecked();
    await expect(now).toContainText("Velkommen");
    await expect(now.getByRole("timer")).toContainText(/3[45]:\d\d igjen/);
    await now.getByRole("button", { name: "Neste blokk" }).tap();
    await expect(now).toContainText("Dette er den siste blokken.");
    await now.getByRole("button", { name: "Neste blokk" }).tap();
    await expect(now).toContainText("Alle blokkene er ferdige.");

    for (const seat of [1, 2, 3]) {
      await page.getByRole("group", { name: `Plass ${seat}`, exact: true }).getByRole("button", { name: "Til stede" }).tap();
    }
    await expect(page.getByLabel("Antall til stede")).toHaveValue("3");
    await page.getByRole("button", { name: "Gjennomført" }).tap();
    await expect(page.getByText("3 til stede, 0 borte. 1 t med gruppen")).toBeVisible();
    await saved(page);
    await page.getByRole("link", { name: "Til kjøreplanen" }).tap();
    await expect(blocks(page).first()).toContainText(/tok \d+\smin/);
    await expect(page.getByText("Vi har hentet fram det du skrev sist")).toHaveCount(0);
  });
});

test.describe("two people on one plan", () => {
  test.use({ expectedMessages: [/409/] });

  test("changes of different blocks are both kept; of the same field they stand side by side", async ({ page, browser, baseURL }) => {
    await signIn(page, "Ingrid");
    // What a colleague does is fetched every few seconds; here both press before that.
    await page.route("**/api/groups/open_plan", () => undefined);
    await openSession(page, 6);
    const other = await (await browser.newContext({ baseURL })).newPage();
    await signIn(other, "Ingrid");
    await open(other, new URL(page.url()).pathname);
    await other.getByRole("button", { name: "5 min mer til «Velkommen og runde»" }).click();
    await other.getByRole("button", { name: "5 min mer til «Kort film»" }).click();
    await saved(other);
    await expect(blocks(other).nth(1)).toContainText("25 min");

    await page.getByRole("button", { name: "5 min mindre til «Kort film»" }).click();
    await expect(page.getByText("Noen andre endret det samme")).toBeVisible();
    const row = page.getByRole("row", { name: /Kort film/ });
    await expect(row).toContainText("15 min");
    await expect(row).toContainText("25 min");
    // The other change is here too.
    await expect(blocks(page).first()).toContainText("15 min");
    await page.getByRole("button", { name: "Bruk mitt" }).click();
    await expect(blocks(page).nth(1)).toContainText("15 min");
    await saved(page);

    // A block of its own: nothing to choose.
    await other.getByRole("button", { name: "5 min mer til «Hva ville du gjort?»" }).click();
    await saved(other);
    await expect(blocks(other).nth(3)).toContainText("20 min");
    await expect(blocks(other).nth(1)).toContainText("15 min");
    await expect(other.getByText("Noen andre endret det samme")).toHaveCount(0);
    await other.context().close();
  });
});

test("a block that names somebody is asked about, and what was confirmed is not asked about when it comes back", async ({ page }) => {
  await signIn(page, "Ingrid");
  await openSession(page, 6);
  await expect(blocks(page)).toHaveCount(5);
  await page.getByRole("button", { name: "Endre «Kort film»" }).click();
  const form = blocks(page).nth(1);
  const note = form.getByLabel("Notat");
  await note.fill("Fatima velger filmen");
  await form.getByRole("button", { name: "Lagre blokken" }).click();
  await expect(form.locator("[id$='-note-error']")).toContainText("«Fatima» kan være navnet på en person.");
  await expect(note).toBeFocused();
  await expect(note).toHaveValue("Fatima velger filmen");
  await expectAccessibleInBothThemes(page);

  // A telephone is refused, whatever is ticked.
  await form.getByLabel("Dette er ikke en person: «Fatima»").check();
  await form.getByLabel("Materiell").fill("ring 912 34 567");
  await form.getByRole("button", { name: "Lagre blokken" }).click();
  await expect(form.locator("[id$='-material-error']")).toContainText("«912 34 567» ser ut som et telefonnummer.");
  await form.getByLabel("Materiell").fill("projektor");
  await form.getByRole("button", { name: "Lagre blokken" }).click();
  await expect(blocks(page).nth(1)).toContainText("Fatima velger filmen");
  await saved(page);

  // Out and back again, also after a reload.
  await page.locator("summary[aria-label='Mer om «Kort film»']").click();
  await page.locator("details[open]").getByRole("button", { name: "Fjern blokken" }).click();
  await expect(blocks(page)).toHaveCount(4);
  await saved(page);
  await page.reload();
  await hydrated(page);
  await page.getByRole("button", { name: "Angre", exact: true }).click();
  await expect(blocks(page).nth(1)).toContainText("Fatima velger filmen");
  await saved(page);
});

test("what is typed in a block outlives a reload, and another block's form", async ({ page }) => {
  await signIn(page, "Ingrid");
  await openSession(page, 6);
  await page.getByRole("button", { name: "Endre «Kort film»" }).click();
  const film = page.locator("form[id^='block-form-']");
  await film.getByLabel("Notat").fill("Husk lyd");
  await page.reload();
  await hydrated(page);
  await expect(film.getByLabel("Notat")).toHaveValue("Husk lyd");
  await expectAccessibleInBothThemes(page);

  // What can't be saved keeps its form, with the focus on the fault.
  await film.getByLabel("Minutter", { exact: true }).fill("0");
  await page.getByRole("button", { name: "Endre «Velkommen og runde»" }).click();
  await expect(film).toHaveCount(1);
  await expect(film.getByLabel("Notat")).toHaveValue("Husk lyd");
  await expect(film.getByLabel("Minutter", { exact: true })).toBeFocused();
  await film.getByLabel("Minutter", { exact: true }).fill("20");
  await page.getByRole("button", { name: "Endre «Velkommen og runde»" }).click();
  await expect(blocks(page).nth(1)).toContainText("Husk lyd");
  await expect(film.getByLabel("Hva skjer")).toHaveValue("Velkommen og runde");
  await film.getByRole("button", { name: "Avbryt" }).click();
  await saved(page);
  await page.reload();
  await hydrated(page);
  await expect(film).toHaveCount(0);
  await expect(blocks(page).nth(1)).toContainText("Husk lyd");
});

test("a theme that was typed and not left outlives a reload, and what each needs is counted for the group", async ({ page }) => {
  await signIn(page, "Ingrid");
  await openSession(page, 7);
  const theme = page.locator("#theme");
  await theme.fill("Press og valg");
  await page.reload();
  await hydrated(page);
  await expect(theme).toHaveValue("Press og valg");
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Lagre temaet" }).click();
  await saved(page);
  await page.reload();
  await hydrated(page);
  await expect(theme).toHaveValue("Press og valg");
  await expect(page.getByRole("button", { name: "Lagre temaet" })).toHaveCount(0);

  await page.locator("#new-block-step").fill("Skriv og del");
  await page.locator("#new-block-material").fill("2 ark per elev, tavle");
  await page.getByRole("button", { name: "Legg til blokk" }).click();
  const packing = page.getByRole("region", { name: "Pakkeliste" });
  await expect(packing.getByRole("listitem").first()).toContainText("20 til 10 plasser");
  await expect(packing.getByRole("listitem").nth(1)).not.toContainText("plasser");
  await saved(page);
  await page.getByRole("link", { name: "Dreiebok for samling 7" }).click();
  await expect(page.locator(".hr-script-packing")).toContainText("20 til 10 plasser");
});
