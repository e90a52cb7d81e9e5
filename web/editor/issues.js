// Issues beside their lines: what is wrong at the end of the line, all of it when one points there.
import { setDiagnostics } from "@codemirror/lint";
import { RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, WidgetType } from "@codemirror/view";

const told = StateEffect.define();

class Note extends WidgetType {
  constructor(issue) { super(); this.issue = issue; }
  eq(other) { return other.issue.what === this.issue.what && other.issue.severity === this.issue.severity; }
  toDOM() {
    const note = document.createElement("span");
    note.className = `cm-note cm-note-${this.issue.severity}`;
    note.textContent = `${this.issue.severity === "error" ? "⚠" : "○"} ${this.issue.what}`;
    return note;
  }
  ignoreEvent() { return true; }
}

function notes(state, issues) {
  const built = new RangeSetBuilder();
  const seen = new Set();
  for (const issue of [...issues].sort((one, other) => one.line - other.line)) {
    if (issue.line < 1 || issue.line > state.doc.lines || seen.has(issue.line)) continue;
    seen.add(issue.line);
    const line = state.doc.line(issue.line);
    built.add(line.to, line.to, Decoration.widget({ widget: new Note(issue), side: 1 }));
  }
  return built.finish();
}

export const beside = StateField.define({
  create: () => Decoration.none,
  update(value, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(told)) return notes(transaction.state, effect.value);
    }
    return value.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function diagnostic(state, issue, words) {
  const line = state.doc.line(Math.min(Math.max(issue.line, 1), state.doc.lines));
  const margin = /^\s*(- )*/.exec(line.text)[0].length;
  const actions = issue.code === "tab" ? [{ name: words["editor.tabs_to_spaces"], apply: untabbed }] : [];
  return {
    from: Math.min(line.from + margin, line.to), to: line.to,
    severity: issue.severity === "error" ? "error" : "info",
    message: [issue.what, issue.why, issue.remedy].filter(Boolean).join("\n"),
    actions,
  };
}

function untabbed(view) {
  const changes = [];
  const text = view.state.doc.toString();
  for (let at = text.indexOf("\t"); at !== -1; at = text.indexOf("\t", at + 1)) {
    changes.push({ from: at, to: at + 1, insert: "  " });
  }
  view.dispatch({ changes });
}

// In the text, and in the list under it.
export function show(view, issues, words) {
  view.dispatch(setDiagnostics(view.state, issues.map((issue) => diagnostic(view.state, issue, words))));
  view.dispatch({ effects: told.of(issues) });
}

function element(name, text, className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

export function list(place, issues, words, goTo) {
  place.replaceChildren(...issues.map((issue) => {
    const item = element("li", "", `issue issue-${issue.severity}`);
    const head = element("p", "");
    const where = issue.line ? words["issues.line"].replace("{line}", issue.line) : words["issues.whole"];
    const link = element("a", where);
    link.href = `?line=${issue.line}#text`;
    link.addEventListener("click", (event) => { event.preventDefault(); goTo(issue.line); });
    head.append(link, " ", element("strong", issue.what), " ", element("span", issue.called, `badge badge-${issue.severity === "error" ? "back" : "none"}`));
    item.append(head);
    if (issue.why) item.append(element("p", issue.why));
    if (issue.remedy) item.append(element("p", issue.remedy, "remedy"));
    return item;
  }));
}
