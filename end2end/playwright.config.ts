import { statfsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

/** What Chromium is told, so that it works as root in a container and calls nobody. */
const quietChromium = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Where the machine keeps files in its memory, if it has room there. */
function roomInMemory(): string | undefined {
  const folder = "/dev/shm";
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > 4 * 1024 ** 3 ? folder : undefined;
  } catch {
    return undefined;
  }
}

// By default Playwright has Chromium share its memory through files on the disk, for containers that have no room elsewhere; that, the
// stores and the browser's profiles are a good part of what a run costs, and none of it has to outlast the run.
const memory = roomInMemory();
if (memory) process.env.TMPDIR = memory;

export default defineConfig({
  globalSetup: "./support/global-setup.ts",
  globalTeardown: "./support/global-teardown.ts",
  outputDir: "test-results",
  reporter: [["list"]],
  // A journey that passes at the second try is listed as flaky at the end, and has to be mended. By hand none is tried twice.
  retries: process.env.CI ? 1 : 0,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  // Long enough for a slow machine with other work: a journey that hangs is found all the same.
  timeout: 180_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: "chromium",
    // A press that finds nothing to press says so long before the journey's time is over.
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    launchOptions: { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: quietChromium, ignoreDefaultArgs: memory ? ["--disable-dev-shm-usage"] : [] },
    // A tablet on its side, which is what the pages are made for first.
    viewport: { width: 1180, height: 820 },
    locale: "nb-NO",
    timezoneId: "Europe/Oslo",
    // A browser presses faster than a hand: on what is unfolding, a button moves away below it.
    contextOptions: { reducedMotion: "reduce" },
    // A worker would stand between a journey and the network that it watches; `offline.spec.ts` is about the worker itself.
    serviceWorkers: "block",
    screenshot: "only-on-failure",
    // Recording takes as much of the machine as the page itself: what failed is recorded when it is tried again.
    trace: "on-first-retry",
  },
  projects: [
    { name: "journeys", testDir: "tests" },
    { name: "screenshots", testDir: ".", testMatch: "screenshots.spec.ts" },
    { name: "bench", testDir: ".", testMatch: "bench.spec.ts", workers: 1 },
  ],
});
