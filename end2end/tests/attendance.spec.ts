import { writeFileSync } from "node:fs";
import { nextMail } from "../support/mail.ts";
import { fitsEveryScreen, LANDSCAPE, pictures, readable, said, sheets, sizes } from "../support/paper.ts";
import { expect, expectAccessible, expectAccessibleInBothThemes, hydrated, open, type Page, signIn, test } from "../support/fixtures.ts";
import { words } from "../support/words.ts";

/** The day of a course: who is here, on a tablet and on the participants' own phones; and what they have of it afterwards. */

const courses = words("nb", "courses");
const training = words("nb", "training");
const issues = words("nb", "issues");
const TODAY = "01KDVDNA000000000000001404";
const SEMINAR = "01KDVDNA000000000000001401";

test.use({ expectedMessages: [/404|409|422/] });

async function samir(page: Page): Promise<void> {
  await signIn(page, "Samir");
  await hydrated(page);
  if (page.url().includes("/declaration")) {
    await page.getByRole("checkbox", { name: /Jeg har lest og forstått/ }).check();
    await page.getByRole("button", { name: "Godta og gå videre" }).click();
    await expect(page).not.toHaveURL(/declaration/);
  }
  await open(page, `/courses/${TODAY}`);
}

test("those who hold a course tick who is here, and the number of a staff", async ({ page }) => {
  await page.setViewportSize({ width: 820, height: 1180 });
  await samir(page);
  const here = page.getByRole("region", { name: courses("attendance") });
  await expect(here.getByRole("status")).toHaveText(courses("there_of", { there: 0, seats: 15 }));
  const silje = here.getByRole("checkbox", { name: /^Silje Ruud/ });
  const amir = here.getByRole("checkbox", { name: /^Amir Berg/ });
  await silje.check();
  await amir.check();
  await expect(here.getByRole("status")).toHaveText(courses("there_of", { there: 2, seats: 15 }));
  await amir.uncheck();
  await expect(here.getByRole("status")).toHaveText(courses("there_of", { there: 1, seats: 15 }));
  const staff = here.getByRole("textbox", { name: courses("staff_there", { work: "Flyktningtjenesten i Lørenskog" }) });
  await staff.fill("mange");
  await here.getByRole("button", { name: courses("save_count") }).click();
  await expect(staff).toHaveAttribute("aria-invalid", "true");
  await expect(staff).toHaveValue("mange");
  await staff.fill("5");
  await here.getByRole("button", { name: courses("save_count") }).click();
  await expect(here.getByRole("status")).toHaveText(courses("there_of", { there: 6, seats: 15 }));
  await page.reload();
  await hydrated(page);
  await expect(silje).toBeChecked();
  await expect(amir).not.toBeChecked();
  await expect(staff).toHaveValue("5");
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "attendance");

  // Nothing is ticked before the day.
  await open(page, `/courses/${SEMINAR}`);
  await expect(page.getByRole("heading", { name: courses("registrations") })).toBeVisible();
  await expect(page.getByRole("heading", { name: courses("attendance") })).toHaveCount(0);
});

test("participants say that they are here with the code on the screen, also those who had not registered", async ({ page, browser, server }) => {
  test.slow();
  await samir(page);
  await page.getByRole("link", { name: courses("show_screen") }).click();
  await expect(page.getByRole("heading", { level: 1, name: training("screen_title") })).toBeVisible();
  await expect(page.getByRole("img", { name: training("screen_alt") })).toBeVisible();
  const code = (await page.locator(".hr-screen__code").innerText()).replace(/\s/g, "");
  expect(code).toMatch(/^\d{6}$/);
  await expectAccessible(page);
  await fitsEveryScreen(page);
  await pictures(page, "screen");
  await page.goto(`/courses/${TODAY}`);
  await hydrated(page);
  const here = page.getByRole("region", { name: courses("attendance") });
  const before = await here.getByRole("status").innerText();

  const phones = await browser.newContext({ baseURL: server.url, locale: "nb-NO", javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  const phone = await phones.newPage();
  // The short address that stands on the screen leads to the one course that is on.
  await phone.goto("/her");
  await expect(phone).toHaveURL(`/training/${TODAY}/here`);
  const asked = phone.getByLabel(training("code"));
  const email = phone.getByLabel(training("email"));
  const send = phone.getByRole("button", { name: training("here_send") });
  await asked.fill("000000");
  await email.fill("kari.dahl@nav.example");
  await send.click();
  await expect(phone.getByText(issues("wrong_code"))).toBeVisible();
  await expect(email).toHaveValue("kari.dahl@nav.example");
  await asked.fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await send.click();
  await expect(phone.getByText(training("here_done"))).toBeVisible();

  // Somebody who comes by chance, with a code that was typed into the address.
  await phone.goto(`/training/${TODAY}/here?code=${code}`);
  await expect(asked).toHaveValue(code);
  await email.fill("ny.i.dag@nav.example");
  await send.click();
  await phone.getByRole("link", { name: training("stranger_register") }).click();
  await phone.getByLabel(training("name")).fill("nav.example");
  await phone.getByLabel(training("email")).fill("ny.i.dag@nav.example");
  await phone.getByLabel(training("service")).selectOption({ label: "NAV" });
  await phone.getByLabel(training("role")).selectOption({ label: "NAV-veileder" });
  await phone.getByLabel(training("workplace")).fill("NAV Asker");
  await phone.getByLabel(training("municipality")).selectOption({ label: "Asker" });
  await phone.getByRole("button", { name: training("walk_in_send") }).click();
  await expect(phone.getByText(issues("not_a_name"))).toBeVisible();
  await phone.getByLabel(training("name")).fill("Ny I. Dagsen");
  await phone.getByRole("button", { name: training("walk_in_send") }).click();
  await expect(phone.getByText(training("here_done"))).toBeVisible();
  await phones.close();

  // They show up on the tablet by themselves.
  await expect(here.getByRole("checkbox", { name: /^Ny I\. Dagsen/ })).toBeChecked({ timeout: 20_000 });
  await expect(here.getByRole("checkbox", { name: /^Kari Dahl/ })).toBeChecked();
  await expect(here.getByText(courses("walked_in"))).toBeVisible();
  expect(await here.getByRole("status").innerText()).not.toBe(before);

  await page.getByRole("link", { name: courses("print_sheet") }).click();
  await expect(page.getByRole("row", { name: /Ny I\. Dagsen/ })).toBeVisible();
  await expectAccessible(page);
  await fitsEveryScreen(page);
  expect((await sheets(page, "attendance-sheet")).length).toBeGreaterThan(0);
  await pictures(page, "attendance-sheet");
});

test("who was there gets a certificate that anybody can look up, and nobody reads a name there", async ({ page, server }) => {
  const mail = await nextMail(server, "amir.berg@nav.example", /Her er kursbeviset til Amir Berg fra «Den vanskelige samtalen»/);
  const [, path = "", code = ""] = /http:\/\/localhost:\d+(\/certificate\/([\w-]+)\/\S+)/.exec(mail.text) ?? [];
  const answer = await page.request.get(path);
  expect(answer.status()).toBe(200);
  expect(answer.headers()["content-type"]).toBe("application/pdf");
  const pdf = await answer.body();
  readable(pdf, "certificate");
  if (process.env.PRINTOUTS) writeFileSync(`${process.env.PRINTOUTS}/certificate.pdf`, pdf);

  await page.goto(`/certificate/${code.toLowerCase()}`);
  await expect(page.getByText(training("certificate_holds"))).toBeVisible();
  await expect(page.getByText("Den vanskelige samtalen")).toBeVisible();
  await expect(page.locator("body")).not.toContainText("Amir");
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "certificate");
  for (const wrong of [`/certificate/${code}/falsk`, "/certificate/22222-22222", "/certificate/x"]) {
    const refused = await page.goto(wrong);
    expect(refused?.status(), wrong).toBe(404);
    await expect(page.getByRole("heading", { level: 1, name: training("certificate_gone") })).toBeVisible();
  }
});

test("who does not hold a course gets neither its screen nor its lists, and nobody who is not signed in", async ({ page, browser, server }) => {
  const addresses = ["screen/1", "sheet/1", "participants.csv", "participants.xlsx", "participants.pdf"].map((end) => `/courses/${TODAY}/${end}`);
  const outside = await browser.newContext({ baseURL: server.url });
  for (const address of addresses) {
    const answer = await outside.request.get(address, { maxRedirects: 0 });
    expect([302, 303, 307], address).toContain(answer.status());
    expect(answer.headers().location, address).toContain("/sign-in");
  }
  await outside.close();
  for (const name of ["Aino", "Tor Hegge"]) {
    await page.context().clearCookies();
    await signIn(page, name);
    await hydrated(page);
    for (const address of addresses) {
      expect((await page.request.get(address)).status(), `${name} ${address}`).toBe(404);
    }
  }
});

test("those who hold a course take the list along, as text, as a workbook and on paper, without those who have left", async ({ page }) => {
  await samir(page);
  const text = await page.request.get(`/courses/${TODAY}/participants.csv`);
  expect(text.headers()["content-type"]).toContain("text/csv");
  const lines = (await text.text()).split("\r\n");
  expect(lines[0]).toContain(`"${courses("list_name")}";"${courses("list_email")}"`);
  expect(lines.filter((line) => line.includes("@nav.example"))).toHaveLength(10);
  const book = await page.request.get(`/courses/${TODAY}/participants.xlsx`);
  expect(book.headers()["content-type"]).toContain("spreadsheetml");
  expect((await book.body()).subarray(0, 2).toString()).toBe("PK");
  const paper = await page.request.get(`/courses/${TODAY}/participants.pdf`);
  expect(paper.headers()["content-type"]).toBe("application/pdf");
  const pdf = await paper.body();
  readable(pdf, "participants");
  for (const size of sizes(pdf)) expect(size).toEqual(LANDSCAPE);
  const printed = said(pdf, "participants");
  for (const fact of [courses("list_title"), courses("list_workplace"), "Silje Ruud", "Flyktningtjenesten i"]) {
    expect(printed).toContain(fact);
  }
});
