import { readFile } from "node:fs/promises";
import { crc32, deflateSync } from "node:zlib";

import { expect, expectAccessibleInBothThemes, hydrated, open, signIn, speak, tabTo, test, type Page } from "../support/fixtures.ts";
import { fitsEveryScreen, pictures } from "../support/paper.ts";

/** A module that the reader has made from a colleague's, open for changes. */
async function ownCopy(page: Page): Promise<string> {
  await open(page, "/modules?words=grenser");
  await page.getByRole("link", { name: "Grenser og omsorg" }).click();
  await page.getByText("Lag ditt eget fra dette").click();
  await page.getByRole("button", { name: "Lag kopien" }).click();
  await expect(page.getByText("Bygger på et opplegg av Samir Haddad-Lie:")).toBeVisible();
  return new URL(page.url()).pathname;
}

/** A picture of stripes, with a text chunk that says where it was taken. */
function png(): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body) >>> 0, 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const [width, height] = [320, 200];
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Array.from({ length: height }, (_, y) => {
    const row = Buffer.alloc(1 + width * 3);
    for (let x = 0; x < width; x += 1) row.set([(x * 255) / width, (y * 255) / height, (x >> 5) % 2 ? 160 : 90], 1 + x * 3);
    return row;
  });
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", head),
    chunk("tEXt", Buffer.from("Location\0Askim videregaende")),
    chunk("IDAT", deflateSync(Buffer.concat(rows))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

test("a file is brought by keyboard, seen, named anew, taken away and had back; the document of a module is one that is taken", async ({ page }) => {
  await signIn(page, "Ingrid");
  const module = await ownCopy(page);
  const [document] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Begge som Word-dokument" }).click()]);
  expect(document.suggestedFilename()).toBe("Grenser og omsorg.docx");
  const word = await readFile(await document.path());

  const add = page.locator("summary", { hasText: "Legg til en fil" });
  await tabTo(page, add);
  await page.keyboard.press("Enter");
  await page.getByLabel("Fil", { exact: true }).setInputFiles({ name: "Linjen i klasserommet.png", mimeType: "image/png", buffer: png() });
  await expect(page.getByLabel("Hva er filen?")).toHaveValue("Linjen i klasserommet");
  await tabTo(page, page.getByRole("button", { name: "Last opp filen" }));
  await page.keyboard.press("Enter");
  const files = page.getByRole("region", { name: "Filer", exact: true });
  await expect(files.getByRole("listitem")).toHaveCount(1);
  const picture = files.getByRole("img", { name: "Bilde: Linjen i klasserommet" });
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(320);
  await expect(page.getByRole("heading", { name: "Filer", exact: true })).toBeFocused();

  const next = page.locator("form", { has: page.getByLabel("Fil", { exact: true }) });
  await expect(next.getByLabel("Hva er filen?")).toHaveValue("");
  await next.getByLabel("Fil", { exact: true }).setInputFiles({ name: "Ark.docx", mimeType: "application/octet-stream", buffer: word });
  await next.getByLabel("Siste dag den kan brukes").fill("2026-11-01");
  await next.getByRole("button", { name: "Last opp filen" }).click();
  await expect(files.getByRole("listitem")).toHaveCount(2);
  await expect(files.getByText("Kan ikke brukes lenger")).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await fitsEveryScreen(page);
  await pictures(page, "module-files");

  const opened = await page.request.get((await files.getByRole("link", { name: "Åpne «Linjen i klasserommet»" }).getAttribute("href")) ?? "");
  expect(opened.headers()["content-disposition"]).toMatch(/^inline;/);
  expect(opened.headers()["content-security-policy"]).toContain("sandbox");
  const [saved] = await Promise.all([page.waitForEvent("download"), files.getByRole("link", { name: "Last ned «Linjen i klasserommet»" }).click()]);
  expect(saved.suggestedFilename()).toBe("Linjen i klasserommet.png");
  const kept = await readFile(await saved.path());
  expect(kept.includes("Askim")).toBe(false);
  expect(kept.subarray(0, 4)).toEqual(png().subarray(0, 4));

  await files.getByText("Endre eller fjern «Ark»").click();
  const form = files.locator("li", { hasText: "Ark" }).locator("form");
  await form.getByLabel("Hva er filen?").fill("Elevark til Fatima");
  await form.getByRole("button", { name: "Lagre" }).click();
  await expect(form.getByText(/«Fatima»/).first()).toBeVisible();
  await form.getByLabel("Hva er filen?").fill("Elevark");
  await form.getByLabel("Siste dag den kan brukes").fill("2027-06-20");
  await form.getByRole("button", { name: "Lagre" }).click();
  await expect(files.getByText("kan brukes til og med søndag 20. juni 2027")).toBeVisible();
  await expect(page.locator("[data-saving=saved]")).toBeVisible();
  await files.getByText("Endre eller fjern «Elevark»").click();
  await files.locator("li", { hasText: "Elevark" }).getByRole("button", { name: "Fjern filen" }).click();
  await expect(files.getByRole("listitem")).toHaveCount(1);
  await expect(page.getByText("«Elevark» er fjernet.")).toBeVisible();
  await files.getByRole("button", { name: "Hent tilbake filen" }).click();
  await expect(files.getByRole("listitem")).toHaveCount(2);
  await expect(page.locator("[data-saving=saved]")).toBeVisible();

  await page.reload();
  await hydrated(page);
  await expect(files.getByRole("listitem")).toHaveCount(2);
  await open(page, "/modules?words=grenser");
  await expect(page.getByText("2 filer")).toBeVisible();
  await open(page, module);
});

test.describe("what is not taken", () => {
  test.use({ expectedMessages: [/422|413|Failed to load resource/] });

  test("is told beside the field, in nynorsk too, and what was typed stays", async ({ page }) => {
    await signIn(page, "Ingrid");
    const module = await ownCopy(page);
    await speak(page, "nn");
    await open(page, module);
    await page.getByText("Legg til ei fil").click();
    const send = page.getByRole("button", { name: "Last opp fila" });
    await send.click();
    await expect(page.locator("#file-error")).toBeVisible();
    const choose = (name: string, buffer: Buffer) => page.getByLabel("Fil", { exact: true }).setInputFiles({ name, mimeType: "application/pdf", buffer });
    await page.getByLabel("Kva er fila?").fill("Lovkort");
    for (const [name, content, told] of [
      ["kort.pdf", "MZ\x90 this program cannot be run", "Denne typen fil"],
      ["kort.pdf", "<html><script>alert(1)</script>", "Denne typen fil"],
      ["kort.png", "%PDF-1.7", "noko anna enn namnet seier"],
      ["kort.docx", "PK\x03\x04 broken", "øydelagd"],
    ] as const) {
      await choose(name, Buffer.from(content, "latin1"));
      await send.click();
      await expect(page.locator("#file-error")).toContainText(told);
      await expect(page.getByLabel("Kva er fila?")).toHaveValue("Lovkort");
    }
    await choose("film.pdf", Buffer.alloc(20 * 1024 * 1024 + 1, " "));
    await expect(page.locator("#file-error")).toContainText("Høgst 20 MB");
    await expectAccessibleInBothThemes(page);
    await choose("kort.pdf", Buffer.from("%PDF-1.7\n%%EOF"));
    await send.click();
    await expect(page.getByRole("region", { name: "Filer", exact: true }).getByText("Lovkort", { exact: true })).toBeVisible();
    await choose("igjen.pdf", Buffer.from("%PDF-1.7\n%%EOF"));
  });
});

test.describe("a lost answer", () => {
  test.use({ expectedMessages: [/503/] });

  test("a file that does not get through is sent again without typing it again, and is there once", async ({ page }) => {
    await signIn(page, "Ingrid");
    await ownCopy(page);
    await page.getByText("Legg til en fil").click();
    await page.getByLabel("Fil", { exact: true }).setInputFiles({ name: "Lovkort.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n%%EOF") });
    // The answer is lost on its way: the server has the file.
    await page.route("**/files?envelope=*", async (route) => {
      await route.fetch();
      await route.fulfill({ status: 503, body: "" });
      await page.unroute("**/files?envelope=*");
    });
    await page.getByRole("button", { name: "Last opp filen" }).click();
    await expect(page.getByLabel("Hva er filen?")).toHaveValue("Lovkort");
    await expect(page.getByRole("alert").or(page.locator(".ds-alert")).first()).toBeVisible();
    await page.getByRole("button", { name: "Last opp filen" }).click();
    await expect(page.getByRole("region", { name: "Filer", exact: true }).getByRole("listitem")).toHaveCount(1);
  });
});

test("competence aims are found by word or code, added once, and imported by the professional team", async ({ page, browser, baseURL }) => {
  await signIn(page, "Ingrid");
  await ownCopy(page);
  await page.getByText("Endre opplegget").click();
  await page.getByText("Flere felt").click();
  const find = page.getByLabel("Finn kompetansemål i læreplanene");
  await find.fill("identitet grenser 10. trinn");
  const found = page.locator(".hr-found-aims > li");
  await expect(found.filter({ hasText: "KM1647" })).toContainText("egne grenser utvikles og utfordres");
  await expect(found.filter({ hasText: "KM1647" })).toContainText("Læreplan i samfunnsfag");
  await pictures(page, "aims");
  await expectAccessibleInBothThemes(page);
  await tabTo(page, page.getByRole("button", { name: "Legg til KM1647" }));
  await page.keyboard.press("Enter");
  await expect(found.filter({ hasText: "KM1647" })).toContainText("Er med");
  await expect(page.locator("#aims")).toHaveValue(/\nKM1647 reflektere over hvordan identitet/);
  await find.fill("KM1648");
  await expect(found.first()).toContainText("makt i samfunnet i dag");
  await find.fill("qwertyuiop");
  await expect(page.getByText("Ingen kompetansemål passer.")).toBeVisible();
  await page.getByRole("button", { name: "Lagre", exact: true }).click();
  await expect(page.locator("[data-saving=saved]")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "KM1647" }).first()).toBeVisible();

  const vegard = await (await browser.newContext({ baseURL })).newPage();
  await signIn(vegard, "Vegard");
  await open(vegard, "/modules");
  await vegard.getByRole("link", { name: "Hent kompetansemål" }).click();
  await expect(vegard.getByRole("heading", { level: 1, name: "Hent kompetansemål fra Grep" })).toBeVisible();
  const check = vegard.getByRole("button", { name: "Prøv uten å lagre" });
  const paste = vegard.getByLabel("Eller lim inn teksten her");
  await paste.fill('[{"kode":"KM1648","tittel":"x"},{"tittel":"uten kode"}]');
  await check.click();
  await expect(vegard.getByText("Ingenting er lagret. Rett radene under, og prøv igjen.")).toBeVisible();
  await expect(vegard.getByText("Kolonnen «kode» er tom i denne raden.")).toBeVisible();
  await expectAccessibleInBothThemes(vegard);
  await paste.fill(
    JSON.stringify({
      kode: "KM99999",
      tittel: { tekst: [{ spraak: "nob", verdi: "utforske prøvemål for testen" }] },
      "tilhoerer-laereplan": { kode: "TST01-01", tittel: "Læreplan i prøving" },
    }),
  );
  await check.click();
  await vegard.getByRole("button", { name: "Lagre importen" }).click();
  await expect(vegard.getByText("Importen er lagret.")).toBeVisible();
  await vegard.context().close();

  await page.getByLabel("Finn kompetansemål i læreplanene").fill("prøvemål");
  await expect(found.first()).toContainText("KM99999");
});
