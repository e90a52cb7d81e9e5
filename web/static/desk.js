// Every page works without this: it keeps what is typed while it is typed, and counts letters.
"use strict";

(() => {
  const said = document.body.dataset;
  const PAUSE = 900;

  function beside(area) {
    const place = document.createElement("output");
    place.className = "told";
    place.setAttribute("for", area.id);
    area.insertAdjacentElement("afterend", place);
    return place;
  }

  // A form is kept as the form itself would say it: the server knows one way only.
  function kept(area) {
    const body = new URLSearchParams();
    body.set("csrf", said.csrf);
    body.set("text", area.value);
    // Of a file every space counts.
    body.set(area.dataset.file ? "typed_file.text" : "typed.text", area.dataset.kept);
    return body;
  }

  function keeps(area, place) {
    let timer = 0;
    let last = area.value;
    const save = async () => {
      if (area.value === last) return;
      const sent = area.value;
      try {
        const answer = await fetch(said.typed, {
          method: "POST", body: kept(area), redirect: "manual", keepalive: sent.length < 20000,
        });
        // Led to the door: the session is over, and what was typed is kept all the same.
        const stored = answer.status === 204 || answer.type === "opaqueredirect";
        if (stored) last = sent;
        place.textContent = stored ? said.saved : said.unsaved;
      } catch {
        place.textContent = said.unsaved;
      }
    };
    area.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(save, PAUSE);
    });
    area.addEventListener("blur", save);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") save();
    });
    // By a script, which says what it saved: there is no draft of that to keep.
    area.addEventListener("saved", ({ detail }) => {
      last = detail;
      if (area.value === detail) clearTimeout(timer);
    });
    area.form?.addEventListener("submit", () => {
      clearTimeout(timer);
      last = area.value;
    });
  }

  function counts(area, place) {
    const most = Number(area.dataset.most);
    const tell = () => {
      const left = most - [...area.value].length;
      place.classList.toggle("over", left < 0);
      if (left > most / 5) return;
      const words = left < 0 ? said.over : said.left;
      place.textContent = words.replace("{count}", String(Math.abs(left)));
    };
    area.addEventListener("input", tell);
    tell();
  }

  for (const area of document.querySelectorAll("textarea[data-kept], textarea[data-most]")) {
    const place = beside(area);
    if (area.dataset.most) counts(area, place);
    if (area.dataset.kept) keeps(area, place);
  }
})();
