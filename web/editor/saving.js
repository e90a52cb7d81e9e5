// Saving without leaving the page; what is refused is sent as the form that it is, so that the desk
// can say why.

export class Saver {
  constructor(area, words) {
    this.area = area;
    this.form = area.form;
    this.words = words;
    this.saved = area.dataset.unsaved === undefined ? area.value : null;
    this.isLeaving = false;
    this.form.addEventListener("submit", () => { this.isLeaving = true; });
    window.addEventListener("beforeunload", (event) => {
      if (this.isUnsaved && !this.isLeaving) event.preventDefault();
    });
  }

  get isUnsaved() { return this.area.value !== this.saved; }

  async save(line) {
    const { form } = this;
    form.elements.line.value = String(line);
    const sent = this.area.value;
    const body = new URLSearchParams(new FormData(form));
    body.set("once", token());
    body.set("quiet", "yes");
    try {
      const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
      if (answer.status === 200) return this.done(sent, await answer.json());
    } catch {
      // The browser says it better when it sends the form itself.
    }
    form.requestSubmit();
  }

  done(sent, { base, kept, said }) {
    this.saved = sent;
    this.form.elements.base.value = base;
    this.form.elements["typed_file.text"].value = kept;
    this.area.dataset.kept = kept;
    this.area.dispatchEvent(new CustomEvent("saved", { detail: sent }));
    const place = this.form.querySelector("output.told");
    if (place) place.textContent = said;
    for (const each of document.querySelectorAll(".until-saved")) each.hidden = true;
  }
}

function token() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((each) => each.toString(16).padStart(2, "0")).join("");
}
