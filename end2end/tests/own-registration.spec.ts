import { nextMail } from "../support/mail.ts";
import { fitsEveryScreen, pictures } from "../support/paper.ts";
import { expect, expectAccessible, expectAccessibleInBothThemes, hydrated, open, type Page, signIn, test, unfold } from "../support/fixtures.ts";
import { words } from "../support/words.ts";

/** What participants and their leaders do behind the links of their mails, and what participants say of a course: on phones, without an account. */

const courses = words("nb", "courses");
const training = words("nb", "training");
const asked = words("nb", "course_evaluation");
const needs = words("nb", "needs");
const issues = words("nb", "issues");
const WEBINAR = "01KDVDNA000000000000001402";
const HELD = "01KDVDNA000000000000001405";
const TITLE = "Grunnkurs NSK for NAV og flyktningtjenesten";

test.use({ expectedMessages: [/404|409|410|422/] });

async function fill(page: Page, email: string): Promise<void> {
  await page.getByLabel(training("name"), { exact: true }).fill("Silje Ruud");
  await page.getByLabel(training("email"), { exact: true }).fill(email);
  await page.getByLabel(training("service")).selectOption({ label: "NAV" });
  await page.getByLabel(training("role")).selectOption({ label: "NAV-veileder" });
  await page.getByLabel(training("workplace")).fill("NAV Bærum");
  await page.getByLabel(training("municipality")).selectOption({ label: "Bærum" });
}

function link(text: string, path: string): string {
  return new RegExp(`http://localhost:\\d+/${path}/\\S+`).exec(text)?.[0] ?? "";
}

test("a leader says yes by mail, another comes instead, and a group is changed", async ({ page, browser, server }) => {
  test.slow();
  await signIn(page, "Vegard");
  await open(page, `/courses/${WEBINAR}`);
  await page.getByText(courses("edit_plan"), { exact: true }).click();
  await unfold(page, courses("seat_rules"));
  await page.getByRole("checkbox", { name: courses("asks_leader") }).check();
  await page.getByLabel(courses("minimum")).fill("500");
  await page.getByLabel(courses("decide_on")).fill("2026-11-25");
  await page.getByRole("button", { name: courses("save_plan") }).click();
  await expect(page.getByLabel(courses("minimum"))).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel(courses("minimum")).fill("50");
  await page.getByRole("button", { name: courses("save_plan") }).click();
  await expect(page.getByText(courses("plan_saved"))).toBeVisible();
  await expect(page.getByText(/Avgjør innen onsdag 25\. november 2026 om kurset skal holdes: 23 plasser er tatt, og 50 skal til/)).toBeVisible();
  await open(page, "/courses");
  await expect(page.getByRole("row", { name: new RegExp(TITLE) }).getByText(courses("to_be_decided"))).toBeVisible();

  const phones = await browser.newContext({ baseURL: server.url, locale: "nb-NO", javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  const phone = await phones.newPage();
  await phone.goto(`/training/${WEBINAR}/register`);
  await fill(phone, "silje.leder@nav.example");
  await phone.getByLabel(training("leader_name")).fill("Kari Dahl");
  await phone.getByLabel(training("leader_email")).fill("silje.leder@nav.example");
  await phone.getByRole("button", { name: training("send") }).click();
  await expect(phone.getByText(issues("must_be_somebody_else"))).toBeVisible();
  await expect(phone.getByLabel(training("leader_name"))).toHaveValue("Kari Dahl");
  await phone.getByLabel(training("leader_email")).fill("kari.leder@nav.example");
  await phone.getByRole("button", { name: training("send") }).click();
  const own = link((await nextMail(server, "silje.leder@nav.example", /Vi holder av plassen/)).text, "registration");
  await phone.goto(own);
  await phone.getByRole("button", { name: training("confirm") }).click();
  await expect(phone.getByText(training("done_asked"))).toBeVisible();
  await expect(phone.getByText(/Vi har spurt Kari Dahl\./)).toBeVisible();

  // The leader, without an account; axe needs scripts.
  const approval = link((await nextMail(server, "kari.leder@nav.example", /har satt deg opp som leder/)).text, "approval");
  const leaders = await browser.newContext({ baseURL: server.url, locale: "nb-NO" });
  const leader = await leaders.newPage();
  await leader.goto(approval);
  await expect(leader.getByRole("heading", { level: 1, name: training("approval_title", { name: "Silje Ruud" }) })).toBeVisible();
  await expectAccessible(leader);
  await fitsEveryScreen(leader);
  await pictures(leader, "approval");
  await leader.getByRole("button", { name: training("approval_yes") }).click();
  await expect(leader.getByRole("alert")).toHaveText(training("approval_is_yes", { name: "Silje Ruud" }));
  await leader.goto(approval.slice(0, -3));
  await expect(leader.getByRole("heading", { level: 1, name: training("bad_link") })).toBeVisible();
  await nextMail(server, "silje.leder@nav.example", /Plassen er din/);

  // Somebody else comes instead: one field, two clicks from the mail.
  await phone.goto(own);
  await phone.getByText(training("substitute")).click();
  await phone.getByLabel(training("substitute_who")).fill("Omar Lund");
  await phone.getByRole("button", { name: training("substitute_send") }).click();
  await expect(phone.getByText(issues("not_an_email"))).toBeVisible();
  await expect(phone.getByLabel(training("substitute_who"))).toHaveValue("Omar Lund");
  await phone.getByLabel(training("substitute_who")).fill("Omar Lund, omar.lund@nav.example");
  await phone.getByRole("button", { name: training("substitute_send") }).click();
  await expect(phone.getByText(training("done_replaced"))).toBeVisible();
  await nextMail(server, "silje.leder@nav.example", /du står ikke lenger på den/);
  await nextMail(server, "omar.lund@nav.example", /Vi har spurt Kari Dahl om du kan delta/);
  await nextMail(server, "kari.leder@nav.example", /Omar Lund \(NAV Bærum\) vil delta/);
  await phone.goto(own);
  await expect(phone.getByRole("heading", { level: 1, name: training("bad_link") })).toBeVisible();

  // A group, which its leader changes; those who are new in it hear of it.
  await phone.goto(`/training/${WEBINAR}/register?as=group`);
  await fill(phone, "leder@nav.example");
  await phone.getByLabel(training("colleagues"), { exact: true }).fill("Amir Berg; amir.ny@nav.example\nKari Li; kari.ny@nav.example");
  await phone.getByRole("button", { name: training("send_group") }).click();
  const group = link((await nextMail(server, "leder@nav.example", /Vi holder av plassen/)).text, "registration");
  await phone.goto(group);
  await phone.getByRole("button", { name: training("confirm") }).click();
  await nextMail(server, "amir.ny@nav.example", /Silje Ruud har meldt deg på/);
  await leader.goto(group);
  await leader.getByRole("link", { name: training("change") }).click();
  await expect(leader.getByLabel(training("workplace"))).toHaveValue("NAV Bærum");
  await expectAccessible(leader);
  await fitsEveryScreen(leader);
  await pictures(leader, "registration-change");
  await leader.getByLabel(training("colleagues"), { exact: true }).fill("Amir Berg; amir.ny@nav.example\nLeyla Ali; leyla@nav");
  await leader.getByRole("button", { name: training("change_save") }).click();
  await expect(leader.getByText(training("line", { number: 2, fault: issues("not_an_email") }))).toBeVisible();
  await leader.getByLabel(training("colleagues"), { exact: true }).fill("Amir Berg; amir.ny@nav.example\nLeyla Ali; leyla.ny@nav.example");
  await leader.getByRole("button", { name: training("change_save") }).click();
  await expect(leader.getByText(training("done_changed"))).toBeVisible();
  await pictures(leader, "registration-own");
  await nextMail(server, "kari.ny@nav.example", /du står ikke lenger på den/);
  await nextMail(server, "leyla.ny@nav.example", /Silje Ruud har meldt deg på/);
  await phones.close();
  await leaders.close();
});

test("participants say how it was on phones that run no scripts, and those who held it see it when five more have", async ({ page, browser, server }) => {
  test.slow();
  await signIn(page, "Ingrid");
  await open(page, `/courses/${HELD}`);
  const section = page.getByRole("region", { name: asked("heading"), exact: true });
  await expect(section.getByText(asked("shown_of", { shown: 5, answers: 8, next: 10 }))).toBeVisible();
  await expect(section.getByText(asked("turnout", { came: 8, seats: 10, missing: 2 }))).toBeVisible();
  await expect(section.getByRole("row", { name: /Trygg på tegnene 4,2 2,4, opp 1,8/ })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "course-evaluation");
  await section.getByRole("link", { name: asked("show_screen", { phase: asked("phase_after") }) }).click();
  await expect(page.getByRole("img", { name: asked("screen_alt") })).toBeVisible();
  await expectAccessible(page);
  await fitsEveryScreen(page);
  await pictures(page, "evaluation-screen");
  const address = (await page.locator(".hr-screen__address").innerText()).replace(/^[^/]+/, "");

  const looks = await browser.newContext({ baseURL: server.url, locale: "nb-NO" });
  const look = await looks.newPage();
  await look.goto(address);
  await expectAccessible(look);
  await fitsEveryScreen(look);
  await pictures(look, "evaluation-questions");
  await looks.close();

  const phones = await browser.newContext({ baseURL: server.url, locale: "nb-NO", javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  const phone = await phones.newPage();
  for (const [turn, best] of ["Jeg snakket med Amina Farah", ""].entries()) {
    await phone.goto(address);
    await phone.getByRole("button", { name: needs("send") }).click();
    await expect(phone.getByRole("alert")).toContainText(needs("not_all"));
    for (const group of await phone.getByRole("group").filter({ has: phone.getByRole("radio") }).all()) {
      await group.getByRole("radio", { name: "5" }).check();
    }
    await phone.getByLabel(asked("question_best")).fill(best);
    await phone.getByRole("button", { name: needs("send") }).click();
    if (turn === 0) {
      await expect(phone.getByText(issues("may_be_a_name"))).toBeVisible();
      await expect(phone.getByLabel(asked("question_best"))).toHaveValue(best);
      await phone.getByLabel(asked("question_best")).fill("Å øve sammen");
      await phone.getByRole("button", { name: needs("send") }).click();
    }
    await expect(phone.getByText(needs("thanks"))).toBeVisible();
  }
  await phone.goto(`${address.slice(0, -4)}abcd`);
  await expect(phone.getByRole("heading", { level: 1, name: asked("missing") })).toBeVisible();
  await phones.close();

  await page.goto(`/courses/${HELD}`);
  await hydrated(page);
  await expect(section.getByText(asked("shown_of", { shown: 10, answers: 10, next: 15 }))).toBeVisible();
  await expect(section.getByText("Å øve sammen")).toBeVisible();
});

test("one's own courses are found with a mail address, and new ones by a feed", async ({ page, server }) => {
  await page.goto("/training");
  await page.getByRole("link", { name: training("mine") }).click();
  await page.getByLabel(training("email")).fill("silje.ruud");
  await page.getByRole("button", { name: training("mine_send") }).click();
  await expect(page.getByText(issues("not_an_email"))).toBeVisible();
  await page.getByLabel(training("email")).fill("silje.ruud@nav.example");
  await page.getByRole("button", { name: training("mine_send") }).click();
  await expect(page.getByText(training("mine_sent"))).toBeVisible();
  await expectAccessible(page);
  await fitsEveryScreen(page);
  const address = link((await nextMail(server, "silje.ruud@nav.example", /Her er kursene/)).text, "my-courses/of");
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1, name: training("mine_of", { email: "silje.ruud@nav.example" }) })).toBeVisible();
  await expect(page.getByRole("link", { name: "Den vanskelige samtalen", exact: true })).toBeVisible();
  await expectAccessible(page);
  await fitsEveryScreen(page);
  await pictures(page, "my-courses");
  await page.getByRole("link", { name: training("mine_open", { title: TITLE }) }).click();
  await expect(page.getByText(training("own_confirmed"), { exact: true })).toBeVisible();
  await page.goto(`${address.slice(0, -4)}abcd`);
  await expect(page.getByText(training("mine_again"))).toBeVisible();

  const feed = await page.request.get("/training/feed.atom?format=video");
  expect(feed.headers()["content-type"]).toContain("application/atom+xml");
  const xml = await feed.text();
  expect(xml).toContain(`<title>${TITLE}</title>`);
  expect(xml.match(/<entry>/g)).toHaveLength(1);
  // The browser's own reader of XML finds it well formed.
  const fault = await page.evaluate((xml) => new DOMParser().parseFromString(xml, "application/xml").querySelector("parsererror")?.textContent ?? "", xml);
  expect(fault).toBe("");
});

test("seats are kept for a service until a day, and both sides are told", async ({ page, browser, server }) => {
  await signIn(page, "Vegard");
  await open(page, `/courses/${WEBINAR}`);
  await page.getByText(courses("edit_plan"), { exact: true }).click();
  await page.getByLabel(courses("capacity"), { exact: true }).fill("25");
  await unfold(page, courses("seat_rules"));
  await page.getByRole("button", { name: courses("add_quota") }).click();
  const row = page.getByRole("group", { name: courses("quota", { number: 1 }) });
  await row.getByLabel(courses("kept_for")).selectOption({ label: "Skole" });
  await row.getByLabel(courses("kept_seats")).fill("50");
  await page.getByLabel(courses("released_on")).fill("2026-11-25");
  await page.getByRole("button", { name: courses("save_plan") }).click();
  await expect(row.getByLabel(courses("kept_seats"))).toHaveAttribute("aria-invalid", "true");
  await row.getByLabel(courses("kept_seats")).fill("2");
  await page.getByRole("button", { name: courses("save_plan") }).click();
  await expect(page.getByText(courses("plan_saved"))).toBeVisible();
  await expect(page.getByText(courses("quota_of", { who: "Skole", taken: 0, seats: 2 }))).toBeVisible();
  await expectAccessible(page);
  await pictures(page, "course-quotas");

  const phones = await browser.newContext({ baseURL: server.url, locale: "nb-NO", viewport: { width: 360, height: 740 } });
  const phone = await phones.newPage();
  await phone.goto(`/training/${WEBINAR}`);
  await expect(phone.getByText(training("only_kept", { count: 2 }))).toBeVisible();
  await expect(phone.getByText(/2 plasser er holdt av for Skole til/)).toBeVisible();
  await expectAccessible(phone);
  await fitsEveryScreen(phone);
  await phone.getByRole("link", { name: training("register"), exact: true }).click();
  await expect(phone.getByText(training("kept_note"))).toBeVisible();
  await fill(phone, "silje.venter@nav.example");
  await phone.getByRole("button", { name: training("send") }).click();
  await expect(phone.getByText(training("on_list", { position: 1 }))).toBeVisible();
  await phones.close();
});
