/* Recommendations on a shop's page, with their reasons. Any failure leaves the page as it was. Manual: docs/integrators/widget.md */
(() => {
  "use strict";
  const script = document.currentScript || document.querySelector('script[data-key][src*="/w/v1."]');
  // Objects without ancestors: some pages hang things on Object.prototype.
  const bare = (options) => Object.assign(Object.create(null), options);
  const { key, preview } = bare(script?.dataset);
  if (!key || window.reco?.refresh) return;

  const CSS_TEXT = `
.box{all:initial;display:block;box-sizing:border-box;padding-block:var(--reco-padding,8px);color:var(--reco-color,inherit);
font-family:var(--reco-font,inherit);font-size:var(--reco-font-size,max(1rem,16px));line-height:1.45;text-align:start;
--quiet:var(--reco-quiet,currentColor);--line:var(--reco-border,color-mix(in srgb,currentColor 14%,transparent));
--fill:color-mix(in srgb,currentColor 5%,transparent);--mark:var(--reco-accent,currentColor)}
.box:lang(ar){line-height:1.65}
*,::before,::after{box-sizing:border-box}
h2,h3,p,ul,ol{margin:0;padding:0;font-size:1em}
button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer}
:focus-visible{outline:2px solid var(--mark);outline-offset:2px}
.head{display:flex;align-items:center;gap:8px;min-height:44px;margin-block-end:12px}
.heading{flex:1;font-size:1.25em;font-weight:650;line-height:1.3;text-wrap:balance}
.box:lang(ar) .heading{line-height:1.5}
.nav{flex:none;display:grid;place-items:center;width:44px;height:44px;border:1px solid var(--line);border-radius:50%;transition:opacity .15s,background .15s}
.nav[hidden]{display:none}
.nav[aria-disabled=true]{opacity:.35;cursor:default}
.icon{width:20px;height:20px;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
[dir=rtl] .turn{transform:scaleX(-1)}
.list{gap:var(--reco-gap,14px);list-style:none;scroll-snap-type:x mandatory;overscroll-behavior-x:contain;
scroll-behavior:smooth;scroll-padding-inline:3px}
.list::-webkit-scrollbar{display:none}
.card{position:relative;display:flex;flex-direction:column;flex:1 0 var(--reco-card-width,clamp(148px,43%,182px));max-width:var(--reco-card-max,260px);
scroll-snap-align:start;overflow:hidden;border:1px solid var(--line);border-radius:var(--reco-radius,14px);background:var(--reco-card-background,transparent);transition:border-color .15s,box-shadow .15s}
.rule{margin-block:-8px 12px;font-size:.875em;color:var(--quiet)}
.choices,.list{display:flex;width:0;min-width:calc(100% + 6px);margin:-3px;padding:3px;overflow-x:auto;scrollbar-width:none}
.choices{gap:6px 16px;margin-block-end:9px}
.group{display:flex;flex:none;gap:6px}
.chip{flex:none;white-space:nowrap;min-height:44px;padding:6px 16px;border:1px solid var(--line);border-radius:99px;font-size:.875em;font-weight:500;transition:background .15s}
.chip[aria-pressed=true]{border-color:var(--mark);box-shadow:inset 0 0 0 1px var(--mark);background:color-mix(in srgb,var(--mark) 10%,transparent)}
.empty{display:flex;flex-wrap:wrap;align-items:center;gap:8px 16px;padding:20px;border:1px dashed var(--line);border-radius:var(--reco-radius,14px)}
.say{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
[aria-busy=true]{opacity:.45}
.photo{display:grid;place-items:center;flex:none;width:100%;height:auto;aspect-ratio:var(--reco-ratio,1);object-fit:cover;background:var(--fill);color:var(--quiet);font-size:2em;font-weight:600}
.label{align-self:start;padding:1px 7px;border:1px solid var(--mark);border-radius:8px;font-size:.75em;font-weight:650;line-height:1.35}
.no{position:absolute;inset-block-start:0;inset-inline-end:0;z-index:1;display:grid;place-items:center;width:44px;height:44px}
.no .icon{width:28px;height:28px;padding:6px;border-radius:50%;background:rgb(255 255 255/.88);color:#33333a;stroke-width:2.5}
.gone{display:grid;place-content:center;justify-items:center;gap:10px;height:100%;padding:12px;font-size:.875em;text-align:center;overflow-wrap:anywhere;color:var(--quiet)}
.text{display:flex;flex:1;flex-direction:column;gap:4px;padding:10px 12px 12px}
.title{color:inherit;text-decoration:none;font-size:.9375em;font-weight:500;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden;overflow-wrap:anywhere;unicode-bidi:plaintext;text-align:inherit}
.note{margin-block-end:12px;font-size:.8125em;color:var(--quiet)}
[dir=rtl] .title{text-align:right}
a.title::after{content:"";position:absolute;inset:0;border-radius:var(--reco-radius,14px)}
.title:focus-visible{outline:0}
.card:focus-within:has(:focus-visible){outline:2px solid var(--mark);outline-offset:1px}
.price{font-weight:700;font-variant-numeric:tabular-nums;white-space:nowrap}
.reason{margin-block-start:auto;padding-block-start:6px;font-size:.8125em;line-height:1.4;color:var(--quiet);overflow-wrap:anywhere}
.box:lang(ar) .reason{line-height:1.6}
.why{display:inline-flex;align-items:center;gap:6px;min-height:44px;margin-block-start:4px;font-size:.875em;color:var(--quiet)}
.why span{text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:3px}
.why .icon{width:18px;height:18px}
@media(hover:hover){.nav:not([aria-disabled=true]):hover,.chip:hover{background:var(--fill)}.no:hover .icon{background:#fff}.why:hover{color:inherit}
.card:hover{border-color:color-mix(in srgb,currentColor 32%,transparent);box-shadow:0 6px 20px -10px rgb(0 0 0/.25)}}
dialog{width:min(100% - 32px,560px);max-height:min(86vh,720px);padding:0;border:0;border-radius:20px;overflow:auto;overscroll-behavior:contain;
color:var(--reco-dialog-color,#1d1d22);background:var(--reco-dialog-background,#fff);box-shadow:0 24px 64px -16px rgb(0 0 0/.4);
--quiet:color-mix(in srgb,currentColor 72%,transparent)}
dialog::backdrop{background:rgb(12 12 18/.5)}
.top{position:sticky;top:0;z-index:1;display:flex;align-items:center;gap:8px;padding:12px 20px;padding-inline-end:8px;background:inherit;border-block-end:1px solid var(--line)}
.top h2{flex:1;font-size:1.125em;font-weight:650}
.top .nav{border-color:transparent}
.tale{display:grid;gap:12px;padding:16px 20px 20px}
.tale h3{margin-block-start:8px;font-size:.875em;font-weight:650}
.tale ul,.tale ol{display:grid;gap:6px;padding-inline-start:1.3em}
.tale li::marker{color:var(--quiet)}
.tale small{font-size:.8125em;color:var(--quiet);margin-inline-start:6px}
.switch{display:flex;align-items:center;gap:12px;min-height:44px;margin-block-start:8px;padding:10px 14px;border:1px solid var(--line);border-radius:14px;cursor:pointer;font-weight:500}
.switch span{flex:1}
.switch input{appearance:none;flex:none;position:relative;width:46px;height:28px;margin:0;border-radius:99px;background:#75757f;cursor:pointer;transition:background .15s}
.switch input::after{content:"";position:absolute;inset-block-start:3px;inset-inline-start:3px;width:22px;height:22px;border-radius:50%;background:#fff;transition:inset-inline-start .15s}
.switch input:checked{background:var(--reco-accent,#146c43)}
.switch input:checked::after{inset-inline-start:21px}
.note{font-size:.875em;color:var(--quiet)}
.note:empty{display:none}
.switch:has(:disabled){opacity:.6;cursor:default}
.links{display:flex;flex-wrap:wrap;gap:4px 20px}
.links a{display:inline-flex;align-items:center;min-height:44px;color:inherit;text-underline-offset:3px}
@media(max-width:600px){dialog{width:100%;max-width:100%;margin-block-end:0;border-end-start-radius:0;border-end-end-radius:0}}
@media(prefers-reduced-motion:reduce){*,::after{transition:none!important;scroll-behavior:auto!important}}
@media(forced-colors:active){.switch input{border:2px solid}.switch input::after{background:CanvasText}.switch input:checked{background:Highlight}}`;

  // Nothing that breaks in here may reach the shop's page.
  const quiet = (work) => (...given) => { try { return work(...given); } catch { } };
  const read = quiet((name) => localStorage[name]);
  const write = quiet((name, text) => { if (text) localStorage[name] = text; else delete localStorage[name]; });
  const lines = (name) => (read(name) || "").split("\n").filter((line) => line);
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const unwatched = navigator.globalPrivacyControl || navigator.doNotTrack == 1 || window.doNotTrack == 1;
  const silent = unwatched || navigator.webdriver || preview !== undefined;
  let wishes = new WeakMap();
  let inCart = "";
  const picked = new WeakMap();

  /* ---- what this browser keeps: viewed products with the visitor's word only, refused products at the visitor's wish ---- */
  const ON = "shopai:reco", OFF = "reco:off", SEEN = "reco:seen", NO = "reco:no";
  const personal = () => !!read(ON) && !read(OFF) && !unwatched;
  const remember = () => {
    if (!personal()) return write(SEEN);
    const shown = document.querySelector('meta[name="shopai:sku"]')?.content
      || document.querySelector('[data-reco="product"][data-sku]')?.dataset.sku;
    if (shown && !/[,\n]/.test(shown)) write(SEEN, [shown, ...lines(SEEN).filter((sku) => sku != shown)].slice(0, 20).join("\n"));
  };
  const agree = (agrees) => {
    write(OFF, agrees ? "" : "1");
    // A choice made in the shop's banner ends there too.
    if (!agrees && read(ON) && read("shopai:vid")) quiet(() => window.shopai.consent({ recommendation: false }))();
    write(ON, agrees ? "1" : "");
    remember();
  };
  const refused = () => lines(NO).filter((line) => parseInt(line) > Date.now() - 2592e6);
  const isRefused = (sku) => refused().some((line) => line.replace(/^\d+ /, "") == sku);
  const refuse = (sku, yes) => {
    const others = refused().filter((line) => line.replace(/^\d+ /, "") != sku);
    write(NO, (yes ? [Date.now() + " " + sku, ...others] : others).slice(0, 50).join("\n"));
  };

  /* ---- building: text nodes and attributes only, so that no catalogue text is ever read as markup ---- */
  const make = (kind, attributes, ...children) => {
    const [tag, name] = kind.split(".");
    const node = document.createElement(tag);
    if (name) { node.className = name; node.setAttribute("part", name); }
    for (const [attribute, value] of Object.entries(attributes || {})) {
      if (value !== undefined) node.setAttribute(attribute, value);
    }
    node.append(...children.filter((child) => child));
    return node;
  };
  const icon = (path, extra = "") => {
    const [svg, line] = ["svg", "path"].map((name) => document.createElementNS("http://www.w3.org/2000/svg", name));
    line.setAttribute("d", path);
    svg.setAttribute("class", "icon " + extra);
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    svg.append(line);
    return svg;
  };
  const button = (name, label, drawing) => make("button." + name, { type: "button", "aria-label": label }, drawing);
  const address = (text, schemes = /^https?:$/) => {
    const url = text && quiet(() => new URL(text, document.baseURI))();
    return url && schemes.test(url.protocol) ? url.href : undefined;
  };
  const styled = (root) => {
    try {
      styled.sheet ||= new CSSStyleSheet();
      styled.sheet.replaceSync(CSS_TEXT);
      root.adoptedStyleSheets = [styled.sheet];
    } catch {
      return make("style", null, CSS_TEXT);
    }
  };

  /* ---- measuring: through the page script where there is one ---- */
  const pending = [];
  const undoable = new Set();
  let postTimer;
  // Written by hand: old libraries teach arrays and texts a toJSON of their own, which breaks JSON.stringify.
  const quote = (value) => (typeof value == "string"
    ? '"' + value.replace(/["\\\0-\x1f]/g, (sign) => "\\u" + (65536 + sign.charCodeAt()).toString(16).slice(1)) + '"' : value);
  const written = (event) => "{" + Object.keys(event).filter((name) => event[name] || event[name] === 0)
    .map((name) => quote(name) + ":" + quote(event[name])).join() + "}";
  const post = quiet(() => {
    clearTimeout(postTimer);
    while (pending.length) {
      const url = new URL("/e/" + key, script.src);
      const body = '{"events":[' + pending.splice(0, 20).map(written).join() + "]}";
      navigator.sendBeacon(url, body) || fetch(url, bare({ method: "POST", body, keepalive: true })).catch(() => { });
    }
  });
  const uuid = () => {
    const hex = [...crypto.getRandomValues(new Uint8Array(9))].map((byte) => (byte + 256).toString(16).slice(1)).join("");
    return (Date.now().toString(16).padStart(12, 0) + 7 + hex.slice(0, 3) + "a" + hex.slice(3))
      .replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };
  const report = quiet((type, item, slot) => {
    if (silent) return;
    const { sku, recommendation_id, rank } = item;
    const facts = { sku, recommendation_id, rank, slot };
    if (typeof window.shopai == "function") return window.shopai(type, facts);
    const time = new Date().toISOString(), page = location.pathname.slice(0, 500);
    pending.push({ id: uuid(), type, time, page, lang: navigator.language, w: innerWidth, ...facts });
    clearTimeout(postTimer);
    postTimer = setTimeout(post, type == "reco_click" ? 0 : 1e3);
  });

  const counted = new Set();
  const watchCards = (cards, slot) => {
    const timers = new Map();
    const watcher = new IntersectionObserver((entries) => entries.forEach(({ target, intersectionRatio }) => {
      clearTimeout(timers.get(target));
      if (intersectionRatio < 0.5) return;
      timers.set(target, setTimeout(() => {
        watcher.unobserve(target);
        if (!target.isConnected) return;
        if (document.hidden) return watcher.observe(target);
        const item = cards.get(target), once = [location.pathname, slot, item.recommendation_id, item.sku].join();
        if (!counted.has(once)) report("reco_impression", item, slot);
        counted.add(once);
      }, 1e3));
    }), bare({ threshold: 0.5 }));
    [...cards.keys()].forEach((card) => watcher.observe(card));
  };

  /* ---- the parts of one list ---- */
  const photo = (item) => {
    const blank = () => make("div.photo", { "aria-hidden": "true" }, [...item.title.trim()][0]);
    const src = address(item.image);
    if (!src) return blank();
    const image = make("img.photo", { alt: "", width: 400, height: 400, loading: "lazy", decoding: "async", src });
    image.addEventListener("error", () => image.replaceWith(blank()));
    return image;
  };
  const card = (item, slot, words, say) => {
    const title = make(item.href ? "a.title" : "span.title", { href: item.href }, item.title);
    for (const kind of ["click", "auxclick"]) title.addEventListener(kind, () => report("reco_click", item, slot));
    const price = item.price_text || (item.price && item.price + " " + (item.currency || ""));
    const no = button("no", words.no + ": " + item.title, icon("M6 6l12 12M18 6L6 18"));
    const whole = make("li.card", null, photo(item), make("div.text", null,
      item.label && make("p.label", null, item.label), title,
      price && make("p.price", null, make("bdi", null, price)),
      item.reason && item.reason != item.label && make("p.reason", { "data-code": item.reason_code }, item.reason)), no);
    no.addEventListener("click", quiet(() => {
      const parts = [...whole.childNodes];
      const undo = make("button.chip", { type: "button" }, words.undo);
      const tell = () => { undoable.delete(tell); clearTimeout(timer); report("reco_dismiss", item, slot); };
      const timer = setTimeout(tell, 6e3);
      undoable.add(tell);
      refuse(item.sku, true);
      whole.style.minHeight = whole.offsetHeight + "px";
      whole.replaceChildren(make("div.gone", null, make("p", null, words.hidden, " ", make("bdi", null, item.title)), undo));
      say.textContent = words.hidden + " " + item.title;
      undo.focus(bare({ preventScroll: true }));
      undo.addEventListener("click", quiet(() => {
        clearTimeout(timer);
        undoable.delete(tell);
        refuse(item.sku);
        whole.replaceChildren(...parts);
        say.textContent = "";
        no.focus(bare({ preventScroll: true }));
      }));
    }));
    return whole;
  };
  const steer = (list, back, forth) => {
    const update = () => {
      const room = list.scrollWidth - list.clientWidth, at = Math.abs(list.scrollLeft);
      back.hidden = forth.hidden = room < 8;
      back.setAttribute("aria-disabled", at < 4);
      forth.setAttribute("aria-disabled", at > room - 4);
    };
    const go = (sign) => () => {
      const side = getComputedStyle(list).direction == "rtl" ? -1 : 1;
      list.scrollBy(bare({ left: side * sign * list.clientWidth * 0.9, behavior: still.matches ? "auto" : "smooth" }));
    };
    back.addEventListener("click", go(-1));
    forth.addEventListener("click", go(1));
    list.addEventListener("scroll", update, bare({ passive: true }));
    new ResizeObserver(update).observe(list);
  };
  const chapter = (heading, lines, tag) => (lines?.length
    ? [heading && make("h3", null, heading), make(tag, { role: "list" }, ...lines.map((line) => make("li", null,
      ...(line.name ? [line.name, " ", line.weight_words && make("small", null, line.weight_words)] : [String(line)]))))]
    : []);
  const explanation = (why, words) => {
    const close = button("nav", words.close, icon("M6 6l12 12M18 6L6 18"));
    const choice = make("input", { type: "checkbox", role: "switch" });
    const note = make("p.note", { role: "status" });
    const mail = /^(https?|tel|mailto):$/;
    const vid = personal() && /adviser\?/.test(why.adviser_url) && read("shopai:vid");
    const links = [[why.privacy_url, why.privacy_label], [(why.adviser_url || "") + (vid ? `&visitor=${vid}` : ""), why.adviser_label]]
      .filter(([url, label]) => label && address(url, mail))
      .map(([url, label]) => make("a", { href: address(url, mail) }, label));
    const dialog = make("dialog.dialog", { "aria-labelledby": "t" },
      make("div.top", null, make("h2", { id: "t" }, why.title), close),
      make("div.tale", null, ...(why.body || []).map((text) => make("p", null, text)),
        ...chapter(why.data_used_label, why.data_used, "ul"),
        ...chapter(why.criteria_label, why.criteria, "ol"),
        ...chapter(why.excluded_label, why.excluded, "ul"),
        make("label.switch", null, make("span", null, why.switch_label), choice), note,
        links.length && make("div.links", null, ...links)));
    // Checked says that browsing is not used, which is also so until somebody has agreed.
    choice.checked = !personal();
    choice.disabled = !!unwatched;
    if (unwatched) note.textContent = words.private;
    choice.addEventListener("change", quiet(() => {
      agree(!choice.checked);
      note.textContent = choice.checked ? words.saved : words.undone;
    }));
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => { if (event.target == dialog) dialog.close(); });
    dialog.addEventListener("close", scan);
    return dialog;
  };

  /* ---- one place on the page ---- */
  const chips = (place, filters, words) => {
    const chosen = bare(picked.get(place));
    const chip = (text, id, wanted, pressed) => {
      const node = make("button.chip", { type: "button", "data-id": id, "aria-pressed": pressed }, text);
      node.addEventListener("click", quiet(() => pick(place, wanted, words)));
      return node;
    };
    const groups = (filters || []).map(({ name, label, options }) => make("div.group", { role: "group", "aria-label": label },
      ...options.map(({ value, label: text }) => {
        const on = chosen[name] == value;
        return chip(text, name + value, bare({ ...chosen, [name]: on ? "" : value }), on);
      })));
    return [groups.length && make("div.choices", { role: "group", "aria-label": words.choices }, ...groups),
      chip(words.all, "all", {})];
  };
  const render = (place, data, items) => {
    const { reco: slot, heading, accent, locale } = bare(place.dataset);
    const { words, lang } = data;
    const sided = !locale && place.closest("[dir]") && getComputedStyle(place).direction;
    const dir = sided || data.dir || "ltr";
    const root = place.shadowRoot || place.attachShadow(bare({ mode: "open" }));
    const say = root.querySelector(".say") || make("p.say", { role: "status" });
    const cards = new Map(items.map((item) => [card(item, slot, words, say), item]));
    const list = make("ul.list", { role: "list" }, ...cards.keys());
    const back = button("nav", words.previous, icon("M15 5l-7 7 7 7", "turn"));
    const forth = button("nav", words.next, icon("M9 5l7 7-7 7", "turn"));
    const dialog = data.why && explanation(data.why, words);
    const why = dialog && make("button.why", { type: "button", "aria-haspopup": "dialog", "data-id": "why" },
      icon("M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 8v.01"), make("span", null, words.why));
    why?.addEventListener("click", () => dialog.showModal());
    const held = root.activeElement?.dataset.id;
    const [choices, all] = chips(place, data.filters, words);
    const rule = data.heading || words.why;
    const box = make("section.box", { lang, dir, "aria-labelledby": "h" },
      make("div.head", null, make("h2.heading", { id: "h" }, heading || rule), back, forth),
      heading && make("p.rule", null, rule), data.simulated_note && make("p.note", null, data.simulated_note), choices,
      items.length ? list : make("div.empty", null, make("p", null, words.nothing), all), why, dialog);
    if (accent) box.style.setProperty("--reco-accent", accent);
    const sheet = styled(root);
    root.replaceChildren(...(sheet ? [sheet] : []), box, say);
    if (place.style.minHeight == "0px") place.style.minHeight = "";
    // Some themes hide every empty element, and what stands in a shadow tree does not count.
    if (place.matches(":empty") && getComputedStyle(place).display == "none") place.append(make("span"));
    if (held) [...root.querySelectorAll("[data-id]")].find((node) => node.dataset.id == held)?.focus(bare({ preventScroll: true }));
    steer(list, back, forth);
    watchCards(cards, slot);
    return say;
  };
  const clear = (place) => {
    place.shadowRoot?.replaceChildren();
    place.style.minHeight = 0;
  };
  const floats = (node) => {
    for (; node; node = node.parentElement) if (getComputedStyle(node).position == "fixed") return true;
  };
  // True where a change of height moves next to nothing that the reader sees: out of view, in the last tenth of it
  // (a layout shift under 0.05), or with nothing below.
  const calm = (place) => {
    const box = place.getBoundingClientRect();
    if (box.top >= innerHeight * 0.9) return true;
    if (box.bottom <= 0) return CSS.supports("overflow-anchor", "auto");
    for (let y = box.bottom + 2; y < innerHeight; y += 24) {
      for (const part of [0.2, 0.5, 0.8]) {
        const hit = document.elementFromPoint(box.left + box.width * part, y);
        if (hit && !hit.contains(place) && !floats(hit)) return false;
      }
    }
    return true;
  };
  const whenCalm = (place, change) => {
    if (calm(place)) return change();
    const watcher = new IntersectionObserver(quiet(() => {
      if (!calm(place)) return;
      watcher.disconnect();
      change();
    }));
    watcher.observe(place);
  };

  const get = async (url, cache) => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), 1500);
    try {
      const answer = await fetch(url, bare({ signal: stop.signal, credentials: "omit", cache }));
      if (answer.ok) return await answer.json().catch(() => (stop.signal.aborted ? undefined : null));
      return answer.status < 500 ? {} : null;
    } catch { } finally {
      clearTimeout(timer);
    }
  };
  // What the browser still holds of this very question is looked at first, however old: it is shown if the server turns
  // out to be away, and if it is of today. (After a failure is too late: the failure empties the cache.) A refusal that
  // the browser holds is asked for again.
  const ask = async (params) => {
    const url = new URL(`/w/${key}/recommendations`, script.src);
    url.search = new URLSearchParams(params);
    if (params.cart || params.seen || params.visitor != "none") return get(url);
    const kept = await get(url, "force-cache");
    const age = Math.abs(Date.now() - Date.parse(kept?.served_at));
    return kept === undefined || age < 3e3 ? kept : (await get(url)) || (age < 864e5 ? kept : null);
  };
  const usable = (data, limit) => (data?.items || [])
    .map((item, place) => ({ ...item, title: String(item.title || ""), href: address(item.url), rank: item.rank ?? place + 1 }))
    .filter((item) => item.title && !isRefused(item.sku)).slice(0, limit);
  const question = (place, lang, limit) => {
    const { reco: slot, sku = "", cart, theme } = bare(place.dataset);
    const isList = slot == "cart" || slot == "after_order";
    const allowed = personal();
    const params = {
      slot, sku: isList ? "" : sku, visitor: (allowed && read("shopai:vid")) || "none", lang, limit,
      cart: cart ?? ((isList && sku) || (slot != "after_order" && inCart)), theme,
      seen: allowed && lines(SEEN).filter((one) => one != sku).reverse().join(), ...picked.get(place),
    };
    for (const name of ["cart", "theme", "seen", "use", "budget", "gift"]) if (!params[name]) delete params[name];
    return params;
  };

  const mount = async (place, before) => {
    const { locale, limit: most, heading, accent, minHeight } = bare(place.dataset);
    const lang = (locale || place.closest("[lang]")?.lang || "").slice(0, 2).toLowerCase();
    const limit = +most || 6;
    const params = question(place, lang, Math.min(limit + refused().length, 12));
    const wish = [new URLSearchParams(params), heading, accent].join();
    if (wishes.get(place) == wish) return;
    wishes.set(place, wish);
    // Room is made only where nothing can jump: before the first paint, or out of the reader's view.
    const room = parseInt(minHeight);
    if (room && (!performance.getEntriesByType("paint").length || calm(place))) place.style.minHeight = room + "px";
    const data = await ask(params);
    const items = quiet(usable)(data, limit) || [];
    const isCurrent = () => wishes.get(place) == wish && place.isConnected;
    // A choice that the visitor made here is answered at once, also with nothing; one that fails changes nothing.
    if (before && isCurrent()) {
      if (data?.items) return render(place, data, items);
      picked.set(place, before);
      wishes.delete(place);
      return false;
    }
    const change = () => {
      if (!isCurrent()) return;
      try {
        if (items.length) return render(place, data, items);
      } catch { }
      clear(place);
    };
    if (items.length && place.offsetHeight) change();
    else if (items.length || place.offsetHeight) whenCalm(place, change);
  };
  const pick = async (place, wanted, words) => {
    const { shadowRoot: root } = place, before = picked.get(place) || {};
    const list = root.querySelector(".list");
    list?.setAttribute("aria-busy", true);
    picked.set(place, wanted);
    const say = await mount(place, before).catch(() => false);
    list?.removeAttribute("aria-busy");
    if (say === false) root.querySelector(".say").textContent = words.failed;
    else if (say) say.textContent = root.querySelector(".empty") ? words.nothing : words.updated + " " + root.querySelectorAll(".card").length;
  };
  const scan = quiet(() => {
    remember();
    document.querySelectorAll("[data-reco]").forEach((place) => mount(place).catch(() => { }));
  });

  const refresh = () => { wishes = new WeakMap(); scan(); };
  // A page that already has a "reco" of its own keeps it.
  if (!Object.getOwnPropertyDescriptor(window, "reco")) {
    window.reco = { refresh, cart: quiet((skus) => { inCart = [...skus].filter((sku) => sku).slice(0, 20).join(); scan(); }) };
  }
  const ours = (record) => (record.type == "attributes" ? record.target.matches("[data-reco]")
    : [...record.addedNodes].some((node) => node.matches?.("[data-reco]") || node.querySelector?.("[data-reco]")));
  new MutationObserver(quiet((records) => { if (records.some(ours)) scan(); })).observe(document.documentElement, bare({
    childList: true, subtree: true,
    attributeFilter: ["reco", "sku", "cart", "locale", "limit", "theme", "heading", "accent"].map((name) => "data-" + name),
  }));
  addEventListener("pagehide", () => { undoable.forEach((tell) => tell()); post(); });
  scan();
})();
