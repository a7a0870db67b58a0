import { expect, expectAccessible, hydrated, open, signIn, speak, test } from "../support/fixtures.ts";
import { words } from "../support/words.ts";

/** What stands when there is no network: the emergency numbers, the plans of sessions that were opened, and an honest page in place of all others. */

test.use({ serviceWorkers: "allow", expectedMessages: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED|503/] });

test("the emergency numbers are read without a network, and every other page says that there is none", async ({ page, context }) => {
  await signIn(page, "Aino");
  await open(page, "/");
  // The worker of the sign-in page's language gives way to the one of Aino's.
  const kept = () => page.evaluate(async () => (await (await caches.match("/emergency"))?.text()) ?? "");
  await expect.poll(kept).toContain(words("nn", "emergency")("title"));

  const shell = words("nn", "shell");
  await context.setOffline(true);
  await page.goto("/emergency");
  await expect(page.getByRole("heading", { level: 1, name: words("nn", "emergency")("title") })).toBeVisible();
  await expect(page.locator('a[href="tel:112"]')).toBeVisible();
  // Kept as a stranger sees it, with its style, and without scripts that would miss the network.
  await expect(page.getByText("Aino")).toHaveCount(0);
  expect(await page.locator("script").count()).toBe(0);
  expect(await page.locator(".hr-number").first().evaluate((card) => getComputedStyle(card).borderTopWidth)).not.toBe("0px");
  await expectAccessible(page);

  const missing = await page.goto("/groups");
  expect(missing?.status()).toBe(503);
  await expect(page.getByRole("heading", { level: 1, name: shell("offline_title") })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("main").getByRole("link", { name: shell("emergency") }).click();
  await expect(page.locator('a[href="tel:112"]')).toBeVisible();
  await page.goto("/groups");

  await context.setOffline(false);
  await page.getByRole("link", { name: shell("try_again") }).click();
  await expect(page.getByRole("heading", { level: 1, name: words("nn", "groups")("title") })).toBeVisible();
});

test("nothing of a signed-in person is kept, and the kept pages follow the language", async ({ page, context }) => {
  await signIn(page, "Vegard");
  for (const path of ["/", "/places", "/account"]) await open(page, path);
  await speak(page, "en");
  // A worker of the new language takes the place of the old.
  const kept = () => page.evaluate(async () => {
    const found: Record<string, string> = {};
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        found[new URL(request.url).pathname] = (await (await cache.match(request))?.text()) ?? "";
      }
    }
    return found;
  });
  await expect.poll(async () => (await kept())["/emergency"] ?? "").toContain(words("en", "emergency")("title"));
  const names = (found: Record<string, string>) =>
    Object.keys(found).map((path) => path.replace(/\.[0-9a-f]{8,}\./, ".HASH.")).sort();
  await expect.poll(async () => names(await kept())).toEqual(["/emergency", "/icon.svg", "/manifest.webmanifest", "/offline", "/pkg/frontend.HASH.css", "/plans/reader"]);
  for (const [path, text] of Object.entries(await kept())) expect(text, path).not.toContain("Vegard");

  await context.setOffline(true);
  await page.goto("/places");
  await expect(page.getByRole("heading", { level: 1, name: words("en", "shell")("offline_title") })).toBeVisible();
  await context.setOffline(false);
  await page.goto("/");
  await hydrated(page);
  await speak(page, "nb");
});

test("a session that was opened is run, ticked and closed without a network, also after a reload, and saved when there is one again", async ({ page, context }) => {
  const session = "/groups/01KDVDNA000000000000000C01/sessions/6";
  const kept = (path: string) => page.evaluate(async (path) => (await (await caches.match(path))?.text()) ?? "", path);
  const seat = (number: number) =>
    page.getByRole("group", { name: `Plass ${number}`, exact: true }).getByRole("button", { name: "Til stede" });
  await signIn(page, "Ingrid");
  await open(page, session);
  await expect.poll(() => kept(`${session}/run`)).toContain("Jentegruppe");
  // What the browser fetches ahead is there.
  await page.waitForLoadState("networkidle");

  await context.setOffline(true);
  await page.getByRole("link", { name: "Kjør samlingen" }).click();
  await page.getByRole("button", { name: "Start samlingen" }).click();
  await seat(1).click();
  await expect(page.locator("[data-saving='waiting']")).toBeVisible();

  // The tablet lets go of the page, and takes it up again in the same room.
  await page.reload();
  await hydrated(page);
  await expect(page.getByText(words("nb", "shell")("server_away"))).toBeVisible();
  await expect(seat(1)).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("timer")).toContainText("igjen");
  await seat(2).click();
  await page.reload();
  await hydrated(page);
  await expect(seat(2)).toHaveAttribute("aria-pressed", "true");
  await expectAccessible(page);

  await context.setOffline(false);
  await expect(page.locator("[data-saving='saved']")).toBeVisible({ timeout: 20_000 });
  await page.reload();
  await hydrated(page);
  await expect(seat(1)).toHaveAttribute("aria-pressed", "true");
  await expect(seat(2)).toHaveAttribute("aria-pressed", "true");

  // What was saved since the page was kept stands there too.
  await seat(3).click();
  await expect(page.locator("[data-saving='saved']")).toBeVisible();
  await context.setOffline(true);
  await page.reload();
  await hydrated(page);
  await expect(seat(3)).toHaveAttribute("aria-pressed", "true");

  // Nothing of it is left for the next person at this tablet.
  await context.setOffline(false);
  await open(page, "/demo/sign-in");
  await page.getByRole("button", { name: "Aino" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/demo/"));
  await hydrated(page);
  await expect.poll(() => kept(`${session}/run`)).toBe("");
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("newest:")).length)).toBe(0);
});
