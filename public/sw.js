// Keeps two pages for when Handlingsrom can't be reached: the emergency numbers, and the page that says so.
//
// Nothing else is kept, and nothing of anybody who is signed in: both pages are fetched without cookies, as a stranger sees
// them, and every other page comes from the network or not at all. The worker's own address names the reader's language.

const KEPT = "kept-1";
const EMERGENCY = "/emergency";
const AWAY = "/offline";
const PAGES = [EMERGENCY, AWAY];
const LANGUAGE = new URL(self.location).searchParams.get("language") ?? self.navigator.language;

/** How old a kept page may be before it is fetched anew, in milliseconds: a day. */
const FRESH = 24 * 60 * 60 * 1000;

self.addEventListener("install", (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate") {
    event.respondWith(navigated(event));
  } else if (["style", "image", "manifest"].includes(request.destination)) {
    event.respondWith(fetch(request).catch(() => kept(request)));
  }
});

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)));
  // The page is asked for while this worker starts, so that nobody waits longer for it.
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

/** The page from the network; without one, the emergency numbers where they are asked for, else the page that says so. */
async function navigated(event) {
  let answer;
  try {
    answer = (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    const { pathname } = new URL(event.request.url);
    if (pathname === EMERGENCY) return kept(EMERGENCY);
    const page = await kept(AWAY);
    return new Response(page.body, { status: 503, headers: page.headers });
  }
  // What was kept stays when it can't be kept anew.
  event.waitUntil(keepFresh().catch(() => undefined));
  return answer;
}

async function kept(request) {
  const cache = await caches.open(KEPT);
  return (await cache.match(request)) ?? Response.error();
}

async function keepFresh() {
  const cache = await caches.open(KEPT);
  const page = await cache.match(EMERGENCY);
  if (Date.now() - Number(page?.headers.get("kept-at") ?? 0) > FRESH) await keep();
}

/** Fetches the pages and the files they name, then forgets what was kept before. */
async function keep() {
  const pages = await Promise.all(PAGES.map(still));
  const files = new Set(pages.flatMap((page) => page.files));
  const cache = await caches.open(KEPT);
  await cache.addAll([...files].map((file) => new Request(file, { credentials: "omit" })));
  for (const { path, response } of pages) await cache.put(path, response);
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (!PAGES.includes(pathname) && !files.has(pathname)) await cache.delete(request);
  }
}

/** A page as a stranger sees it, without its scripts: it stands still, and its links are links. */
async function still(path) {
  const answer = await fetch(path, {
    credentials: "omit",
    cache: "no-store",
    redirect: "error",
    headers: { "Accept-Language": LANGUAGE },
  });
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
  const page = (await answer.text())
    .replace(/<script\b[^>]*>[^]*?<\/script>/g, "")
    .replace(/<link\b[^>]*\brel="(?:module)?preload"[^>]*>/g, "");
  const files = [...page.matchAll(/<link\b[^>]*\bhref="(\/[^"]+)"/g)].map(([, file]) => file);
  const headers = new Headers({ "kept-at": String(Date.now()) });
  for (const name of ["content-type", "content-security-policy", "x-content-type-options", "referrer-policy"]) {
    const value = answer.headers.get(name);
    if (value) headers.set(name, value);
  }
  return { path, files, response: new Response(page, { headers }) };
}
