import { readFileSync, writeFileSync } from "node:fs";

import { expect, expectAccessible, hydrated, open, signIn, speak, test, type Page } from "../support/fixtures.ts";
import { fitsEveryScreen, LANDSCAPE, PORTRAIT, readable, said, sizes } from "../support/paper.ts";
import { words } from "../support/words.ts";

/** Coverage on paper: the page of a place that is brought to the meeting, and the whole matrix. */

const coverage = words("nb", "coverage");
const printouts = words("nb", "printouts");

/** Presses what saves a file, and gives the file. */
async function saved(page: Page, name: string): Promise<{ file: string; pdf: Buffer }> {
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name }).click();
  const kept = await download;
  const pdf = readFileSync(await kept.path());
  if (process.env.PRINTOUTS) writeFileSync(`${process.env.PRINTOUTS}/${kept.suggestedFilename()}`, pdf);
  return { file: kept.suggestedFilename(), pdf };
}

test("from signing in to the printed page of a place in three clicks", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, "Marte");
  await hydrated(page);
  await page
    .getByRole("navigation", { name: "Hovedmeny" })
    .getByRole("link", { name: coverage("title"), exact: true })
    .click();
  await page.getByRole("table", { name: coverage("table") }).getByRole("link", { name: "Granlia vgs (demo)", exact: true }).click();
  const { file, pdf } = await saved(page, printouts("save_pdf"));

  expect(file).toMatch(/^coverage-school_year-2026-\w{26}\.pdf$/);
  readable(pdf, "coverage-place");
  for (const size of sizes(pdf)) expect(size).toEqual(PORTRAIT);
  const text = said(pdf, "coverage-place");
  for (const fact of [
    coverage("unit_title", { unit: "Granlia vgs (demo)" }),
    coverage("period_school_year", { year: "2026/27" }),
    "Ingrid Moen",
    coverage("kind_groups"),
    "Jentegruppe høst",
    coverage("staff_coverage"),
    coverage("formulas"),
    "23. november 2026",
    printouts("sheet_of", { number: 1, count: sizes(pdf).length }),
  ]) {
    expect(text).toContain(fact);
  }
});

test("the matrix is on paper as it was narrowed, in words, with what they mean", async ({ page }) => {
  await page.setViewportSize({ width: 820, height: 1100 });
  await signIn(page, "Marte");
  await open(page, "/coverage?period=school_year-2026&set=all");
  await expectAccessible(page);
  await fitsEveryScreen(page);
  const { file, pdf } = await saved(page, printouts("save_pdf"));
  expect(file).toBe("coverage-school_year-2026.pdf");
  readable(pdf, "coverage-matrix");
  for (const size of sizes(pdf)) expect(size).toEqual(LANDSCAPE);
  const text = said(pdf, "coverage-matrix");
  for (const row of await page.getByRole("table", { name: coverage("table") }).getByRole("rowheader").getByRole("link").allInnerTexts()) {
    for (const word of row.split(" ")) expect(text).toContain(word);
  }
  for (const word of ["cell_held", "cell_gap", "set_all", "formulas", "def_rate"]) expect(text).toContain(coverage(word).split(". ")[0] ?? "");
  await open(page, "/coverage?period=school_year-2026&county=56");
  const narrowed = said((await saved(page, printouts("save_pdf"))).pdf, "coverage-county");
  expect(narrowed).toContain("Nordlys");
  expect(narrowed).toContain("Finnmark");
  expect(narrowed).not.toContain("Granlia");
});

test("the head of a school gets the own place on paper and no other, in nynorsk", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page, "Tor Hegge");
  await speak(page, "nn");
  await open(page, "/coverage");
  const { pdf } = await saved(page, words("nn", "printouts")("save_pdf"));
  const text = said(pdf, "coverage-nn");
  expect(text).toContain("Granlia");
  expect(text).not.toContain("Solåsen");
  expect(text).toContain(words("nn", "coverage")("formulas"));
  expect((await page.request.get("/coverage/01KDVDNA000000000000000803/page.pdf")).status()).toBe(404);
});
