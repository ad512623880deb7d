/* A playlist's page: counts what came into sight and what was opened, and copies the link. See docs/integrators/events.md */
(() => {
  "use strict";
  const playlist = document.currentScript.dataset.playlist;
  document.documentElement.classList.add("js");
  // The page counter may come later, or never: until then calls wait in its queue.
  if (!window.shopai) {
    const stub = window.shopai = (...call) => { stub.q.push(call); };
    stub.q = [];
  }
  const say = (type, more) => window.shopai(type, { playlist, ...more });
  const about = (element) => {
    const step = element.closest("[data-step]"), offer = element.closest("[data-sku]");
    return {
      step: step ? +step.dataset.step : undefined,
      sku: offer ? offer.dataset.sku : undefined,
      rank: offer && offer.dataset.rank ? +offer.dataset.rank : undefined,
      slot: "playlist",
    };
  };

  say("playlist_view");
  // Seen: a head of a step in sight, or half of a product for a second.
  const watch = (selector, threshold, delay, seen) => {
    if (!window.IntersectionObserver) return;
    const waiting = new Map();
    const observer = new IntersectionObserver((entries) => entries.forEach(({ target, isIntersecting }) => {
      clearTimeout(waiting.get(target));
      if (isIntersecting) waiting.set(target, setTimeout(() => {
        if (document.hidden) return;
        observer.unobserve(target);
        seen(target);
      }, delay));
    }), { threshold });
    document.querySelectorAll(selector).forEach((element) => observer.observe(element));
  };
  watch(".way__head", 1, 500, (head) => say("playlist_step", { step: about(head).step }));
  watch(".offer", .5, 1000, (offer) => say("impression", about(offer)));

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-does]");
    if (link) say(link.dataset.does, about(link));
    const copier = event.target.closest("[data-share]");
    if (copier) share(copier);
  }, true);

  async function share(button) {
    say("share");
    try {
      await navigator.clipboard.writeText(button.dataset.share);
      button.querySelector("[aria-live]").textContent = button.dataset.copied;
    } catch {
      // No clipboard here: the link is in the address bar.
    }
  }
})();
