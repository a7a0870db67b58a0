import { expect, expectAccessibleInBothThemes, hydrated, open, signIn, test, type Page } from "../support/fixtures.ts";
import { words } from "../support/words.ts";

/** What can't be planned, and what a colleague or another device did meanwhile: told clearly, and nothing is lost. */

const GIRLS = "/groups/01KDVDNA000000000000000C01";
const SIXTH = `${GIRLS}/sessions/6`;

const takeMine = words("nb", "groups")("clash_take_mine");

const blocks = (page: Page) => page.locator("#blocks > li");
const saved = (page: Page) => expect(page.locator("[data-saving='saved']")).toBeVisible();

test("a series of five hundred sessions or none is refused beside its field, and one may end on a date", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/groups/new");
  await page.getByLabel("Navn", { exact: true }).fill("Lang gruppe");
  await page.getByLabel("Første dato").fill("2026-09-01");
  const rows = page.locator(".hr-date-row");
  await expect(rows).toHaveCount(8);
  for (const count of ["500", "0", "mange"]) {
    await page.getByLabel("Antall samlinger").fill(count);
    await expect(page.locator("#count-error")).toBeVisible();
    await expect(page.getByLabel("Antall samlinger")).toHaveValue(count);
    // What was planned before stands until the rule can be read again.
    await expect(rows).toHaveCount(8);
  }
  await expect(page.getByLabel("Navn", { exact: true })).toHaveValue("Lang gruppe");
  await page.getByLabel("Eller til og med (dato)").fill("2026-08-25");
  await expect(page.locator("#until-error")).toBeVisible();
  await page.getByLabel("Eller til og med (dato)").fill("2026-10-20");
  await expect(page.locator("#until-error")).toHaveCount(0);
  await expect(rows).toHaveCount(7);
  await expect(page.locator(".hr-skipped")).toContainText("6. oktober 2026");
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Lagre gruppen" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Lang gruppe" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Samlinger" }).locator("ol > li")).toHaveCount(7);
});

test("a new date in a holiday says why it is off, and so does the session", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, GIRLS);
  await page.locator("summary", { hasText: "Legg til samling" }).click();
  await page.locator("#new-date").fill("2026-12-25");
  await page.locator("#new-start").fill("12:15");
  const why = page.getByText(/^Fri: .*jul/i);
  await expect(why).toHaveCount(1);
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Legg til samling", exact: true }).click();
  const last = page.getByRole("region", { name: "Samlinger" }).locator("ol > li").last();
  await expect(last).toContainText("25. desember 2026");
  await expect(last.getByText(/^Fri: .*jul/i)).toBeVisible();
  await saved(page);
  await last.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: /Samling/ })).toBeVisible();
  await expect(why).toBeVisible();
  await expectAccessibleInBothThemes(page);
});

test("what can't be done is said aloud, and beside the form that asked", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, GIRLS);
  await page.locator("summary", { hasText: "Endre gruppen" }).click();
  await page.getByLabel("Antall plasser").fill("6");
  await page.getByLabel("Minste antall elever").fill("4");
  await page.getByRole("button", { name: "Lagre endringene" }).click();
  await expect(page.getByRole("alert").getByText("En plass som er krysset av")).toBeVisible();
  await expect(page.locator("form").getByText("En plass som er krysset av")).toBeVisible();
  await expect(page.getByLabel("Antall plasser")).toBeFocused();
  await expectAccessibleInBothThemes(page);
});

test("a session that is cancelled and a group in the bin are not run and not ticked", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, SIXTH);
  const run = page.getByRole("link", { name: "Kjør samlingen" });
  const tick = page.getByRole("group", { name: "Plass 1", exact: true }).getByRole("button", { name: "Til stede" });
  await expect(run).toBeVisible();
  await expect(tick).toBeEnabled();
  await page.getByRole("button", { name: "Avlys Samling 6" }).click();
  await page.getByRole("button", { name: "Avlys samlingen" }).click();
  await expect(run).toHaveCount(0);
  await expect(tick).toBeDisabled();
  await page.getByRole("button", { name: /^Sett opp igjen/ }).click();
  await expect(run).toBeVisible();
  await saved(page);

  await open(page, GIRLS);
  await page.locator("summary", { hasText: "Kast gruppen" }).click();
  await page.getByRole("button", { name: "Ja, kast gruppen" }).click();
  await page.waitForURL("**/groups/bin");
  await open(page, SIXTH);
  await expect(run).toHaveCount(0);
  await expect(tick).toBeDisabled();
  await expect(page.getByRole("button", { name: "Legg til blokk" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Endre «/ })).toHaveCount(0);
});

test("the screen is kept awake while a session is run, also after the page was hidden", async ({ page }) => {
  await page.addInitScript(() => {
    const asked: string[] = [];
    const lock = { release: () => Promise.resolve() };
    Object.assign(window, { asked });
    Object.defineProperty(navigator, "wakeLock", {
      value: { request: (kind: string) => (asked.push(kind), Promise.resolve(lock)) },
    });
  });
  const asked = () => page.evaluate(() => (window as unknown as { asked: string[] }).asked);
  await signIn(page, "Ingrid");
  await open(page, SIXTH);
  expect(await asked()).toEqual([]);
  await open(page, `${SIXTH}/run`);
  await expect.poll(asked).toEqual(["screen"]);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await expect.poll(asked).toEqual(["screen", "screen"]);
});

test("a run that was only tried out is taken back, also after a reload", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, `${SIXTH}/run`);
  const now = page.getByRole("region", { name: "Nå" });
  await now.getByRole("button", { name: "Start samlingen" }).click();
  await expect(now.getByRole("timer")).toBeVisible();
  await now.getByRole("button", { name: "Neste blokk" }).click();
  await page.reload();
  await hydrated(page);
  await now.getByRole("button", { name: "Ett steg tilbake" }).click();
  await now.getByRole("button", { name: "Ikke startet likevel" }).click();
  await expect(now.getByRole("button", { name: "Start samlingen" })).toBeVisible();
  await expect(now.getByRole("heading", { name: "Nå" })).toBeFocused();
  await page.reload();
  await hydrated(page);
  await expect(now.getByRole("button", { name: "Start samlingen" })).toBeVisible();
});

test("a block of no or ten thousand minutes is refused, and locks that overlap are told in minutes", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, SIXTH);
  for (const minutes of ["0", "10000", "-5", "ti"]) {
    await page.locator("#new-block-minutes").fill(minutes);
    await page.locator("#new-block-step").fill("Et steg");
    await page.getByRole("button", { name: "Legg til blokk" }).click();
    await expect(page.locator("#new-block-minutes-error")).toBeVisible();
    await expect(page.locator("#new-block-minutes")).toHaveValue(minutes);
    await expect(page.locator("#new-block-step")).toHaveValue("Et steg");
  }
  await expect(blocks(page)).toHaveCount(5);

  // The third block is locked to 12:45; the fourth, of 15 minutes after one of 20, can't start at 12:50.
  await page.getByRole("button", { name: "Endre «Hva ville du gjort?»" }).click();
  await blocks(page).nth(3).getByLabel("Må starte klokken").fill("12:50");
  await blocks(page).nth(3).getByRole("button", { name: "Lagre blokken" }).click();
  await expect(blocks(page).nth(3)).toContainText("15 min for mye før kl. 12:50");
  await expect(blocks(page).nth(2)).toContainText("Låst til kl. 12:45");
  await page.getByRole("button", { name: "Tilpass til tiden" }).click();
  await saved(page);
  await expect(page.locator("body")).not.toContainText("NaN");
  await expectAccessibleInBothThemes(page);
});

test.describe("meanwhile", () => {
  test.use({ expectedMessages: [/409|422/] });

  test("a plan of a session that a colleague cancelled says so, and the session comes back with it", async ({ page, browser, baseURL }) => {
    await signIn(page, "Ingrid");
    await open(page, SIXTH);
    const other = await (await browser.newContext({ baseURL })).newPage();
    await signIn(other, "Ingrid");
    await open(other, GIRLS);
    await other.getByRole("button", { name: "Avlys Samling 6" }).click();
    await other.getByRole("button", { name: "Avlys samlingen" }).click();
    await saved(other);

    await page.getByRole("button", { name: "Endre «Kort film»" }).click();
    await page.locator("#blocks input[id$='-method']").fill("To og to i sofaen");
    await page.getByRole("button", { name: "Lagre blokken" }).click();
    await expect(page.getByText("Samlingen er avlyst. Sett den opp igjen for å endre kjøreplanen.").first()).toBeVisible();
    // What was typed stands in the choice, also when mine can't be made yet and after a reload.
    const typed = page.getByRole("cell", { name: "To og to i sofaen" });
    await expect(typed).toBeVisible();
    await page.getByRole("button", { name: takeMine }).click();
    await expect(typed).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await page.reload();
    await hydrated(page);
    await expect(typed).toBeVisible();

    await other.getByRole("button", { name: /^Sett opp igjen/ }).click();
    await saved(other);
    await page.reload();
    await hydrated(page);
    await expect(blocks(page)).toHaveCount(5);
    await page.getByRole("button", { name: takeMine }).click();
    await saved(page);
    await expect(typed).toHaveCount(0);
    await page.reload();
    await hydrated(page);
    await expect(blocks(page).filter({ hasText: "To og to i sofaen" })).toHaveCount(1);
    await expect(typed).toHaveCount(0);
    await other.context().close();
  });

  test("a session run on two devices: ticks come together, and two closings stand side by side", async ({ page, browser, baseURL }) => {
    await signIn(page, "Ingrid");
    await open(page, "/");
    await page.getByRole("region", { name: "Ikke avsluttet" }).getByRole("link", { name: /Ny i Norge/ }).click();
    await expect(page.getByRole("heading", { level: 1, name: /Ny i Norge/ })).toBeVisible();
    await page.locator("#new-block-minutes").fill("30");
    await page.locator("#new-block-step").fill("Samtale");
    await page.getByRole("button", { name: "Legg til blokk" }).click();
    await expect(blocks(page)).toHaveCount(1);
    await saved(page);
    const run = `${new URL(page.url()).pathname}/run`;
    await open(page, run);
    const other = await (await browser.newContext({ baseURL })).newPage();
    await signIn(other, "Ingrid");
    await open(other, run);

    // Each device has a clock of its own.
    const timer = (on: Page) => on.getByRole("region", { name: "Nå" }).getByRole("timer");
    for (const device of [page, other]) {
      await device.getByRole("button", { name: "Start samlingen" }).click();
      await expect(timer(device)).toContainText(/(30:00|29:5\d) igjen/);
    }
    await page.getByRole("button", { name: "+5 min" }).click();
    await expect(timer(page)).toContainText(/(35:00|34:\d\d) igjen/);
    await expect(timer(other)).toContainText(/(30:00|29:\d\d) igjen/);

    const there = (on: Page, seat: number) => on.getByRole("group", { name: `Plass ${seat}`, exact: true }).getByRole("button", { name: "Til stede" });
    await there(page, 1).click();
    await saved(page);
    await there(other, 2).click();
    await saved(other);
    await expect(there(other, 1)).toHaveAttribute("aria-pressed", "true");
    await expect(other.getByLabel("Antall til stede")).toHaveValue("2");

    for (const device of [page, other]) {
      await device.reload();
      await hydrated(device);
    }
    await expect(timer(page)).toContainText(/3[34]:\d\d igjen/);
    await expect(timer(other)).toContainText(/2[89]:\d\d igjen/);
    await page.getByLabel("Antall til stede").fill("6");
    await page.getByRole("button", { name: "Gjennomført" }).click();
    await saved(page);
    await expect(page.getByText(/^6 til stede, 0 borte/)).toBeVisible();
    await other.getByLabel("Antall til stede").fill("7");
    // It may have seen the first closing by now: then it says so, and still does not replace it.
    await other.getByRole("button", { name: /^(Gjennomført|Lagre rettelsen)$/ }).click();
    await expect(other.getByText("Noen andre endret det samme")).toBeVisible();
    const row = other.getByRole("row", { name: /Samling/ });
    await expect(row).toContainText("7 til stede");
    await expect(row).toContainText("6 til stede");
    await expectAccessibleInBothThemes(other);
    await other.getByRole("button", { name: takeMine }).click();
    await saved(other);
    // The first device sees it without being asked to.
    await expect(page.getByText(/^7 til stede, 0 borte/)).toBeVisible({ timeout: 20_000 });
    await expect(there(page, 2)).toHaveAttribute("aria-pressed", "true");
    await other.context().close();
  });

  test.describe("a proxy in between", () => {
    test.use({ expectedMessages: [/502/] });

    test("that answers in the server's place costs nothing", async ({ page }) => {
      await signIn(page, "Ingrid");
      await open(page, SIXTH);
      await page.route("**/api/groups/change", (route) =>
        route.fulfill({ status: 502, contentType: "text/html", body: "<html><h1>502 Bad Gateway</h1></html>" }),
      );
      await page.getByRole("button", { name: "5 min mer til «Kort film»" }).click();
      await expect(page.locator("[data-saving='waiting']")).toBeVisible();
      const meant = await blocks(page).filter({ hasText: "Kort film" }).textContent();
      await page.unroute("**/api/groups/change");
      await saved(page);
      await page.reload();
      await hydrated(page);
      await expect(blocks(page).filter({ hasText: "Kort film" })).toHaveText(meant ?? "");
    });
  });

  test("two colleagues with the head of a group open change different fields twice, and then the same one", async ({ page, browser, baseURL }) => {
    const head = (on: Page) => on.locator("form").filter({ has: on.getByRole("button", { name: "Lagre endringene" }) });
    const show = async (on: Page) => {
      await open(on, GIRLS);
      await on.locator("summary", { hasText: "Endre gruppen" }).click();
      await head(on).locator("summary", { hasText: "Mål, rom og medleder" }).click();
    };
    const save = async (on: Page) => {
      await head(on).getByRole("button", { name: "Lagre endringene" }).click();
      await saved(on);
    };
    const room = (on: Page) => head(on).locator("#room");
    const name = (on: Page) => head(on).locator("#name");
    await signIn(page, "Ingrid");
    await show(page);
    const other = await (await browser.newContext({ baseURL })).newPage();
    await signIn(other, "Ingrid");
    await show(other);

    await room(page).fill("Biblioteket");
    await save(page);
    await name(other).fill("Onsdagsgruppa");
    await save(other);
    await expect(room(other)).toHaveValue("Biblioteket");
    await room(page).fill("Gymsalen");
    await save(page);
    await expect(name(page)).toHaveValue("Onsdagsgruppa");
    await name(other).fill("Fredagsgruppa");
    await save(other);
    await other.reload();
    await expect(other.getByRole("heading", { level: 1, name: "Fredagsgruppa" })).toBeVisible();
    await expect(other.getByRole("definition").filter({ hasText: "Gymsalen" })).toBeVisible();

    await show(other);
    await room(other).fill("Kantina");
    await save(other);
    await room(page).fill("Aulaen");
    await head(page).getByRole("button", { name: "Lagre endringene" }).click();
    const row = page.getByRole("row", { name: /Rom/ });
    await expect(row).toContainText("Aulaen");
    await expect(row).toContainText("Kantina");
    await page.getByRole("button", { name: takeMine }).click();
    await saved(page);
    await expect(room(page)).toHaveValue("Aulaen");
    await other.context().close();
  });

  test("two forms of one block are open: the field that both changed stands side by side", async ({ page, browser, baseURL }) => {
    await signIn(page, "Ingrid");
    await open(page, SIXTH);
    await page.getByRole("button", { name: "Endre «Kort film»" }).click();
    await page.locator("#blocks input[id$='-minutes']").fill("17");
    // Another browser: tabs of one share what is typed in a form.
    const other = await (await browser.newContext({ baseURL })).newPage();
    await signIn(other, "Ingrid");
    await open(other, SIXTH);
    await other.getByRole("button", { name: "5 min mer til «Kort film»" }).click();
    await saved(other);
    // The screen has seen the other's change by the time the form is saved.
    await page.getByRole("button", { name: "5 min mer til «Hva ville du gjort?»" }).click();
    await saved(page);
    await expect(page.locator("#blocks input[id$='-minutes']")).toHaveValue("17");
    await page.getByRole("button", { name: "Lagre blokken" }).click();
    const row = page.getByRole("row", { name: /Kort film/ });
    await expect(row).toContainText("17 min");
    await expect(page.getByText("Noen andre endret det samme")).toBeVisible();
    await other.context().close();
  });
});
