import { expect, expectAccessible, expectAccessibleInBothThemes, open, signIn, tabTo, test } from "../support/fixtures.ts";
import { fitsEveryScreen, pictures, sheets } from "../support/paper.ts";
import { words } from "../support/words.ts";

/** Hours: a week is confirmed, what is missing is filled in, months are closed, and nobody's share is told to others. */

const hours = words("nb", "hours");
const issues = words("nb", "issues");

test.use({ expectedMessages: [/40[34]|409|422/] });

test("an adviser confirms what the calendar proposes, fills a day that is missing, and sees where the semester leads", async ({ page }) => {
  test.slow();
  await signIn(page, "Ingrid");
  await open(page, "/?day=2026-11-16");
  await page.getByRole("link", { name: hours("to_hours") }).click();
  await expect(page.getByRole("heading", { level: 1, name: hours("title") })).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: hours("week_of", { number: 47, first: "16. november", last: "22. november 2026" }) })).toBeVisible();
  await expect(page.getByText(hours("not_confirmed"))).toBeVisible();
  await expect(page.getByText(hours("gap")).first()).toBeVisible();
  const share = page.getByRole("region", { name: hours("guide"), exact: true });
  await expect(share.getByText(/6[456]\s% elevrettet/)).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "hours-week");

  const proposed = page.getByRole("list", { name: hours("proposals") }).getByRole("listitem");
  const count = await proposed.count();
  expect(count).toBeGreaterThan(0);
  await page.getByRole("button", { name: hours("confirm") }).click();
  await expect(page.getByText(hours("confirmed_on", { date: "23. november 2026" }))).toBeVisible();
  await expect(page.getByText(hours("no_proposals"))).toBeVisible();
  const days = page.getByRole("region", { name: hours("days"), exact: true });
  await expect(days.getByRole("button", { name: /^Fjern / })).toHaveCount(count);

  // Bad input is told beside its field and loses nothing.
  const gaps = await days.getByText(hours("gap")).count();
  await page.getByLabel(hours("kind"), { exact: true }).selectOption("cases");
  await expect(page.getByLabel(hours("minutes"), { exact: true })).toHaveValue("60");
  await page.getByLabel(hours("minutes"), { exact: true }).fill("50");
  await page.getByRole("button", { name: hours("save"), exact: true }).click();
  await expect(page.getByText(issues("not_a_quarter"))).toBeVisible();
  await expect(page.getByLabel(hours("minutes"), { exact: true })).toBeFocused();
  await expect(page.getByLabel(hours("kind"), { exact: true })).toHaveValue("cases");
  await expectAccessible(page);
  await page.getByRole("group", { name: hours("quick") }).getByRole("button", { name: "4 t" }).click();
  await page.getByRole("button", { name: hours("save"), exact: true }).click();
  await expect(days.getByText(hours("gap"))).toHaveCount(gaps - 1);
  await expect(page.getByLabel(hours("kind"), { exact: true })).toBeFocused();

  await days.getByRole("button", { name: /^Endre Kontakter og saker/ }).click();
  await expect(page.getByRole("heading", { level: 2, name: hours("change") })).toBeVisible();
  await page.getByLabel(hours("kind"), { exact: true }).selectOption("nora");
  await page.getByRole("button", { name: hours("save_change") }).click();
  await expect(days.getByRole("button", { name: /^Fjern Nora/ })).toBeVisible();
  await days.getByRole("button", { name: /^Fjern Nora/ }).click();
  await expect(days.getByText(hours("gap"))).toHaveCount(gaps);

  await page.getByText(hours("absence"), { exact: true }).click();
  await page.getByLabel(hours("absent_minutes")).fill("0");
  await page.getByRole("button", { name: hours("absent_save") }).click();
  await expect(page.getByLabel(hours("absent_minutes"))).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel(hours("absent_minutes")).fill("450");
  await page.getByRole("button", { name: hours("absent_save") }).click();
  await expect(days.getByText(/^Fravær: ferie/)).toBeVisible();
  await expect(days.getByText(hours("gap"))).toHaveCount(gaps - 1);
  await expectAccessibleInBothThemes(page);
});

test("a week is filled by keyboard alone in less than a minute", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/hours?day=2026-11-16");
  const begun = Date.now();
  await tabTo(page, page.getByRole("button", { name: hours("confirm") }));
  await page.keyboard.press("Enter");
  await expect(page.getByText(hours("no_proposals"))).toBeVisible();
  for (const kind of ["Kontakter", "Rutiner"]) {
    await tabTo(page, page.getByLabel(hours("kind"), { exact: true }));
    await page.keyboard.type(kind);
    await tabTo(page, page.getByLabel(hours("minutes"), { exact: true }));
    await page.keyboard.press("Enter");
    await expect(page.getByLabel(hours("kind"), { exact: true })).toBeFocused();
    await expect(page.getByLabel(hours("kind"), { exact: true })).toHaveValue("");
  }
  expect(Date.now() - begun).toBeLessThan(60_000);
  const days = page.getByRole("region", { name: hours("days"), exact: true });
  await expect(days.getByText("Kontakter og saker")).toBeVisible();
  await expect(days.getByText("Rutiner ved skolen")).toBeVisible();
});

test("a month is closed and opened again, and its days follow", async ({ page, browser, server }) => {
  test.slow();
  const office = await browser.newContext({ baseURL: server.url, locale: "nb-NO" });
  const marte = await office.newPage();
  await signIn(marte, "Marte");
  await open(marte, "/hours/periods?month=2026-10");
  await expectAccessibleInBothThemes(marte);
  await fitsEveryScreen(marte);
  await marte.getByRole("button", { name: hours("close_month") }).click();
  await expect(marte.getByText(issues("required"))).toBeVisible();
  await marte.getByLabel("Ingrid Moen").check();
  await marte.getByRole("button", { name: hours("close_month") }).click();
  const row = marte.getByRole("row", { name: /Ingrid Moen/ });
  await expect(row).toContainText(hours("state_closed", { date: "23. november 2026" }));
  await pictures(marte, "hours-periods");

  // The week of 26 October ends in November.
  await signIn(page, "Ingrid");
  await open(page, "/hours?day=2026-10-28");
  await expect(page.getByText(hours("closed"), { exact: true })).toHaveCount(6);
  await expect(page.getByText(hours("closed_help", { name: "Marte Oppdal" }))).toBeVisible();
  await expect(page.getByLabel(hours("day"), { exact: true }).first().getByRole("option")).toHaveCount(1);
  await expectAccessible(page);

  await row.getByText(hours("reopen_for", { name: "Ingrid Moen" }), { exact: true }).click();
  await row.getByRole("button", { name: hours("reopen_for", { name: "Ingrid Moen" }) }).click();
  await expect(row.getByText(issues("required"))).toBeVisible();
  await row.getByLabel(hours("reason")).selectOption("missing");
  await row.getByRole("button", { name: hours("reopen_for", { name: "Ingrid Moen" }) }).click();
  // The reason stands among the choices too: what was there before has to be gone.
  await expect(row).not.toContainText(hours("state_closed", { date: "23. november 2026" }));
  await expect(row).toContainText(hours("reason_missing"));
  await page.reload();
  await expect(page.getByText(hours("closed"), { exact: true })).toHaveCount(0);
  await office.close();
});

test("a wholly closed week is read with who closed it, and has no form", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/hours?day=2026-09-09");
  await expect(page.getByText(hours("week_closed"))).toBeVisible();
  await expect(page.getByText(hours("closed"), { exact: true })).toHaveCount(7);
  await expect(page.getByText(hours("closed_help", { name: "Marte Oppdal" }))).toBeVisible();
  const days = page.getByRole("region", { name: hours("days"), exact: true });
  await expect(days.getByText("Kontakter og saker").first()).toBeVisible();
  await expect(days.getByRole("button")).toHaveCount(0);
  for (const gone of ["confirm", "save", "copy", "absent_save"]) {
    await expect(page.getByRole("button", { name: hours(gone), exact: true })).toHaveCount(0);
  }
  await expect(page.getByText(hours("absence"), { exact: true })).toHaveCount(0);
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
});

test("by hand and by keyboard: with two places none is taken for granted, and a fault in a folded part is unfolded", async ({ page }) => {
  await signIn(page, "Samir");
  const session = words("nb", "session");
  await page.getByLabel(session("declaration_tick")).check();
  await page.getByRole("button", { name: session("declaration_accept") }).click();
  await expect(page).not.toHaveURL(/declaration/);
  await open(page, "/hours?day=2026-11-16");
  // Time with contacts and cases asks for nothing about a pupil.
  const labels = page.locator("form:has(#minutes) label");
  for (const label of await labels.allTextContents()) expect(label.toLowerCase()).not.toMatch(/elev|sak|navn/);
  await tabTo(page, page.getByLabel(hours("kind"), { exact: true }));
  await page.keyboard.type("Kontakter");
  await tabTo(page, page.getByLabel(hours("minutes"), { exact: true }));
  await page.keyboard.press("Enter");
  const unit = page.getByLabel(hours("unit"), { exact: true });
  await expect(unit).toBeFocused();
  await expect(unit).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel(hours("minutes"), { exact: true })).toHaveValue("60");
  await expectAccessible(page);
  // Letters alone that stand on every keyboard: others reach the field that was typed in last, which no keyboard of a person does.
  await page.keyboard.type("Sol");
  await expect(unit.locator("option:checked")).toHaveText("Solåsen vgs (demo)");
  await expect(unit).toBeFocused();
  await expect(page.getByLabel(hours("minutes"), { exact: true })).toHaveValue("60");
  const travel = page.getByLabel(new RegExp(`^${hours("travel")}`));
  const folded = page.locator("details:has(#travel)");
  await folded.locator("summary").focus();
  await page.keyboard.press("Enter");
  await travel.fill("10");
  await folded.locator("summary").focus();
  await page.keyboard.press("Enter");
  await expect(travel).toBeHidden();
  // With motion: what unfolds takes the focus only when it is shown.
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await page.getByLabel(hours("minutes"), { exact: true }).press("Enter");
  await expect(travel).toBeVisible();
  await expect(travel).toBeFocused();
  await travel.fill("15");
  await travel.press("Enter");
  const days = page.getByRole("region", { name: hours("days"), exact: true });
  await expect(days.getByText(hours("travel_of", { length: "15 min" }))).toBeVisible();
  // The place stays for the next entry.
  await expect(unit).not.toHaveValue("");
  await fitsEveryScreen(page);
});

test("what is typed of an absence stays when the week is drawn again", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/hours?day=2026-11-16");
  await page.getByText(hours("absence"), { exact: true }).click();
  await page.getByLabel(hours("absent_kind")).selectOption("leave");
  await page.getByLabel(hours("absent_minutes")).fill("225");
  await page.getByLabel(hours("kind"), { exact: true }).selectOption("nora");
  await page.getByRole("button", { name: hours("save"), exact: true }).click();
  const days = page.getByRole("region", { name: hours("days"), exact: true });
  await expect(days.getByRole("button", { name: /^Fjern Nora/ })).toBeVisible();
  await expect(page.getByLabel(hours("absent_kind"))).toHaveValue("leave");
  await expect(page.getByLabel(hours("absent_minutes"))).toBeVisible();
  await expect(page.getByLabel(hours("absent_minutes"))).toHaveValue("225");
});

test("who plans a group sees where the semester ends without it and with it, and My week says the same", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/");
  const inWeek = page.getByText(/^Høstsemesteret 2026 med planene i kalenderen: \d+\/\d+\./);
  await expect(inWeek).toBeVisible();
  const split = /(\d+\/\d+)\./.exec((await inWeek.textContent()) ?? "")?.[1] ?? "";
  await open(page, "/groups/new");
  const plan = page.locator(".hr-plan-share");
  await expect(plan).toBeHidden();
  await page.getByLabel("Første dato").fill("2026-11-30");
  const said = hours("plan_share", { semester: "Høstsemesteret 2026", before: split, after: "@" });
  const [before = ""] = said.split("@");
  await expect(plan.getByText(before)).toBeVisible();
  // The rule's last sessions are in spring.
  await expect(plan.getByText(/^Vårsemesteret 2027/)).toBeVisible();
  await expect(plan.getByText(/veiledende/).first()).toBeVisible();
  await expectAccessible(page);
  await fitsEveryScreen(page);
});

test("the week is read and filled in nynorsk", async ({ page }) => {
  const nynorsk = words("nn", "hours");
  await signIn(page, "Aino");
  await open(page, "/hours?day=2026-11-16");
  await expect(page.getByRole("heading", { level: 1, name: nynorsk("title") })).toBeVisible();
  await expect(page.getByText(nynorsk("outside")).first()).toBeVisible();
  await page.getByRole("button", { name: nynorsk("confirm") }).click();
  await expect(page.getByText(nynorsk("confirmed_on", { date: "23. november 2026" }))).toBeVisible();
  await open(page, "/hours?day=2026-09-09");
  await expect(page.getByText(nynorsk("week_closed"))).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
});

test("statistics reads the scheme in sum, on a screen and on paper, and no person", async ({ page }) => {
  await signIn(page, "Nina");
  await open(page, "/hours/guide");
  await expect(page.getByRole("heading", { level: 1, name: hours("figures_title") })).toBeVisible();
  const table = page.getByRole("region", { name: hours("figures_table") });
  const nation = table.getByRole("row", { name: new RegExp(`^${hours("nation")}`) });
  await expect(nation.getByRole("cell").first()).toHaveText("3");
  await expect(table.getByRole("row")).toHaveCount(2);
  await expect(page.getByText(hours("told_months", { months: "august 2026, september 2026" }))).toBeVisible();
  await expect(page.getByText(hours("waiting_months", { months: "oktober 2026, november 2026" }))).toBeVisible();
  await expect(page.getByText("Ingrid")).toHaveCount(0);
  await expect(page.getByText("Granlia")).toHaveCount(0);
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "hours-figures");
  expect((await sheets(page, "hours-figures")).length).toBe(1);
  await page.getByRole("link", { name: hours("to_year") }).click();
  await expect(page.getByRole("heading", { level: 2, name: hours("school_year", { year: "2026/27" }) })).toBeVisible();
  await open(page, "/hours/guide?span=2020-autumn");
  await expect(page.getByText(hours("too_few"))).toBeVisible();
});

test("the professional team changes where time is counted", async ({ page }) => {
  await signIn(page, "Vegard");
  await open(page, "/hours/rules");
  const rule = page.getByRole("group").filter({ hasText: hours("kind_routines") });
  await rule.getByText(hours("kind_routines")).click();
  await rule.getByLabel(hours("rule_pupils")).fill("50");
  await rule.getByRole("button", { name: hours("rule_save_of", { kind: hours("kind_routines") }) }).click();
  await expect(rule.getByText(issues("does_not_add_up"))).toBeVisible();
  await expect(rule.getByLabel(hours("rule_pupils"))).toHaveValue("50");
  await rule.getByLabel(hours("rule_competence")).fill("50");
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await rule.getByRole("button", { name: hours("rule_save_of", { kind: hours("kind_routines") }) }).click();
  await expect(page.getByText(hours("rule_of", { kind: hours("kind_routines"), split: "Elevrettet 50 %, Kompetanse 50 %" }))).toBeVisible();
});

test("who has no part in hours is not shown them", async ({ page }) => {
  await signIn(page, "Tor Hegge");
  const answer = await page.goto("/hours");
  expect(answer?.status()).toBe(403);
});
