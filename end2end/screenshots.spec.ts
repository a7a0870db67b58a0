import { expect, hydrated, signIn, test } from "./support/fixtures.ts";

/** What the README shows: a name, who is signed in, and where. */
const pages: { name: string; user?: string; path: string }[] = [
  { name: "week", user: "Ingrid", path: "/" },
  { name: "group", user: "Ingrid", path: "/groups/01KDVDNA000000000000000C01" },
  { name: "session", user: "Ingrid", path: "/groups/01KDVDNA000000000000000C01/sessions/6" },
  { name: "places", user: "Marte", path: "/places" },
];

const sizes = {
  tablet: { width: 820, height: 1180 },
  phone: { width: 390, height: 844 },
};

for (const [size, viewport] of Object.entries(sizes)) {
  for (const { name, user, path } of pages) {
    test(`${name} on a ${size}`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ reducedMotion: "reduce", colorScheme: "light" });
      if (user) await signIn(page, user);
      await page.goto(path);
      await hydrated(page);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await page.screenshot({ path: `../docs/screenshots/${name}-${size}.png`, animations: "disabled" });
    });
  }
}
