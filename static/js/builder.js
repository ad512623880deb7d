// The playlist's bench: changes without a new page, products searched in place, drag by pointer, a preview that
// follows the typing. Without this file the same forms are sent the plain way.
(() => {
  "use strict";
  const board = document.getElementById("board");
  if (!board) return;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  // Every change answers with the board as it stands then; the newest answer wins. While a tile is held the board
  // stays under the hand: what came meanwhile is drawn when it is let go.
  let asked = 0, held = null, late = null;
  async function change(url, body) {
    const turn = ++asked;
    const answer = await fetch(url, { method: "POST", body, headers: { "X-Board": "1" } });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    const text = await answer.text();
    if (turn !== asked) return;
    if (held) late = text;
    else draw(text);
  }

  function draw(text) {
    const key = document.activeElement && document.activeElement.dataset.key;
    const opened = all(".tile__more[open]", board).map((part) => part.closest("[data-item]").dataset.item);
    const preview = board.querySelector(".board__preview");
    const shows = preview && preview.open;
    board.innerHTML = text;
    for (const item of opened) {
      const more = board.querySelector(`[data-item="${item}"] .tile__more`);
      if (more) more.open = true;
    }
    if (preview) board.querySelector(".board__preview").open = shows;
    const again = key && document.querySelector(`[data-key="${key}"]:not(:disabled)`);
    if (again) again.focus();
    all("[data-mirror]").forEach((field) => field.value !== field.defaultValue && mirror(field));
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!("board" in form.dataset)) return;
    event.preventDefault();
    const body = new FormData(form, event.submitter);
    delete form.dataset.sent;
    change(form.getAttribute("action"), body)
      .then(() => "adds" in form.dataset && find())
      .catch(() => HTMLFormElement.prototype.submit.call(withSubmitter(form, event.submitter)));
  });

  // A form sent by script leaves out the button that was pressed.
  function withSubmitter(form, button) {
    if (button && button.name) {
      const kept = Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value });
      form.append(kept);
    }
    return form;
  }

  // Products to add

  const search = document.querySelector("[data-find]");
  const found = document.getElementById("found");
  let typing, looked = 0;
  async function find() {
    const turn = ++looked;
    try {
      const answer = await fetch(`${search.dataset.find}?${new URLSearchParams(new FormData(search))}`);
      const text = await answer.text();
      if (answer.ok && turn === looked) found.innerHTML = text;
    } catch {
      // The network is away for a moment: the list stays as it was.
    }
  }
  if (search) {
    search.addEventListener("input", () => {
      clearTimeout(typing);
      typing = setTimeout(find, 200);
    });
    search.addEventListener("submit", (event) => {
      event.preventDefault();
      find();
    });
    document.addEventListener("click", (event) => {
      const opener = event.target.closest("[data-add]");
      if (!opener) return;
      event.preventDefault();
      search.elements.step.value = opener.dataset.add;
      find();
      document.getElementById("add").scrollIntoView({ block: "start" });
      search.elements.q.focus({ preventScroll: true });
    });
  }

  // What is typed shows in the preview before it is kept.
  function mirror(field) {
    const shown = document.getElementById(field.dataset.mirror);
    if (shown) shown.textContent = field.value;
  }
  document.addEventListener("input", (event) => event.target.dataset.mirror && mirror(event.target));

  // Drag: the tile follows the pointer, the list makes room; what counts is where it stands when it is let go.

  document.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-grip]");
    if (!grip || event.button) return;
    event.preventDefault();
    const tile = grip.closest("[data-item]");
    grip.setPointerCapture(event.pointerId);
    held = { tile, grip, id: event.pointerId, from: tile.parentNode, next: tile.nextSibling, at: event.clientY - tile.getBoundingClientRect().top };
    tile.classList.add("tile--dragged");
    document.body.classList.add("is-dragging");
  });

  document.addEventListener("pointermove", (event) => {
    if (!held || event.pointerId !== held.id) return;
    const { tile } = held;
    const list = listAt(event.clientY);
    if (list) {
      const after = all("[data-item]", list).find((other) => {
        if (other === tile) return false;
        const box = other.getBoundingClientRect();
        return event.clientY < box.top + box.height / 2;
      });
      if (after ? tile.nextElementSibling !== after : tile !== list.lastElementChild) list.insertBefore(tile, after || null);
    }
    tile.style.translate = "";
    tile.style.translate = `0 ${event.clientY - held.at - tile.getBoundingClientRect().top}px`;
    const edge = event.clientY < 90 ? -1 : event.clientY > innerHeight - 90 ? 1 : 0;
    if (edge) scrollBy(0, edge * 12);
  });

  function listAt(y) {
    const lists = all(".board__list", board);
    const reach = (list) => {
      const box = list.closest(".board__step").getBoundingClientRect();
      return y < box.top ? box.top - y : y > box.bottom ? y - box.bottom : 0;
    };
    return lists.sort((one, other) => reach(one) - reach(other))[0];
  }

  function letGo(isKept) {
    if (!held) return;
    const { tile, from, next } = held;
    held = null;
    tile.style.translate = "";
    tile.classList.remove("tile--dragged");
    document.body.classList.remove("is-dragging");
    const came = late;
    late = null;
    if (!isKept) from.insertBefore(tile, next);
    if (tile.parentNode === from && tile.nextSibling === next) {
      if (came !== null) draw(came);
      return;
    }
    const list = tile.parentNode;
    const body = new FormData();
    body.set("csrfmiddlewaretoken", board.querySelector("[name=csrfmiddlewaretoken]").value);
    body.set("action", "place");
    body.set("item", tile.dataset.item);
    body.set("step", list.dataset.step);
    body.set("index", all("[data-item]", list).indexOf(tile));
    change(board.querySelector("[data-steps]").dataset.steps, body).catch(() => location.reload());
  }
  document.addEventListener("pointerup", () => letGo(true));
  document.addEventListener("pointercancel", () => letGo(false));
  document.addEventListener("keydown", (event) => event.key === "Escape" && letGo(false));
})();
