import { expect, expectAccessibleInBothThemes, hydrated, open, prefer, signIn, speak, tabTo, test, type Page } from "../support/fixtures.ts";
import { fitsEveryScreen, pictures, sheets } from "../support/paper.ts";
import { words } from "../support/words.ts";

/** What happens in the parts of a course and of a competence measure, in the planner that groups have. */

const courses = words("nb", "courses");
const needs = words("nb", "needs");
const groups = words("nb", "groups");
const parts = words("nb", "parts");
const DRAFT = "01KDVDNA000000000000001403";
const WEBINAR = "01KDVDNA000000000000001402";

test.use({ viewport: { width: 820, height: 1180 }, expectedMessages: [/422/] });

const blocks = (page: Page) => page.locator("#blocks > li");

async function saved(page: Page): Promise<void> {
  await expect(page.locator("[data-saving='saved']")).toBeVisible();
}

/** Writes a block with keys alone, from the field of its minutes on. */
async function write(page: Page, minutes: string, step: string, more: { material?: string; speaker?: string; isBreak?: boolean } = {}): Promise<void> {
  await tabTo(page, page.locator("#new-block-minutes"), 400);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(minutes);
  await page.keyboard.press("Tab");
  await page.keyboard.type(step);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type(more.material ?? "");
  await page.keyboard.press("Tab");
  await page.keyboard.type(more.speaker ?? "");
  await page.keyboard.press("Tab");
  if (more.isBreak) await page.keyboard.press("Space");
  await tabTo(page, page.getByRole("button", { name: groups("block_add"), exact: true }));
  await page.keyboard.press("Enter");
}

test("a programme is planned by keyboard on a tablet, and anybody reads its times, speakers and breaks once the course is published", async ({
  page,
  browser,
  server,
}) => {
  test.slow();
  await signIn(page, "Vegard");
  await open(page, `/courses/${DRAFT}`);
  await expect(page.getByText(parts("nothing_planned"))).toBeVisible();
  const part = page.getByRole("link", { name: /^Del 1: / });
  await tabTo(page, part);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Rutiner som virker" })).toBeVisible();
  await hydrated(page);
  await write(page, "60", "Hva sier rutinen vår?", { material: "Rutinen på papir", speaker: "Fatima Nordlie, krisesenteret" });
  await expect(blocks(page)).toHaveCount(1);
  await write(page, "15", "Kaffe", { isBreak: true });
  await expect(blocks(page)).toHaveCount(2);
  await write(page, "120", "Dilemmaer i grupper");
  await expect(blocks(page)).toHaveCount(3);
  await expect(blocks(page).nth(2)).toContainText("13:15");
  await expect(page.getByText("3 t 15 min til sammen, 15 min for mye for 3 t.")).toBeVisible();
  await expect(page.getByRole("heading", { name: groups("packing") })).toBeVisible();

  // Undone and made again, and there after a reload.
  await tabTo(page, page.getByRole("button", { name: groups("undo"), exact: true }), 400);
  await page.keyboard.press("Enter");
  await expect(blocks(page)).toHaveCount(2);
  await page.keyboard.press("Control+Y");
  await expect(blocks(page)).toHaveCount(3);
  await saved(page);
  await page.reload();
  await hydrated(page);
  await expect(blocks(page)).toHaveCount(3);
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "course-programme");

  await page.getByRole("link", { name: `← ${parts("back_to_course")}` }).click();
  await expect(page.getByText(parts("planned_of", { sum: "3 t 15 min", length: "3 t" }))).toBeVisible();
  await page.getByRole("button", { name: courses("approve_team") }).click();
  await page.getByRole("button", { name: courses("publish") }).click();
  await expect(page.getByText(courses("standing_open"))).toBeVisible();

  const others = await browser.newContext({ baseURL: server.url, locale: "nn-NO", javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  const visitor = await others.newPage();
  await visitor.goto(`/training/${DRAFT}`);
  const items = visitor.locator("ol > li");
  await expect(items).toHaveText([/12:00–13:00\s*Hva sier rutinen vår\?\s*Fatima Nordlie/, /13:00–13:15\s*Kaffe/, /13:15–15:15\s*Dilemmaer/]);
  await expect(visitor.getByText("Rutinen på papir")).toHaveCount(0);
  await others.close();

  // What is looked at by axe has to run its script; who is signed in reads in the own language.
  await page.context().clearCookies();
  await prefer(page, { language: "en" });
  await page.goto(`/training/${DRAFT}`);
  await expect(page.getByRole("heading", { name: words("en", "training")("programme") })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "training-programme");
});

test("a measure's run sheet begins with a module's, is undone by one key, and is written anew", async ({ page }) => {
  test.slow();
  await signIn(page, "Ingrid");
  await open(page, "/needs");
  await page.getByRole("link", { name: "Rutine og meldeplikt" }).click();
  await page.getByRole("link", { name: /^Del 1: / }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Rutine og meldeplikt" })).toBeVisible();
  await hydrated(page);
  const start = page.locator("summary", { hasText: parts("start_from_module") });
  await tabTo(page, start);
  await page.keyboard.press("Enter");
  // What is unfolding takes no focus yet.
  await expect(page.getByLabel(parts("module_words"))).toBeVisible();
  await page.getByLabel(parts("module_words")).focus();
  await expect(page.getByLabel(parts("module_words"))).toBeFocused();
  await page.keyboard.type("grenser");
  const take = page.getByRole("button", { name: parts("take_module", { title: "Grenser og omsorg" }) });
  await expect(take).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await tabTo(page, take);
  await page.keyboard.press("Enter");
  await expect(blocks(page).first()).toContainText("09:00");
  await expect(start).toHaveCount(0);
  await saved(page);
  await page.keyboard.press("Control+Z");
  await expect(blocks(page)).toHaveCount(0);
  await expect(start).toBeVisible();

  await write(page, "30", "Rutinen vår", { material: "Rutinen, post-it" });
  await write(page, "45", "Tre dilemmaer");
  await expect(blocks(page).nth(1)).toContainText("09:30");
  await expect(page.getByText("1 t 15 min til sammen, 15 min igjen av 1 t 30 min.")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /post-it/ })).toBeVisible();
  await saved(page);
  await page.reload();
  await hydrated(page);
  await expect(blocks(page)).toHaveCount(2);
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "measure-run-sheet");
  await page.getByRole("link", { name: `← ${parts("back_to_measure")}` }).click();
  await expect(page.getByText(parts("planned_of", { sum: "1 t 15 min", length: "1 t 30 min" }))).toBeVisible();
  await expect(page.getByRole("heading", { name: needs("plan"), exact: true })).toBeVisible();
});

test("a part is run from the tablet over a reload, what it took stands on the plan, and its script is one sheet", async ({ page }) => {
  await signIn(page, "Vegard");
  await open(page, `/courses/${WEBINAR}/programme/1`);
  await page.getByRole("link", { name: parts("run_link", { place: 1 }) }).click();
  await expect(page.getByRole("heading", { level: 1, name: parts("part_of", { name: "Grunnkurs NSK for NAV og flyktningtjenesten", place: 1 }) })).toBeVisible();
  await hydrated(page);
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "part-run");
  await tabTo(page, page.getByRole("button", { name: parts("run_start") }));
  await page.keyboard.press("Enter");
  await expect(page.locator(".hr-run-step")).toHaveText("Velkommen");
  await page.getByRole("button", { name: groups("run_next"), exact: true }).click();
  await expect(page.locator(".hr-run-step")).toHaveText("Hva er negativ sosial kontroll?");
  await page.reload();
  await hydrated(page);
  await expect(page.locator(".hr-run-step")).toHaveText("Hva er negativ sosial kontroll?");
  await page.getByRole("button", { name: parts("run_end") }).click();
  await expect(page.getByRole("button", { name: parts("run_start") })).toBeVisible();
  await saved(page);
  await page.getByRole("link", { name: `← ${parts("to_plan")}` }).click();
  await expect(page.locator(".hr-block-actual").first()).toBeVisible();

  await page.getByRole("link", { name: parts("script_link", { place: 1 }) }).click();
  await expect(page.getByRole("heading", { name: groups("run_sheet") })).toBeVisible();
  await expect(page.getByText("Innlegg med spørsmål i chatten")).toBeVisible();
  await hydrated(page);
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "part-script");
  expect((await sheets(page, "part-script")).length).toBe(1);
});

test("a measure's script has its materials, and a survey's summary is on paper, in nynorsk too", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/needs");
  await page.getByRole("link", { name: "Rutine og meldeplikt" }).click();
  await expect(page.getByText("seks dilemmakort")).toBeVisible();
  await page.getByRole("link", { name: /^Del 1: / }).click();
  await page.getByRole("link", { name: parts("script_link", { place: 1 }) }).click();
  await expect(page.getByText("seks dilemmakort")).toBeVisible();
  await expect(page.getByText(parts("no_blocks"))).toBeVisible();
  await page.getByRole("link", { name: `← ${parts("to_plan")}` }).click();
  await page.getByRole("link", { name: `← ${parts("back_to_measure")}` }).click();
  await page.getByRole("link", { name: needs("area_routine"), exact: true }).click();
  await page.getByRole("link", { name: needs("open_paper") }).click();
  await expect(page.getByRole("heading", { name: needs("priorities") })).toBeVisible();
  await hydrated(page);
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "survey-paper");
  expect((await sheets(page, "survey-paper")).length).toBeLessThanOrEqual(2);
  const paper = page.url();
  await speak(page, "nn");
  await open(page, paper);
  await expect(page.getByRole("link", { name: `← ${words("nn", "needs")("to_survey")}` })).toBeVisible();
});
