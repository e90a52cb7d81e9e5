// A text area made into an editor: highlighting, folding, search, undo; spaces, never tabs.
import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from "@codemirror/language";
import { lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import {
  EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, hoverTooltip, keymap, lineNumbers,
} from "@codemirror/view";
import { Checker, goTo } from "./checking.js";
import { beside } from "./issues.js";
import { look } from "./look.js";
import { phrases } from "./phrases.js";
import { Saver } from "./saving.js";
import { Schema } from "./schema.js";
import { meaning, suggest } from "./suggesting.js";

export function opened(area) {
  const words = JSON.parse(area.dataset.words);
  const told = { schema: null, known: null };
  const checker = new Checker(area, words, told);
  const saver = new Saver(area, words);
  const view = new EditorView({ state: begun(area, words, told, checker, saver) });
  area.insertAdjacentElement("afterend", view.dom);
  area.hidden = true;
  document.querySelector(`label[for="${area.id}"]`).addEventListener("click", () => view.focus());
  for (const each of document.querySelectorAll(".with-editor")) each.hidden = false;
  if (area.dataset.line) goTo(view, Number(area.dataset.line));
  area.form.addEventListener("submit", () => { area.form.elements.line.value = String(lineOf(view)); });
  learn(area, told);
  checker.ask(view);
  return view;
}

function lineOf(view) {
  return view.state.doc.lineAt(view.state.selection.main.head).number;
}

async function learn(area, told) {
  if (!area.dataset.schema) return;
  const answer = await fetch(area.dataset.schema);
  if (answer.ok) told.schema = new Schema(await answer.json());
}

function begun(area, words, told, checker, saver) {
  return EditorState.create({
    doc: area.value,
    extensions: [
      lineNumbers(), foldGutter(), history(), drawSelection(), indentOnInput(), bracketMatching(),
      highlightActiveLine(), highlightActiveLineGutter(), highlightSelectionMatches(),
      search({ top: true }), yaml(), indentUnit.of("  "), EditorState.tabSize.of(4),
      EditorView.lineWrapping, EditorView.cspNonce.of(area.dataset.nonce), beside, look, phrases(words),
      EditorView.contentAttributes.of({ "aria-labelledby": "text-label", "aria-describedby": "text-hint", spellcheck: "false", tabindex: "0" }),
      autocompletion({ override: [suggest(told)], icons: false }),
      hoverTooltip((shown, position) => hovered(told, shown, position)),
      EditorView.updateListener.of((update) => followed(area, checker, update)),
      keymap.of([
        { key: "Mod-s", preventDefault: true, run: (shown) => { saver.save(lineOf(shown)); return true; } },
        ...completionKeymap, ...lintKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap,
        ...foldKeymap, indentWithTab,
      ]),
    ],
  });
}

// The text area stays what is sent, and what the desk keeps while one types.
function followed(area, checker, update) {
  if (update.docChanged) {
    area.value = update.state.doc.toString();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (update.docChanged || update.selectionSet) checker.update(update.view, update.docChanged);
}

function hovered(told, view, position) {
  const found = meaning(told, view.state, position);
  if (!found) return null;
  return {
    pos: found.from, end: found.to, above: true,
    create: () => {
      const dom = document.createElement("div");
      for (const words of found.said) {
        const line = document.createElement("p");
        line.className = "cm-said";
        line.textContent = words;
        dom.append(line);
      }
      return { dom };
    },
  };
}
