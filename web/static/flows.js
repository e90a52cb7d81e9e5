// Every page works without this: it shows how far a trial is, without loading the page anew.
"use strict";

(() => {
  const place = document.querySelector("[data-progress]");
  if (!place) return;
  const bar = place.querySelector("progress");
  const words = place.querySelector(".told-step");
  const PAUSE = 700;

  function tell({ done, total }) {
    if (!total) return;
    bar.max = total;
    bar.value = done;
    const said = place.dataset.say;
    words.textContent = said.replace("{done}", String(done)).replace("{total}", String(total));
  }

  async function look() {
    try {
      const answer = await fetch(place.dataset.progress, { headers: { Accept: "application/json" } });
      if (answer.ok) {
        const found = await answer.json();
        if (!found.running) {
          location.reload();
          return;
        }
        tell(found);
      }
    } catch {
      // The connection is down for a moment: it is looked at again.
    }
    setTimeout(look, PAUSE);
  }

  setTimeout(look, PAUSE);
})();
