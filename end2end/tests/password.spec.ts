import { nextMail } from "../support/mail.ts";
import { expect, expectAccessibleInBothThemes, open, type Page, signIn, test } from "../support/fixtures.ts";
import { words } from "../support/words.ts";

/** From an invitation to the first sign-in, and a forgotten password: all by mails that arrive, as anyone else would. */

const people = words("nb", "people");
const session = words("nb", "session");

const LINK = /http:\/\/localhost:\d+\/password\?link=\S+/;
const CODE = /\b(\d{4}) ?(\d{4})\b/;

test.use({ expectedMessages: [/422|400|401/] });

/** Signs in with a password and the code that is mailed then. */
async function signInWith(page: Page, server: Parameters<typeof nextMail>[0], email: string, password: string) {
  await page.goto("/sign-in");
  await page.getByLabel(session("email"), { exact: true }).fill(email);
  await page.getByLabel(session("password"), { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: session("code_title") })).toBeVisible();
  const { text } = await nextMail(server, email, CODE);
  const [, first, second] = CODE.exec(text) ?? [];
  await page.getByLabel(session("code"), { exact: true }).fill(`${first}${second}`);
  await page.keyboard.press("Enter");
}

test("an invited colleague follows the mailed link, chooses a password and signs in", async ({ page, browser, server }) => {
  const email = "lise.vik@handlingsrom.example";
  await signIn(page, "Admin");
  await open(page, "/people/new");
  await page.getByLabel(people("name"), { exact: true }).fill("Lise Vik");
  await page.getByLabel(people("email"), { exact: true }).fill(email);
  await page.getByLabel("Rådgiver", { exact: true }).check();
  await page.getByRole("button", { name: people("create") }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Lise Vik" })).toBeVisible();

  const { text } = await nextMail(server, email, LINK);
  const link = LINK.exec(text)?.[0] ?? "";
  const colleague = await browser.newContext({ baseURL: server.url });
  const hers = await colleague.newPage();
  await hers.goto(link);
  await expect(hers.getByRole("heading", { level: 1, name: session("password_title") })).toBeVisible();
  await expect(hers.getByText(session("password_lead", { email }))).toBeVisible();
  await expectAccessibleInBothThemes(hers);

  // A password that is easily guessed is refused beside its field.
  const field = hers.getByLabel(session("password_new"), { exact: true });
  await field.fill("passordpassord1");
  await field.press("Enter");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toBeFocused();
  await field.fill("seks grevlinger leser avis");
  await field.press("Enter");
  await expect(hers.getByText(session("password_saved"))).toBeVisible();

  // The link is for one time.
  await hers.goto(link);
  await hers.getByLabel(session("password_new"), { exact: true }).or(hers.getByText(session("link_over"))).waitFor();
  await expect(hers.getByText(session("link_over"))).toBeVisible();

  await signInWith(hers, server, email, "seks grevlinger leser avis");
  await expect(hers.getByRole("heading", { level: 1, name: session("declaration_title") })).toBeVisible();
  await hers.getByLabel(session("declaration_tick")).check();
  await hers.getByRole("button", { name: session("declaration_accept") }).click();
  await expect(hers.getByRole("heading", { level: 1, name: "Min uke" })).toBeVisible();

  // Forgotten a while later: the answer is the same whether the account exists or not.
  await hers.context().clearCookies();
  for (const asked of ["nobody@handlingsrom.example", email]) {
    await hers.goto("/sign-in");
    await hers.getByRole("link", { name: session("forgotten_link") }).click();
    await hers.getByLabel(session("email"), { exact: true }).fill(asked);
    await hers.keyboard.press("Enter");
    await expect(hers.getByText(session("forgotten_sent"))).toBeVisible();
  }
  const reset = LINK.exec((await nextMail(server, email, LINK)).text)?.[0] ?? "";
  expect(reset).not.toBe(link);
  await hers.goto(reset);
  await field.fill("tolv elger på riksveien");
  await field.press("Enter");
  await expect(hers.getByText(session("password_saved"))).toBeVisible();
  await signInWith(hers, server, email, "tolv elger på riksveien");
  await expect(hers.getByRole("heading", { level: 1, name: "Min uke" })).toBeVisible();
  await colleague.close();
});
