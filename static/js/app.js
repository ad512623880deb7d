// Small comforts of the dashboard. Every page works without this file; nothing here fetches data to show it,
// except the progress of long work.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");

  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const inDarkSystem = () => matchMedia("(prefers-color-scheme: dark)").matches;

  // Menus (<details data-menu>) close when one looks elsewhere.
  const closeMenus = (except) =>
    all("details[data-menu][open]").forEach((menu) => {
      if (menu !== except) menu.open = false;
    });

  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest("details[data-menu]"));
    const opener = event.target.closest("[data-dialog-open]");
    if (opener) openDialog(opener.dataset.dialogOpen, event);
    if (event.target.closest("[data-dialog-close]")) event.target.closest("dialog").close();
    if (event.target.closest("[data-theme-switch]")) switchTheme();
    const copier = event.target.closest("[data-copy]");
    if (copier) copy(copier, document.getElementById(copier.dataset.copy));
  });

  // Without a clipboard (a plain http address) the text is marked, ready for the keyboard.
  async function copy(button, source) {
    try {
      await navigator.clipboard.writeText(source.value ?? source.textContent);
      button.querySelector("[aria-live]").textContent = button.dataset.copied;
    } catch {
      if (source.select) source.select();
      else getSelection().selectAllChildren(source);
    }
  }

  function openDialog(id, event) {
    const dialog = document.getElementById(id);
    if (!dialog || !dialog.showModal) return;
    if (event) event.preventDefault();
    closeMenus();
    dialog.showModal();
  }

  function switchTheme() {
    const isDark = root.dataset.theme ? root.dataset.theme === "dark" : inDarkSystem();
    root.dataset.theme = isDark ? "light" : "dark";
    document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax`;
    document.dispatchEvent(new CustomEvent("themechange"));
  }

  // A choice that needs no button: the form goes as soon as it is made. One box picks all rows of a page.
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-autosubmit]")) event.target.form.requestSubmit();
    const pickAll = event.target.dataset.pickAll;
    if (pickAll) all(`[name="pick"][form="${pickAll}"]`).forEach((box) => (box.checked = event.target.checked));
  });

  // Pressed twice, sent once; a form that answers with a file may be sent again a little later.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 3000);
  });
  addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => delete form.dataset.sent));

  // A row of tabs that is wider than a phone begins at the one that is open.
  all(".tabs a[aria-current]").forEach((tab) => {
    const row = tab.closest("ul"), [inner, outer] = [tab, row].map((node) => node.getBoundingClientRect());
    row.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
  });

  // Keys: "/" searches, "?" helps, "g" then a letter goes to a place, Escape closes menus.
  let waitsForPlace = 0;
  const isTyping = (target) => target.matches("input, textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return leaveMenu();
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    if (Date.now() < waitsForPlace) return goTo(event);
    if (event.key === "g") waitsForPlace = Date.now() + 1200;
    if (event.key === "?") openDialog("shortcuts", event);
    if (event.key === "/") focusSearch(event);
  });

  function leaveMenu() {
    const menu = document.activeElement.closest("details[data-menu][open]");
    if (menu) menu.querySelector("summary").focus();
    closeMenus();
  }

  function goTo(event) {
    waitsForPlace = 0;
    // The place of the key, so that "g k" also works on an Arabic keyboard.
    const letter = /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : event.key;
    const place = document.querySelector(`a[data-letter="${CSS.escape(letter)}"]`);
    if (place) location.assign(place.href);
  }

  function focusSearch(event) {
    const search = document.querySelector("[data-search]");
    if (!search) return;
    event.preventDefault();
    search.focus();
    search.select();
  }

  // Long work tells how far it is, less often when nobody looks.
  all("[data-progress]").forEach((panel) => {
    const bar = panel.querySelector("progress");
    const text = panel.querySelector("[data-progress-text]");
    const ask = async () => {
      try {
        const answer = await fetch(panel.dataset.progress, { headers: { Accept: "application/json" } });
        if (answer.ok) {
          const job = await answer.json();
          if (job.finished) return location.reload();
          if (job.total) Object.assign(bar, { max: job.total, value: job.done });
          if (text.textContent !== job.text) text.textContent = job.text;
        }
      } catch {
        // The network is away for a moment: the next question finds it back.
      }
      setTimeout(ask, document.hidden ? 15000 : 2000);
    };
    setTimeout(ask, 1000);
  });

  // What changes while somebody looks at it is asked for again, but never under a reader's fingers.
  all("[data-live]").forEach((part) => {
    setInterval(async () => {
      const closed = part.closest("details:not([open])");
      if (document.hidden || closed || part.contains(document.activeElement)) return;
      try {
        const answer = await fetch(part.dataset.live);
        if (answer.ok && !answer.redirected) part.innerHTML = await answer.text();
      } catch {
        // As above.
      }
    }, 5000);
  });

  // Figures are renewed in place when a new computation is there: one small question a minute, mostly answered by
  // "unchanged". Never under a reader's fingers: then the link of the stamp says it, and does it.
  const live = { tag: "", waits: false };

  async function renew() {
    const answer = await fetch(location.href);
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
    const main = document.querySelector("main");
    if (!fresh || !main) return;
    const opened = all("details[open][id], details[open]", main).map((part) => part.querySelector("summary")?.textContent);
    main.replaceChildren(...fresh.childNodes);
    all("details", main).forEach((part) => (part.open = opened.includes(part.querySelector("summary")?.textContent)));
    live.waits = false;
    document.dispatchEvent(new CustomEvent("contentchange"));
    const said = main.querySelector("[data-refreshed]");
    if (said) said.textContent = said.dataset.refreshed;
  }

  async function askWhetherNew() {
    const stamp = document.querySelector("[data-computed]");
    if (!stamp || document.hidden) return;
    try {
      // Nothing of a shop stays in a shared browser's cache, so the page itself remembers what it knows.
      const known = live.tag ? { "If-None-Match": `"${live.tag}"` } : {};
      const answer = await fetch(stamp.dataset.computed, { headers: { Accept: "application/json", ...known } });
      if (answer.status !== 304) {
        if (!answer.ok || answer.redirected) return;
        const { tag } = await answer.json();
        live.waits ||= Boolean(live.tag) && tag !== live.tag;
        live.tag = tag;
      }
      if (!live.waits) return;
      const isBusy = document.querySelector("main :is(input, select, textarea, button):focus, dialog[open]");
      if (isBusy) stamp.querySelector("[data-refresh]")?.classList.add("is-new");
      else await renew();
    } catch {
      // The network is away for a moment: the next question finds it back.
    }
  }

  if (document.querySelector("[data-computed]")) {
    askWhetherNew();
    setInterval(askWhetherNew, Number(root.dataset.liveEvery) || 60000);
    document.addEventListener("visibilitychange", askWhetherNew);
  }
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-refresh]")) return;
    event.preventDefault();
    renew().catch(() => location.reload());
  });

  // A form that only confirms a link sends itself; a button that prints, prints.
  all("form[data-send-at-once]").forEach((form) => form.requestSubmit());
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) print();
  });

  // On paper, the tables behind the charts are open.
  addEventListener("beforeprint", () =>
    all("details[data-open-in-print]:not([open])").forEach((part) => {
      part.open = true;
      part.dataset.openedForPrint = "1";
    }),
  );
  addEventListener("afterprint", () =>
    all("details[data-opened-for-print]").forEach((part) => {
      part.open = false;
      delete part.dataset.openedForPrint;
    }),
  );
})();
