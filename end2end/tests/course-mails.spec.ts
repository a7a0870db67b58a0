import { readdirSync } from "node:fs";
import { fitsEveryScreen } from "../support/paper.ts";
import { expect, expectAccessibleInBothThemes, open, type Page, signIn, tabTo, test } from "../support/fixtures.ts";
import type { RunningServer } from "../support/server.ts";
import { words } from "../support/words.ts";

/** Who of a course gets which mail when; a change of the time waits, is held back, and another is sent at once. */

const courses = words("nb", "courses");
const mails = words("nb", "course_mails");
const SEMINAR = "01KDVDNA000000000000001401";

test.use({ expectedMessages: [/403|404|409|422/] });

/** The mails of changes that were sent, by the change that they tell of. */
function changes(server: RunningServer, sequence: number): number {
  return readdirSync(server.mails).filter((name) => name.includes(`.changed.e${sequence}.`) && name.endsWith(".eml")).length;
}

/** Moves the seminar to begin at another time. */
async function moveTo(page: Page, start: string): Promise<void> {
  await open(page, `/courses/${SEMINAR}`);
  await page.getByText(courses("edit_plan"), { exact: true }).click();
  await page.getByLabel(courses("start"), { exact: true }).fill(start);
  await page.getByRole("button", { name: courses("save_plan") }).click();
  await expect(page.getByText(courses("plan_saved"))).toBeAttached();
  await page.getByRole("link", { name: mails("open") }).click();
  await expect(page.getByRole("heading", { level: 1, name: mails("title") })).toBeVisible();
}

test("a move waits with names and times, is held back, and the next one is sent at once", async ({ page, server }) => {
  test.slow();
  await signIn(page, "Vegard");
  await moveTo(page, "10:00");
  const queue = page.getByRole("region", { name: mails("waiting"), exact: true }).getByRole("row", { name: mails("notice_changed") });
  await expect(queue).toContainText("40");
  await queue.getByText(mails("receivers", { many: 40 })).click();
  await expect(queue.getByRole("listitem")).toHaveCount(40);
  await expect(queue.getByRole("listitem").first()).toContainText(/\d\d[:.]\d\d/);
  await expect(page.getByRole("region", { name: mails("planned"), exact: true }).getByRole("row").nth(1)).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);

  // What a real receiver will read, without the links that are theirs.
  await page.getByLabel(mails("preview_what")).selectOption({ label: mails("notice_changed") });
  await page.getByLabel(mails("preview_who")).selectOption({ index: 1 });
  const letter = page.getByRole("group", { name: mails("preview_text") });
  await expect(letter).toContainText("10:00");
  await expect(letter).toContainText(mails("link_own"));
  await expect(letter).not.toContainText("/registration/");

  // By keyboard: the answer has the numbers, and the focus is where it is told.
  const hold = page.getByRole("button", { name: mails("hold_back") });
  await tabTo(page, hold);
  await page.keyboard.press("Enter");
  await expect(page.getByText(mails("was_held_back", { done: 40, gone: 0 })).first()).toBeVisible();
  await expect(page.getByRole("heading", { name: mails("held") })).toBeFocused();
  await expect(hold).toHaveCount(0);
  await expectAccessibleInBothThemes(page);
  expect(changes(server, 1)).toBe(0);

  // The next change is told of once, at once, and what was held back stays where it is.
  await moveTo(page, "11:00");
  await page.getByRole("button", { name: mails("send_now") }).click();
  await expect(page.getByText(mails("was_sent", { done: 40, gone: 0 })).first()).toBeVisible();
  await expect(async () => expect(changes(server, 2)).toBe(40)).toPass({ timeout: 60_000 });
  expect(changes(server, 1)).toBe(0);
  await page.getByRole("link", { name: mails("refresh") }).click();
  const sent = page.getByRole("region", { name: mails("sent"), exact: true }).getByRole("row", { name: mails("notice_changed") });
  await expect(sent).toContainText("40");
  await fitsEveryScreen(page);
});

test("two who have the queue open do not send what the other has changed", async ({ page, browser, server }) => {
  await signIn(page, "Vegard");
  await moveTo(page, "10:00");
  const other = await browser.newContext({ baseURL: server.url, locale: "nb-NO" });
  const desk = await other.newPage();
  await signIn(desk, "Vegard");
  await moveTo(desk, "12:00");
  await page.getByRole("button", { name: mails("send_now") }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  expect(changes(server, 1) + changes(server, 2)).toBe(0);
  await other.close();
});

test("who does not hold the course sees numbers and no names", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, `/courses/${SEMINAR}/mails`);
  await expect(page.getByText(mails("numbers_only"))).toBeVisible();
  await expect(page.getByRole("heading", { name: mails("preview") })).toHaveCount(0);
  await expect(page.getByText(/^Mottakere/)).toHaveCount(0);
  await open(page, "/courses/01KDVDNA0000000000000099ZZ/mails");
  await expect(page.getByRole("button", { name: mails("hold_back") })).toHaveCount(0);
});
