// Leaving at once: Shift three times within five seconds does what the exit control does.
// Without this script the control is a plain link, and nothing on the page speaks of the key. Its
// data-hint names the way, its data-progress holds what to say after the first and the second press,
// separated by "|"; the styles of the two classes are in balss.css.
"use strict";
(() => {
  let link, status, steps;
  // Again when form.js has put one page in the place of another.
  const begin = () => {
    link = document.querySelector("a.exit-page");
    // A status region must exist before its text changes, or screen readers say nothing.
    status = document.createElement("p");
    status.className = "exit-progress";
    status.setAttribute("role", "status");
    link?.after(status);
    steps = (link?.dataset.progress || "").split("|");
    if (link) link.title = link.dataset.hint;
    for (const told of document.querySelectorAll("[data-exit-key]")) told.hidden = false;
  };
  begin();
  if (!link) return;
  document.addEventListener("exchanged", begin);

  const leave = () => {
    const cover = document.createElement("div");
    cover.className = "exit-cover";
    document.body.append(cover);
    document.title = "\u200b";
    location.replace(link.href);
  };

  document.addEventListener("click", (event) => {
    const control = event.target instanceof Element && event.target.closest("a.exit-page");
    if (!control || event.ctrlKey || event.metaKey || event.button !== 0) return;
    event.preventDefault();
    leave();
  });

  let presses = 0;
  let alone = false;
  let timer;
  const reset = () => {
    clearTimeout(timer);
    presses = 0;
    status.textContent = "";
  };

  // Only a Shift that went down and up by itself counts: writing capitals must not leave the page.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Shift") {
      alone = event.repeat ? alone : !(event.ctrlKey || event.altKey || event.metaKey);
      return;
    }
    alone = false;
    reset();
  });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    presses += 1;
    if (presses === 1) timer = setTimeout(reset, 5000);
    if (presses === 3) return leave();
    status.textContent = (steps[presses - 1] ?? steps[0]).trim();
  });

  // A page that the browser kept alive in its history must not come back with what was typed.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
})();
