/* The page where the process map is made beautiful. Without this file the same links and forms load the page anew. */
(() => {
  "use strict";

  const part = () => document.getElementById("looks");
  const frame = () => document.getElementById("looks-frame");
  let scrolled = { left: 0, top: 0 };
  let zoomed = false;
  let opened = [];
  let kept = null; /* the station that was worked with, and how far down the window it stood */

  function placeOf(key) {
    return part()?.querySelector(`.k-looks__places a[data-station="${CSS.escape(key)}"]`);
  }

  /* Mark the station on the sheet and bring it into view there, without moving the page. */
  function mark(key) {
    for (const other of part().querySelectorAll(".k-looks__place--selected")) other.classList.remove("k-looks__place--selected");
    const place = placeOf(key);
    const box = frame();
    if (!place || !box) return;
    place.classList.add("k-looks__place--selected");
    const inside = box.getBoundingClientRect();
    const at = place.getBoundingClientRect();
    if (at.left < inside.left || at.right > inside.right) box.scrollLeft += at.left + at.width / 2 - inside.left - inside.width / 2;
    if (at.top < inside.top || at.bottom > inside.bottom) box.scrollTop += at.top + at.height / 2 - inside.top - inside.height / 2;
  }

  /* A station that was chosen on the sheet or among the suggestions: open its row and go there. */
  function choose(event) {
    const link = event.target.closest?.("a[data-station]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const row = document.getElementById(`station-${link.dataset.station}`);
    if (!row) return;
    event.preventDefault();
    for (const other of part().querySelectorAll(".k-look--selected")) other.classList.remove("k-look--selected");
    row.classList.add("k-look--selected");
    row.querySelector("details").open = true;
    row.scrollIntoView({ block: "center" });
    row.querySelector("input[name=short_title]").focus({ preventScroll: true });
    mark(link.dataset.station);
  }

  /* A place chosen while the title is being saved: the answer does not know of it, so it is chosen once more. */
  let chosen = "";
  document.addEventListener("change", (event) => {
    if (event.target.name === "side") chosen = event.target.id;
  });
  document.addEventListener("htmx:afterSettle", () => {
    const place = document.getElementById(chosen);
    chosen = "";
    if (place && !place.checked) place.click();
  });

  document.addEventListener("click", choose);
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest?.(".k-look");
    if (row) mark(row.dataset.key);
  });
  document.addEventListener("htmx:beforeSwap", () => {
    const box = frame();
    if (box) scrolled = { left: box.scrollLeft, top: box.scrollTop };
    zoomed = document.getElementById("looks-zoom")?.checked ?? false;
    opened = Array.from(document.querySelectorAll(".k-look:has(details[open])"), (open) => open.id);
    const row = document.activeElement?.closest?.(".k-look");
    kept = row ? { id: row.id, top: row.getBoundingClientRect().top } : null;
  });
  document.addEventListener("htmx:afterSettle", () => {
    const zoom = document.getElementById("looks-zoom");
    const box = frame();
    if (!zoom || !box) return;
    zoom.checked = zoomed;
    box.scrollTo({ ...scrolled, behavior: "instant" });
    for (const id of opened) document.getElementById(id)?.querySelector("details").setAttribute("open", "");
    const row = kept && document.getElementById(kept.id);
    if (row) window.scrollBy({ top: row.getBoundingClientRect().top - kept.top, behavior: "instant" });
    kept = null;
    if (part().dataset.selected) mark(part().dataset.selected);
  });
  if (part()?.dataset.selected) mark(part().dataset.selected);
})();
