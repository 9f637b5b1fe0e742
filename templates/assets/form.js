// Comfort for forms that work without it: counts characters, shows how far an upload is, keeps what is typed when the
// network breaks, and warns before a draft's time is over. Its sentences stand in the data attributes of the body.
// Nothing is kept in the browser: no storage, no cache.
"use strict";
const begin = () => {
  const form = document.querySelector("form[data-step]");
  if (!form) return;
  const say = document.body.dataset;
  const region = (after, role) => {
    const p = document.createElement("p");
    p.className = "status-line";
    p.setAttribute("role", role);
    after.after(p);
    return p;
  };
  const fill = (text, n) => text.replace("%", n);

  // How much is written. Told to screen readers only near the end, or it would speak at every key.
  for (const area of form.querySelectorAll("textarea[data-most]")) {
    const shown = region(area, "none");
    const spoken = region(shown, "status");
    const most = Number(area.dataset.most);
    const bytes = (text) => new TextEncoder().encode(text).length;
    const count = () => {
      const n = [...area.value].length;
      shown.textContent = n ? fill(say.count, n.toLocaleString(document.documentElement.lang)) : "";
      spoken.textContent = bytes(area.value) > most ? say.long : "";
    };
    area.addEventListener("input", count);
    count();
  }

  const actions = [...form.querySelectorAll(".actions")].at(-1) ?? form.lastElementChild;
  const told = region(actions, "status");
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.setAttribute("aria-label", say.sending);

  // What the pressed button sends, as a browser would.
  const body = (button) => {
    const data = new FormData(form);
    if (button?.name) data.append(button.name, button.value);
    const files = [...data.values()].some((v) => v instanceof File && v.size > 0);
    return { files, data: form.enctype === "multipart/form-data" ? data : new URLSearchParams(data) };
  };

  let sending = false;
  const broken = () => {
    sending = false;
    bar.remove();
    told.textContent = say.offline;
    told.className = "status-line errors";
  };

  const alive = () => fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(8000) });

  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (sending) return event.preventDefault();
    // Where the person looks: a page can have several places to press.
    (button?.closest(".actions, p") ?? actions).after(told);
    const { files, data } = body(button);
    if (!files) {
      // A page that a browser shows for a broken connection would hold nothing of what was typed.
      event.preventDefault();
      sending = true;
      told.className = "status-line";
      alive().then((answer) => {
        if (!answer.ok) return broken();
        sending = false;
        send(button);
      }, broken);
      return;
    }
    event.preventDefault();
    sending = true;
    told.className = "status-line";
    const request = new XMLHttpRequest();
    request.open("POST", button?.getAttribute("formaction") || form.action);
    request.upload.addEventListener("progress", (e) => {
      if (!e.lengthComputable) return;
      bar.value = e.loaded / e.total;
      told.textContent = fill(say.progress, Math.floor(bar.value * 100));
    });
    // The answer is a whole page, perhaps in another language: all of it takes the place of this one.
    request.addEventListener("load", () => {
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      if (!page.querySelector("main")) return broken();
      // A page that asks for itself again must be the browser's own, or it would not.
      if (request.getResponseHeader("refresh")) return location.replace(request.responseURL);
      history.replaceState(null, "", request.responseURL);
      const { lang, dir } = page.documentElement;
      Object.assign(document.documentElement, { lang, dir });
      document.body.replaceWith(page.body);
      document.dispatchEvent(new Event("exchanged"));
      scrollTo(0, 0);
      document.querySelector("main").focus();
      begin();
    });
    for (const end of ["error", "abort", "timeout"]) request.addEventListener(end, broken);
    told.before(bar);
    request.send(data);
  });

  // As if the button had been pressed, without asking again.
  const send = (button) => {
    if (button?.name) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: button.name, value: button.value });
      form.append(field);
    }
    if (button?.hasAttribute("formaction")) form.action = button.getAttribute("formaction");
    HTMLFormElement.prototype.submit.call(form);
  };

  // A draft waits for two hours: five minutes before that is over it can be kept on with one press.
  const stay = form.querySelector("button[name=go][value=stay]");
  const seconds = Number(say.wait);
  if (!stay || !seconds) return;
  let timer;
  const warn = () => {
    const note = document.createElement("div");
    note.className = "notice soon";
    note.setAttribute("role", "alert");
    const words = document.createElement("p");
    words.textContent = say.soon;
    const more = document.createElement("button");
    more.type = "button";
    more.textContent = say.longer;
    note.append(words, more);
    form.append(note);
    more.addEventListener("click", () => {
      const { data } = body(stay);
      const kept = new URLSearchParams([...data].filter(([, v]) => typeof v === "string"));
      fetch("/start", { method: "POST", body: kept }).then((answer) => {
        if (!answer.ok) return broken();
        note.remove();
        told.textContent = say.kept;
        wait();
      }, broken);
    });
  };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(warn, (seconds - 300) * 1000);
  };
  wait();
};
begin();
