import { expect, expectAccessible, expectAccessibleInBothThemes, hydrated, open, signIn, test } from "../support/fixtures.ts";
import { fitsEveryScreen, pictures, sheets } from "../support/paper.ts";
import { words } from "../support/words.ts";

/** What staff need to learn, and what is done about it: from a survey that is answered on a phone to a measure that was held. */

const needs = words("nb", "needs");
const issues = words("nb", "issues");

test.use({ expectedMessages: [/404|409|422/] });

const AREAS = [
  "understanding",
  "signs",
  "conversation",
  "severity",
  "duties",
  "contacts",
  "routine",
  "parents",
  "stay_abroad",
  "between_pupils",
];

test("a staff answers on phones that run no scripts, and what five have answered is shown when the survey is closed", async ({
  page,
  browser,
  server,
}) => {
  test.slow();
  await signIn(page, "Ingrid");
  await open(page, "/needs");
  await page.getByRole("link", { name: needs("new_survey") }).click();
  await expect(page.getByRole("heading", { level: 1, name: needs("new_survey") })).toBeVisible();
  await page.getByLabel(needs("unit")).selectOption({ label: "Granlia vgs (demo)" });
  await page.getByLabel(needs("invited")).fill("0");
  await page.getByRole("button", { name: needs("open_survey") }).click();
  await expect(page.getByLabel(needs("invited"))).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel(needs("invited")).fill("8");
  await expectAccessible(page);
  await fitsEveryScreen(page);
  await pictures(page, "survey-new");
  await page.getByRole("button", { name: needs("open_survey") }).click();
  await expect(page.getByText(needs("response_few", { fewest: 5, invited: 8 }))).toBeVisible();
  const address = await page.getByRole("link", { name: /\/survey\// }).innerText();
  expect(address).toMatch(/^http:\/\/localhost:\d+\/survey\/\w{5}-\w{5}$/);
  await expectAccessibleInBothThemes(page);
  await pictures(page, "survey-open");
  await page.getByRole("link", { name: needs("to_poster") }).click();
  await expect(page.getByRole("img", { name: needs("poster_alt") })).toBeVisible();
  await expectAccessible(page);
  await fitsEveryScreen(page);
  await pictures(page, "survey-poster");
  expect((await sheets(page, "survey-poster")).length).toBe(1);
  await page.goBack();
  await hydrated(page);

  // What is looked at by axe has to run its script.
  const looked = await browser.newContext({ baseURL: server.url, locale: "nb-NO" });
  const look = await looked.newPage();
  await look.goto(new URL(address).pathname);
  await look.getByRole("button", { name: needs("send") }).click();
  await expect(look.getByRole("heading", { name: needs("not_all") })).toBeVisible();
  await expectAccessibleInBothThemes(look);
  await fitsEveryScreen(look);
  await looked.close();

  const phones = await browser.newContext({ baseURL: server.url, locale: "nb-NO", javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  const phone = await phones.newPage();
  for (let who = 0; who < 5; who += 1) {
    await phone.goto(new URL(address).pathname);
    await expect(phone.getByRole("heading", { level: 1, name: needs("public_title", { unit: "Granlia vgs (demo)" }) })).toBeVisible();
    if (who === 0) {
      await phone.locator("#signs-4").check();
      await phone.getByLabel(needs("wish")).nth(6).check();
      await phone.getByRole("button", { name: needs("send") }).click();
      await expect(phone.getByRole("heading", { name: needs("not_all") })).toBeVisible();
      await expect(phone.getByText(issues("required"))).toHaveCount(9);
      await expect(phone.locator("#signs-4")).toBeChecked();
      await expect(phone.getByLabel(needs("wish")).nth(6)).toBeChecked();
      await pictures(phone, "survey-questions");
    }
    for (const area of AREAS) {
      await phone.locator(`#${area}-${area === "routine" ? 1 : 4}`).check();
    }
    await phone.getByRole("button", { name: needs("send") }).click();
    await expect(phone.getByText(needs("thanks"))).toBeVisible();
    await expect(phone.getByRole("link", { name: needs("answer_more") })).toBeVisible();
  }
  for (const wrong of ["/survey/22222-22222", "/survey/x"]) {
    const answer = await phone.goto(wrong);
    expect(answer?.status(), wrong).toBe(404);
    await expect(phone.getByRole("heading", { level: 1, name: needs("public_missing") })).toBeVisible();
  }

  await page.reload();
  await hydrated(page);
  await expect(page.getByText(needs("response", { answers: 5, invited: 8, share: "63 %" }))).toBeVisible();
  await expect(page.getByText(needs("results_later"))).toBeVisible();
  await page.getByText(needs("close_heading"), { exact: true }).click();
  await page.getByRole("button", { name: needs("close_now") }).click();
  const results = page.getByRole("region", { name: needs("results"), exact: true });
  const routine = results.getByRole("row", { name: new RegExp(needs("area_routine")) });
  await expect(routine).toContainText("1,0");
  await expect(results.getByText(needs("spread_later", { fewest: 10 }))).toBeVisible();

  // What the leaders said, and the needs that come first.
  await page.getByText(needs("write_interview"), { exact: true }).click();
  await page.getByLabel(needs("interview_text")).fill("Ring 912 34 567");
  const interview = page.getByRole("region", { name: needs("interview") });
  await interview.getByRole("button", { name: needs("save") }).click();
  await expect(page.getByLabel(needs("interview_text"))).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel(needs("interview_text")).fill("Ledelsen vil ha rutinen først.");
  await interview.getByRole("button", { name: needs("save") }).click();
  await expect(interview.locator("p.hr-prose")).toHaveText("Ledelsen vil ha rutinen først.");
  await page.getByText(needs("choose_priorities"), { exact: true }).click();
  await expect(page.getByLabel(needs("priority", { number: 1 }))).toHaveValue("routine");
  await page.getByLabel(needs("priority", { number: 2 })).selectOption("routine");
  await page.getByRole("button", { name: needs("save_priorities") }).click();
  await expect(page.getByText(issues("already_exists"))).toBeVisible();
  await page.getByLabel(needs("priority", { number: 2 })).selectOption("parents");
  await page.getByRole("button", { name: needs("save_priorities") }).click();
  const first = page.getByRole("region", { name: needs("priorities") });
  await expect(first.getByRole("listitem")).toHaveCount(3);
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "survey-closed");

  const answer = await phone.goto(new URL(address).pathname);
  expect(answer?.status()).toBe(200);
  await expect(phone.getByText(needs("public_closed"))).toBeVisible();
  await phones.close();
});

test("a need gets a measure by keyboard alone, the coordinator's list is one shorter, and afterwards it is told who was there", async ({
  page,
  browser,
  server,
}) => {
  test.slow();
  const office = await browser.newContext({ baseURL: server.url, locale: "nb-NO" });
  const marte = await office.newPage();
  await signIn(marte, "Marte");
  await open(marte, "/needs");
  const open_needs = marte.getByRole("region", { name: needs("needs_open") }).getByRole("row");
  const before = await open_needs.count();

  await signIn(page, "Ingrid");
  await open(page, "/needs");
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "needs");
  const plan = page
    .getByRole("row", { name: new RegExp(needs("area_conversation")) })
    .getByRole("link", { name: new RegExp(needs("plan_measure")) });
  await plan.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: needs("new_measure") })).toBeVisible();
  await hydrated(page);
  await expect(page.getByLabel(needs("need"), { exact: true })).toHaveValue(/\.conversation$/);
  await expect(page.getByLabel(needs("area_conversation"))).toBeChecked();
  const type = async (label: string, text: string) => {
    await page.getByLabel(label, { exact: true }).focus();
    await page.keyboard.type(text);
  };
  await type(needs("name"), "Samtalen i praksis");
  await page.getByRole("button", { name: needs("save_measure") }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel(needs("date"), { exact: true })).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel(needs("name"), { exact: true })).toHaveValue("Samtalen i praksis");
  await page.getByLabel(needs("date"), { exact: true }).fill("2026-11-23");
  await page.getByLabel(needs("start"), { exact: true }).fill("08:00");
  await type(needs("minutes"), "45");
  await page.getByLabel(needs("group_teachers")).focus();
  await page.keyboard.type("40");
  await pictures(page, "measure-new");
  await expectAccessible(page);
  await page.getByRole("button", { name: needs("save_measure") }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Samtalen i praksis" })).toBeVisible();
  await marte.reload();
  await hydrated(marte);
  await expect(open_needs).toHaveCount(before - 1);
  await office.close();

  // It was held: what was planned is filled in, so that a number or two is all there is to type.
  const closing = page.getByRole("region", { name: needs("closing") });
  await expect(closing.getByLabel(needs("group_teachers"))).toHaveValue("40");
  await closing.getByLabel(needs("group_teachers")).fill("31");
  await closing.getByRole("button", { name: needs("close"), exact: true }).click();
  await expect(closing.getByText(needs("covered", { present: 31, staff: 92, share: "34 %", groups: "Lærere 31" }))).toBeVisible();
  await page.getByText(needs("write_effect"), { exact: true }).click();
  await page.getByLabel(needs("effect_text")).fill("Samtaleguiden ligger i lærerværelset.");
  await page.getByRole("region", { name: needs("effect") }).getByRole("button", { name: needs("save") }).click();
  await expect(page.getByText(needs("stage_followed_up"))).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "measure");
  await open(page, "/");
  await expect(page.getByRole("link", { name: /Samtalen i praksis/ })).toBeVisible();
});

test("a leader sees the own school's survey and changes nothing, and too few answers are not shown", async ({ page }) => {
  const nynorsk = words("nn", "needs");
  await signIn(page, "Tor Hegge");
  await open(page, "/needs");
  await page.getByRole("region", { name: nynorsk("surveys") }).getByRole("link", { name: /Granlia/ }).first().click();
  await expect(page.getByRole("region", { name: nynorsk("results"), exact: true }).getByRole("row").first()).toBeVisible();
  await expect(page.getByText(nynorsk("write_interview"))).toHaveCount(0);
  await expect(page.getByText(nynorsk("choose_priorities"))).toHaveCount(0);
  await page.context().clearCookies();
  await signIn(page, "Aino");
  await open(page, "/needs");
  await page.getByRole("region", { name: nynorsk("surveys") }).getByRole("link", { name: /Nordlys/ }).click();
  await expect(page.getByText(nynorsk("too_few", { fewest: 5 }))).toBeVisible();
  await expect(page.getByRole("region", { name: nynorsk("results"), exact: true }).getByRole("row")).toHaveCount(0);
  await open(page, "/needs");
  await expect(page.getByRole("heading", { level: 1, name: nynorsk("title") })).toBeVisible();
  await expectAccessible(page);
  await pictures(page, "needs-nn");
});
