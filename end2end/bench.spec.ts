import { hydrated, signIn, test, type Page } from "./support/fixtures.ts";

/** How much slower than this machine the reader's tablet is taken to be. */
const CPU_SLOWDOWN = 4;
const RUNS = 5;

const pages: { name: string; user?: string; path: string }[] = [
  { name: "sign-in", path: "/" },
];

interface Moments {
  /** Milliseconds from the start of the navigation until something is to be seen. */
  painted: number;
  /** Milliseconds from the start of the navigation until clicks are answered. */
  interactive: number;
  /** Bytes over the line. */
  bytes: number;
}

for (const { name, user, path } of pages) {
  test(`time until ${name} answers`, async ({ page }) => {
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.documentElement.hasAttribute("data-hydrated")) return;
        performance.mark("interactive");
        observer.disconnect();
      }).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-hydrated"] });
    });
    if (user) await signIn(page, user);
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
    await session.send("Network.enable");
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });

    const runs: Moments[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      await page.goto(path);
      await hydrated(page);
      runs.push(await moments(page));
    }

    const middle = (pick: (run: Moments) => number) => runs.map(pick).sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN;
    console.log(
      `${name}: painted after ${middle((run) => run.painted).toFixed(0)} ms, interactive after ` +
        `${middle((run) => run.interactive).toFixed(0)} ms, ${middle((run) => run.bytes)} bytes ` +
        `(median of ${RUNS}, nothing cached, processor slowed ${CPU_SLOWDOWN} times, network of this machine)`,
    );
  });
}

function moments(page: Page): Promise<Moments> {
  return page.evaluate(() => {
    const at = (entries: PerformanceEntryList) => entries[0]?.startTime ?? Number.NaN;
    const loads = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
    return {
      painted: at(performance.getEntriesByName("first-contentful-paint")),
      interactive: at(performance.getEntriesByName("interactive")),
      bytes: loads.reduce((sum, load) => sum + (load as PerformanceResourceTiming).transferSize, 0),
    };
  });
}
