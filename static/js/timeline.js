/* Moving the ends of the planned bars on the timeline, by pointer or by keyboard, a month at a time. Without this file
   the same is done in forms. Each end is a slider: arrows a month, Page Up and Down a year, Enter saves, Escape undoes. */
(() => {
  "use strict";

  const DAY = 86400000;
  const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 12, PageDown: -12 };
  let dragged = null;

  const frameOf = (handle) => handle.closest("[data-timeline]");
  const monthOf = (handle) => Number(handle.getAttribute("aria-valuenow"));
  const startOf = (handle) => Number(handle.dataset.start ?? handle.getAttribute("aria-valuenow"));
  const dateOf = (month) => new Date(Date.UTC(Math.floor(month / 12), month % 12, 1));

  /* A start stands at the first day of its month, an end after the last. */
  function share(handle, month) {
    const frame = frameOf(handle).dataset;
    const day = dateOf(month + ("isEnd" in handle.dataset ? 1 : 0));
    const x = ((day - Date.parse(frame.first)) / DAY / Number(frame.days)) * 100;
    return Math.min(Math.max(x, 0), 100);
  }

  function monthAt(handle, clientX) {
    const box = frameOf(handle).querySelector(".k-schedule__handles").getBoundingClientRect();
    const frame = frameOf(handle).dataset;
    const time = Date.parse(frame.first) + ((clientX - box.left) / box.width) * Number(frame.days) * DAY;
    const day = new Date(time);
    /* The nearer border of months: half a month back is still this one. */
    const month = day.getUTCFullYear() * 12 + day.getUTCMonth() + (day.getUTCDate() > 15 ? 1 : 0);
    return "isEnd" in handle.dataset ? month - 1 : month;
  }

  function inWords(month) {
    const words = new Intl.DateTimeFormat(document.documentElement.lang, { month: "long", year: "numeric", timeZone: "UTC" });
    return words.format(dateOf(month));
  }

  function say(handle, text) {
    const line = frameOf(handle).querySelector("[data-moving]");
    if (line) line.textContent = text;
  }

  function announce(text) {
    document.getElementById("announcer").textContent = text;
  }

  function show(handle, wanted) {
    if (!("start" in handle.dataset)) {
      handle.dataset.start = String(monthOf(handle));
      handle.dataset.x = handle.getAttribute("x");
      handle.dataset.words = handle.getAttribute("aria-valuetext");
    }
    const low = Number(handle.getAttribute("aria-valuemin"));
    const high = Number(handle.getAttribute("aria-valuemax"));
    const month = Math.min(Math.max(wanted, low), high);
    handle.setAttribute("aria-valuenow", String(month));
    handle.setAttribute("aria-valuetext", inWords(month));
    handle.setAttribute("x", `${share(handle, month)}%`);
    handle.toggleAttribute("data-moved", month !== startOf(handle));
    say(handle, `${handle.getAttribute("aria-label")}: ${inWords(month)}. ${frameOf(handle).dataset.waiting}`);
  }

  function undo(handle) {
    if (!("start" in handle.dataset)) return;
    const wasMoved = monthOf(handle) !== startOf(handle);
    handle.setAttribute("aria-valuenow", handle.dataset.start);
    handle.setAttribute("aria-valuetext", handle.dataset.words);
    handle.setAttribute("x", handle.dataset.x);
    handle.removeAttribute("data-moved");
    delete handle.dataset.start;
    if (!wasMoved) return;
    say(handle, frameOf(handle).dataset.undone);
    announce(frameOf(handle).dataset.undone);
  }

  function save(handle) {
    const month = monthOf(handle);
    if (month === startOf(handle)) return undo(handle);
    const value = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
    handle.dataset.saving = "true";
    htmx.ajax("POST", handle.dataset.url, {
      source: handle, target: "#planning-part", swap: "outerHTML",
      values: { [handle.dataset.field]: value, version: handle.dataset.version },
    }).then(() => { delete handle.dataset.saving; });
  }

  document.addEventListener("keydown", (event) => {
    const handle = event.target.closest?.(".k-handle");
    if (!handle || handle.dataset.saving || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key in steps) show(handle, monthOf(handle) + steps[event.key]);
    else if (event.key === "Home") show(handle, Number(handle.getAttribute("aria-valuemin")));
    else if (event.key === "End") show(handle, Number(handle.getAttribute("aria-valuemax")));
    else if (event.key === "Enter") save(handle);
    else if (event.key === "Escape") undo(handle);
    else return;
    event.preventDefault();
  });

  document.addEventListener("focusout", (event) => {
    const handle = event.target.closest?.(".k-handle");
    if (handle && handle !== dragged && !handle.dataset.saving) undo(handle);
  });

  document.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest?.(".k-handle");
    if (!handle || event.button !== 0 || handle.dataset.saving) return;
    event.preventDefault();
    handle.focus();
    handle.setPointerCapture(event.pointerId);
    dragged = handle;
  });

  document.addEventListener("pointermove", (event) => {
    if (dragged) show(dragged, monthAt(dragged, event.clientX));
  });

  document.addEventListener("pointerup", () => {
    if (!dragged) return;
    const handle = dragged;
    dragged = null;
    if ("start" in handle.dataset) save(handle);
  });

  document.addEventListener("pointercancel", () => {
    if (!dragged) return;
    const handle = dragged;
    dragged = null;
    undo(handle);
  });
})();
