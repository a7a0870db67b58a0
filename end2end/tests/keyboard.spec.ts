import { expect, open, signIn, tabTo, test } from "../support/fixtures.ts";
import { words } from "../support/words.ts";

/** The main journey of each kind of page with the keyboard alone: no click, no focus but by Tab. */

const groups = words("nb", "groups");

test("from the week to a session: ticked, and closed", async ({ page }) => {
  await signIn(page, "Aino");
  const nynorsk = words("nn", "groups");
  await open(page, "/groups");
  await tabTo(page, page.getByRole("link", { name: /Guttegruppe/ }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("link", { name: /Samling 1/ }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Samling 1");
  const seat = page.getByRole("group", { name: "Plass 10", exact: true }).getByRole("button", { name: nynorsk("present") });
  await tabTo(page, seat);
  await page.keyboard.press("Space");
  await expect(seat).toHaveAttribute("aria-pressed", "true");
  await expect(seat).toBeFocused();
  await tabTo(page, page.locator("#present"));
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("9");
  await tabTo(page, page.getByRole("button", { name: nynorsk("close_correct") }));
  await page.keyboard.press("Enter");
  await expect(page.locator("section[aria-labelledby='closing']")).toContainText("9 til stades, 1 borte. ");
  await expect(page.locator("[data-saving='saved']")).toBeVisible();
});

test("a group is planned from an empty form", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/groups");
  await tabTo(page, page.getByRole("link", { name: groups("new_group") }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByLabel(groups("name"), { exact: true }));
  await page.keyboard.type("Mandagsgruppen");
  await tabTo(page, page.getByLabel(groups("first")));
  // The parts of the browser's own date field, in its own order.
  await page.keyboard.type("01112027");
  await expect(page.getByLabel(groups("first"))).toHaveValue(/2027-(01-11|11-01)/);
  await expect(page.getByLabel(groups("date_of", { number: 1 }))).toBeVisible();
  await tabTo(page, page.getByRole("button", { name: groups("save_group") }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Mandagsgruppen" })).toBeVisible();
});

test("a dialog is opened, left by Escape, and gives the focus back", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/groups/01KDVDNA000000000000000C01");
  const opener = page.getByRole("button", { name: /Endre tid Samling 8/ });
  await tabTo(page, opener);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: groups("move_title", { number: 8 }) });
  await expect(dialog).toBeVisible();
  // The page behind is out of reach.
  for (let press = 0; press < 12; press += 1) {
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest("dialog") !== null)).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
});

test("after each step of a session the focus is at its next steps, and the new state is said", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/groups/01KDVDNA000000000000000C01");
  const name = groups("session", { number: 8 });
  const steps = page.locator("#steps-8");
  const press = async (button: string) => {
    await tabTo(page, steps.getByRole("button", { name: `${button} ${name}` }), 200);
    await page.keyboard.press("Enter");
  };
  const stands = async (state: string) => {
    await expect(steps).toBeFocused();
    await expect(page.locator("[aria-live='polite']").getByText(`${name}: ${state}`)).toBeAttached();
  };
  const because = async (dialog: string, save: string) => {
    await tabTo(page, page.getByRole("dialog", { name: groups(dialog, { number: 8 }) }).getByRole("button", { name: groups(save) }));
    await page.keyboard.press("Enter");
  };
  await press(groups("confirm_session"));
  await stands(groups("state_confirmed"));
  await press(groups("postpone_session"));
  await because("postpone_title", "postpone_save");
  await stands(groups("state_postponed"));
  await press(groups("plan_again"));
  await stands(groups("state_planned"));
  await press(groups("cancel_session"));
  await because("cancel_title", "cancel_save");
  await stands(groups("state_cancelled"));
  await press(groups("restore"));
  await stands(groups("state_planned"));
});

test("what is moved and undone by keys keeps the focus, and a session that is not closed opens where it is closed", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/groups/01KDVDNA000000000000000C01/sessions/6");
  const down = page.getByRole("button", { name: "Flytt «Velkommen og runde» ned" });
  await tabTo(page, down);
  await page.keyboard.press("Enter");
  await expect(page.locator(".hr-block").nth(1)).toContainText("Velkommen og runde");
  await expect(down).toBeFocused();
  await page.keyboard.press("Control+Z");
  await expect(page.locator(".hr-block").nth(0)).toContainText("Velkommen og runde");
  await expect(down).toBeFocused();
  await page.keyboard.press("Control+Y");
  await expect(page.locator(".hr-block").nth(1)).toContainText("Velkommen og runde");
  await expect(down).toBeFocused();

  await open(page, "/");
  await tabTo(page, page.getByRole("region", { name: "Ikke avsluttet" }).getByRole("link", { name: /Ny i Norge/ }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 2, name: groups("closing") })).toBeFocused();
});

test("a word is changed and a file is tried", async ({ page }) => {
  const [terms, imports] = [words("nb", "terms"), words("nb", "import")];
  await signIn(page, "Admin");
  await open(page, "/terms");
  const section = page.locator("section").filter({ has: page.getByRole("heading", { name: terms("key_embassy_adviser") }) });
  await tabTo(page, section.locator("summary"));
  await page.keyboard.press("Enter");
  await tabTo(page, section.getByLabel(terms("nb_singular")));
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("utsendt rådgiver");
  await page.keyboard.press("Enter");
  await expect(section.getByRole("row", { name: /utsendt rådgiver/ })).toBeVisible();

  await open(page, "/places/import");
  await tabTo(page, page.getByLabel(imports("paste")));
  await page.keyboard.type("Organisasjonsnummer;Navn");
  await tabTo(page, page.getByRole("button", { name: imports("check") }));
  await page.keyboard.press("Enter");
  await expect(page.locator("#import-result")).toContainText(imports("refused_all"));
});

test("the list of places is narrowed and a place is opened", async ({ page }) => {
  const places = words("nb", "places");
  await signIn(page, "Nina");
  await open(page, "/places");
  await tabTo(page, page.getByLabel(places("text")));
  await page.keyboard.type("Nordlys");
  await page.keyboard.press("Enter");
  await expect(page.getByText(places("count", { n: 1 }))).toBeVisible();
  await tabTo(page, page.getByRole("link", { name: "Nordlys vgs (demo)" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Nordlys vgs (demo)" })).toBeVisible();
  await expect(page.locator("main")).toBeFocused();
});
