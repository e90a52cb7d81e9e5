// Every page works without this: on a narrow screen it folds the answers, and unfolds what an
// address leads to.
"use strict";

(() => {
  const narrow = window.matchMedia("(max-width: 61.99rem)");
  if (narrow.matches) {
    for (const each of document.querySelectorAll("details[data-fold]")) each.open = false;
  }

  function unfold() {
    const place = location.hash ? document.getElementById(location.hash.slice(1)) : null;
    for (let each = place; each; each = each.parentElement) {
      if (each.tagName === "DETAILS") each.open = true;
    }
    if (place) place.scrollIntoView();
  }

  window.addEventListener("hashchange", unfold);
  unfold();
})();
