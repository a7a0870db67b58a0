import { beyondTheEdge, expect, expectAccessibleInBothThemes, open, prefer, signIn, speak, test, type Language, type Page } from "../support/fixtures.ts";
import { words } from "../support/words.ts";

/**
 * Every page, for a person who can see it: without a violation in light and in dark, in bokmål and nynorsk, with everything
 * unfolded, and no wider than a phone.
 */

const GROUP = "/groups/01KDVDNA000000000000000C01";
const MODULE = "/modules/01KDVDNA000000000000000M80";
const PROPOSAL = "/nora/01KDVDNA000000000000000R01";
const LESSON = "/deliveries/01KDVDNA000000000000000R03";
const COURSE = "/courses/01KDVDNA000000000000001401";
const WEBINAR = "/courses/01KDVDNA000000000000001402";
const SURVEY = "/needs/surveys/01KDVDNA000000000000001802";
const MEASURE = "/needs/measures/01KDVDNA000000000000001881";
const ROUTINE = "/routines/01KDVDNA000000000000000801";
const NETWORK = "/networks/01KDVDNA000000000000001R01";
const AGREEMENT = "/agreements/01KDVDNA000000000000001C01";
const UNIT_COVERAGE = "/coverage/01KDVDNA000000000000000801";
const DRAFT = "/coverage/drafts/01KDVDNA000000000000001M01";
const EVENING = "/presentations/01KDVDNA000000000000000M01";

/** Who sees which pages; nobody is who has not signed in. A link in brackets is followed from the page before it. */
const pages: Record<string, string[]> = {
  nobody: ["/sign-in", "/demo/sign-in", "/emergency", "/accessibility", "/offline", "/password", "/password/forgotten"],
  Samir: ["/declaration"],
  Ingrid: ["/", "/groups", "/groups/new", GROUP, `${GROUP}/sessions/5`, `${GROUP}/sessions/6`, `${GROUP}/sessions/6/run`, `${GROUP}/evaluation`, `${GROUP}/evaluation/round`, `${GROUP}/programme`, `${GROUP}/sessions/6/script`, `${GROUP}/sessions/6/poster`, "/groups/bin", "/programmes", "[FLEXid-light]", "/year-plan", "/presentations", "/presentations/new", "/presentations/series", EVENING, `${EVENING}/invitation`, "/outreach", "/coverage", "/hours", "/hours?day=2026-11-16", "/needs", "/needs/surveys/new", SURVEY, `${SURVEY}/paper`, "/needs/measures/new", MEASURE, `${MEASURE}/run-sheet/1`, "/routines", `${ROUTINE}.handling`, `${ROUTINE}.return`, `${ROUTINE}.enquiry`, "/networks", "/networks/new", NETWORK, `${MEASURE}/run-sheet/1/run`, `${MEASURE}/run-sheet/1/script`, "/modules", "/modules/new", MODULE, `${MODULE}/guide`, `${MODULE}/pupils`, `${MODULE}/hold`, "/deliveries", LESSON, `${LESSON}/run`, "/nora", "/nora/new", PROPOSAL, "/agreements", AGREEMENT, `${AGREEMENT}/expense`, "/account", "/gallery", "/no-such-page"],
  Marte: ["/", "/coverage", UNIT_COVERAGE, "/coverage/services", "/coverage/gaps", "/coverage/drafts", DRAFT, "/coverage/drafts/compare", "/coverage/counties/32", "/coverage/map", "/coverage/trend", "/groups", GROUP, `${GROUP}/evaluation`, "/year-plan", "/presentations", EVENING, "/outreach", "/routines", "/networks", "/hours/guide", "/hours/periods?month=2026-09", "/deliveries", LESSON, "/places", "[Granlia]", "[Oslo kommune]", "/places/new", "/places/import", "/owners/new", "/calendars", "[2026/27]", "/calendars/import", "/people", "/agreements", "/agreements/new", AGREEMENT, `${AGREEMENT}/edit`, `${AGREEMENT}/expense`],
  Admin: ["/", "/terms", "/groups/new", "/people/new", "/people", "[Ingrid Moen]"],
  Vegard: ["/hours", "/hours/rules", "/courses", "/courses/new", "/courses/templates", COURSE, `${COURSE}/mails`, `${WEBINAR}/programme/1`, `${WEBINAR}/programme/1/run`, `${WEBINAR}/programme/1/script`, "/nora", PROPOSAL, "/modules", "/modules/aims", MODULE],
  "Tor Hegge": ["/coverage", "/routines", `${ROUTINE}.handling`, NETWORK, "/groups", `${GROUP}/sessions/6`, "/places", "/calendars", "/terms", "/agreements", AGREEMENT],
};

const languages: Language[] = ["nb", "nn"];

test.use({ expectedMessages: [/40[34]|422/] });

for (const [who, paths] of Object.entries(pages)) {
  for (const language of languages) {
    test(`what ${who} can see is accessible in ${language}, and fits a phone`, async ({ page }) => {
      test.slow();
      await prefer(page, { language });
      if (who !== "nobody") {
        await signIn(page, who);
        await speak(page, language);
      }
      for (const path of paths) {
        await visit(page, path);
        await expect(page.locator("html")).toHaveAttribute("lang", language);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await unfold(page);
        await expectAccessibleInBothThemes(page);
        await page.setViewportSize({ width: 360, height: 740 });
        expect(await beyondTheEdge(page), `pixels of ${page.url()} beyond the edge of a phone`).toBeLessThanOrEqual(0);
        await page.setViewportSize({ width: 1180, height: 820 });
      }
      // The next journey of this person expects the language of the story.
      if (who !== "nobody") await speak(page, who === "Tor Hegge" ? "nn" : "nb");
    });
  }
}

async function visit(page: Page, path: string): Promise<void> {
  const link = /^\[(.*)\]$/.exec(path)?.[1];
  if (!link) return open(page, path);
  await page.getByRole("main").getByRole("link", { name: link }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(link);
}

async function unfold(page: Page): Promise<void> {
  await page.locator("main details").evaluateAll((all) => all.forEach((details) => ((details as HTMLDetailsElement).open = true)));
}

for (const language of languages) {
  test(`the dialogs of a session are accessible in ${language}`, async ({ page }) => {
    test.slow();
    const groups = words(language, "groups");
    await prefer(page, { language });
    await signIn(page, "Ingrid");
    await speak(page, language);
    await open(page, GROUP);
    for (const [button, title] of [["move_", "move_title"], ["cancel_session", "cancel_title"], ["postpone_session", "postpone_title"]] as const) {
      await page.getByRole("button", { name: `${groups(button)} ${groups("session", { number: 7 })}` }).click();
      await expect(page.getByRole("dialog", { name: groups(title, { number: 7 }) })).toBeVisible();
      await expectAccessibleInBothThemes(page);
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
    }
    await speak(page, "nb");
  });

  test(`the page of the mailed code is accessible in ${language}`, async ({ page }) => {
    test.slow();
    await prefer(page, { language });
    // After several wrong passwords the code is asked for first.
    for (let attempt = 0; attempt < 8; attempt += 1) {
      await open(page, "/sign-in");
      await page.locator("#email").fill(`ingen-${language}@handlingsrom.example`);
      await page.locator("#password").fill("ikke riktig");
      await page.locator("main button[type=submit]").click();
      await page.waitForLoadState();
      if (new URL(page.url()).pathname === "/sign-in/code") break;
    }
    await expect(page.locator("#code")).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await page.locator("main button[type=submit]").click();
    await expect(page.locator("#code")).toHaveAttribute("aria-invalid", "true");
    await expectAccessibleInBothThemes(page);
  });
}
