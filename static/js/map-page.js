/* The map page, better with scripts; every link works without this file, and nothing is kept in the browser.

   On a phone or a tablet it can be a long way down to today: the page opens there, unless the visitor came for a certain
   place or has been here before. A choice of stations is fetched as the page it is and put in place of what was shown. */
(() => {
  "use strict";

  const part = () => document.getElementById("map-part");
  const narrow = window.matchMedia("(max-width: 63.99em)");
  let latest = 0;

  function openAtNow() {
    const isNewVisit = performance.getEntriesByType("navigation")[0]?.type === "navigate";
    const marks = [...document.querySelectorAll("[data-opens-at-now] .process-map__now")];
    const now = marks.find((mark) => mark.getClientRects().length); /* of the drawing that is shown */
    if (!now || !isNewVisit || location.hash || window.scrollY > 0 || !narrow.matches) return;
    const box = now.getBoundingClientRect();
    if (box.bottom <= window.innerHeight) return;
    /* The window itself is scrolled, so that in a frame the page around it stays where it is. */
    window.scrollTo({ top: box.top + box.height / 2 - window.innerHeight / 2, behavior: "instant" });
  }

  async function show(url) {
    const asked = ++latest;
    part().setAttribute("aria-busy", "true");
    const answer = await fetch(url, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("map-part");
    if (!answer.ok || !fresh) throw new Error(`${url} does not hold the map`);
    if (asked !== latest) return;
    const focused = part().contains(document.activeElement);
    part().replaceWith(document.adoptNode(fresh));
    document.title = page.title;
    if (focused) part().querySelector(".k-map-choice[aria-current]").focus({ preventScroll: true });
    document.getElementById("announcer").textContent = part().dataset.announce;
  }

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-choice]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    try {
      await show(link.href);
      history.pushState({}, "", link.href);
    } catch {
      location.assign(link.href); /* the browser says what is wrong, and can try again */
    }
  });

  window.addEventListener("popstate", (event) => {
    const isOnlyAnchor = event.state === null && location.hash;
    if (part() && !isOnlyAnchor) show(location.href).catch(() => location.reload());
  });

  window.addEventListener("load", openAtNow);
})();
