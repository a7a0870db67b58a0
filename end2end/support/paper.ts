import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

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
  for (const asked of [/\/StructTreeRoot \d+ 0 R/, /\/Marked true/, /\/Lang ?\((nb|nn|en)\)/, /\/DisplayDocTitle true/, /\/Title ?[<(]/]) {
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
  readable(pdf, name);
  return sizes(pdf);
}

/** The sheets of a PDF. Chromium, and the library of our own files, write the objects of pages without compressing them. */
export function sizes(pdf: Buffer): Sheet[] {
  const objects = pdf.toString("latin1").split("endobj");
  return objects
    .filter((object) => /\/Type\s*\/Page\b/.test(object))
    .map((object) => {
      const [, width, height] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(object) ?? [];
      return { width: Math.round(Number(width)), height: Math.round(Number(height)) };
    });
}

/** What stands on the sheets of a PDF of our own, line by line in the order in which it is written. */
export function said(pdf: Buffer, name: string): string {
  const [file, open] = [test.info().outputPath(`${name}.said.pdf`), test.info().outputPath(`${name}.open.pdf`)];
  writeFileSync(file, pdf);
  execFileSync(process.env.QPDF ?? "qpdf", ["--qdf", "--object-streams=disable", file, open]);
  const objects = objectsOf(readFileSync(open, "latin1"));
  const pages = [...objects.values()].filter((text) => /\/Type \/Page\b/.test(text));
  const lines = pages.flatMap((page) => linesOf(objects, page));
  // A word that is parted at the end of a line is one word.
  return lines.map((line) => line.trimEnd()).join(" ").replace(/[\u00ad\u2010] /g, "");
}

/** The objects of a PDF that qpdf has written out, by their numbers. */
function objectsOf(text: string): Map<string, string> {
  return new Map([...text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, number = "", object = ""]) => [number, object]));
}

/** What stands under a name: there, or in the object that it points to. */
function under(objects: Map<string, string>, text: string, name: string): string {
  const [, number] = new RegExp(`/${name}\\s+(\\d+) 0 R`).exec(text) ?? [];
  if (number) return objects.get(number) ?? "";
  const at = text.indexOf(`/${name} <<`);
  return at < 0 ? "" : text.slice(at);
}

/** The letters of a font, by the code that stands for each. */
function lettersOf(objects: Map<string, string>, font: string): Map<string, string> {
  const letters = (hex: string) => Buffer.from(hex, "hex").swap16().toString("utf16le");
  const pairs = under(objects, font, "ToUnicode").matchAll(/^<(\w{4})> <((?:\w{4})+)>$/gm);
  return new Map([...pairs].map(([, code = "", hex = ""]) => [code.toLowerCase(), letters(hex)]));
}

function linesOf(objects: Map<string, string>, page: string): string[] {
  const fonts = under(objects, under(objects, page, "Resources") || page, "Font").matchAll(/\/(\w+) (\d+) 0 R/g);
  const known = new Map([...fonts].map(([, font = "", number = ""]) => [font, lettersOf(objects, objects.get(number) ?? "")]));
  const texts = under(objects, page, "Contents").matchAll(/\/(\w+) [\d.]+ Tf[^[<]*(?:\[([^\]]*)\]TJ|(<\w+>)Tj)/g);
  return [...texts].map(([, font = "", many, one = ""]) => {
    const codes = many ?? one;
    const hex = [...codes.matchAll(/<(\w*)>/g)].map(([, some = ""]) => some).join("");
    return (hex.match(/\w{4}/g) ?? []).map((code) => known.get(font)?.get(code.toLowerCase()) ?? "\ufffd").join("");
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
