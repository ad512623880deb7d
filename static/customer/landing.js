/* A code's landing page: says that somebody began a message. See docs/integrators/events.md */
(() => {
  "use strict";
  if (!window.shopai) {
    const stub = window.shopai = (...call) => { stub.q.push(call); };
    stub.q = [];
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-does]");
    const offer = link && link.closest("[data-sku]");
    if (link) window.shopai(link.dataset.does, { slot: "landing", sku: offer ? offer.dataset.sku : undefined });
  }, true);
})();
