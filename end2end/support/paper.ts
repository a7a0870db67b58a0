import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";

import type { Page } from "@playwright/test";
import { beyondTheEdge, expect, test } from "./fixtures.ts";

/** A sheet of a PDF, in points: A4 is 595 × 842. */
export interface Sheet {
  width: number;
  height: number;
}

/** What stands in a PDF that is whole, as qpdf sees it, and has what PDF/UA asks of a file that is read aloud: tags, a language, and its title shown. */
export function readable(pdf: Buffer, name: string): string {
  const file = test.info().outputPath(`${name}.pdf`);
  writeFileSync(file, pdf);
  expect(execFileSync(process.env.QPDF ?? "qpdf", ["--check", file], { encoding: "utf8" })).toContain("No syntax or stream encoding errors");
  const text = pdf.toString("latin1");
  for (const asked of [/\/StructTreeRoot \d+ 0 R/, /\/Marked true/, /\/Lang \((nb|nn|en)\)/, /\/DisplayDocTitle true/, /\/Title [<(]/]) {
    expect(text, `${name} as PDF/UA asks`).toMatch(asked);
  }
  return text;
}

/**
 * Prints the page as its style sheet says and tells which sheets come out. Kept in the folder PRINTOUTS, where that is set. What is
 * printed is whole and can be read aloud.
 */
export async function sheets(page: Page, name: string): Promise<Sheet[]> {
  const folder = process.env.PRINTOUTS;
  const pdf = await page.pdf({
    preferCSSPageSize: true,
    tagged: true,
    ...(folder ? { path: `${folder}/${name}.pdf` } : {}),
  });
  const text = readable(pdf, name);
  // Chromium writes the objects of its pages without compressing them.
  const objects = text.split("endobj");
  return objects
    .filter((object) => /\/Type\s*\/Page\b/.test(object))
    .map((object) => {
      const [, width, height] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(object) ?? [];
      return { width: Math.round(Number(width)), height: Math.round(Number(height)) };
    });
}

/** An A4 sheet on its end, and on its side. */
export const PORTRAIT: Sheet = { width: 595, height: 842 };
export const LANDSCAPE: Sheet = { width: 842, height: 595 };

/** Pictures at the widths that every page is made for, in the folder PRINTOUTS, where that is set. */
export async function pictures(page: Page, name: string): Promise<void> {
  const folder = process.env.PRINTOUTS;
  if (!folder) return;
  const before = page.viewportSize();
  for (const width of [360, 820, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
  }
  if (before) await page.setViewportSize(before);
}

/** Fails when something of the page lies beyond the edge at one of those widths. */
export async function fitsEveryScreen(page: Page): Promise<void> {
  const before = page.viewportSize();
  for (const width of [360, 820, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await beyondTheEdge(page), `pixels of ${page.url()} beyond the edge at ${width}`).toBeLessThanOrEqual(0);
  }
  if (before) await page.setViewportSize(before);
}
