import { expect, expectAccessibleInBothThemes, open, signIn, speak, tabTo, test } from "../support/fixtures.ts";
import { PORTRAIT, fitsEveryScreen, pictures, sheets } from "../support/paper.ts";

const GROUP = "/groups/01KDVDNA000000000000000C01";

test("the script of a session holds all that the leader needs, and is printed on one sheet", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, `${GROUP}/sessions/6`);
  await page.getByRole("link", { name: "Dreiebok for samling 6" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Jentegruppe høst: Samling 6" })).toBeVisible();
  const blocks = page.locator(".hr-script-blocks > li");
  await expect(blocks).toHaveCount(5);
  await expect(blocks.first()).toContainText("12:15–12:25");
  await expect(blocks.first()).toContainText("Minn om reglene");
  await expect(blocks.nth(2)).toContainText("Låst til kl. 12:45");
  await expect(page.getByText("1 t 15 min til sammen, passer med 1 t 15 min.")).toBeVisible();
  const packing = page.getByRole("region", { name: "Pakkeliste" });
  await expect(packing.getByRole("listitem")).toHaveCount(6);
  await expect(packing).toContainText("tavle (Helsesykepleieren kommer, Hva ville du gjort?)");
  for (const fact of ["Grupperom 2", "helsesykepleier", "6–10", "Ingrid Moen"]) {
    await expect(page.locator(".hr-printout-facts")).toContainText(fact);
  }
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "script");
  expect(await sheets(page, "script")).toEqual([PORTRAIT]);

  // The button opens the browser's own dialog, and is not on the paper; nor is what surrounds the page.
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute("data-printed", "true");
  });
  const button = page.getByRole("button", { name: "Skriv ut" });
  await tabTo(page, button);
  await page.keyboard.press("Enter");
  await expect(page.locator("body[data-printed]")).toBeAttached();
  await page.emulateMedia({ media: "print" });
  for (const hidden of [button, page.getByRole("navigation").first(), page.getByRole("link", { name: "Tilbake til samlingen" })]) {
    await expect(hidden).toBeHidden();
  }
});

test("a session without a run sheet says so, and one of twenty blocks goes on one sheet of the wall", async ({ page }) => {
  test.slow();
  await signIn(page, "Ingrid");
  for (const kind of ["script", "poster"]) {
    await open(page, `${GROUP}/sessions/8/${kind}`);
    await expect(page.getByText("Samlingen har ingen kjøreplan ennå.")).toBeVisible();
  }
  await page.getByRole("link", { name: "Gå til samlingen" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Jentegruppe høst: Samling 8" })).toBeVisible();
  for (let number = 1; number <= 20; number += 1) {
    await page.locator("#new-block-minutes").fill(number === 7 ? "60" : "5");
    await page.locator("#new-block-step").fill(`Del ${number}: vi snakker om reglene våre`);
    await page.keyboard.press("Enter");
    await expect(page.locator("#blocks > li")).toHaveCount(number);
  }
  await expect(page.locator("[data-saving='saved']")).toBeVisible();
  await page.getByRole("link", { name: "Plakat for samling 8" }).click();
  await expect(page.locator(".hr-poster-row")).toHaveCount(20);
  await pictures(page, "poster-twenty");
  expect(await sheets(page, "poster-twenty")).toEqual([PORTRAIT]);
  await open(page, `${GROUP}/sessions/8/script`);
  const script = await sheets(page, "script-twenty");
  expect(script.length).toBeGreaterThan(1);
  expect(script.every((sheet) => sheet.height === PORTRAIT.height)).toBe(true);
});

test("the poster has rows as tall as they last, and nothing of the leader's own", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, GROUP);
  await page.getByRole("link", { name: "Plakat for samling 6" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Norsk nok" })).toBeVisible();
  await expect(page.locator(".hr-poster-head")).toContainText("tirsdag 24. november 2026 12:15–13:30 · Grupperom 2");
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "poster");
  expect(await sheets(page, "poster")).toEqual([PORTRAIT]);
  await page.emulateMedia({ media: "print" });
  const heights = await page.locator(".hr-poster-row").evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
  const minutes = [10, 20, 20, 15, 10];
  expect(heights).toHaveLength(minutes.length);
  const perMinute = heights.reduce((sum, height) => sum + height, 0) / 75;
  heights.forEach((height, at) => expect(height / perMinute).toBeCloseTo(minutes[at] ?? 0, 0));
  const html = await (await page.request.get(`${GROUP}/sessions/6/poster`)).text();
  expect(html).toContain("Kort film");
  for (const internal of ["Minn om reglene", "helsesykepleier\"", "Ord for det som er vanskelig"]) expect(html).not.toContain(internal);
});

test("the programme has the dates as they now are, and nothing internal is sent with it", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, GROUP);
  await page.getByRole("button", { name: "Avlys Samling 8" }).click();
  await page.getByRole("button", { name: "Avlys samlingen" }).click();
  await page.getByRole("button", { name: "Endre tid Samling 7" }).click();
  const dialog = page.getByRole("dialog", { name: "Endre tid for samling 7" });
  await dialog.getByLabel("Dato").fill("2026-12-03");
  await dialog.getByRole("button", { name: "Lagre tiden" }).click();
  await expect(page.locator("[data-saving='saved']")).toBeVisible();
  await page.getByRole("link", { name: "Program til deltakerne" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Jentegruppe høst" })).toBeVisible();
  const rows = page.getByRole("table", { name: "Samlinger" }).getByRole("row");
  await expect(rows).toHaveCount(8);
  await expect(rows.nth(7)).toContainText("torsdag 3. desember 2026");
  await expect(rows.nth(7)).toContainText("Språk og følelser");
  const help = page.getByRole("region", { name: "Trenger du noen å snakke med?" });
  await expect(help).toContainText("112");
  await expect(help).toContainText("116 111");
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "programme");
  expect(await sheets(page, "programme")).toEqual([PORTRAIT]);

  const html = await (await page.request.get(`${GROUP}/programme`)).text();
  expect(html).toContain("Norsk nok");
  const internal = ["Valg og framtid", "Minn om reglene", "helsesykepleier", "Filmen satte", "Kjenne rettighetene", "run_sheet", "ticks"];
  for (const word of internal) expect(html, word).not.toContain(word);
});

test("the printouts are written in nynorsk", async ({ page }) => {
  await signIn(page, "Ingrid");
  await speak(page, "nn");
  for (const [path, words] of [
    [`${GROUP}/sessions/6/script`, "Notat til leiar"],
    [`${GROUP}/sessions/7/poster`, "Samlinga har ingen køyreplan enno."],
    [`${GROUP}/programme`, "Treng du nokon å snakke med?"],
  ] as const) {
    await open(page, path);
    await expect(page.getByText(words).first()).toBeVisible();
    await expectAccessibleInBothThemes(page);
  }
});

test.describe("what is not there", () => {
  test.use({ expectedMessages: [/404/] });

  test("an unknown group, an unknown session and somebody else's group are not found", async ({ page }) => {
    await signIn(page, "Aino");
    const unknown = "/groups/01J00000000000000000000000";
    const paths = ["programme", "sessions/1/script", "sessions/1/poster"];
    for (const group of [GROUP, unknown, "/groups/x"]) {
      for (const path of paths) expect((await page.request.get(`${group}/${path}`)).status(), `${group}/${path}`).toBe(404);
    }
    await page.context().clearCookies();
    await signIn(page, "Ingrid");
    for (const path of ["sessions/99/script", "sessions/99/poster", "sessions/x/poster"]) {
      expect((await page.goto(`${GROUP}/${path}`))?.status(), path).toBe(404);
    }
  });
});

test.describe("with wasm blocked", () => {
  test.use({ noWasm: true });

  test("all three are read, without a button that could do nothing", async ({ page }) => {
    await signIn(page, "Ingrid");
    for (const [path, words] of [
      ["sessions/6/script", "Minn om reglene"],
      ["sessions/6/poster", "Helsesykepleieren kommer"],
      ["programme", "Cross-cultural kids"],
    ] as const) {
      await page.goto(`${GROUP}/${path}`);
      await expect(page.getByText(words).first()).toBeVisible();
      await expect(page.getByRole("button", { name: "Skriv ut" })).toBeHidden();
    }
  });
});

test("a module's guide holds what the teacher needs, the pupils' sheet holds none of it, and both are printed", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/modules?words=grenser");
  await page.getByRole("link", { name: "Grenser og omsorg" }).click();
  await page.getByRole("link", { name: "Lærerveiledning", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Grenser og omsorg" })).toBeVisible();
  const blocks = page.locator(".hr-script-blocks > li");
  await expect(blocks).toHaveCount(4);
  await expect(blocks.nth(1)).toContainText("10–35 min");
  await expect(blocks.nth(1)).toContainText("tau, eksempelkort");
  await expect(page.getByRole("region", { name: "Trygghet" })).toContainText("Avvergeplikten");
  await expect(page.getByRole("region", { name: "Materiell på nettet" })).toContainText("https://");
  await expect(page.getByText("Utgave 1, skrevet ut 23. november 2026.")).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "guide");
  const guide = await sheets(page, "guide");
  expect(guide.length).toBeLessThanOrEqual(2);
  expect(guide.every((sheet) => sheet.width === PORTRAIT.width && sheet.height === PORTRAIT.height)).toBe(true);

  await page.getByRole("link", { name: "Tilbake til opplegget" }).click();
  await tabTo(page, page.getByRole("link", { name: "Elevark", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Dette skal du lære" })).toBeVisible();
  await expect(page.getByText("116 111")).toBeVisible();
  await expect(page.getByText("Avvergeplikten")).toHaveCount(0);
  await expect(page.getByText("tau, eksempelkort")).toHaveCount(0);
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "pupils");
  expect(await sheets(page, "pupils")).toEqual([PORTRAIT]);
});
