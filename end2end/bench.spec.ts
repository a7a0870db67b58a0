import { hydrated, signIn, test, type Page } from "./support/fixtures.ts";

/** How much slower than this machine the reader's tablet is taken to be. */
const CPU_SLOWDOWN = 4;
const RUNS = 7;

/** What is clicked again and again while the page loads, and how an answer shows. */
interface Probe {
  selector: string;
  /** The router takes a link over; a dialog opens; the pressed state of a button changes. */
  answer: "link" | "dialog" | "pressed";
}

const GROUP = "/groups/01KDVDNA000000000000000C01";
/** The first is what the others are compared with. */
const pages: { name: string; user?: string; path: string; probe: Probe }[] = [
  { name: "sign-in", path: "/", probe: { selector: "footer a", answer: "link" } },
  { name: "My week", user: "Ingrid", path: "/", probe: { selector: "a.hr-next-card", answer: "link" } },
  // The last of the group's sessions can still be moved.
  { name: "group page", user: "Ingrid", path: GROUP, probe: { selector: "main ol > li:last-child button", answer: "dialog" } },
  { name: "session page", user: "Ingrid", path: `${GROUP}/sessions/6`, probe: { selector: "button.hr-tick", answer: "pressed" } },
];

interface Moments {
  /** Milliseconds from the start of the navigation until something is to be seen. */
  painted: number;
  /** Until the wasm has taken over, as the page itself says. */
  hydrated: number;
  /** Until a click is answered. */
  answering: number;
  /** Bytes over the line. */
  bytes: number;
}

const rows: string[] = [];
let base = Number.NaN;

for (const { name, user, path, probe } of pages) {
  test(`time until ${name} answers`, async ({ page }) => {
    if (user) await signIn(page, user);
    await page.addInitScript(watch, probe);
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
    await session.send("Network.enable");
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });

    const runs: Moments[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      await page.goto(path);
      await hydrated(page);
      await page.waitForFunction(() => performance.getEntriesByName("answering").length > 0);
      runs.push(await moments(page));
    }

    const sorted = (pick: (run: Moments) => number) => runs.map(pick).sort((a, b) => a - b);
    const middle = (pick: (run: Moments) => number) => sorted(pick)[Math.floor(RUNS / 2)] ?? Number.NaN;
    const answering = middle((run) => run.answering);
    if (Number.isNaN(base)) base = answering;
    const times = sorted((run) => run.answering);
    rows.push(
      `| ${name} | ${middle((run) => run.painted).toFixed(0)} | ${middle((run) => run.hydrated).toFixed(0)} | ` +
        `${answering.toFixed(0)} | ${times[0]?.toFixed(0)}–${times.at(-1)?.toFixed(0)} | ` +
        `${(middle((run) => run.bytes) / 1000).toFixed(1)} | ${(answering / base).toFixed(2)} |`,
    );
  });
}

test.afterAll(() => {
  console.log(
    `\nmiddle of ${RUNS} loads, nothing cached, processor slowed ${CPU_SLOWDOWN} times, network of this machine\n\n` +
      "| page | painted ms | taken over ms | answers a click ms | from–to | kB over the line | times the first |\n" +
      `| --- | --: | --: | --: | --: | --: | --: |\n${rows.join("\n")}\n`,
  );
});

/** Runs in the page, before all else: notes when the wasm has taken over and when the first click is answered. */
function watch({ selector, answer }: Probe): void {
  new MutationObserver((_, observer) => {
    if (!document.documentElement.hasAttribute("data-hydrated")) return;
    performance.mark("hydrated");
    observer.disconnect();
  }).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-hydrated"] });

  const isTaken = (link: HTMLElement) => {
    let taken = false;
    const last = (event: Event) => {
      taken = event.defaultPrevented;
      // Nobody at home yet: the browser itself would follow the link.
      event.preventDefault();
    };
    // Added now and hence asked last, after the router if that is there.
    window.addEventListener("click", last);
    link.click();
    window.removeEventListener("click", last);
    return taken;
  };
  let pressed: string | null = null;
  const answers = (element: HTMLElement) => {
    if (answer === "link") return isTaken(element);
    // The answer to the click before this one: it shows when the page has had its turn.
    if (answer === "dialog" && document.querySelector("dialog[open]")) return true;
    const state = element.getAttribute("aria-pressed");
    if (answer === "pressed" && pressed !== null && state !== pressed) return true;
    pressed = state;
    element.click();
    return false;
  };
  const ask = () => {
    const element = document.querySelector<HTMLElement>(selector);
    if (element && answers(element)) performance.mark("answering");
    else setTimeout(ask, 10);
  };
  ask();
}

function moments(page: Page): Promise<Moments> {
  return page.evaluate(() => {
    const at = (entries: PerformanceEntryList) => entries[0]?.startTime ?? Number.NaN;
    const loads = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
    return {
      painted: at(performance.getEntriesByName("first-contentful-paint")),
      hydrated: at(performance.getEntriesByName("hydrated")),
      answering: at(performance.getEntriesByName("answering")),
      bytes: loads.reduce((sum, load) => sum + (load as PerformanceResourceTiming).transferSize, 0),
    };
  });
}
