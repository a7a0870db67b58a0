import { expect, hydrated, open, signIn, test } from "../support/fixtures.ts";
import { words } from "../support/words.ts";

/** Accounts: made, changed, shut and opened by an administrator. */

const people = words("nb", "people");
const issues = words("nb", "issues");

test.use({ expectedMessages: [/422/] });

test("an administrator makes an account, mends what was wrong, shuts it and opens it again", async ({ page }) => {
  await signIn(page, "Admin");
  await open(page, "/people");
  await page.getByRole("link", { name: people("new_person") }).click();
  await expect(page.getByRole("heading", { level: 1, name: people("new_person") })).toBeVisible();
  const name = page.getByLabel(people("name"), { exact: true });
  const email = page.getByLabel(people("email"), { exact: true });
  const create = page.getByRole("button", { name: people("create") });

  // Everything that is missing is said at once, and the first of it takes the focus.
  await create.click();
  await expect(page.getByText(issues("required"))).toHaveCount(3);
  await expect(name).toBeFocused();

  // An e-mail that somebody has, found by the server: nothing typed is lost.
  await name.fill("Kari Ny");
  await email.fill("ingrid.moen@handlingsrom.example");
  await page.getByLabel("Rådgiver", { exact: true }).check();
  await create.click();
  await expect(page.getByText(issues("already_exists"))).toBeVisible();
  await expect(email).toBeFocused();
  await expect(name).toHaveValue("Kari Ny");

  // A head of a school is bound to it.
  await email.fill("kari.ny@handlingsrom.example");
  await page.getByLabel(people("leads")).selectOption({ label: "Granlia vgs (demo) (Oslo)" });
  await page.getByRole("button", { name: people("add") }).first().click();
  await create.click();
  await expect(page.getByRole("heading", { level: 1, name: "Kari Ny" })).toBeVisible();
  await expect(page.getByText("Skoleleder: Granlia vgs (demo) (Oslo)")).toBeVisible();
  await expect(page.getByText(/^Invitert\. Lenken gjelder til 30\. november 2026/)).toBeVisible();

  // Changed, by keys alone.
  await page.locator("summary").filter({ hasText: people("edit") }).press("Enter");
  await name.fill("Kari Endret");
  await name.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Kari Endret" })).toBeVisible();

  // Shut after a question that can be taken back.
  const close = page.getByRole("main").getByRole("button", { name: people("close") }).first();
  const question = page.getByRole("dialog");
  await close.click();
  await expect(question).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(question).toBeHidden();
  await expect(close).toBeFocused();
  await close.click();
  await question.getByRole("button", { name: people("close") }).click();
  await expect(page.getByText(people("closed"))).toBeVisible();
  await open(page, "/people?account=closed");
  await expect(page.getByRole("row", { name: /Kari Endret/ })).toContainText(people("account_closed"));
  await page.getByRole("link", { name: "Kari Endret" }).click();
  await page.getByRole("button", { name: people("reopen") }).click();
  await expect(page.getByText(people("reopened"))).toBeVisible();
});

test("the last administrator can't be shut out", async ({ page }) => {
  await signIn(page, "Admin");
  await open(page, "/people?role=admin");
  await page.getByRole("main").getByRole("link", { name: "Admin Handlingsrom" }).click();
  await hydrated(page);
  await page.getByRole("button", { name: people("close") }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: people("close") }).click();
  await expect(page.getByText(people("last_administrator"))).toBeVisible();
});
