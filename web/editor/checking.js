// Asking the desk what is wrong with the text in hand, and which question stands at the cursor.
import { EditorView } from "@codemirror/view";
import { list, show } from "./issues.js";

const PAUSE = 350;

export class Checker {
  constructor(area, words, told) {
    this.area = area;
    this.words = words;
    this.told = told;
    this.timer = 0;
    this.asking = null;
    this.spots = [];
    this.spot = "";
    this.count = document.getElementById("issues-count");
    this.place = document.getElementById("issues");
    this.seen = document.getElementById("seen");
  }

  // After a change, or when the cursor came to another question.
  update(view, isChanged) {
    const spot = this.spotAt(lineOf(view));
    if (!isChanged && spot === this.spot) return;
    this.spot = spot;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(view), PAUSE);
  }

  spotAt(line) {
    let found = "";
    for (const [begins, name] of this.spots) {
      if (begins > line) break;
      found = name;
    }
    return found;
  }

  async ask(view) {
    this.asking?.abort();
    this.asking = new AbortController();
    const text = view.state.doc;
    const body = new URLSearchParams({
      csrf: document.body.dataset.csrf, file: this.area.dataset.file,
      text: text.toString(), line: String(lineOf(view)),
    });
    try {
      const answer = await fetch(this.area.dataset.editor, { method: "POST", body, signal: this.asking.signal, redirect: "manual" });
      if (!answer.ok) throw new Error(String(answer.status));
      const found = await answer.json();
      if (view.state.doc === text) this.show(view, found);
    } catch (error) {
      if (error.name !== "AbortError") this.count.textContent = this.words["issues.unreachable"];
    }
  }

  show(view, found) {
    const { issues } = found;
    show(view, issues, this.words);
    list(this.place, issues, this.words, (line) => goTo(view, line));
    const key = `issues.count.${issues.length < 2 ? "one" : "many"}`;
    this.count.textContent = issues.length ? this.words[key].replace("{count}", issues.length) : this.words["issues.none"];
    // What could not be read names nothing: what was known before still helps.
    if (Object.keys(found.names.questions).length) this.told.known = { ...found.names };
    if (found.spots.length) this.spots = found.spots;
    this.spot = this.spotAt(lineOf(view));
    if (found.shown) this.seen.innerHTML = found.shown;
  }
}

function lineOf(view) {
  return view.state.doc.lineAt(view.state.selection.main.head).number;
}

export function goTo(view, line) {
  const at = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
  view.dispatch({ selection: { anchor: at.from }, effects: EditorView.scrollIntoView(at.from, { y: "center" }) });
  view.focus();
}
