// Posts are dragged from day to day. The same is done by the buttons of a post; without this file only those are there.
(() => {
  "use strict";
  const month = document.querySelector("[data-month]");
  const form = document.getElementById("move-post");
  if (!month || !form) return;
  let held = null;

  const dayAt = (event) => {
    const under = document.elementFromPoint(event.clientX, event.clientY);
    return under && under.closest("[data-day]");
  };
  const mark = (day) => {
    month.querySelectorAll(".month__day--target").forEach((one) => one.classList.remove("month__day--target"));
    if (day) day.classList.add("month__day--target");
  };

  month.addEventListener("pointerdown", (event) => {
    const chip = event.target.closest("[data-post]");
    if (chip && !event.button) held = { chip, id: event.pointerId, x: event.clientX, y: event.clientY, moves: false };
  });
  // A link would be dragged by the browser itself.
  month.addEventListener("dragstart", (event) => event.preventDefault());

  document.addEventListener("pointermove", (event) => {
    if (!held || event.pointerId !== held.id) return;
    const x = event.clientX - held.x, y = event.clientY - held.y;
    if (!held.moves && Math.hypot(x, y) < 6) return;
    held.moves = true;
    held.chip.classList.add("chip--dragged");
    held.chip.style.translate = `${x}px ${y}px`;
    mark(dayAt(event));
  });

  function letGo(event, isKept) {
    if (!held) return;
    const { chip, moves } = held;
    const day = isKept && moves ? dayAt(event) : null;
    held = null;
    chip.style.translate = "";
    chip.classList.remove("chip--dragged");
    mark(null);
    if (!moves) return;
    // The click that ends a drag opens nothing.
    addEventListener("click", (click) => { click.preventDefault(); click.stopPropagation(); }, { capture: true, once: true });
    setTimeout(() => dispatchEvent(new Event("click")));
    if (!day || day === chip.closest("[data-day]")) return;
    form.action = chip.dataset.post;
    form.elements.due_on.value = day.dataset.day;
    form.elements.month.value = month.dataset.month;
    form.submit();
  }
  document.addEventListener("pointerup", (event) => letGo(event, true));
  document.addEventListener("pointercancel", (event) => letGo(event, false));
  document.addEventListener("keydown", (event) => event.key === "Escape" && letGo(event, false));
})();
