// Answers when the network does not. The network comes first; of pages it keeps what the server marks, for one person
// at a time, and forgets all of it as soon as a page is somebody else's.
const PAGES = 'pages-';
const SHELL_CACHE = 'shell';
const IMPATIENT_MS = 4000;
const FRESH_MS = 12 * 3600 * 1000;
let lastOwner;
let ownerChangedAt = 0;

self.addEventListener('install', (event) => {
  event.waitUntil((async () => {
    const shell = await caches.open(SHELL_CACHE);
    // Without the cookie: the page for what is not kept is about nobody.
    await shell.addAll(SHELL.map((address) => new Request(address, { cache: 'no-cache', credentials: 'omit' })));
    await self.skipWaiting();
  })());
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

async function pageCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(PAGES));
}

async function forgetOthers(owner) {
  if (lastOwner !== undefined && lastOwner !== owner) ownerChangedAt = Date.now();
  lastOwner = owner;
  for (const name of await pageCaches()) if (name !== PAGES + owner) await caches.delete(name);
}

// A page says in itself when it was kept, so that its scripts can bring dates and keys up to today.
async function asKept(response) {
  const html = (await response.text()).replace('<html ', `<html data-kept-at="${new Date().toISOString()}" `);
  return new Response(html, { headers: {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': response.headers.get('Content-Security-Policy') ?? '',
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Kept-At': String(Date.now()),
  } });
}

async function keepFiles(html) {
  const shell = await caches.open(SHELL_CACHE);
  const addresses = new Set(html.match(/\/static\/[\w./-]+\?v=\w+/g) ?? []);
  await Promise.allSettled([...addresses].filter((address) => !address.includes('/vendor/')).map(async (address) => {
    if (await shell.match(address)) return;
    await shell.add(address);
    const older = (await shell.keys(address, { ignoreSearch: true })).filter(({ url }) => !url.endsWith(address));
    await Promise.all(older.map((request) => shell.delete(request)));
  }));
}

// Pictures of a practitioner's own exercises belong to the page that shows them, and are forgotten with it. Videos are
// too large to be kept unasked.
async function keepPictures(html, pages) {
  const addresses = new Set([...html.matchAll(/<img src="(\/exercise-media\/[0-9a-f]{64})"/g)].map(([, address]) => address));
  await Promise.allSettled([...addresses].map(async (address) => {
    if (!await pages.match(address)) await pages.add(address);
  }));
}

async function picture(request) {
  for (const name of await pageCaches()) {
    const found = await (await caches.open(name)).match(request);
    if (found) return found;
  }
  return fetch(request);
}

async function keep(address, response, askedAt, isNew) {
  const owner = response.headers.get('Phone-Owner');
  if (!owner) return;
  if (isNew) await forgetOthers(owner);
  if (response.headers.get('Phone-Keep') !== 'yes' || response.redirected || askedAt < ownerChangedAt) return;
  // A page asked for beforehand is kept only beside those of whoever is still here.
  if (!isNew && !(await caches.has(PAGES + owner))) return;
  const html = await response.clone().text();
  const pages = await caches.open(PAGES + owner);
  await pages.put(address, await asKept(response));
  await keepFiles(html);
  await keepPictures(html, pages);
}

async function keptPage(url) {
  // An empty form in place of a correction would be a second training; another exercise's is not this one's.
  const isExact = ['correct', 'prescription'].some((name) => url.searchParams.has(name));
  for (const name of await pageCaches()) {
    const pages = await caches.open(name);
    const path = url.pathname === '/' ? '/today' : url.pathname;
    const found = await pages.match(path + url.search) ?? (isExact ? null : await pages.match(path, { ignoreSearch: true }));
    if (found) return path.startsWith('/player') ? ofToday(found) : found;
  }
  return null;
}

// The coach remembers a training under its day: the one begun from a kept page is today's.
async function ofToday(response) {
  const now = new Date();
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  const html = (await response.text()).replace(/("key": "[\d.-]+\.)\d{4}-\d\d-\d\d"/, `$1${day}"`);
  return new Response(html, { headers: response.headers });
}

async function page(event) {
  const url = new URL(event.request.url);
  const askedAt = Date.now();
  const fresh = (async () => {
    const response = await fetch(event.request);
    if (response.type === 'basic' && response.headers.has('Phone-Owner')) {
      // Today opened for a correction is not what Today is to look like later.
      const canonical = !url.searchParams.has('change') && !url.searchParams.has('correct') && !url.searchParams.has('date');
      const copy = response.clone();
      const work = canonical
        ? keep(url.pathname + url.search, copy, askedAt, true)
        : forgetOthers(response.headers.get('Phone-Owner'));
      event.waitUntil(work.catch(() => {})); // a full phone keeps nothing, and shows the page
    }
    return response;
  })();
  event.waitUntil(fresh.catch(() => {}));
  const waited = new Promise((done) => { setTimeout(done, IMPATIENT_MS); });
  try {
    const first = await Promise.race([fresh, waited]);
    return first ?? (await keptPage(url)) ?? await fresh;
  } catch {
    const shell = await caches.open(SHELL_CACHE);
    return (await keptPage(url)) ?? (await shell.match('/offline')) ?? Response.error();
  }
}

async function file(request) {
  const shell = await caches.open(SHELL_CACHE);
  const found = await shell.match(request);
  if (found) return found;
  try {
    return await fetch(request);
  } catch (error) {
    const other = await shell.match(request, { ignoreSearch: true }); // of another version: better than none
    if (other) return other;
    throw error;
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(event));
  else if (url.pathname.startsWith('/static/')) event.respondWith(file(request));
  else if (request.destination === 'image' && url.pathname.startsWith('/exercise-media/')) event.respondWith(picture(request));
});

// The pages that are to work without network, asked for beforehand: once in half a day.
async function keepAll(addresses) {
  for (const address of addresses) {
    const askedAt = Date.now();
    const kept = await keptPage(new URL(address, self.location.origin));
    const isExact = kept && (await Promise.all((await pageCaches()).map(async (name) => (await caches.open(name)).match(address)))).some(Boolean);
    if (isExact && askedAt - Number(kept.headers.get('Kept-At')) < FRESH_MS) continue;
    const response = await fetch(address, { credentials: 'same-origin', cache: 'no-store' });
    await keep(address, response, askedAt, false);
  }
}

// What Today leads to no longer: yesterday's exercises, and a training that was put right.
async function forgetOlder(owner, addresses) {
  const pages = await caches.open(PAGES + owner);
  for (const request of await pages.keys()) {
    const { pathname, search } = new URL(request.url);
    const isOfOne = /correct=|prescription=/.test(search) || /^\/player\/./.test(pathname);
    if (isOfOne && !addresses.includes(pathname + search)) await pages.delete(request);
  }
}

self.addEventListener('message', (event) => {
  const { keep: addresses, isAll, owner } = event.data ?? {};
  if (!addresses) return;
  event.waitUntil((async () => {
    await forgetOthers(owner);
    await caches.open(PAGES + owner);
    if (isAll) await forgetOlder(owner, addresses);
    await keepAll(addresses);
  })().catch(() => {}));
});

self.addEventListener('sync', (event) => {
  if (event.tag !== 'rehab-entries') return;
  event.waitUntil(send(store).then((answer) => {
    if (answer === 'offline' || answer === 'later') throw new Error(answer); // the browser tries again
  }));
});
