import { nextMail } from "../support/mail.ts";
import { fitsEveryScreen, pictures } from "../support/paper.ts";
import { beyondTheEdge, expect, expectAccessible, expectAccessibleInBothThemes, hydrated, open, type Page, prefer, signIn, tabTo, test, unfold } from "../support/fixtures.ts";
import { words } from "../support/words.ts";

/** Courses from a plan that two stand behind to a seat on a phone, and what becomes of the seat. */

const courses = words("nb", "courses");
const training = words("nb", "training");
const SEMINAR = "01KDVDNA000000000000001401";
const WEBINAR = "01KDVDNA000000000000001402";
const DRAFT = "01KDVDNA000000000000001403";
const LINK = /http:\/\/localhost:\d+\/registration\/\S+/;

test.use({ expectedMessages: [/404|409|422/] });

/** Fills in the fields that everybody has, as on a phone. */
async function fill(page: Page, email: string): Promise<void> {
  await page.getByLabel(training("name")).fill("Silje Ruud");
  await page.getByLabel(training("email")).fill(email);
  await page.getByLabel(training("service")).selectOption({ label: "NAV" });
  await page.getByLabel(training("role")).selectOption({ label: "NAV-veileder" });
  await page.getByLabel(training("workplace")).fill("NAV Bærum");
  await page.getByLabel(training("municipality")).selectOption({ label: "Bærum" });
}

async function linkIn(server: Parameters<typeof nextMail>[0], to: string, matching: RegExp): Promise<string> {
  return LINK.exec((await nextMail(server, to, matching)).text)?.[0] ?? "";
}

test.describe("on a phone that runs no scripts", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });

  test("somebody finds a course, registers, confirms by the mail and withdraws", async ({ page, server }) => {
    const email = "silje.ny@nav.example";
    await page.goto("/training");
    await page.getByRole("link", { name: "Grunnkurs NSK" }).click();
    await expect(page.getByText(training("free_seats", { count: 97 }))).toBeVisible();
    await page.getByRole("link", { name: training("register"), exact: true }).click();

    // Everything that is wrong is told at once, and nothing that was typed is lost.
    await page.getByLabel(training("name")).fill("Silje Ruud");
    await page.getByLabel(training("email")).fill("silje");
    await page.getByRole("button", { name: training("send") }).click();
    await expect(page.getByRole("alert")).toContainText(training("faults"));
    await expect(page.getByLabel(training("name"))).toHaveValue("Silje Ruud");
    await expect(page.getByLabel(training("email"))).toHaveAttribute("aria-invalid", "true");
    await fill(page, email);
    await page.getByRole("button", { name: training("send") }).click();
    await expect(page.getByRole("heading", { level: 1, name: training("check_mail") })).toBeVisible();
    await expect(page.getByText(training("held"))).toBeVisible();

    const link = await linkIn(server, email, /Vi holder av plassen/);
    await page.goto(link);
    await page.getByRole("button", { name: training("confirm") }).click();
    await expect(page.getByText(training("done_confirmed"))).toBeVisible();
    await expect(page.getByRole("link", { name: training("video_link") })).toHaveAttribute("href", /video\.example/);
    await nextMail(server, email, /Plassen er din/);

    // Two clicks from the mail.
    await page.goto(link);
    await page.getByRole("button", { name: training("withdraw") }).click();
    await expect(page.getByText(training("done_withdrawn"))).toBeVisible();
    await nextMail(server, email, /Påmeldingen er avsluttet/);
    await page.goto(`/training/${WEBINAR}`);
    await expect(page.getByText(training("free_seats", { count: 97 }))).toBeVisible();
  });
});

test("who comes to a full course waits, and both sides see how a withdrawal moves the line", async ({ page, browser, server }) => {
  await page.goto(`/training/${SEMINAR}`);
  await expect(page.getByText(training("full_waiting", { count: 5 }))).toBeVisible();
  await page.getByRole("link", { name: training("register_waiting") }).click();
  await fill(page, "silje.sist@nav.example");
  await page.getByRole("button", { name: training("send") }).click();
  await expect(page.getByText(training("on_list", { position: 6 }))).toBeVisible();
  const link = await linkIn(server, "silje.sist@nav.example", /plass 6 på ventelisten/);

  const other = await browser.newContext({ baseURL: server.url, locale: "nb-NO" });
  const desk = await other.newPage();
  await signIn(desk, "Vegard");
  await open(desk, `/courses/${SEMINAR}`);
  await expect(desk.getByText(courses("counts", { seats: "40 av 40", waiting: 6, free: 0 }))).toBeVisible();
  await desk.getByLabel(courses("remove_of", { name: "Silje Ruud" }), { exact: true }).first().click();
  await desk.getByRole("button", { name: courses("remove_of", { name: "Silje Ruud" }) }).first().click();
  await expect(desk.getByText(courses("counts", { seats: "40 av 40", waiting: 5, free: 0 }))).toBeVisible();
  await expect(desk.getByText(courses("state_offered"))).toBeVisible();

  // Number 41, the first of those who waited, is asked, and says yes.
  const offer = await linkIn(server, "leyla.ruud@nav.example", /En plass er blitt ledig/);
  const theirs = await browser.newContext({ baseURL: server.url, locale: "nb-NO" });
  const phone = await theirs.newPage();
  await phone.goto(offer);
  await phone.getByRole("button", { name: training("accept") }).click();
  await expect(phone.getByText(training("own_confirmed"))).toBeVisible();
  await page.goto(link);
  await expect(page.getByText(training("own_waiting", { position: 5, total: 5 }))).toBeVisible();

  // A seat beyond the number takes a reason, and is shown as such.
  await desk.reload();
  await expect(desk.locator("html[data-hydrated]")).toBeAttached();
  const give = desk.getByRole("row", { name: /silje\.sist/ });
  await give.getByLabel(courses("give_seat_to", { name: "Silje Ruud" })).click();
  await give.getByRole("button", { name: courses("give_seat"), exact: true }).click();
  const reason = give.getByLabel(courses("over_reason", { name: "Silje Ruud" }));
  await expect(reason).toHaveAttribute("aria-invalid", "true");
  await reason.fill("Holder innlegg");
  await give.getByRole("button", { name: courses("give_seat"), exact: true }).click();
  await expect(desk.getByText("41 av 40 (1 over)")).toBeVisible();
  await pictures(desk, "course");
  await other.close();
  await theirs.close();
});

test("a course is planned by keyboard, approved by the adviser and the team, published, and found in the catalogue", async ({ page, browser, server }) => {
  test.slow();
  await signIn(page, "Vegard");
  await open(page, `/courses/${DRAFT}`);
  await expect(page.getByRole("button", { name: courses("publish") })).toHaveCount(0);
  const approve = page.getByRole("button", { name: courses("approve_team") });
  await tabTo(page, approve);
  await page.keyboard.press("Enter");
  const publish = page.getByRole("button", { name: courses("publish") });
  await expect(publish).toBeVisible();
  await tabTo(page, publish);
  await page.keyboard.press("Enter");
  await expect(page.getByText(courses("standing_open"))).toBeVisible();

  // The checklist reminds of the neighbours.
  const task = page.getByRole("checkbox", { name: courses("task_invite") });
  await tabTo(page, task);
  await page.keyboard.press("Space");
  await expect(task).toBeChecked();

  const other = await browser.newContext({ baseURL: server.url, locale: "nn-NO" });
  const visitor = await other.newPage();
  await visitor.goto("/training?service=school");
  await expect(visitor.getByRole("listitem").filter({ hasText: "Rutiner som virker" })).toContainText("60 ledige plassar");
  await other.close();

  // A new one: faults beside the fields, nothing lost.
  await open(page, "/courses/new");
  await page.getByLabel(courses("name"), { exact: true }).fill("Samtalen som teller");
  await page.getByRole("button", { name: courses("save_new") }).click();
  await expect(page.getByLabel(courses("adviser"))).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel(courses("adviser")).selectOption({ label: "Samir Haddad-Lie" });
  await page.getByRole("checkbox", { name: "NAV", exact: true }).check();
  await page.getByLabel(courses("date"), { exact: true }).fill("2027-02-11");
  await page.getByLabel(courses("start"), { exact: true }).fill("09:00");
  await page.getByLabel(courses("end"), { exact: true }).fill("12:00");
  await page.getByLabel(courses("place")).fill("Rådhuset");
  await page.getByLabel(courses("capacity"), { exact: true }).fill("30");
  await page.getByLabel(courses("deadline")).fill("2027-02-12");
  await page.getByRole("button", { name: courses("save_new") }).click();
  await expect(page.getByLabel(courses("deadline"))).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel(courses("deadline")).fill("2027-02-04");
  await page.getByRole("button", { name: courses("save_new") }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Samtalen som teller" })).toBeVisible();
  await expect(page.getByText(courses("side_adviser", { name: "Samir Haddad-Lie" }))).toBeVisible();
});

test("a leader registers colleagues by name and another a whole staff by number", async ({ page, server }) => {
  await page.goto(`/training/${WEBINAR}`);
  await page.getByRole("link", { name: training("register_group") }).click();
  await fill(page, "leder@nav.example");
  await page.getByLabel(training("colleagues")).fill("Kari Nordmann;kari@nav.example\nOla Bø;ola@nav");
  await page.getByRole("button", { name: training("send_group") }).click();
  await expect(page.locator("#colleagues-fault")).toContainText("Linje 2:");
  await page.getByLabel(training("colleagues")).fill("Kari Nordmann;kari@nav.example\nOla Bø;ola@nav.example");
  await page.getByRole("button", { name: training("send_group") }).click();
  await expect(page.getByRole("heading", { level: 1, name: training("check_mail") })).toBeVisible();
  await nextMail(server, "leder@nav.example", /Antall plasser: 2/);

  await page.goto(`/training/${WEBINAR}/register?as=staff`);
  await fill(page, "rektor@skole.example");
  await page.getByLabel(training("seats")).fill("55");
  await page.getByRole("button", { name: training("send_group") }).click();
  await expect(page.getByText(training("held"))).toBeVisible();
  await page.goto(`/training/${WEBINAR}`);
  await expect(page.getByText(training("free_seats", { count: 40 }))).toBeVisible();

  // Registered a second time, the page says nothing of it, and a mail leads back.
  await page.goto(`/training/${WEBINAR}/register`);
  for (let turn = 0; turn < 2; turn += 1) {
    await page.goto(`/training/${WEBINAR}/register`);
    await fill(page, "to.ganger@nav.example");
    await page.getByRole("button", { name: training("send") }).click();
    await expect(page.getByRole("heading", { level: 1, name: training("check_mail") })).toBeVisible();
  }
  await expect(page.getByText(training("known"))).toBeVisible();
});

test("a link that is wrong and a course that is not there are told in a sentence", async ({ page }) => {
  for (const [path, title] of [
    ["/training/01KDVDNA000000000000009999", training("not_found")],
    [`/training/${DRAFT}`, training("not_found")],
    ["/registration/01KDVDNA000000000000001402.1.falsk", training("bad_link")],
  ] as const) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  }
});

for (const language of ["nb", "nn"] as const) {
  test(`the public pages are accessible in ${language}, and fit a phone`, async ({ page, server }) => {
    test.slow();
    await prefer(page, { language });
    const texts = words(language, "training");
    const paths = ["/training", `/training/${SEMINAR}`, `/training/${WEBINAR}/register`, `/training/${WEBINAR}/register?as=group`];
    for (const [at, path] of paths.entries()) {
      await page.goto(path);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await page.locator("main details").evaluateAll((all) => all.forEach((details) => ((details as HTMLDetailsElement).open = true)));
      await expectAccessibleInBothThemes(page);
      await fitsEveryScreen(page);
      await pictures(page, `training-${language}-${at}`);
    }
    await page.goto(`/training/${WEBINAR}/register`);
    await page.getByRole("button", { name: texts("send") }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expectAccessible(page);
    expect(await beyondTheEdge(page)).toBeLessThanOrEqual(0);
    const email = `${language}@nav.example`;
    await page.getByLabel(texts("name")).fill("Silje Ruud");
    await page.getByLabel(texts("email")).fill(email);
    await page.getByLabel(texts("service")).selectOption("nav");
    await page.getByLabel(texts("role")).selectOption("leader");
    await page.getByLabel(texts("workplace")).fill("NAV Bærum");
    await page.getByLabel(texts("municipality")).selectOption("3201");
    await page.getByRole("button", { name: texts("send") }).click();
    await expect(page.getByRole("heading", { level: 1, name: texts("check_mail") })).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await pictures(page, `training-${language}-receipt`);
    await page.goto(await linkIn(server, email, LINK));
    await expect(page.getByRole("heading", { level: 1, name: texts("own_title") })).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await fitsEveryScreen(page);
    await pictures(page, `training-${language}-own`);
  });
}

test("all parts and kept seats that are typed are there after a reload, and other bookings are told of meanwhile", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/courses/new");
  await page.getByLabel(courses("name"), { exact: true }).fill("Samtalen som teller");
  const part = (number: number) => page.getByRole("group", { name: courses("part", { number }), exact: true });
  // The girls' group meets on Tuesday at 12:15.
  await part(1).getByLabel(courses("date"), { exact: true }).fill("2026-11-24");
  await part(1).getByLabel(courses("start"), { exact: true }).fill("12:00");
  await part(1).getByLabel(courses("end"), { exact: true }).fill("13:00");
  await expect(part(1).getByText(/Jentegruppe høst/)).toBeVisible();
  await page.getByRole("button", { name: courses("add_part") }).click();
  await part(2).getByLabel(courses("date"), { exact: true }).fill("2027-02-18");
  await expect(part(2).getByLabel(courses("start"), { exact: true })).toHaveValue("12:00");
  await expect(part(2).getByText(/Jentegruppe høst/)).toHaveCount(0);
  await unfold(page, courses("seat_rules"));
  await page.getByRole("button", { name: courses("add_quota") }).click();
  await page.getByLabel(courses("kept_for")).selectOption({ label: "NAV" });
  await page.getByLabel(courses("kept_seats"), { exact: true }).fill("7");
  await page.reload();
  await hydrated(page);
  await expect(part(2).getByLabel(courses("date"), { exact: true })).toHaveValue("2027-02-18");
  await expect(part(1).getByText(/Jentegruppe høst/)).toBeVisible();
  await expect(page.getByLabel(courses("kept_seats"), { exact: true })).toHaveValue("7");
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  // Forgotten as a whole.
  await page.getByRole("button", { name: words("nb", "shell")("draft_discard") }).click();
  await expect(page.getByLabel(courses("kept_seats"), { exact: true })).toHaveCount(0);
  await expect(part(2)).toHaveCount(0);
});

test("somebody registers with the keyboard alone, from the list of courses to the link in the mail", async ({ page, server }) => {
  const email = "tast@nav.example";
  const press = async (name: string) => {
    await tabTo(page, page.getByRole("button", { name }));
    await page.keyboard.press("Enter");
  };
  await page.goto("/training");
  await tabTo(page, page.getByRole("link", { name: "Grunnkurs NSK" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: /^Grunnkurs NSK/ })).toBeVisible();
  await tabTo(page, page.getByRole("link", { name: training("register"), exact: true }));
  await page.keyboard.press("Enter");
  await expect(page.getByLabel(training("name"))).toBeVisible();
  await press(training("send"));
  await expect(page.getByRole("alert")).toContainText(training("faults"));
  // From the list of faults to the field.
  await tabTo(page, page.getByRole("alert").getByRole("link").first());
  await page.keyboard.press("Enter");
  await expect(page.getByLabel(training("name"))).toBeFocused();
  await page.keyboard.type("Silje Ruud");
  await page.keyboard.press("Tab");
  await page.keyboard.type(email);
  const choose = async (field: string, label: string) => {
    const select = page.getByLabel(training(field));
    await tabTo(page, select);
    await page.keyboard.type(label);
    await expect(select.locator("option:checked")).toHaveText(label);
  };
  await choose("service", "NAV");
  await choose("role", "NAV-veileder");
  await tabTo(page, page.getByLabel(training("workplace")));
  await page.keyboard.type("NAV Bærum");
  await choose("municipality", "Moss");
  await press(training("send"));
  await expect(page.getByRole("heading", { level: 1, name: training("check_mail") })).toBeVisible();
  await page.goto(await linkIn(server, email, /Vi holder av plassen/));
  await press(training("confirm"));
  await expect(page.getByText(training("done_confirmed"))).toBeVisible();
});
