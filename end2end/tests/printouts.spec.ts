import { inflateSync } from "node:zlib";
import { expect, expectAccessibleInBothThemes, open, signIn, test, type Page } from "../support/fixtures.ts";

const GROUP = "/groups/01KDVDNA000000000000000C01";

/** Prints the page as Chromium does and counts the pages of the PDF; kept in the folder PRINTS, if that is set. */
async function pages(page: Page, name: string): Promise<number> {
  const folder = process.env.PRINTS;
  const pdf = await page.pdf({ format: "A4", tagged: true, ...(folder ? { path: `${folder}/${name}.pdf` } : {}) });
  return count(pdf);
}

/** `/Type /Page` in the file, and in the streams of objects that Chromium compresses. */
function count(pdf: Buffer): number {
  const texts = [pdf.toString("latin1")];
  let at = pdf.indexOf("stream\n");
  while (at >= 0) {
    try {
      texts.push(inflateSync(pdf.subarray(at + "stream\n".length)).toString("latin1"));
    } catch {
      // Not compressed, so it is in the text as it stands.
    }
    at = pdf.indexOf("stream\n", at + 1);
  }
  return texts.join("\n").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

test("the script, the programme and the poster of a group are opened and fit on paper", async ({ page }) => {
  await signIn(page, "Ingrid");
  await open(page, `${GROUP}/sessions/6`);
  await page.getByRole("link", { name: "Manus for lederen" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Jentegruppe høst, samling 6" })).toBeVisible();
  const rows = page.getByRole("table").getByRole("row");
  await expect(rows).toHaveCount(6);
  await expect(rows.nth(3)).toContainText("12:45–13:05");
  await expect(rows.nth(3)).toContainText("låst");
  await expect(rows.nth(1)).toContainText("Minn om reglene");
  await expect(page.getByText("1 t 15 min til sammen, passer med samlingen.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Pakkeliste" }).getByRole("listitem")).toHaveCount(6);
  await expectAccessibleInBothThemes(page);
  expect(await pages(page, "script")).toBe(1);

  await open(page, `${GROUP}/sessions/6/poster`);
  await expect(page.getByRole("heading", { level: 1, name: "Norsk nok" })).toBeVisible();
  const heights = await page.locator(".hr-poster-blocks tr").evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
  // 10, 20, 20, 15 and 10 minutes.
  expect(heights).toHaveLength(5);
  const [first, second, , fourth] = heights as [number, number, number, number];
  expect(Math.abs(second - 2 * first)).toBeLessThan(4);
  expect(Math.abs(fourth - 1.5 * first)).toBeLessThan(4);
  await expectAccessibleInBothThemes(page);
  expect(await pages(page, "poster")).toBe(1);

  await open(page, GROUP);
  await page.getByRole("link", { name: "Program for deltakerne" }).click();
  await expect(page.getByRole("row", { name: /24\. november 2026/ })).toContainText("Norsk nok");
  await expect(page.getByText("116 111")).toBeVisible();
  await expectAccessibleInBothThemes(page);
  expect(await pages(page, "programme")).toBe(1);
});

test.describe("without wasm", () => {
  test.use({ noWasm: true });

  test("the programme says nothing of what is the leader's own, and a page of a session that is not there says so", async ({ page }) => {
    await signIn(page, "Ingrid");
    await page.goto(`${GROUP}/programme`);
    const text = await page.locator("main").innerText();
    expect(text).toContain("Identitet og tilhørighet");
    for (const inner of ["Minn om reglene", "helsesykepleier", "Filmen satte i gang", "Vite hvem som kan hjelpe"]) {
      expect(text).not.toContain(inner);
    }
    const gone = await page.goto(`${GROUP}/sessions/99/poster`);
    expect(gone?.status()).toBe(404);
    await page.goto(`${GROUP}/sessions/7/script`);
    await expect(page.getByText("Kjøreplanen er tom.")).toBeVisible();
  });
});

test("the papers are written in nynorsk", async ({ page }) => {
  await signIn(page, "Aino");
  await open(page, "/groups");
  await page.getByRole("link", { name: "Guttegruppe mørketid" }).click();
  await page.getByRole("link", { name: "Program for deltakarane" }).click();
  await expect(page.getByText("Treng du nokon å snakke med?")).toBeVisible();
  await expect(page.getByRole("button", { name: "Skriv ut" })).toBeVisible();
});
