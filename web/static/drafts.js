// Every page works without this: on a narrow screen it folds the answers; it unfolds what an
// address leads to, and goes on from there with the keyboard.
"use strict";

(() => {
  // Up to that width, in rem, it begins folded; wide, where it may have no handle, it is open.
  for (const each of document.querySelectorAll("details[data-fold]")) {
    const narrow = window.matchMedia(`(max-width: ${each.dataset.fold || 62}rem)`);
    if (narrow.matches) each.open = false;
    narrow.addEventListener("change", () => { if (!narrow.matches) each.open = true; });
  }

  // What is quoted is what the remark is about; a criterion that is marked may be explained.
  document.addEventListener("change", ({ target }) => {
    const quote = target.closest("form")?.querySelector(".quotes");
    if (target.name === "about" && quote) quote.hidden = quote.dataset.about !== target.value;
    const note = target.type === "radio" && target.closest(".criterion")?.querySelector("details");
    if (note) note.open = true;
  });

  function unfold() {
    const place = location.hash ? document.getElementById(location.hash.slice(1)) : null;
    for (let each = place; each; each = each.parentElement) {
      if (each.tagName === "DETAILS") each.open = true;
    }
    if (!place) return;
    place.scrollIntoView();
    if (place.tabIndex < 0) place.tabIndex = -1;
    place.focus({ preventScroll: true });
  }

  window.addEventListener("hashchange", unfold);
  unfold();
})();
