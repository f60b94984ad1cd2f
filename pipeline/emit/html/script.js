
"use strict";
// A panel is closed as `hidden="until-found"`: find in page, #id and #:~:text= open it (HTML, "The hidden attribute").
(() => {
  const panels = [...document.querySelectorAll(".panel")];
  const all = document.querySelector(".tools button");
  const buttons = new Map();

  const isOpen = panel => !panel.hasAttribute("hidden");

  function show(panel, open) {
    if (open) panel.removeAttribute("hidden");
    else panel.setAttribute("hidden", "until-found");
    buttons.get(panel).setAttribute("aria-expanded", String(open));
    if (all) all.textContent = panels.every(isOpen) ? all.dataset.opened : all.dataset.closed;
  }

  // The heading's title becomes a button. A link or a note in the heading stands outside the title, and so stays one.
  function arm(panel) {
    const title = panel.previousElementSibling.querySelector(".title");
    const button = document.createElement("button");
    const sign = document.createElement("span");
    sign.className = "sign";
    sign.setAttribute("aria-hidden", "true");
    button.type = "button";
    button.setAttribute("aria-controls", panel.id);
    button.append(sign, title.cloneNode(true));
    title.replaceWith(button);
    buttons.set(panel, button);
    button.addEventListener("click", () => show(panel, !isOpen(panel)));
    panel.addEventListener("beforematch", () => show(panel, true));
  }

  // What the address names may stand in a closed panel, or be a block with one.
  function openForAddress() {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* not encoded: as it is */ }
    const target = id && document.getElementById(id);
    if (!target) return;
    const own = target.querySelector(":scope > .panel");
    const around = panels.filter(panel => panel.contains(target));
    const closed = [...around, ...(own ? [own] : [])].filter(panel => !isOpen(panel));
    for (const panel of closed) show(panel, true);
    if (closed.length) target.scrollIntoView();
  }

  panels.forEach(arm);
  for (const panel of panels) show(panel, false);
  if (all) {
    all.hidden = false;
    all.addEventListener("click", () => {
      const open = !panels.every(isOpen);
      for (const panel of panels) show(panel, open);
    });
  }
  openForAddress();
  addEventListener("hashchange", openForAddress);

  // A table that is wider than its frame can be scrolled by keyboard, and says so.
  const frames = new ResizeObserver(entries => {
    for (const { target } of entries) {
      const frame = target.closest(".table-frame");
      const scrolls = frame.scrollWidth > frame.clientWidth + 1;
      for (const [name, value] of [["tabindex", "0"], ["role", "region"], ["aria-label", frame.dataset.label]]) {
        if (scrolls) frame.setAttribute(name, value);
        else frame.removeAttribute(name);
      }
    }
  });
  for (const frame of document.querySelectorAll(".table-frame")) {
    frames.observe(frame);
    frames.observe(frame.firstElementChild);
  }

  // On a narrow screen the contents would push the page itself out of sight.
  const contents = document.querySelector(".contents details");
  if (contents) contents.open = matchMedia("(min-width: 64em)").matches;
})();
