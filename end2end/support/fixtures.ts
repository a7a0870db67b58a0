import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test as base, expect, type Locator, type Page } from "@playwright/test";
import type axe from "axe-core";
import { type RunningServer, startServer } from "./server.ts";

export { expect, type Page };

/** Chromium's advice on the timing of downloads, which depends on how busy the machine is; and Playwright's note that it keeps service workers out (see `playwright.config.ts`). */
const ADVICE = /was preloaded using link preload but not used|Service Worker registration blocked by Playwright/;

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** A person of the demo, as named on its sign-in page: "Ingrid". */
export type DemoUser = string;
export type Language = "nb" | "nn" | "en";
export type Theme = "auto" | "light" | "dark";

interface Options {
  /** Blocks the wasm, so that the page is what the server made of it: `test.use({ noWasm: true })`. */
  noWasm: boolean;
  /** Console messages that a journey provokes on purpose; any other error or warning fails it. */
  expectedMessages: RegExp[];
}

interface Guards {
  /** Fails a journey whose page complained, broke, or asked another host. */
  quietPage: undefined;
}

interface Running {
  /** A server of the test's own, on a fresh copy of the demonstration: no test sees what another one did. */
  server: RunningServer;
}

export const test = base.extend<Options & Guards & Running>({
  noWasm: [false, { option: true }],
  expectedMessages: [[], { option: true }],

  server: [
    // Playwright reads the names of the fixtures that are wanted from this pattern.
    async ({}, use) => {
      const server = await startServer(process.env.STORE_TEMPLATE ?? "");
      await use(server);
      await server.stop();
    },
    { timeout: 90_000 },
  ],

  baseURL: async ({ server }, use) => use(server.url),

  quietPage: [
    async ({ context, server, noWasm, expectedMessages }, use, info) => {
      const complaints: string[] = [];
      const expected = [ADVICE, ...expectedMessages, ...(noWasm ? [/wasm|ERR_FAILED|Failed to fetch/i] : [])];
      const complain = (text: string) => {
        if (!expected.some((pattern) => pattern.test(text))) complaints.push(text);
      };
      context.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) {
          complain(`${message.type()}: ${message.text()} (${message.location().url})`);
        }
      });
      context.on("weberror", (error) => complain(`exception: ${error.error().message}`));
      context.on("request", (request) => {
        const { protocol, origin } = new URL(request.url());
        if (protocol.startsWith("http") && origin !== server.url) complain(`request to another host: ${request.url()}`);
      });
      if (noWasm) await context.route("**/*.wasm", (route) => route.abort());
      await use(undefined);
      if (info.status !== info.expectedStatus) {
        await info.attach("server.log", { body: server.log(), contentType: "text/plain" });
      }
      expect(complaints, "what the page complained of").toEqual([]);
    },
    { auto: true },
  ],
});

/** Unfolds a part of a page by its heading, where it is not unfolded. */
export async function unfold(page: Page, heading: string): Promise<void> {
  const summary = page.locator("summary").filter({ hasText: heading });
  if ((await summary.locator("xpath=..").getAttribute("open")) === null) await summary.click();
}

/** Opens a page and waits until it answers to clicks. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await hydrated(page);
}

/** Waits until the wasm has taken over; `hydrate` in the frontend crate sets the mark. */
export async function hydrated(page: Page): Promise<void> {
  await expect(page.locator("html[data-hydrated]")).toBeAttached();
}

/** Signs in as a person of the demo, found by (a part of) the name on the button. Works without wasm. */
export async function signIn(page: Page, user: DemoUser): Promise<void> {
  await page.goto("/demo/sign-in");
  await page.getByRole("button", { name: user }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/demo/"));
}

/** Chooses language and theme for the pages to come, as the switches at the foot of a page do. */
export async function prefer(page: Page, choice: { language?: Language; theme?: Theme }): Promise<void> {
  const cookie = (name: string, value: string) => ({ name, value, domain: "localhost", path: "/" });
  const cookies = [];
  if (choice.language) cookies.push(cookie("lang", choice.language));
  if (choice.theme) cookies.push(cookie("theme", choice.theme));
  await page.context().addCookies(cookies);
}

/** Changes the language of whoever is signed in, by the switch, and of the pages to come. */
export async function speak(page: Page, language: Language): Promise<void> {
  const own = { nb: "Bokmål", nn: "Nynorsk", en: "English" }[language];
  await open(page, "/emergency");
  const heard = page.waitForResponse("**/api/session/set_language");
  await page.locator("#display-menu").click();
  await page.getByRole("button", { name: own }).click();
  await heard;
  await expect(page.locator("html")).toHaveAttribute("lang", language);
}

/** Presses Tab until an element has the focus, as somebody without a mouse would. */
export async function tabTo(page: Page, target: Locator, most = 120): Promise<void> {
  for (let pressed = 0; pressed < most; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target, `reached by at most ${most} presses of Tab`).toBeFocused({ timeout: 1 });
}

/** Pixels that a page reaches beyond the right edge of the window. */
export function beyondTheEdge(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** What a theme can change of a page: its colours. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/** Fails with a readable list when axe finds something. Runs under the page's own content security policy. Every rule, or some. */
export async function expectAccessible(page: Page, rules?: string[]): Promise<void> {
  // A script tag would be refused, and rightly: this goes in by the debugger's door.
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async (rules) => {
    const { axe: runner } = window as unknown as { axe: typeof axe };
    const results = await runner.run(document, { resultTypes: ["violations"], ...(rules ? { runOnly: rules } : {}) });
    return results.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary ?? ""}`),
    }));
  }, rules);
  expect(violations, `accessibility of ${page.url()}`).toEqual([]);
}

/** The same in light; in dark what a theme can change. */
export async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    // Without motion: a colour on its way from one theme to the other belongs to neither.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expectAccessible(page, colorScheme === "dark" ? COLOURS : undefined);
  }
  await page.emulateMedia({ colorScheme: null });
}
