/* A passkey dialog that was closed is told in words on the page, not as an error in the console. */
(() => {
  "use strict";

  document.addEventListener("allauth.error", (event) => {
    const trouble = document.querySelector("[data-passkey-trouble]");
    if (!trouble) return;
    event.preventDefault();
    trouble.hidden = false;
  });
})();
