import { expect, open, signIn, test } from "../support/fixtures.ts";
import { words } from "../support/words.ts";

/** The session has ended, the server is away, the door is shut: each says so, and nothing typed is lost. */

const AINOS_GROUP = "Guttegruppe mørketid";

test.describe("a session that was ended elsewhere", () => {
  test.use({ expectedMessages: [/401/] });

  test("keeps the form, and it is saved after signing in again", async ({ page, browser, baseURL, context }) => {
    const [shell, groups, session] = [words("nn", "shell"), words("nn", "groups"), words("nn", "session")];
    await signIn(page, "Aino");
    await open(page, "/groups/new");
    await page.getByLabel(groups("name"), { exact: true }).fill("Onsdagsgruppa");
    await page.getByLabel(groups("first"), { exact: true }).fill("2027-01-13");

    // Aino signs out every other device from her telephone.
    const phone = await (await browser.newContext({ baseURL })).newPage();
    await signIn(phone, "Aino");
    await open(phone, "/account");
    const others = phone.locator("main li").filter({ hasNotText: session("device_this") });
    while ((await others.count()) > 0) {
      const before = await others.count();
      await others.first().getByRole("button").click();
      await expect(others).toHaveCount(before - 1);
    }
    await phone.context().close();

    await page.getByRole("button", { name: groups("save_group") }).click();
    await expect(page.getByRole("alert")).toContainText(shell("failure_signed_out_title"));
    await expect(page.getByLabel(groups("name"), { exact: true })).toHaveValue("Onsdagsgruppa");
    await expect(page.getByLabel(groups("first"), { exact: true })).toHaveValue("2027-01-13");

    const opening = context.waitForEvent("page");
    await page.getByRole("link", { name: shell("failure_sign_in") }).click();
    const tab = await opening;
    await tab.waitForURL(/\/sign-in/);
    await signIn(tab, "Aino");
    await tab.close();
    await page.getByRole("button", { name: groups("save_group") }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Onsdagsgruppa" })).toBeVisible();
  });

  test("keeps a change of a plan and saves it once somebody is signed in again", async ({ page, context }) => {
    const [shell, groups] = [words("nn", "shell"), words("nn", "groups")];
    await signIn(page, "Aino");
    await open(page, "/groups");
    await page.getByRole("link", { name: AINOS_GROUP }).click();
    await page.getByRole("link", { name: /Samling 3/ }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Samling 3");
    await context.clearCookies();
    await page.getByLabel(groups("theme"), { exact: true }).fill("Nettvett og val");
    await page.getByLabel(groups("theme"), { exact: true }).press("Tab");
    await expect(page.locator("[data-saving='signed-out']")).toContainText(groups("not_saved_signed_out"));
    await expect(page.getByRole("alert")).toContainText(shell("failure_signed_out_title"));

    const tab = await context.newPage();
    await signIn(tab, "Aino");
    await tab.close();
    await expect(page.locator("[data-saving='saved']")).toBeVisible();
    await expect(page.getByRole("alert")).toHaveCount(0);
    await page.reload();
    await expect(page.getByLabel(groups("theme"), { exact: true })).toHaveValue("Nettvett og val");
  });
});

test.describe("a server that is away", () => {
  test.use({ expectedMessages: [/ERR_FAILED|Failed to fetch/] });

  test("keeps what was typed, and one group is saved at the second try", async ({ page }) => {
    const shell = words("nb", "shell");
    await signIn(page, "Ingrid");
    await open(page, "/groups/new");
    await page.getByLabel("Navn", { exact: true }).fill("Torsdagsgruppen");
    await page.getByLabel("Første dato").fill("2027-01-14");
    await page.route("**/api/groups/create", (route) => route.abort());
    await page.getByRole("button", { name: "Lagre gruppen" }).click();
    await expect(page.getByRole("alert")).toContainText(shell("failure_offline_title"));
    await expect(page.getByText(shell("server_away"))).toBeVisible();
    await expect(page.getByLabel("Navn", { exact: true })).toHaveValue("Torsdagsgruppen");

    await page.unroute("**/api/groups/create");
    await page.getByRole("button", { name: "Lagre gruppen" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Torsdagsgruppen" })).toBeVisible();
    await expect(page.getByText(shell("server_away"))).toHaveCount(0);
    await open(page, "/groups");
    await expect(page.getByRole("link", { name: "Torsdagsgruppen" })).toHaveCount(1);
  });

  test("lets a plan be changed meanwhile, and saves it when the server is back", async ({ page }) => {
    const groups = words("nb", "groups");
    await signIn(page, "Ingrid");
    await open(page, "/groups/01KDVDNA000000000000000C01/sessions/7");
    await page.route("**/api/groups/change", (route) => route.abort());
    const absent = page.getByRole("group", { name: "Plass 3", exact: true }).getByRole("button", { name: groups("absent") });
    await absent.click();
    await expect(page.locator("[data-saving='waiting']")).toContainText(groups("not_saved_offline"));
    await expect(absent).toHaveAttribute("aria-pressed", "true");
    await page.unroute("**/api/groups/change");
    await expect(page.locator("[data-saving='saved']")).toBeVisible();
    await page.reload();
    await expect(absent).toHaveAttribute("aria-pressed", "true");
  });
});

test.describe("a door that is shut", () => {
  test.use({ expectedMessages: [/403/] });

  test("says so, and shows the way on", async ({ page }) => {
    const shell = words("nn", "shell");
    await signIn(page, "Tor Hegge");
    for (const path of ["/terms", "/groups/new", "/places/import"]) {
      const answer = await page.goto(path);
      expect(answer?.status(), path).toBe(403);
      await expect(page.getByRole("heading", { level: 1, name: shell("failure_denied_title") })).toBeVisible();
    }
    await page.getByRole("main").getByRole("link", { name: shell("to_front_page") }).click();
    await page.waitForURL((url) => url.pathname === "/");
  });
});
