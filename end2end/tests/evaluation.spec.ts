import { beyondTheEdge, expect, expectAccessibleInBothThemes, hydrated, open, signIn, tabTo, test, type Page } from "../support/fixtures.ts";
import { words } from "../support/words.ts";

/** The pupils of a group answer on the adviser's tablet, which is passed round. */

const GIRLS = "/groups/01KDVDNA000000000000000C01";
const NEW_IN_NORWAY = "/groups/01KDVDNA000000000000000C02";
const AINOS_GROUP = "/groups/01KDVDNA000000000000000C03";
const text = words("nb", "evaluations");

const questions = ["safe", "useful", "recommend"] as const;
const smileys = ["sad", "neutral", "happy"] as const;
type Smiley = (typeof smileys)[number];

// A tablet upright.
test.use({ viewport: { width: 820, height: 1180 }, hasTouch: true, expectedMessages: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/] });

const radio = (page: Page, question: string, smiley: Smiley) => page.locator(`#${question}-${smiley}`);

async function startRound(page: Page, group: string, language = text): Promise<void> {
  await open(page, `${group}/evaluation`);
  await page.getByRole("button", { name: language("start") }).click();
  await expect(page.getByRole("heading", { level: 1, name: language("round_title") })).toBeVisible();
}

/** A pupil's answer, by touch, up to «Ferdig». */
async function answer(page: Page, chosen: [Smiley, Smiley, Smiley]): Promise<void> {
  await expectClean(page);
  for (const [at, question] of questions.entries()) await radio(page, question, chosen[at]!).tap();
  await page.getByRole("button", { name: text("done") }).tap();
  await expect(page.getByRole("heading", { level: 1, name: text("thanks") })).toBeFocused();
}

async function next(page: Page): Promise<void> {
  await page.getByRole("button", { name: text("next") }).tap();
  await expect(page.getByRole("heading", { level: 1, name: text("round_title") })).toBeFocused();
}

/** Nothing of another pupil: three questions, nothing chosen, no way into the adviser's work. */
async function expectClean(page: Page): Promise<void> {
  await expect(page.getByRole("radio")).toHaveCount(9);
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(0);
  await expectBare(page);
}

async function expectBare(page: Page): Promise<void> {
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(page.getByRole("banner")).toHaveCount(0);
  await expect(page.getByRole("link")).toHaveCount(0);
  await expect(page.locator("body")).not.toContainText("Jentegruppe høst");
}

async function leave(page: Page, group: string): Promise<void> {
  await page.getByRole("button", { name: text("leave"), exact: true }).tap();
  const question = page.getByRole("dialog", { name: text("leave_title") });
  await question.getByRole("button", { name: text("leave_no") }).tap();
  await expect(question).toBeHidden();
  await page.getByRole("button", { name: text("leave"), exact: true }).tap();
  await question.getByRole("button", { name: text("leave_yes") }).tap();
  await page.waitForURL((url) => url.pathname === group);
}

async function close(page: Page, language = text): Promise<void> {
  await page.getByRole("button", { name: language("close") }).first().click();
  await page.getByRole("dialog", { name: language("close_title") }).getByRole("button", { name: language("close"), exact: true }).click();
}

const panel = (page: Page, language = text) => page.getByRole("region", { name: language("title"), exact: true });

test("five pupils answer, hidden at four and shown at five, and the group counts as evaluated", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, GIRLS);
  await expect(panel(page)).toContainText(text("state_not_opened"));
  await startRound(page, GIRLS);
  await expectAccessibleInBothThemes(page);

  // Big enough for a thumb.
  for (const box of await page.locator(".hr-smiley").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()))) {
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(88);
  }

  // The first forgets a question, is told which, and changes her mind.
  await radio(page, "safe", "sad").tap();
  await radio(page, "recommend", "happy").tap();
  await page.getByRole("button", { name: text("done") }).tap();
  await expect(page.getByText(text("missing"))).toHaveCount(1);
  await expect(radio(page, "useful", "sad")).toBeFocused();
  await expectAccessibleInBothThemes(page);
  await radio(page, "useful", "neutral").tap();
  await expect(page.getByText(text("missing"))).toHaveCount(0);
  await radio(page, "safe", "happy").tap();
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(3);
  await expect(radio(page, "safe", "sad")).not.toBeChecked();
  await page.getByRole("button", { name: text("done") }).tap();
  await expect(page.getByRole("heading", { level: 1, name: text("thanks") })).toBeFocused();
  await expectBare(page);
  await expectAccessibleInBothThemes(page);
  await next(page);

  // The second presses back in the middle, and stays; then the page is loaded again in the middle, and begins anew.
  await expectClean(page);
  await radio(page, "safe", "sad").tap();
  await page.goBack();
  await expect(page).toHaveURL(/\/evaluation\/round$/);
  await page.goBack();
  await expect(page).toHaveURL(/\/evaluation\/round$/);
  await expectBare(page);
  await expect(radio(page, "safe", "sad")).toBeChecked();
  await page.reload();
  await hydrated(page);
  await answer(page, ["neutral", "neutral", "happy"]);
  await page.goBack();
  await expectBare(page);
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1, name: text("thanks") })).toBeVisible();
  // Somebody loads the page again between two pupils.
  await page.reload();
  await hydrated(page);

  // The third has the keyboard alone.
  await expectClean(page);
  await tabTo(page, radio(page, "safe", "sad"));
  await page.keyboard.press("ArrowRight");
  await expect(radio(page, "safe", "neutral")).toBeChecked();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Tab");
  await expect(radio(page, "useful", "sad")).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowLeft");
  await expect(radio(page, "recommend", "happy")).toBeChecked();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: text("done") })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: text("thanks") })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: text("round_title") })).toBeFocused();

  await answer(page, ["happy", "happy", "happy"]);
  await leave(page, GIRLS);

  // Four: how many, and nothing of what.
  await expect(panel(page)).toContainText(text("hidden_few", { answers: 4 }));
  await expect(panel(page).getByRole("table")).toHaveCount(0);
  await open(page, `${GIRLS}/evaluation`);
  await close(page);
  await expect(panel(page)).toContainText(text("evaluated"));
  await expect(panel(page)).toContainText(text("hidden_few", { answers: 4 }));
  await expect(panel(page).getByRole("table")).toHaveCount(0);
  await expectAccessibleInBothThemes(page);

  // The fifth.
  await page.getByRole("button", { name: text("reopen") }).click();
  await answer(page, ["happy", "happy", "neutral"]);
  await leave(page, GIRLS);
  await expect(panel(page)).toContainText(text("hidden_open", { answers: 5 }));
  await expect(panel(page).getByRole("table")).toHaveCount(0);
  await close(page);
  await expect(panel(page)).toContainText(text("shown_answers", { answers: 5 }));
  const rows = (question: (typeof questions)[number]) =>
    panel(page).getByRole("table", { name: text(`question_${question}`) }).locator("tbody td > span");
  await expect(rows("safe")).toHaveText([4, 1, 0].map((count) => text("count_of", { count, answers: 5 })));
  await expect(rows("useful")).toHaveText([2, 2, 1].map((count) => text("count_of", { count, answers: 5 })));
  await expect(rows("recommend")).toHaveText([4, 1, 0].map((count) => text("count_of", { count, answers: 5 })));
  for (const path of [GIRLS, `${GIRLS}/evaluation`]) {
    await open(page, path);
    await expect(panel(page).getByRole("table")).toHaveCount(3);
    await expectAccessibleInBothThemes(page);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await beyondTheEdge(page)).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 820, height: 1180 });
  }
  await open(page, "/groups");
  await expect(page.getByRole("row", { name: /Jentegruppe høst/ })).toContainText(text("evaluated"));
  await expect(page.getByRole("row", { name: /Ny i Norge/ })).not.toContainText(text("evaluated"));

  // A sixth changes nothing that is shown.
  await open(page, `${GIRLS}/evaluation`);
  await page.getByRole("button", { name: text("reopen") }).click();
  await answer(page, ["sad", "sad", "sad"]);
  await leave(page, GIRLS);
  await close(page);
  await expect(panel(page)).toContainText(text("waiting", { answers: 1 }));
  await expect(panel(page)).toContainText(text("shown_answers", { answers: 5 }));
  await expect(rows("safe")).toHaveText([4, 1, 0].map((count) => text("count_of", { count, answers: 5 })));

  // The coordinator reads what is shown and has no buttons; the head of the school does not see it.
  await page.context().clearCookies();
  await signIn(page, "Marte");
  await open(page, GIRLS);
  await expect(panel(page).getByRole("table")).toHaveCount(3);
  await expect(panel(page).getByRole("button")).toHaveCount(0);
  await page.context().clearCookies();
  await signIn(page, "Tor Hegge");
  await open(page, GIRLS);
  await expect(page.getByRole("heading", { level: 1, name: "Jentegruppe høst" })).toBeVisible();
  await expect(panel(page, words("nn", "evaluations"))).toHaveCount(0);
});

test("answers given without a network are kept over a reload and sent once", async ({ page, context }) => {
  await signIn(page, "Ingrid");
  await startRound(page, NEW_IN_NORWAY);
  await answer(page, ["happy", "neutral", "sad"]);
  await next(page);
  await context.setOffline(true);
  await answer(page, ["sad", "sad", "happy"]);
  await next(page);
  await expectClean(page);
  // What is kept is a sum: neither pupil's answer can be read from it.
  const kept = await page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.startsWith("evaluation:")).map(([, value]) => value));
  const half = { sad: 1, neutral: 0, happy: 1 };
  expect(kept.map((value) => JSON.parse(value))).toEqual([
    { gathered: { safe: half, useful: { sad: 1, neutral: 1, happy: 0 }, recommend: half }, sending: null },
  ]);
  await leave(page, NEW_IN_NORWAY);
  await context.setOffline(false);

  // The first time the answers arrive, but the word that they did is lost on the way; then the page is loaded again.
  let arrivals = 0;
  await page.route("**/api/evaluations/change", async (route) => {
    arrivals += 1;
    await route.fetch();
    // The page that asked may be gone by now.
    await route.abort().catch(() => undefined);
  });
  await open(page, NEW_IN_NORWAY);
  await expect(page.locator("[data-posting='waiting']")).toContainText(text("unsent"));
  await close(page);
  await expect(panel(page)).toContainText(text("send_first"));
  expect(arrivals).toBeGreaterThan(0);
  await page.unroute("**/api/evaluations/change");
  await open(page, `${NEW_IN_NORWAY}/evaluation`);
  await expect(page.locator("[data-posting='idle']")).toBeAttached();
  await expect(panel(page)).toContainText(text("hidden_few", { answers: 2 }));
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("evaluation:")))).toEqual([]);
  await close(page);
  await expect(panel(page)).toContainText(text("hidden_few", { answers: 2 }));
});

test("answers that wait are sent from whatever page is opened", async ({ page, context }) => {
  await signIn(page, "Ingrid");
  await startRound(page, NEW_IN_NORWAY);
  await context.setOffline(true);
  await answer(page, ["happy", "neutral", "sad"]);
  await next(page);
  await leave(page, NEW_IN_NORWAY);
  await context.setOffline(false);
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("evaluation:")).length);
  expect(await kept()).toBe(1);
  await open(page, "/year-plan");
  await expect.poll(kept).toBe(0);
  await open(page, `${NEW_IN_NORWAY}/evaluation`);
  await expect(panel(page)).toContainText(text("hidden_few", { answers: 1 }));
});

test("in nynorsk, and for every seat one answer and no more", async ({ page }) => {
  const nn = words("nn", "evaluations");
  await signIn(page, "Aino");
  await startRound(page, AINOS_GROUP, nn);
  await expect(page.locator("html")).toHaveAttribute("lang", "nn");
  for (const question of questions) await expect(page.getByRole("group", { name: nn(`question_${question}`) })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  for (let seat = 1; seat <= 10; seat += 1) {
    for (const question of questions) await radio(page, question, smileys[seat % 3]!).tap();
    await page.getByRole("button", { name: nn("done") }).tap();
    await expect(page.getByRole("heading", { level: 1, name: nn(seat < 10 ? "thanks" : "thanks_last") })).toBeFocused();
    if (seat < 10) await page.getByRole("button", { name: nn("next") }).tap();
  }
  await expect(page.getByRole("button", { name: nn("next") })).toHaveCount(0);
  await page.getByRole("button", { name: nn("leave"), exact: true }).tap();
  await page.getByRole("button", { name: nn("leave_yes") }).tap();
  await page.waitForURL((url) => url.pathname === AINOS_GROUP);
  await close(page, nn);
  await expect(panel(page, nn)).toContainText(nn("all_answered"));
  await expect(panel(page, nn).getByRole("table", { name: nn("question_safe") }).locator("tbody td > span")).toHaveText([
    nn("count_share", { count: 3, answers: 10, share: "30\u00a0%" }),
    nn("count_share", { count: 4, answers: 10, share: "40\u00a0%" }),
    nn("count_share", { count: 3, answers: 10, share: "30\u00a0%" }),
  ]);
  await expectAccessibleInBothThemes(page);
});

test.describe("a group that has held nothing", () => {
  test.use({ expectedMessages: [/422/] });

  test("can't be evaluated, and is told why", async ({ page }) => {
    const groups = words("nb", "groups");
    await signIn(page, "Ingrid");
    await open(page, "/groups/new");
    await page.getByLabel(groups("name"), { exact: true }).fill("Vårgruppe uten samling");
    await page.getByLabel(groups("first"), { exact: true }).fill("2027-01-12");
    await page.getByRole("button", { name: groups("save_group") }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Vårgruppe uten samling" })).toBeVisible();
    const group = new URL(page.url()).pathname;
    await open(page, `${group}/evaluation`);
    await expect(panel(page)).toContainText(text("no_session_held"));
    await expect(page.getByRole("button", { name: text("start") })).toHaveCount(0);
    await open(page, `${group}/evaluation/round`);
    await expect(page.getByRole("heading", { level: 1, name: text("round_shut") })).toBeVisible();
    await expectAccessibleInBothThemes(page);
    const id = group.split("/").at(-1);
    const refused = await page.evaluate(async (id) => {
      const envelope = { key: "01KDVDNA000000000000000E01", expected_version: null, command: { do: "open" } };
      const answer = await fetch("/api/evaluations/change", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ id, envelope }),
      });
      return { status: answer.status, detail: ((await answer.json()) as { detail: string }).detail };
    }, id);
    expect(refused).toEqual({ status: 422, detail: "no_session_held" });
  });
});

test.describe("with wasm blocked", () => {
  test.use({ noWasm: true });

  test("the evaluation is read, and the pupils' page shows nothing of the group", async ({ page }) => {
    await signIn(page, "Ingrid");
    await page.goto(`${GIRLS}/evaluation`);
    await expect(page.getByRole("heading", { level: 1, name: "Jentegruppe høst" })).toBeVisible();
    await expect(panel(page)).toContainText(text("about"));
    const sent = await (await page.goto(`${GIRLS}/evaluation/round`))?.text();
    expect(sent).not.toContain("Jentegruppe");
    expect(sent).not.toContain("hr-nav");
  });
});
