import ICAL from "ical.js";
import { beyondTheEdge, expect, expectAccessibleInBothThemes, open, signIn, test, type Page } from "../support/fixtures.ts";
import { words } from "../support/words.ts";

/** The own calendar in other programs, read here by a parser that is not ours. */

const feed = words("nb", "calendar_feed");

/** Makes an address on the account page and gives it back. */
async function makeAddress(page: Page): Promise<string> {
  await open(page, "/account");
  await page.getByRole("button", { name: feed("make") }).click();
  const field = page.getByLabel(feed("address"));
  await expect(field).toBeFocused();
  return field.inputValue();
}

/** What a calendar program gets: it has no cookie. */
function fetched(address: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(address, { headers: { "accept-language": "nb", ...headers } });
}

async function events(address: string): Promise<ICAL.Event[]> {
  const answer = await fetched(address);
  expect(answer.status).toBe(200);
  const calendar = new ICAL.Component(ICAL.parse(await answer.text()));
  return calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
}

async function event(address: string, summary: string): Promise<ICAL.Event> {
  const found = (await events(address)).filter((one) => one.summary === summary);
  expect(found.map((one) => one.summary)).toEqual([summary]);
  return found[0] as ICAL.Event;
}

/** The instant, by the time zone that the calendar itself brings. */
const instant = (time: ICAL.Time) => time.toJSDate().toISOString();
const status = (one: ICAL.Event) => one.component.getFirstPropertyValue("status");

async function saved(page: Page): Promise<void> {
  await expect(page.locator("[data-saving='saved']")).toBeVisible();
}

test("a moved, a cancelled and a restored session keep their names in another program", async ({ page }) => {
  await signIn(page, "Ingrid");
  const address = await makeAddress(page);
  const before = await event(address, "Jentegruppe høst, samling 7");
  expect(instant(before.startDate)).toBe("2026-12-01T11:15:00.000Z");
  expect(before.location).toBe("Granlia vgs (demo), Grupperom 2");
  expect([before.sequence, status(before)]).toEqual([0, "CONFIRMED"]);
  const eighth = await event(address, "Jentegruppe høst, samling 8");

  await open(page, "/groups");
  await page.getByRole("link", { name: "Jentegruppe høst" }).click();
  await page.getByRole("button", { name: "Endre tid Samling 7" }).click();
  const dialog = page.getByRole("dialog", { name: "Endre tid for samling 7" });
  await dialog.getByLabel("Dato").fill("2026-12-03");
  await dialog.getByRole("button", { name: "Lagre tiden" }).click();
  await page.getByRole("button", { name: "Avlys Samling 8" }).click();
  await page.getByRole("button", { name: "Avlys samlingen" }).click();
  await saved(page);

  const moved = await event(address, "Jentegruppe høst, samling 7");
  expect(moved.uid).toBe(before.uid);
  expect(instant(moved.startDate)).toBe("2026-12-03T11:15:00.000Z");
  expect([moved.sequence, status(moved)]).toEqual([1, "CONFIRMED"]);
  const cancelled = await event(address, feed("cancelled", { session: "Jentegruppe høst, samling 8" }));
  expect(cancelled.uid).toBe(eighth.uid);
  expect([cancelled.sequence, status(cancelled)]).toEqual([1, "CANCELLED"]);

  await page.getByRole("button", { name: /Samling 8/ }).filter({ hasText: "Sett opp igjen" }).click();
  await saved(page);
  const restored = await event(address, "Jentegruppe høst, samling 8");
  expect([restored.uid, restored.sequence, status(restored)]).toEqual([eighth.uid, 2, "CONFIRMED"]);
});

test("whoever leaves a group finds its coming sessions cancelled in another program", async ({ page }) => {
  await signIn(page, "Ingrid");
  const address = await makeAddress(page);
  const before = await event(address, "Jentegruppe høst, samling 7");
  await open(page, "/groups");
  await page.getByRole("link", { name: "Jentegruppe høst" }).click();
  await page.getByText("Ledere", { exact: true }).click();
  await page.getByLabel("Rådgiver").selectOption("Aino Pedersen");
  await page.getByRole("button", { name: "Legg til leder" }).click();
  await page.getByRole("button", { name: "Overfør ansvaret til Aino Pedersen" }).click();
  await saved(page);
  await page.getByRole("button", { name: "Fjern Ingrid Moen som leder" }).click();
  await page.getByRole("dialog", { name: "Slutte som leder?" }).getByRole("button", { name: "Ja, fjern meg" }).click();
  await expect(page).toHaveURL(/\/groups$/);

  const left = await event(address, feed("left", { session: "Jentegruppe høst, samling 7" }));
  expect([left.uid, instant(left.startDate), status(left)]).toEqual([before.uid, instant(before.startDate), "CANCELLED"]);
  expect(left.sequence).toBeGreaterThan(before.sequence);
  // What was held is no news, and what is to be held is not told as if it were hers.
  const others = (await events(address)).filter((one) => one.summary.startsWith("Jentegruppe høst"));
  expect(others.map((one) => one.summary)).toEqual([]);
});

test("wall times hold over both changes of the clocks, and no theme is told", async ({ page }) => {
  await signIn(page, "Ingrid");
  const address = await makeAddress(page);
  await open(page, "/groups/new");
  await page.getByLabel("Navn", { exact: true }).fill("Gruppe, vår; «æøå»");
  await page.getByLabel("Program", { exact: true }).selectOption({ label: "FLEXid-light" });
  await page.getByLabel("Første dato").fill("2027-03-16");
  await page.getByLabel("Klokkeslett", { exact: true }).fill("12:15");
  await page.getByRole("button", { name: "Lagre gruppen" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Gruppe, vår; «æøå»" })).toBeVisible();

  const all = await events(address);
  const times = (name: string) => all.filter((one) => one.summary.startsWith(name)).map((one) => instant(one.startDate));
  // In October 2026 the clocks go back between the first session and the second.
  expect(times("Jentegruppe høst").slice(0, 2)).toEqual(["2026-10-20T10:15:00.000Z", "2026-10-27T11:15:00.000Z"]);
  const spring = times("Gruppe, vår; «æøå»");
  expect(spring).toHaveLength(8);
  expect(spring[0]).toBe("2027-03-16T11:15:00.000Z");
  for (const later of spring.slice(1)) expect(later).toMatch(/^2027-0[3-6]-\d\dT10:15:00/);
  // An evaluation meeting has a day and no clock time.
  const timed = all.filter((one) => !one.startDate.isDate);
  for (const one of timed) expect([one.startDate.hour, one.startDate.minute].join(":")).toMatch(/^(8:30|9:0|10:0|12:0|12:15|13:0|14:0|18:0)$/);
  const text = await (await fetched(address)).text();
  for (const theme of ["Identitet", "Brobygger", "Cross-cultural"]) expect(text).not.toContain(theme);
});

test("an address is copied once, read once more for nothing, replaced and revoked", async ({ page, server, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signIn(page, "Ingrid");
  const address = await makeAddress(page);
  expect(address).toMatch(/\/calendar\/[\w-]{43}\.ics$/);
  for (const help of ["help_outlook", "help_google", "help_apple"]) await expect(page.getByText(feed(help))).toBeVisible();
  await expectAccessibleInBothThemes(page);
  for (const width of [360, 820, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await beyondTheEdge(page), `${width} px`).toBeLessThanOrEqual(0);
    if (process.env.SHOTS) await page.locator("#calendar").screenshot({ path: `${process.env.SHOTS}/feed-${width}.png` });
  }
  await page.getByRole("button", { name: feed("copy") }).click();
  await expect(page.locator("#calendar").getByText(feed("copied"))).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);

  const first = await fetched(address);
  const tag = first.headers.get("etag") ?? "";
  expect((await fetched(address, { "if-none-match": tag })).status).toBe(304);

  // It is not shown again.
  await open(page, "/account");
  await expect(page.getByText(feed("in_force"))).toBeVisible();
  await expect(page.getByLabel(feed("address"))).toHaveCount(0);
  await page.getByRole("button", { name: feed("replace") }).click();
  await page.getByRole("dialog", { name: feed("replace_title") }).getByRole("button", { name: feed("replace") }).click();
  const second = await page.getByLabel(feed("address")).inputValue();
  expect(second).not.toBe(address);
  expect((await fetched(address)).status).toBe(404);
  expect((await fetched(second)).status).toBe(200);

  await page.getByRole("button", { name: feed("revoke") }).click();
  await page.getByRole("dialog", { name: feed("revoke_title") }).getByRole("button", { name: feed("revoke") }).click();
  await expect(page.getByText(feed("revoked"))).toBeVisible();
  await expect(page.getByRole("button", { name: feed("make") })).toBeFocused();
  const gone = await fetched(second);
  expect([gone.status, await gone.text()]).toEqual([404, `${feed("gone")}\n`]);
  await expectAccessibleInBothThemes(page);

  for (const one of [address, second]) {
    const secret = one.split("/").pop()?.replace(".ics", "") ?? "";
    expect(secret).toHaveLength(43);
    expect(server.log()).not.toContain(secret);
  }
});
