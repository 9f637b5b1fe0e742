// Keys of the list of cases, for whoever does not want to reach for the mouse. Everything works without them, and the
// page says how to turn them off: this file is then not loaded. Nothing is kept in the browser.
"use strict";
(() => {
  const list = document.getElementById("shortcuts");
  const links = () => [...document.querySelectorAll("tr[data-case-id] > th a")];
  // Whoever types means letters, not commands.
  const typing = (at) => at instanceof Element && at.closest("input, textarea, select, [contenteditable]") !== null;
  const step = (by) => {
    const all = links();
    const at = all.indexOf(document.activeElement);
    const to = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by;
    all[to]?.focus();
    return all.length > 0;
  };
  const deeds = {
    j: () => step(1),
    k: () => step(-1),
    "/": () => {
      const field = document.getElementById("q");
      field?.focus();
      return field !== null;
    },
    "?": () => {
      if (!list) return false;
      list.open = true;
      list.querySelector("summary").focus();
      return true;
    },
  };
  let went = 0;
  document.addEventListener("keydown", (e) => {
    // Enter in a line of the desk stores what stands in it. Without script it presses the button of the form that only stays.
    const own = e.key === "Enter" && !e.isComposing && !e.repeat && e.target.closest?.("input[data-enter]");
    if (own) {
      e.preventDefault();
      document.getElementById(own.dataset.enter).click();
      return;
    }
    if (e.defaultPrevented || e.isComposing || e.ctrlKey || e.metaKey || e.altKey || typing(e.target)) return;
    const after = e.timeStamp - went < 1000;
    went = 0;
    if (e.key === "g") {
      went = e.timeStamp;
      return;
    }
    if (after && e.key === "i") {
      // On the page of a case its own button goes there, which asks first where something is typed and not sent.
      const way = document.querySelector('button[name="way"][value="/console"]');
      if (way) way.click();
      else location.assign("/console");
      return;
    }
    // The arrows turn the page until somebody is in the list.
    const arrows = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    const done = arrows ? links().includes(document.activeElement) && step(arrows) : deeds[e.key]?.();
    if (done) e.preventDefault();
  });
})();
