/* The shop window (docs/shop-window.md): turns the scenes, keeps the clock, and asks the server for what is new. It runs for
   months, so there is one timer for everything, and what is put on the screen replaces what was there. Without this file
   the first scene stands still. Texts come from the page. */
(() => {
  "use strict";

  const ZONE = "Europe/Stockholm";
  const SECOND = 1000, MINUTE = 60 * SECOND, DAY = 24 * 60 * MINUTE;
  const ASK_EVERY = 5 * MINUTE, ASK_AGAIN = MINUTE, PATIENCE = 30 * SECOND;
  const QUIET = 15 * MINUTE; /* so long nobody needs to know that the server does not answer */
  const TOO_OLD = 14 * DAY; /* what nobody has confirmed for so long is shown no more */
  const SHORTEST = 18 * SECOND, LONGEST = 30 * SECOND, PER_WORD = 300;
  const DARK_FROM = 21, LIGHT_FROM = 6;
  const MOST_ENTRIES = 4;
  const SIZES = [1.7, 1.5, 1.4, 1.3, 1.2, 1.1, 1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4];

  const language = document.documentElement.lang;
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: ZONE, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  });
  const longDate = new Intl.DateTimeFormat(language, { timeZone: ZONE, weekday: "long", day: "numeric", month: "long" });
  const shortDate = new Intl.DateTimeFormat(language, { timeZone: ZONE, day: "numeric", month: "short" });
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const address = location.pathname;

  let main = document.getElementById("window");
  let pristine = main.outerHTML; /* as the server sent it: what a new answer is compared with */
  let source = main.cloneNode(true); /* the scenes before they were cut to the screen */
  let coming = null; /* a new page that waits for the next turn */
  let scenes = [], index = -1, turnAt = 0, nearAt = Infinity;
  let askAt = 0, isAsking = false, failures = 0;
  let heardAt = Date.now(); /* when the server last answered, by the clock */
  let shownMinute = "", shownDay = "";
  let mustFit = true, isPaused = false;
  let lock = null;

  const part = (name) => main.querySelectorAll(`[data-part="${name}"]`);
  const jitter = (time) => time * (0.8 + 0.4 * Math.random());

  /* --- The clock ------------------------------------------------------------------------------------------------- */

  function readClock(now) {
    const read = Object.fromEntries(parts.formatToParts(now).map(({ type, value }) => [type, value]));
    return { ...read, day: `${read.year}-${read.month}-${read.day}`, dayOfMonth: read.day };
  }

  const clockWords = (time) => main.dataset.clock.replace("{hour}", time.hour).replace("{minute}", time.minute);

  function showClock(now) {
    const time = readClock(now);
    const minute = `${time.day} ${time.hour}:${time.minute}`;
    if (minute === shownMinute) return;
    shownMinute = minute;
    for (const clock of part("clock")) clock.textContent = clockWords(time);
    for (const date of part("date")) date.textContent = longDate.format(now);
    const hour = Number(time.hour);
    document.documentElement.dataset.colorScheme = hour >= DARK_FROM || hour < LIGHT_FROM ? "dark" : "light";
    showAge(now);
    if (time.day === shownDay) return;
    if (shownDay) askAt = Math.min(askAt, performance.now() + jitter(20 * SECOND));
    shownDay = time.day;
    mustFit = true; /* what has passed goes */
  }

  /* One discreet line when the server has been silent for long; after a fortnight the content is let go. */
  function showAge(now) {
    const silence = now - heardAt;
    const time = readClock(heardAt);
    for (const line of part("age")) {
      line.hidden = silence < QUIET;
      line.textContent = line.dataset.words.replace("{when}", `${shortDate.format(heardAt).replace(/\.$/, "")} ${clockWords(time)}`);
    }
    if (silence > TOO_OLD) main.dataset.state = "rest";
  }

  /* --- Cutting the scenes to the screen ---------------------------------------------------------------------------- */

  /* A pixel is what rounding adds to a box that is just full. */
  const overflows = (box) => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1;

  function fits(scene, size) {
    scene.style.setProperty("--fit", String(size));
    return !overflows(scene);
  }

  const largestOf = (scene) => SIZES.find((size) => fits(scene, size)) ?? SIZES.at(-1);

  /* The largest type at which all of the scene is on the screen, in one column or two. */
  function fit(scene) {
    const list = scene.querySelector(".window-entries");
    if (!list) {
      largestOf(scene);
      return;
    }
    const tried = ["1", "2"].slice(0, list.children.length).map((columns) => {
      list.dataset.columns = columns;
      const size = largestOf(scene);
      const leavesHole = columns === "2" && list.children.length % 2;
      return { columns, size, worth: leavesHole ? size * 0.8 : size };
    });
    const best = tried.reduce((one, other) => (other.worth >= one.worth ? other : one));
    list.dataset.columns = best.columns;
    fits(scene, best.size);
  }

  /* A scene with more entries than the screen holds becomes several, about equally full. */
  function cut(stage, scene) {
    const list = scene.querySelector(".window-entries");
    if (!list) {
      fit(stage.appendChild(scene));
      return [scene];
    }
    const entries = [...list.children];
    list.replaceChildren();
    list.dataset.columns = "2";
    let pages = fill(stage, scene, entries, MOST_ENTRIES);
    const evenly = Math.ceil(entries.length / pages.length);
    const before = pages;
    pages = fill(stage, scene, entries, evenly);
    if (pages.length > before.length) {
      pages.forEach((page) => page.remove());
      pages = fill(stage, scene, entries, MOST_ENTRIES);
    }
    before.forEach((page) => page.remove());
    pages.forEach(fit);
    return pages;
  }

  /* Copies of the empty scene, each with at most so many entries, or as many as it holds. */
  function fill(stage, empty, entries, most) {
    const pages = [];
    let list = null;
    for (const entry of entries) {
      if (list && list.children.length < most) {
        list.append(entry);
        if (fits(pages.at(-1), 1)) continue;
      }
      pages.push(stage.appendChild(empty.cloneNode(true)));
      list = pages.at(-1).querySelector(".window-entries");
      list.append(entry);
    }
    return pages;
  }

  /* A long name must not push the code off the screen. */
  function fitFrame() {
    const head = main.querySelector(".window-head"), foot = main.querySelector(".window-foot");
    if (!head) return;
    for (const size of [1, 0.85, 0.7, 0.6, 0.5]) {
      main.style.setProperty("--name", String(size));
      if (!overflows(head) && !overflows(foot) && !overflows(main)) return;
    }
  }

  function letGoOfWhatHasPassed(stage) {
    for (const entry of stage.querySelectorAll("[data-until]")) if (entry.dataset.until < shownDay) entry.remove();
    for (const box of stage.querySelectorAll("[data-some]")) if (!box.querySelector("li")) box.remove();
    for (const list of stage.querySelectorAll(".window-entries")) if (!list.children.length) list.remove();
    for (const scene of stage.querySelectorAll(".window-scene")) if (scene.children.length < 2) scene.remove();
    if (main.dataset.day === shownDay || !failures) return;
    for (const title of stage.querySelectorAll("[data-aged]")) title.textContent = title.dataset.aged;
  }

  function fitAll() {
    mustFit = false;
    const stage = main.querySelector(".window-stage");
    if (!stage) {
      scenes = [];
      return;
    }
    fitFrame();
    const wanted = scenes[index]?.dataset.scene;
    const fresh = source.querySelector(".window-stage").cloneNode(true);
    letGoOfWhatHasPassed(fresh);
    stage.replaceChildren();
    scenes = [...fresh.children].flatMap((scene) => cut(stage, scene));
    index = scenes.findIndex((scene) => scene.dataset.scene === wanted) - 1;
    if (index < -1) index = -1;
    turn();
  }

  /* --- Turning ----------------------------------------------------------------------------------------------------- */

  const reading = (scene) => {
    const words = scene.querySelector(".window-map") ? Infinity : scene.textContent.split(/\s+/).length;
    return Math.min(Math.max(SHORTEST, 8 * SECOND + words * PER_WORD), LONGEST);
  };

  function turn() {
    if (coming) return take();
    if (!scenes.length) return;
    const before = scenes[index];
    index = (index + 1) % scenes.length;
    const scene = scenes[index];
    if (before && before !== scene) before.removeAttribute("data-shown");
    scene.dataset.shown = "";
    const time = reading(scene);
    turnAt = performance.now() + time;
    comeNearer(scene, performance.now() + time * 0.4);
  }

  /* On the picture of the whole way the eye is led to where we are now. */
  function comeNearer(scene, when) {
    nearAt = Infinity;
    for (const map of scene.querySelectorAll(".window-map")) {
      map.removeAttribute("data-near");
      map.style.setProperty("--origin-x", `${map.dataset.originX}%`);
      map.style.setProperty("--origin-y", `${map.dataset.originY}%`);
      if (!calm.matches) nearAt = when;
    }
  }

  function showNearer() {
    nearAt = Infinity;
    for (const map of scenes[index].querySelectorAll(".window-map")) map.dataset.near = "";
  }

  /* --- New content -------------------------------------------------------------------------------------------------- */

  /* A page of ours, all of it: anything else (a proxy's error, half an answer, a sign-in page of some network) is as good
     as no answer. 404 is ours when the programme is not public: the resting screen. */
  function readPage(status, text) {
    if ((status !== 200 && status !== 404) || !text.trimEnd().endsWith("</html>")) return null;
    const page = new DOMParser().parseFromString(text, "text/html");
    return page.getElementById("window")?.dataset.assets ? page : null;
  }

  async function ask() {
    isAsking = true;
    try {
      const answer = await fetch(address, { cache: "no-cache", credentials: "omit", signal: AbortSignal.timeout(PATIENCE) });
      const page = readPage(answer.status, await answer.text());
      if (!page) throw new Error("no page of ours");
      hear(page);
    } catch {
      failures += 1;
      if (main.dataset.day !== shownDay && failures === 1) mustFit = true;
    }
    performance.clearResourceTimings(); /* the browser else keeps a note of every question */
    isAsking = false;
    askAt = performance.now() + jitter(failures ? ASK_AGAIN : ASK_EVERY);
  }

  function hear(page) {
    const next = page.getElementById("window");
    const wasResting = main.dataset.state === "rest";
    heardAt = Date.now();
    failures = 0;
    if (next.outerHTML === pristine) {
      coming = null;
      main.dataset.state = next.dataset.state;
      mustFit ||= wasResting;
      showAge(heardAt);
      return;
    }
    coming = page;
    /* What is withdrawn goes at once; what is new waits for the next turn, which does not come while it stands still. */
    if (wasResting || next.dataset.state === "rest" || isPaused) take();
  }

  function take() {
    const next = coming.getElementById("window");
    /* New styles or a new script: the service worker has them already, so the page can be opened anew without network. */
    if (next.dataset.assets !== source.dataset.assets) return location.reload();
    document.title = coming.title;
    document.documentElement.dataset.color = coming.documentElement.dataset.color;
    document.documentElement.dataset.palette = coming.documentElement.dataset.palette;
    pristine = next.outerHTML;
    coming = null;
    source = document.importNode(next, true);
    const shown = source.cloneNode(true);
    main.replaceWith(shown);
    main = shown;
    shownMinute = "";
    start();
  }

  function start() {
    main.dataset.running = "";
    showClock(Date.now());
    fitAll();
  }

  /* --- What keeps it going ------------------------------------------------------------------------------------------ */

  function tick() {
    const now = performance.now();
    showClock(Date.now());
    if (mustFit) fitAll();
    if (!isPaused && now >= turnAt && (coming || scenes.length > 1)) turn();
    if (now >= nearAt) showNearer();
    if (now >= askAt && !isAsking) ask();
  }

  /* The screen must not go dark by itself. The lock is lost whenever the page is hidden. */
  async function stayAwake() {
    if (document.visibilityState !== "visible" || (lock && !lock.released)) return;
    try {
      lock = await navigator.wakeLock.request("screen");
    } catch {
      lock = null; /* no such thing here, or the battery is low: docs/shop-window.md says how to set the machine */
    }
  }

  async function keepForLater() {
    if (!("serviceWorker" in navigator)) return;
    try {
      await navigator.serviceWorker.register(main.dataset.worker, { scope: address, updateViaCache: "none" });
      await navigator.storage?.persist?.();
    } catch {
      /* Without https there is no service worker: the window works, but not without network. */
    }
  }

  /* Opened without network, the page is as old as the last answer that the service worker noted. */
  async function readLastHeard() {
    if (!navigator.serviceWorker?.controller) return;
    const noted = await caches.match(`${address}senast`);
    const when = noted ? Number(await noted.text()) : 0;
    if (failures && when) heardAt = Math.min(heardAt, when);
    showAge(Date.now());
  }

  window.addEventListener("resize", () => { mustFit = true; });
  window.addEventListener("online", () => { askAt = Math.min(askAt, performance.now() + 5 * SECOND * Math.random()); });
  document.addEventListener("visibilitychange", stayAwake);
  document.addEventListener("keydown", (event) => {
    if (event.key !== " " || event.target.closest("a")) return;
    event.preventDefault();
    isPaused = !isPaused;
  });

  document.fonts.ready.then(() => {
    start();
    window.setInterval(tick, SECOND);
    stayAwake();
    keepForLater();
    ask().then(readLastHeard);
  });
})();
