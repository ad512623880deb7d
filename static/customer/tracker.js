/* Page counter: no cookie, no lasting id without consent. docs/integrators/tracker.md */
(() => {
  "use strict";
  const script = document.currentScript;
  const own = script ? script.dataset : {};
  const key = own.key, stub = window.shopai || {};
  // What a browser lacks cannot be counted; it must not hear of it either.
  if (!key || stub.consent || !["fetch", "URLSearchParams", "crypto"].every((name) => window[name])) return;

  const QUEUE = "shopai:q:", WAIT = "shopai:wait", CHOICE = "shopai:choice", PERSONAL = "shopai:reco";
  const VISITOR = "shopai:vid", SESSION = "shopai:sid";
  const FIELDS = "sku value recommendation_id rank slot playlist step query content watched wilaya".split(" ");
  const endpoint = new URL("/e/" + key, script.src).href;
  let seen = {}, visibleSince = 0, begun, gone, sending, timer, tries = 0;
  let waiting = stub.q || [], referrer = document.referrer;

  // Nothing that breaks in here may reach the shop's page.
  const quiet = (work) => (...given) => { try { return work(...given); } catch (error) { } };
  const disk = quiet(() => localStorage)(), tab = quiet(() => sessionStorage)();
  const read = quiet((name) => disk[name]);
  const write = quiet((name, text) => disk[name] = text);
  const erase = quiet((name) => delete disk[name]);

  const uuid = (clock) => {
    const hex = [...crypto.getRandomValues(new Uint8Array(9))].map((byte) => (byte + 256).toString(16).slice(1)).join("");
    return (clock.toString(16).padStart(12, 0) + 7 + hex.slice(0, 3) + "a" + hex.slice(3))
      .replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };
  const randomId = () => uuid(Math.floor(Math.random() * 2 ** 48));

  // One storage entry per event, so that no tab can overwrite what another just added.
  const unsaved = {};
  const keep = (event) => write(QUEUE + event.id, JSON.stringify(event)) || (unsaved[event.id] = event);
  const forget = (id) => { delete unsaved[id]; erase(QUEUE + id); };
  const queued = () => {
    const all = { ...unsaved };
    for (const name of Object.keys(disk || {})) {
      if (name.startsWith(QUEUE)) all[name.slice(9)] = quiet(JSON.parse)(disk[name]) || {};
    }
    const ids = Object.keys(all).sort();
    const fresh = (id, place) => place >= ids.length - 200 && Date.now() - Date.parse(all[id].time) < 864e5;
    return ids.filter((id, place) => fresh(id, place) || forget(id)).map((id) => all[id]);
  };
  const batch = () => {
    let events = queued().slice(0, 20), body;
    while (new Blob([body = JSON.stringify({ events })]).size > 6e4) events = events.slice(0, events.length >> 1);
    return { events, body };
  };
  const waitLeft = () => {
    const left = read(WAIT) - Date.now();
    return left > 0 && left < 4e6 && left;
  };

  const later = (delay) => { timer = timer || setTimeout(() => { timer = 0; send(); }, delay); };
  const send = quiet(() => {
    const { events, body } = batch();
    // A choice goes first: only then does the server take the lasting id that the events carry.
    const choice = read(CHOICE);
    if (sending || gone || !(choice || events[0])) return;
    if (waitLeft()) return later(waitLeft());
    sending = true;
    const settle = quiet((answer) => {
      sending = false;
      if (answer.status && answer.status != 429 && answer.status < 500) {
        tries = 0;
        if (!choice) events.forEach((event) => forget(event.id));
        else if (read(CHOICE) == choice) erase(CHOICE);
        return later(0);
      }
      const asked = answer.headers && answer.headers.get("Retry-After") * 1e3;
      const delay = Math.max(Math.min(asked || 0, 36e5), Math.min(3e5, 500 * 2 ** tries++ * (1 + Math.random())));
      write(WAIT, Date.now() + delay);
      later(delay);
    });
    const signal = quiet(() => AbortSignal.timeout(1e4))();
    fetch(endpoint + (choice ? "/consent" : ""), {
      method: "POST", body: choice || body, signal, keepalive: true, credentials: "omit",
    }).then(settle, settle);
  });

  const track = (type, given) => {
    const vid = read(VISITOR);
    const { path: page, ref, sku, utm, click, ad, code } = seen;
    const event = {
      id: uuid(Date.now()), type, time: new Date().toISOString(), page: page && page.slice(0, 500), ref, sku, utm, click, ad,
      code, content: own.content, lang: navigator.language, w: innerWidth, vid,
      sid: vid && quiet(() => tab[SESSION] = tab[SESSION] || randomId())(),
    };
    for (const name of FIELDS) {
      const value = given && given[name];
      if (value || value === 0) event[name] = typeof value == "number" ? value : String(value).slice(0, 200);
    }
    keep(event);
    queued();
    later(1e3);
  };

  const resume = () => { visibleSince = document.hidden ? 0 : performance.now(); };
  const look = () => {
    let utm, click, ad, code;
    for (const [name, value] of new URLSearchParams(location.search)) {
      if (/^utm_(source|medium|campaign|content|term)$/.test(name)) {
        utm = utm || {};
        utm[name.slice(4)] = value.trim().toLowerCase().slice(0, 100);
      }
      if (/^((fb|tt|g)clid|igshid)$/.test(name)) click = name;
      if (name == "ad_id" || name == "utm_id" && !ad) ad = value.trim().slice(0, 60);
      if (name == "code") code = value.trim().slice(0, 60);
    }
    const meta = document.querySelector('meta[name="shopai:sku"]');
    const { host } = new URL(referrer || location);
    seen = {
      path: location.pathname, ref: host == location.host ? undefined : host, seconds: 0,
      sku: meta ? meta.content : own.sku, utm, click, ad, code,
    };
    referrer = "";
    resume();
    track("view");
  };
  const pause = () => {
    const seconds = visibleSince && (performance.now() - visibleSince) / 1e3;
    visibleSince = 0;
    seen.seconds += seconds;
    if (seconds >= 1) track("dwell", { value: Math.min(Math.round(seconds), 1800) });
  };
  const leave = () => {
    pause();
    if (seen.seconds < 10 && !seen.acted) track("skip", { value: Math.round(seen.seconds) });
  };
  const moved = () => setTimeout(quiet(() => { if (begun && location.pathname != seen.path) { leave(); look(); } }));

  // The same call gives and withdraws, and the server hears of both.
  const consent = quiet((choices, more) => {
    const vid = read(VISITOR), gives = choices && choices.measurement !== false;
    if (gives) vid || write(VISITOR, randomId());
    const visitor = vid || read(VISITOR), { lang: language } = document.documentElement;
    if (visitor) write(CHOICE, JSON.stringify({ visitor, choices, page: location.pathname, language, ...more }));
    // The widget reads what was said about personal recommendations; silence about them changes nothing.
    const personal = choices && choices.recommendation;
    personal == null || (personal ? write : erase)(PERSONAL, 1);
    later(0);
    if (gives) return;
    erase(VISITOR);
    queued().forEach((event) => { delete event.vid; delete event.sid; keep(event); });
    delete tab[SESSION];
  });
  const act = quiet((type, given, more) => {
    if (type == "consent") return consent(given, more);
    if (typeof type != "string") return;
    if (!begun) return waiting.push([type, given]);
    if (!/impression/.test(type)) seen.acted = 1;
    track(type, given);
  });
  // A prerendered page or a background tab counts once it is shown.
  const begin = quiet(() => {
    if (begun || document.prerendering || document.hidden) return;
    begun = true;
    look();
    waiting.forEach((call) => act(...call));
    waiting = [];
  });

  const privacy = navigator.globalPrivacyControl || navigator.doNotTrack == 1 || window.doNotTrack == 1;
  const off = privacy || navigator.webdriver;
  window.shopai = (type, given, more) => { off || act(type, given, more); };
  window.shopai.consent = (given, more) => { off && given || consent(given, more); };
  if (privacy) {
    consent(false);
    erase(CHOICE);
    queued().forEach((event) => forget(event.id));
  }
  if (off) return;

  const { pushState } = history;
  history.pushState = function (...given) { pushState.apply(this, given); moved(); };
  addEventListener("popstate", moved);
  document.addEventListener("prerenderingchange", begin);
  document.addEventListener("visibilitychange", quiet(() => {
    if (!begun) return begin();
    pause();
    resume();
    send();
  }));
  document.addEventListener("click", quiet((event) => {
    const target = event.target.closest("[data-shopai]");
    if (!target) return;
    const { shopai, sku, value, content } = target.dataset;
    act(shopai, { sku, content, value: value && +value });
  }), true);
  addEventListener("pagehide", quiet(() => {
    gone = true;
    if (begun) leave();
    const { events, body } = batch();
    // Still queued: a beacon does not tell whether it arrived, and the server drops second copies.
    if (events[0] && !waitLeft()) navigator.sendBeacon(endpoint, body);
  }));
  addEventListener("pageshow", quiet((event) => {
    gone = false;
    if (event.persisted && begun) look();
  }));
  begin();
})();
