/* Enhancements only: every page works without this file. Texts come from data attributes of the page. */
(() => {
  "use strict";

  const focusable = "input:not([type=hidden]), select, textarea, button, a[href]";

  /* A page that came back with errors: the reader starts at the list of what to mend, and the title says so. */
  function showErrorSummary(root) {
    const summary = root.querySelector("[data-error-summary]");
    if (!summary) return;
    const prefix = summary.dataset.titlePrefix;
    if (prefix && !document.title.startsWith(prefix)) document.title = prefix + document.title;
    summary.focus();
  }

  function followErrorLink(event) {
    const link = event.target.closest("[data-error-summary] a[href^='#']");
    if (!link) return;
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target) return;
    const control = target.matches(focusable) ? target : target.querySelector(focusable);
    if (!control) return;
    event.preventDefault();
    (target.closest("[data-field-group]") || target).scrollIntoView({ block: "start" });
    control.focus({ preventScroll: true });
  }

  /* A second click while the first is on its way does nothing. The button is not disabled, so that it keeps focus and its
     own name and value are sent; the server's idempotency key is what truly guards. */
  function guardSubmit(event) {
    const form = event.target;
    /* A question called "method" would stand in for the form's own property. */
    const method = form.getAttribute("method") ?? "get";
    if (method.toLowerCase() !== "post" || event.defaultPrevented) return;
    if (form.dataset.submitting) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.dataset.submitting = "true";
    for (const button of form.querySelectorAll("[type=submit]")) {
      button.setAttribute("aria-disabled", "true");
      button.setAttribute("aria-busy", "true");
    }
    window.setTimeout(() => releaseForm(form), 15000); /* no answer, or a download: let the reader try again */
  }

  function releaseForm(form) {
    delete form.dataset.submitting;
    for (const button of form.querySelectorAll("[type=submit][aria-busy]")) {
      button.removeAttribute("aria-disabled");
      button.removeAttribute("aria-busy");
    }
  }

  function releaseAll() {
    document.querySelectorAll("form[data-submitting]").forEach(releaseForm);
  }

  /* Whoever leaves a form with something unsaved is asked first. What was sent is no longer unsaved. */
  function noteUnsaved(event) {
    const form = event.target.form;
    if (form?.matches("[data-warns]")) form.dataset.unsaved = "true";
  }

  function askBeforeLeaving(event) {
    if (document.querySelector("form[data-unsaved]:not([data-submitting])")) event.preventDefault();
  }

  /* Characters left. Short fields show it only when the end is near; nothing is ever cut off while typing or pasting. */
  function count(control) {
    const counter = document.getElementById(control.id + "_limit");
    if (!counter || !counter.dataset.limit) return;
    const limit = Number(counter.dataset.limit);
    const left = limit - Array.from(control.value.replace(/\r?\n/g, "\r\n")).length;
    const near = left < limit / 5;
    const text = left < 0 ? counter.dataset.over : counter.dataset.under;
    counter.textContent = text.replace("{n}", Math.abs(left).toLocaleString(document.documentElement.lang));
    counter.toggleAttribute("data-over-limit", left < 0);
    if ("quiet" in counter.dataset) counter.hidden = !near;
    counter.setAttribute("aria-live", near ? "polite" : "off");
  }

  function startCounters(root) {
    root.querySelectorAll("[data-counted]").forEach(count);
  }

  /* htmx: say what changed, keep the reader's place, and let a failed request be tried again. */
  const announcer = () => document.getElementById("announcer");

  function announce(text) {
    const region = announcer();
    if (!region || !text) return;
    region.textContent = "";
    window.setTimeout(() => { region.textContent = text; }, 50);
  }

  /* What the reader stood on may go with what is replaced: the same control is found again by its id or its words. */
  let left = null;

  const words = (control) => (control.getAttribute("aria-label") ?? control.textContent).replace(/\s+/g, " ").trim();

  function beforeSwap() {
    const active = document.activeElement;
    left = active && active !== document.body
      ? { id: active.id, tag: active.tagName, words: words(active), turnsPage: active.matches("[rel=next], [rel=prev]") }
      : null;
  }

  function findAgain(part) {
    if (left.turnsPage) return null; /* another page is read from its beginning */
    const named = left.id && document.getElementById(left.id);
    return named || (left.words && [...part.querySelectorAll(left.tag)].find((control) => words(control) === left.words));
  }

  /* A control that is gone leaves the reader at the part it stood in. */
  function goOn(part) {
    const again = findAgain(part);
    if (again) again.focus({ preventScroll: true });
    if (document.activeElement !== document.body) return;
    if (!part.hasAttribute("tabindex")) part.tabIndex = -1;
    part.focus({ preventScroll: true });
    if (left.turnsPage) part.scrollIntoView({ block: "start" });
  }

  function afterSettle(event) {
    const part = event.target;
    if (!(part instanceof Element)) return;
    startCounters(part);
    showErrorSummary(part);
    const spoken = [part, ...part.querySelectorAll("[data-announce]")].filter((one) => one.matches("[data-announce]"));
    announce(spoken.map((one) => one.dataset.announce || words(one)).join(". "));
    if (!left || document.activeElement !== document.body) return;
    const target = event.detail.target;
    const swapped = target?.isConnected ? target : document.getElementById(target?.id);
    if (swapped) goOn(swapped);
  }

  /* A message that comes with its page is no news to a screen reader. Put in anew, it is. */
  function sayMessages() {
    for (const message of document.querySelectorAll("main [role=status]")) {
      if (message.contains(document.activeElement)) continue;
      message.replaceChildren(...Array.from(message.childNodes, (node) => node.cloneNode(true)));
    }
  }

  function requestFailed() {
    const region = announcer();
    if (region) announce(region.dataset.failed);
    releaseAll();
  }

  /* On a phone each menu folds behind a button that names the page one is on. Without this file all of it shows. */
  function foldMenus() {
    for (const menu of document.querySelectorAll("[data-collapsible]")) {
      const list = menu.querySelector("ul");
      const button = document.createElement("button");
      const current = list.querySelector("a[aria-current]");
      button.type = "button";
      button.className = "k-fold-button";
      const label = document.createElement("span");
      label.textContent = menu.dataset.collapsible + (current ? ": " + current.textContent.trim() : "");
      button.append(label);
      button.setAttribute("aria-expanded", "false");
      button.setAttribute("aria-controls", list.id);
      button.addEventListener("click", () => {
        const opens = button.getAttribute("aria-expanded") === "false";
        for (const other of document.querySelectorAll(".k-fold-button")) other.setAttribute("aria-expanded", "false");
        button.setAttribute("aria-expanded", String(opens));
      });
      menu.prepend(button);
    }
  }

  /* Menus made of details close on Escape and when the reader goes elsewhere. */
  function closeMenus(except) {
    for (const menu of document.querySelectorAll("details.k-menu[open]")) {
      if (menu !== except) menu.open = false;
    }
  }

  /* Guidance is unfolded the first time somebody comes to a page with this browser; afterwards it is one quiet line. */
  function unfoldWhatIsNew() {
    for (const part of document.querySelectorAll("details[data-about]")) {
      const key = `seen:${part.dataset.about}`;
      try {
        part.open = !localStorage.getItem(key);
        localStorage.setItem(key, "1");
      } catch { /* a browser that keeps nothing leaves it folded */ }
    }
  }

  unfoldWhatIsNew();
  document.addEventListener("click", followErrorLink);
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.k-menu")));
  document.addEventListener("focusin", (event) => closeMenus(event.target.closest("details.k-menu")));
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest("details.k-menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("submit", guardSubmit);
  document.addEventListener("input", noteUnsaved);
  window.addEventListener("beforeunload", askBeforeLeaving);
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-counted]")) count(event.target);
  });
  document.addEventListener("htmx:beforeSwap", beforeSwap);
  document.addEventListener("htmx:afterSettle", afterSettle);
  document.addEventListener("htmx:afterRequest", releaseAll);
  document.addEventListener("htmx:responseError", requestFailed);
  document.addEventListener("htmx:sendError", requestFailed);
  window.addEventListener("pageshow", releaseAll);
  window.addEventListener("DOMContentLoaded", () => {
    foldMenus();
    startCounters(document);
    showErrorSummary(document);
    window.setTimeout(sayMessages, 700);
  });
})();
