import { expect, expectAccessible, expectAccessibleInBothThemes, hydrated, open, signIn, tabTo, test, type Page } from "../support/fixtures.ts";
import { PORTRAIT, fitsEveryScreen, pictures, sheets } from "../support/paper.ts";
import { words } from "../support/words.ts";

/** Agreements with school owners, from a draft to its renewal, what is spent under them, and what is handed over. */

const agreements = words("nb", "agreements");
const issues = words("nb", "issues");
const places = words("nb", "places");
const shell = words("nb", "shell");

const OSLO = "/agreements/01KDVDNA000000000000001C01";
const FINNMARK = "/agreements/01KDVDNA000000000000001C03";

test.use({ expectedMessages: [/403|404|409|422/] });

const title = (owner: string): string => agreements("title_of", { owner });

async function press(page: Page, key: string): Promise<void> {
  await page.getByRole("button", { name: agreements(key), exact: true }).click();
}

test("an agreement that has expired is met at the front door, renewed with its changes in sight, and then warns no more", async ({ page }) => {
  test.slow();
  await signIn(page, "Marte");
  await open(page, "/");
  const notice = page.getByText(agreements("expired_of", { owner: "Finnmark fylkeskommune", day: "31.07.2026" }));
  await expect(notice).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await open(page, "/agreements");
  const rows = page.getByRole("region", { name: agreements("title") }).locator("tbody tr");
  await expect(rows.nth(0)).toContainText("Finnmark fylkeskommune");
  await expect(rows.nth(0)).toContainText(agreements("alert_expired", { day: "31.07.2026" }));
  await expect(rows.nth(1)).toContainText(agreements("alert_ends", { months: 5 }));
  await expect(rows.nth(2)).toContainText(agreements("alert_no_meeting"));
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "agreements");

  // The filter stands in the address.
  await page.getByLabel(agreements("state"), { exact: true }).selectOption({ label: agreements("stage_expired") });
  await page.getByRole("button", { name: agreements("show"), exact: true }).click();
  await expect(rows).toHaveCount(1);
  expect(page.url()).toContain("state=expired");

  await rows.nth(0).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: title("Finnmark fylkeskommune") })).toBeVisible();
  await hydrated(page);
  await expect(page.getByText(agreements("expired_notice", { day: "31.07.2026" }))).toBeVisible();
  await press(page, "renew");
  const changes = page.getByRole("region", { name: agreements("renewal") });
  await expect(changes.getByRole("row", { name: new RegExp(agreements("from")) })).toContainText("1. august 2026");
  await expect(changes.locator("tbody tr")).toHaveCount(3);
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "agreement-renewal");
  await press(page, "send");
  await expect(page.getByText(agreements("stage_to_sign"), { exact: true })).toBeVisible();
  await press(page, "sign");
  await expect(page.getByText(agreements("stage_active"), { exact: true })).toBeVisible();
  await open(page, "/");
  await expect(notice).toHaveCount(0);
});

test("an agreement is written with a sentence for each fault, and nothing typed is lost", async ({ page }) => {
  test.slow();
  await signIn(page, "Marte");
  await open(page, "/agreements/new");
  await expectAccessible(page);
  await press(page, "save_draft");
  await expect(page.locator("#owner")).toBeFocused();
  await page.locator("#owner").selectOption({ label: "Oslo kommune" });
  await page.getByLabel("Granlia vgs (demo)").check();
  await page.getByLabel(agreements("from"), { exact: true }).fill("2027-08-01");
  await page.getByLabel(agreements("to"), { exact: true }).fill("2027-07-31");
  await page.locator("[id='lines.salary.payer']").selectOption("school_owner");
  await page.locator("[id='lines.food.payer']").selectOption("school_owner");
  await page.locator("[id='lines.food.yearly_limit']").fill("-1");
  await page.locator("[id='contacts[0].name']").fill("Marte Oppdal");
  await page.locator("[id='contacts[0].email']").fill("marte");
  await press(page, "add_position");
  await page.locator("[id='positions[0].unit']").selectOption({ label: "Granlia vgs (demo)" });
  await page.locator("[id='positions[0].percent']").fill("101");
  await press(page, "save_draft");
  await expect(page.getByText(issues("end_before_start"))).toBeVisible();
  await expect(page.getByText(issues("only_imdi"))).toBeVisible();
  await expect(page.getByText(issues("out_of_range", { min: 0, max: 10000000 }))).toBeVisible();
  await expect(page.getByText(issues("out_of_range", { min: 1, max: 100 }))).toBeVisible();
  await expect(page.getByText(issues("not_an_email"))).toBeVisible();
  await fitsEveryScreen(page);
  await expectAccessible(page);
  await pictures(page, "agreement-new");

  // Over a reload all of it is there, the row that was added too.
  await page.reload();
  await hydrated(page);
  await expect(page.getByText(shell("draft_restored"))).toBeVisible();
  await expect(page.locator("[id='positions[0].percent']")).toHaveValue("101");
  await expect(page.locator("[id='lines.food.yearly_limit']")).toHaveValue("-1");
  await expect(page.getByLabel("Granlia vgs (demo)")).toBeChecked();

  await page.getByLabel(agreements("to"), { exact: true }).fill("2030-07-31");
  await page.locator("[id='lines.salary.payer']").selectOption("imdi");
  await page.locator("[id='lines.food.yearly_limit']").fill("20 000");
  await page.locator("[id='contacts[0].email']").fill("marte.oppdal@handlingsrom.example");
  // Ingrid has a full position in the agreement that holds until April: more than that is no position.
  await page.locator("[id='positions[0].percent']").fill("100");
  await page.locator("[id='positions[0].placement']").selectOption({ index: 1 });
  await press(page, "save_draft");
  await expect(page.getByRole("heading", { level: 1, name: title("Oslo kommune") })).toBeVisible();
  await hydrated(page);
  await press(page, "send");
  await expect(page.getByText(agreements("rule_incomplete"))).toBeVisible();
  await page.getByRole("link", { name: agreements("edit") }).click();
  await expect(page.locator("[id='lines.food.yearly_limit']")).toHaveValue("20000");
});

test("of two coordinators who change an agreement the second sees both side by side, and keeps what was typed", async ({ page, browser, server }) => {
  test.slow();
  await signIn(page, "Marte");
  await open(page, `${OSLO}/edit`);
  await page.getByLabel(agreements("notice_months"), { exact: true }).fill("6");
  const other = await (await browser.newContext({ baseURL: server.url, locale: "nb-NO" })).newPage();
  await signIn(other, "Marte");
  await open(other, `${OSLO}/edit`);
  await other.getByLabel(agreements("to"), { exact: true }).fill("2027-06-30");
  await other.getByLabel(agreements("signed_on"), { exact: true }).fill("2026-11-19");
  await other.getByLabel(agreements("reference"), { exact: true }).fill("2026/77-1");
  await other.getByLabel(agreements("amend_reason"), { exact: true }).fill("Ut skoleåret.");
  await press(other, "save");
  await expect(other).toHaveURL(new RegExp(`${OSLO}$`));
  await other.context().close();
  await page.getByLabel(agreements("signed_on"), { exact: true }).fill("2026-11-20");
  await page.getByLabel(agreements("reference"), { exact: true }).fill("2026/77-2");
  await page.getByLabel(agreements("amend_reason"), { exact: true }).fill("Lengre oppsigelsestid.");
  await press(page, "save");
  await page.getByRole("button", { name: shell("get_newest"), exact: true }).click();
  const newer = page.getByRole("region", { name: agreements("newer_heading") });
  const row = newer.getByRole("row", { name: new RegExp(agreements("to")) });
  await expect(row).toContainText("30. april 2027");
  await expect(row).toContainText("30. juni 2027");
  await expect(page.getByLabel(agreements("notice_months"), { exact: true })).toHaveValue("6");
  await expect(page.getByLabel(agreements("to"), { exact: true })).toHaveValue("2027-06-30");
  await expect(page.getByLabel(agreements("amend_reason"), { exact: true })).toHaveValue("Lengre oppsigelsestid.");
  await expectAccessible(page);
  await fitsEveryScreen(page);
  await press(page, "save");
  await expect(page.getByRole("heading", { level: 1, name: title("Oslo kommune") })).toBeVisible();
  await expect(page.getByText(agreements("months", { n: 6 })).first()).toBeVisible();
  const amendments = page.getByRole("region", { name: agreements("amendments"), exact: true });
  await expect(amendments).toContainText("2026/77-1");
  await expect(amendments).toContainText("2026/77-2");
});

test("signed terms are changed with signatures alone, by keyboard, and the old terms stay readable", async ({ page }) => {
  test.slow();
  await signIn(page, "Marte");
  await open(page, `${OSLO}/edit`);
  await expect(page.getByText(agreements("amend_help"))).toBeVisible();
  await page.getByLabel(agreements("notice_months"), { exact: true }).fill("6");
  const save = page.getByRole("button", { name: agreements("save"), exact: true });
  await save.focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("#signed_on")).toBeFocused();
  await expect(page.getByLabel(agreements("notice_months"), { exact: true })).toHaveValue("6");
  await expectAccessible(page);
  await page.locator("#signed_on").fill("2027-01-01");
  await page.locator("#reference").fill("2026/1234-5");
  await page.locator("#amend_reason").fill("Partene vil ha lengre frist.");
  await save.click();
  await expect(page.getByText(issues("after_today"))).toBeVisible();
  await page.locator("#signed_on").fill("2026-11-20");
  await save.click();
  await expect(page.getByRole("heading", { level: 1, name: title("Oslo kommune") })).toBeVisible();
  const changed = page.getByRole("region", { name: agreements("amendment_changes", { number: 1 }) });
  await expect(changed.getByRole("row", { name: new RegExp(agreements("notice")) })).toContainText(agreements("months", { n: 6 }));
  await hydrated(page);
  await page.getByText(agreements("terms_before", { number: 1 })).click();
  await expect(page.getByRole("region", { name: agreements("amendments"), exact: true }).locator("dl")).toContainText("Elvebakken VO");
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "agreement-amended");

  // Who to talk to is changed without a signature.
  await page.getByRole("link", { name: agreements("edit") }).click();
  await page.locator("[id='contacts[0].phone']").fill("22 11 00 99");
  await press(page, "save");
  await expect(page.getByRole("heading", { level: 1, name: title("Oslo kommune") })).toBeVisible();
  await expect(page.getByText("22 11 00 99")).toBeVisible();
});

test("notice is given with its period kept or agreed away, the coordinator is told what stands without, and a new one is begun", async ({ page }) => {
  test.slow();
  await signIn(page, "Marte");
  await open(page, OSLO);
  await page.getByText(agreements("terminate_heading"), { exact: true }).click();
  await page.locator("#given_on").fill("2026-09-01");
  await page.locator("#last_day").fill("2026-11-01");
  await page.locator("#reason").fill("Flyttes til en annen skole.");
  await press(page, "terminate");
  await expect(page.locator("#last_day")).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("#reason")).toHaveValue("Flyttes til en annen skole.");
  await page.getByLabel(agreements("agreed"), { exact: true }).check();
  await press(page, "terminate");
  await expect(page.getByText(agreements("uncovered_notice", { day: "01.11.2026" }))).toBeVisible();
  await expectAccessible(page);
  await open(page, "/");
  await expect(page.getByText(/Uten avtale nå: .*Granlia/)).toBeVisible();
  await open(page, OSLO);
  await press(page, "renew_anew");
  await expect(page.getByRole("heading", { level: 1, name: title("Oslo kommune") })).toBeVisible();
  await expect(page.getByText(agreements("stage_draft"), { exact: true })).toBeVisible();
});

test("an evaluation meeting stands in the adviser's week", async ({ page, browser, server }) => {
  await signIn(page, "Marte");
  await open(page, OSLO);
  await page.getByLabel(agreements("meeting_date")).fill("2026-11-26");
  await press(page, "add_meeting");
  await expect(page.getByRole("region", { name: agreements("meetings") })).toContainText("26. november 2026");
  const ingrid = await (await browser.newContext({ baseURL: server.url, locale: "nb-NO" })).newPage();
  await signIn(ingrid, "Ingrid");
  await open(ingrid, "/");
  await expect(ingrid.getByText(words("nb", "week")("agreement_meeting", { owner: "Oslo kommune" }))).toBeVisible();
  await fitsEveryScreen(ingrid);
  await expectAccessible(ingrid);
  await ingrid.context().close();
});

test("an adviser writes an expense down on a tablet with four touches, and over the limit only with a reason", async ({ page }) => {
  await page.setViewportSize({ width: 820, height: 1180 });
  await signIn(page, "Ingrid");
  await open(page, "/agreements");
  await page.getByRole("link", { name: "Oslo kommune" }).click();
  await hydrated(page);
  await page.getByRole("link", { name: agreements("spend") }).click();
  await expect(page.getByRole("heading", { level: 1, name: agreements("spend") })).toBeVisible();
  await hydrated(page);
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "expense-new");
  const save = page.getByRole("button", { name: agreements("spend"), exact: true });
  await save.click();
  await expect(page.getByText(issues("required")).first()).toBeVisible();
  await page.getByLabel(new RegExp(`^${agreements("category_food")}`)).check();
  await page.getByLabel(agreements("amount"), { exact: true }).fill("19 000");
  await page.getByLabel(agreements("receipt"), { exact: true }).fill("Bilag 77");
  await save.click();
  await expect(page.getByText(/mer enn det som er igjen/)).toBeVisible();
  await expect(page.getByLabel(agreements("amount"), { exact: true })).toHaveValue("19 000");
  await page.getByLabel(agreements("amount"), { exact: true }).fill("349,50");
  await page.getByLabel(agreements("date"), { exact: true }).fill("2020-01-01");
  await save.click();
  await expect(page.getByText(issues("outside_agreement"))).toBeVisible();
  await page.getByLabel(agreements("date"), { exact: true }).fill("2026-11-23");
  await save.click();
  await expect(page.getByRole("heading", { level: 1, name: title("Oslo kommune") })).toBeVisible();
  const spent = page.getByRole("region", { name: agreements("expenses") });
  await expect(spent.getByRole("row", { name: /23\.11\.2026/ })).toContainText("349,50");
  await hydrated(page);
  await spent
    .getByRole("row", { name: /23\.11\.2026/ })
    .getByRole("button")
    .click();
  await expect(spent.getByRole("row", { name: /23\.11\.2026/ })).toHaveCount(0);
});

test("a leader reads the own school's agreement, prints it, and knows of no other", async ({ page }) => {
  const nynorsk = words("nn", "agreements");
  await signIn(page, "Tor Hegge");
  await open(page, "/agreements");
  const rows = page.getByRole("region", { name: nynorsk("title") }).locator("tbody tr");
  await expect(rows).toHaveCount(1);
  await rows.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: nynorsk("title_of", { owner: "Oslo kommune" }) })).toBeVisible();
  await hydrated(page);
  await expect(page.getByRole("link", { name: nynorsk("edit") })).toHaveCount(0);
  await expect(page.getByText(nynorsk("steps"), { exact: true })).toHaveCount(0);
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "agreement-nn");
  const paper = await sheets(page, "agreement");
  expect(paper.length).toBeLessThanOrEqual(4);
  expect(paper[0]).toEqual(PORTRAIT);
  for (const hidden of [FINNMARK, `${OSLO}/edit`, `${OSLO}/expense`]) {
    const answer = await page.goto(hidden);
    expect([403, 404], hidden).toContain(answer?.status());
  }
});

test("what an adviser has going at a school is read from the school's page, by keyboard alone", async ({ page }) => {
  await signIn(page, "Marte");
  await open(page, "/places");
  await page.getByRole("link", { name: "Granlia vgs (demo)" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Granlia vgs (demo)" })).toBeVisible();
  await expect(page.getByText(/Avtalen går ut 30\.04\.2027/)).toBeVisible();
  const link = page.getByRole("region", { name: places("placements") }).getByRole("link", {
    name: agreements("handover_link", { person: "Ingrid Moen" }),
  });
  await tabTo(page, link);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: agreements("handover_of", { person: "Ingrid Moen" }) })).toBeVisible();
  const list = page.getByRole("region", { name: agreements("handover") });
  await expect(list.getByRole("row").nth(1)).toBeVisible();
  await expect(list.getByText(agreements("kind_group")).first()).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "handover");
});
