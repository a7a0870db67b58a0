import { readFile } from "node:fs/promises";

import { packed, unpacked } from "../support/archive.ts";
import { expect, expectAccessibleInBothThemes, hydrated, open, signIn, tabTo, test, type Page } from "../support/fixtures.ts";
import { fitsEveryScreen, pictures, PORTRAIT, readable, said, sizes } from "../support/paper.ts";

/** What a link on the page lets one save. */
async function saved(page: Page, link: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: link, exact: true }).click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** The document with other words, as a word processor would save it. */
function adapted(word: Buffer, changes: [string, string][]): Buffer {
  const files = unpacked(word);
  let text = files.get("word/document.xml")?.toString("utf8") ?? "";
  for (const [from, to] of changes) {
    expect(text).toContain(from);
    text = text.replace(from, to);
  }
  return packed(files.set("word/document.xml", Buffer.from(text, "utf8")));
}

test("a module's document is adapted in a word processor and taken back in, after a look at what becomes different", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/modules?words=grenser");
  await page.getByRole("link", { name: "Grenser og omsorg" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Grenser og omsorg" })).toBeVisible();
  // What is approved is not written in.
  await expect(page.getByText("Ta inn endringer fra Word-dokumentet")).toHaveCount(0);
  await page.getByText("Lag ditt eget fra dette").click();
  await page.getByRole("button", { name: "Lag kopien" }).click();
  await expect(page.getByText("Bygger på et opplegg av Samir Haddad-Lie:")).toBeVisible();
  const { bytes: word } = await saved(page, "Begge som Word-dokument");

  await tabTo(page, page.locator("summary", { hasText: "Ta inn endringer fra Word-dokumentet" }), 250);
  await page.keyboard.press("Enter");
  const field = page.getByLabel("Word-dokument", { exact: true });
  const look = page.getByRole("button", { name: "Vis hva som blir annerledes" });
  await look.click();
  await expect(page.locator("#document-error")).toBeVisible();
  const file = (buffer: Buffer) => ({ name: "opplegg.docx", mimeType: "application/octet-stream", buffer });
  await field.setInputFiles(file(word));
  await look.click();
  await expect(page.getByText("Dokumentet sier det samme som opplegget.")).toBeVisible();

  // No number of minutes.
  await field.setInputFiles(file(adapted(word, [["0–10 min", "ti min"]])));
  await look.click();
  await expect(page.getByText(/^Rad 1 i kjøreplanen, Tid:/)).toBeVisible();
  await expectAccessibleInBothThemes(page);

  await field.setInputFiles(
    file(
      adapted(word, [
        ["Grenser og omsorg", "Grenser i 9B"],
        ["tau, eksempelkort", "tau, ti eksempelkort"],
        ["Åpning", "Åpning i ring"],
      ]),
    ),
  );
  await look.click();
  await expect(page.getByText("Navn: «Grenser og omsorg» ble «Grenser i 9B»")).toBeVisible();
  await expect(page.getByText(/^Endret: «Åpning» .* ble «Åpning i ring»/)).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "module-document");
  const nobody = page.getByLabel(/Dette er ikke navn på elever/);
  if (await nobody.count()) await nobody.check();
  await page.getByRole("button", { name: "Gjør endringene" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Grenser i 9B" })).toBeVisible();
  await expect(page.locator("[data-saving=saved]")).toBeVisible();
  await page.reload();
  await hydrated(page);
  await expect(page.locator("#blocks").getByText("Åpning i ring").first()).toBeVisible();
  await expect(page.locator("#blocks > li")).toHaveCount(4);
  await expect(page.getByText("tau, ti eksempelkort").first()).toBeVisible();
});

test.describe("what is no document of a module", () => {
  test.use({ expectedMessages: [/422/] });

  test("is told beside the field, and nothing changes", async ({ page }) => {
    await signIn(page, "Ingrid");
    await open(page, "/modules?words=hvem+kan+hjelpe");
    await page.getByRole("link", { name: "Hvem kan hjelpe?" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Hvem kan hjelpe?" })).toBeVisible();
    await hydrated(page);
    await page.getByText("Ta inn endringer fra Word-dokumentet").click();
    const field = page.getByLabel("Word-dokument", { exact: true });
    const look = page.getByRole("button", { name: "Vis hva som blir annerledes" });
    const letter = packed(
      new Map([["word/document.xml", Buffer.from('<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Kjære kommune</w:t></w:r></w:p></w:body></w:document>')]]),
    );
    for (const [bytes, words] of [
      [Buffer.from("%PDF-1.7 kledd ut"), "Dette er ikke et Word-dokument"],
      [Buffer.from("PK\x03\x04ødelagt", "latin1"), "Filen er ødelagt"],
      [letter, "Dette er ikke dokumentet til et opplegg"],
    ] as const) {
      await field.setInputFiles({ name: "opplegg.docx", mimeType: "application/octet-stream", buffer: bytes });
      await look.click();
      await expect(page.locator("#document-error")).toContainText(words);
    }
    await expect(page.getByRole("heading", { level: 1, name: "Hvem kan hjelpe?" })).toBeVisible();
  });
});

test("the teacher's guide and the pupils' sheet are saved as tagged PDF, and the pupils' has nothing of the teacher's", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, "/modules?words=grenser");
  await page.getByRole("link", { name: "Grenser og omsorg" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Grenser og omsorg" })).toBeVisible();
  const guide = await saved(page, "Lærerveiledning som PDF");
  expect(guide.name).toBe("Grenser og omsorg – Lærerveiledning.pdf");
  readable(guide.bytes, "guide");
  expect(sizes(guide.bytes).length).toBeLessThanOrEqual(2);
  const teachers = said(guide.bytes, "guide");
  for (const words of ["Avvergeplikten", "tau, eksempelkort", "10–35 min", "Utgave 1, skrevet ut 23. november 2026."]) {
    expect(teachers).toContain(words);
  }
  const sheet = await saved(page, "Elevark som PDF");
  readable(sheet.bytes, "pupils");
  expect(sizes(sheet.bytes)).toEqual([PORTRAIT]);
  const pupils = said(sheet.bytes, "pupils");
  expect(pupils).toContain("116 111");
  expect(pupils).not.toContain("Avvergeplikten");
  expect(pupils).not.toContain("tau, eksempelkort");
});
