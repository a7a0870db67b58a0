import { expect, expectAccessible, expectAccessibleInBothThemes, open, signIn, speak, tabTo, test } from "../support/fixtures.ts";
import { fitsEveryScreen, pictures } from "../support/paper.ts";
import { words } from "../support/words.ts";

/** What coverage and 60/40 would be if positions and plans were others. */

const coverage = words("nb", "coverage");
const issues = words("nb", "issues");
const whatIf = words("nb", "what_if");

const BEKKEFARET = /Bekkefaret/;
const TUNVOLLEN = "Tunvollen ungdomsskole (demo)";

test.use({ expectedMessages: [/403|404|409|422/] });

test("a coordinator tries two steps in a draft, sees the figures change, and compares it with another", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, "Marte");
  await open(page, "/coverage");
  await page.getByRole("navigation", { name: coverage("tabs") }).getByRole("link", { name: coverage("tab_drafts") }).click();
  await expect(page.getByRole("heading", { level: 1, name: whatIf("title") })).toBeVisible();
  await expect(page.getByRole("table", { name: whatIf("drafts") }).getByRole("row", { name: BEKKEFARET })).toBeVisible();
  await expectAccessible(page);
  await fitsEveryScreen(page);
  await pictures(page, "coverage-drafts");

  // Without a name nothing is made.
  await page.getByRole("button", { name: whatIf("create") }).click();
  await expect(page.getByLabel(whatIf("name"))).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel(whatIf("name")).fill("Flere tiltak på Tunvollen");
  await page.getByRole("button", { name: whatIf("create") }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Flere tiltak på Tunvollen" })).toBeVisible();
  await expect(page.getByText(whatIf("no_steps"))).toBeVisible();
  await expect(page.getByText(whatIf("no_cells"))).toBeVisible();

  const form = page.getByRole("region", { name: whatIf("add_step") });
  const steps = page.getByRole("region", { name: whatIf("steps") });
  const figures = page.getByRole("table", { name: whatIf("figures") });
  const planned = figures.getByRole("row", { name: new RegExp(`^${whatIf("fig_planned")}`) });
  await expect(planned).toContainText(whatIf("unchanged"));

  // Bad input is told beside its field, and what was typed stays.
  await form.getByLabel(whatIf("kind")).selectOption({ label: whatIf("kind_measure") });
  await form.getByLabel(whatIf("measure"), { exact: true }).selectOption({ label: coverage("kind_competence") });
  await form.getByLabel(whatIf("unit"), { exact: true }).selectOption({ label: TUNVOLLEN });
  await form.getByLabel(whatIf("measure_on")).fill("2027-09-01");
  await form.getByLabel(whatIf("number")).fill("mange");
  await form.getByLabel(whatIf("competence")).fill("90");
  await form.getByRole("button", { name: whatIf("add") }).click();
  await expect(form.getByLabel(whatIf("number"))).toHaveAttribute("aria-invalid", "true");
  await expect(form).toContainText(issues("not_a_number"));
  await form.getByLabel(whatIf("number")).fill("2");
  await form.getByRole("button", { name: whatIf("add") }).click();
  await expect(form).toContainText(issues("outside_period"));
  await expect(form.getByLabel(whatIf("competence"))).toHaveValue("90");
  await form.getByLabel(whatIf("measure_on")).fill("2027-01-18");
  await form.getByRole("button", { name: whatIf("add") }).click();
  await expect(page.getByText(whatIf("added"))).toBeAttached();
  await expect(steps.getByRole("listitem")).toHaveCount(1);
  await expect(planned).toContainText(whatIf("up", { number: 2 }));
  await expect(page.getByRole("table", { name: whatIf("cells") }).getByRole("row", { name: /Tunvollen/ })).toContainText(
    coverage("kind_competence"),
  );

  // The vacant position goes there too, and its place is left without one.
  await form.getByLabel(whatIf("kind")).selectOption({ label: whatIf("kind_move") });
  const vacancy = form.getByLabel(whatIf("placement"), { exact: true });
  await vacancy.selectOption(await vacancy.getByRole("option", { name: BEKKEFARET }).getAttribute("value"));
  await form.getByLabel(whatIf("to_unit")).selectOption({ label: TUNVOLLEN });
  await form.getByLabel(whatIf("percent")).fill("120");
  await form.getByLabel(whatIf("from"), { exact: true }).fill("2027-01-04");
  await form.getByRole("button", { name: whatIf("add") }).click();
  await expect(form.getByLabel(whatIf("percent"))).toHaveAttribute("aria-invalid", "true");
  await form.getByLabel(whatIf("percent")).fill("100");
  await form.getByRole("button", { name: whatIf("add") }).click();
  await expect(steps.getByRole("listitem")).toHaveCount(2);
  await expect(page.getByRole("region", { name: whatIf("left") }).getByRole("listitem")).toContainText("Bekkefaret");
  await expect(steps.getByRole("link", { name: /Endre stillingen på ordentlig: Bekkefaret/ })).toHaveAttribute("href", /\/places\/\w{26}$/);
  await expect(page.getByRole("region", { name: whatIf("guide") })).toContainText(whatIf("with_draft"));
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "coverage-draft");

  await page.getByRole("link", { name: whatIf("to_list") }).click();
  await page.getByRole("link", { name: whatIf("compare") }).click();
  await expect(page.getByText(whatIf("choose_two"))).toBeVisible();
  await page.getByLabel(whatIf("one"), { exact: true }).selectOption({ label: "Flere tiltak på Tunvollen" });
  await page.getByLabel(whatIf("other"), { exact: true }).selectOption({ label: "Flere tiltak på Tunvollen" });
  await page.getByRole("button", { name: whatIf("show") }).click();
  await expect(page.getByText(whatIf("same"))).toBeVisible();
  await page.getByLabel(whatIf("other"), { exact: true }).selectOption({ label: "Stillingen på Bekkefaret til Tunvollen" });
  await page.getByRole("button", { name: whatIf("show") }).click();
  const compared = page.getByRole("table", { name: whatIf("compare_title") });
  await expect(compared.getByRole("columnheader")).toHaveText([
    whatIf("figure"),
    whatIf("today"),
    "Flere tiltak på Tunvollen",
    "Stillingen på Bekkefaret til Tunvollen",
  ]);
  await expect(compared.getByRole("row", { name: new RegExp(whatIf("fig_left")) })).toContainText("Bekkefaret");
  await expectAccessible(page);
  await fitsEveryScreen(page);
  await pictures(page, "coverage-compare");
});

test("a step is removed and brought back by keys, and a draft that was changed elsewhere is not overwritten", async ({ page, context }) => {
  await page.setViewportSize({ width: 820, height: 1100 });
  await signIn(page, "Marte");
  await open(page, "/coverage/drafts");
  const link = page.getByRole("link", { name: "Stillingen på Bekkefaret til Tunvollen" });
  await tabTo(page, link);
  await page.keyboard.press("Enter");
  const steps = page.getByRole("region", { name: whatIf("steps") });
  await expect(steps.getByRole("listitem")).toHaveCount(2);
  const other = await context.newPage();
  await open(other, new URL(page.url()).pathname);

  await tabTo(page, steps.getByRole("button", { name: whatIf("remove_label", { number: 2 }) }));
  await page.keyboard.press("Enter");
  await expect(steps.getByRole("listitem")).toHaveCount(1);
  await tabTo(page, steps.getByRole("button", { name: whatIf("undo") }));
  await page.keyboard.press("Enter");
  await expect(steps.getByRole("listitem")).toHaveCount(2);

  const old = other.getByRole("region", { name: whatIf("steps") });
  await old.getByRole("button", { name: whatIf("remove_label", { number: 1 }) }).click();
  await expect(old.getByRole("alert")).toBeVisible();
  await expect(old.getByRole("listitem")).toHaveCount(2);
  await other.close();

  await page.getByText(whatIf("delete"), { exact: true }).first().click();
  await page.getByRole("button", { name: whatIf("delete") }).click();
  await expect(page.getByText(whatIf("none"), { exact: true })).toBeVisible();
});

test("in nynorsk on a phone, and closed to advisers", async ({ page, browser, server }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page, "Marte");
  await speak(page, "nn");
  await open(page, "/coverage/drafts");
  await page.getByRole("link", { name: "Stillingen på Bekkefaret til Tunvollen" }).click();
  await expect(page.getByRole("region", { name: words("nn", "what_if")("left") })).toContainText("Bekkefaret");
  await expectAccessible(page);
  await pictures(page, "coverage-draft-nn");
  const other = await browser.newContext({ baseURL: server.url, locale: "nb-NO" });
  const adviser = await other.newPage();
  await signIn(adviser, "Ingrid");
  await open(adviser, "/coverage/drafts");
  await expect(adviser.getByRole("button", { name: whatIf("create") })).toHaveCount(0);
  await other.close();
});
