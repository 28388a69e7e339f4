/* The shop window's service worker (docs/shop-window.md): keeps the page with all it needs, so that the screen goes on without
   network, also after a power cut. What is kept is always whole: a new page replaces the old one only when everything
   it needs is here. It answers for the page's own address and for the files of that page, nothing else. */
"use strict";

const PAGE = new URL(self.registration.scope).pathname;
const NOTED = `${PAGE}senast`;
const PREFIX = `skyltfonster ${PAGE} `;
const PATIENCE = 10000;

const wait = (time) => new Promise((_resolve, reject) => { setTimeout(() => reject(new Error("no answer in time")), time); });

/* The newest whole copy: the page is put in last. */
async function findKept() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX)).reverse();
  for (const name of names) {
    const cache = await caches.open(name);
    const page = await cache.match(PAGE);
    if (page) return { name, cache, page };
  }
  return null;
}

/* A page of ours, all of it. 404 is ours when the programme is not public: then the resting screen is kept instead. */
function isOurs(status, text) {
  return (status === 200 || status === 404) && text.includes('id="window"') && text.trimEnd().endsWith("</html>");
}

function listAssets(text) {
  const found = /data-assets="([^"]*)"/.exec(text);
  return found ? found[1].split(" ").filter(Boolean) : [];
}

function makePage(answer, text) {
  const headers = new Headers(answer.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  return new Response(text, { status: answer.status, headers });
}

async function keep(answer, text) {
  const name = PREFIX + Date.now();
  const cache = await caches.open(name);
  try {
    await cache.addAll(listAssets(text));
    await cache.put(PAGE, makePage(answer, text));
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
  const old = (await caches.keys()).filter((other) => other.startsWith(PREFIX) && other !== name);
  await Promise.all(old.map((other) => caches.delete(other)));
  return cache;
}

async function renew() {
  const answer = await fetch(PAGE, { cache: "no-cache", credentials: "omit", signal: AbortSignal.timeout(PATIENCE) });
  const text = await answer.text();
  if (!isOurs(answer.status, text)) throw new Error(`no page of ours, but ${answer.status}`);
  const kept = await findKept();
  const isSame = kept && kept.page.status === answer.status && (await kept.page.text()) === text;
  const cache = isSame ? kept.cache : await keep(answer, text);
  await cache.put(NOTED, new Response(String(Date.now())));
  return { answer, text };
}

/* The page asks, and the browser opens it, perhaps at the same time: one question to the server is enough. */
let renewing = null;

async function ask() {
  renewing ??= renew().finally(() => { renewing = null; });
  const { answer, text } = await renewing;
  return makePage(answer, text);
}

async function open() {
  try {
    return await Promise.race([ask(), wait(PATIENCE)]);
  } catch (error) {
    const kept = await findKept();
    if (kept) return kept.page;
    throw error;
  }
}

async function findAsset(request) {
  const kept = await findKept();
  return (await kept?.cache.match(request, { ignoreVary: true })) ?? fetch(request);
}

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(renew());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname !== PAGE) event.respondWith(findAsset(event.request));
  else if (event.request.mode === "navigate") event.respondWith(open());
  else event.respondWith(ask());
});
