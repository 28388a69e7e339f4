/* Buttons that copy what stands beside them; without this file it is marked and copied by hand. */
(() => {
  "use strict";

  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue; /* only there on secure pages */
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      document.getElementById("announcer").textContent = button.dataset.done;
      const label = button.textContent;
      button.textContent = button.dataset.done;
      window.setTimeout(() => { button.textContent = label; }, 3000);
    });
  }
})();
