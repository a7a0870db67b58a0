// Keeps two pages for when Handlingsrom can't be reached: the emergency numbers, and the page that says so. Both are fetched
// without cookies, as a stranger sees them. The worker's own address names the reader's language.
//
// Keeps besides, until the next day or until the person signs out, the plans of sessions that this person has opened, so that
// a session is run in a room without a network also after the tablet has let go of the page. A plan has no names of pupils.
// Every other page comes from the network or not at all.

const KEPT = "kept-1";
const EMERGENCY = "/emergency";
const AWAY = "/offline";
const PAGES = [EMERGENCY, AWAY];
/** The plans of sessions, and the files that they need. */
const PLANS = "plans-1";
/** A session's page and the one where it is run; the page where a part of a measure or a course is. */
const PLAN =
  /^\/(groups\/[^/]+\/sessions\/\d+(\/run)?|(needs\/measures\/[^/]+\/run-sheet|courses\/[^/]+\/programme)\/\d+\/run)$/;
/** Where it stands whom the plans are kept for. */
const READER = "/plans/reader";
/** How many plans are kept. */
const MOST_PLANS = 8;
/** Files whose name changes with their content. */
const HASHED = /^\/pkg\/.*\.[0-9a-f]{8,}\./;
const LANGUAGE = new URL(self.location).searchParams.get("language") ?? self.navigator.language;

/** How old a kept page may be before it is fetched anew, in milliseconds: a day. */
const FRESH = 24 * 60 * 60 * 1000;

self.addEventListener("install", (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

self.addEventListener("message", (event) => {
  const { plan, reader } = event.data ?? {};
  if (typeof reader === "string") event.waitUntil(inTurn(() => keepFor(reader)));
  if (typeof plan === "string" && PLAN.test(plan)) event.waitUntil(inTurn(() => keepPlan(plan)).catch(() => undefined));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname } = new URL(request.url);
  if (request.mode === "navigate") {
    event.respondWith(navigated(event));
  } else if (HASHED.test(pathname) && ["script", ""].includes(request.destination)) {
    event.respondWith(fetch(request).catch(() => keptFile(request)));
  } else if (["style", "image", "manifest"].includes(request.destination)) {
    event.respondWith(fetch(request).catch(() => kept(request)));
  }
});

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => ![KEPT, PLANS].includes(name)).map((name) => caches.delete(name)));
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
    const plan = PLAN.test(pathname) && (await keptPlan(pathname));
    if (plan) return plan;
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

async function keptFile(request) {
  const cache = await caches.open(PLANS);
  return (await cache.match(request.url)) ?? Response.error();
}

/** One after another, also when a worker of another language takes over: what is still being kept for one person is let go
 * for the next. */
const inTurn = (work) => self.navigator.locks.request(PLANS, work);

/** A plan that was kept less than a day ago. */
async function keptPlan(path) {
  const cache = await caches.open(PLANS);
  const page = await cache.match(path);
  return isFresh(page) ? page : undefined;
}

const isFresh = (page) => Date.now() - Number(page?.headers.get("kept-at") ?? 0) < FRESH;

/** Keeps a plan as this person sees it, with its files; lets go of old ones, and of files that no kept plan names. */
async function keepPlan(path) {
  const answer = await fetch(path, { cache: "no-store", redirect: "error" });
  if (!answer.ok) return;
  const text = await answer.text();
  const cache = await caches.open(PLANS);
  const files = filesOf(text);
  const missing = await Promise.all(files.map(async (file) => ((await cache.match(file)) ? undefined : file)));
  await cache.addAll(missing.filter((file) => file !== undefined));
  await cache.put(path, new Response(text, { headers: keptHeaders(answer) }));
  await letGo(cache);
}

/** Whom the plans are kept for stands beside them; those of anybody else are let go. */
async function keepFor(reader) {
  const known = await caches.open(PLANS).then((cache) => cache.match(READER));
  if ((await known?.text()) === reader) return;
  await caches.delete(PLANS);
  const cache = await caches.open(PLANS);
  await cache.put(READER, new Response(reader));
}

async function letGo(cache) {
  const pages = [];
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (!PLAN.test(pathname)) continue;
    const page = await cache.match(request);
    if (isFresh(page)) pages.push({ request, at: Number(page.headers.get("kept-at")), text: await page.text() });
    else await cache.delete(request);
  }
  pages.sort((one, other) => other.at - one.at);
  for (const { request } of pages.slice(MOST_PLANS)) await cache.delete(request);
  const needed = new Set(pages.slice(0, MOST_PLANS).flatMap(({ text }) => filesOf(text)));
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (HASHED.test(pathname) && !needed.has(pathname)) await cache.delete(request);
  }
}

/** The files with a hash in their name that a page names, in its head or in its scripts. */
const filesOf = (page) => [...new Set(page.match(/\/pkg\/[\w.-]+\.[0-9a-f]{8,}\.(?:js|wasm|css)/g) ?? [])];

/** The headers that a kept page is read with, and when it was kept. */
function keptHeaders(answer) {
  const headers = new Headers({ "kept-at": String(Date.now()) });
  for (const name of ["content-type", "content-security-policy", "x-content-type-options", "referrer-policy"]) {
    const value = answer.headers.get(name);
    if (value) headers.set(name, value);
  }
  return headers;
}

async function keepFresh() {
  const cache = await caches.open(KEPT);
  if (!isFresh(await cache.match(EMERGENCY))) await keep();
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
  return { path, files, response: new Response(page, { headers: keptHeaders(answer) }) };
}
