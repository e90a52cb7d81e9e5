// The editor's own words, in the language of the desk.
import { EditorState } from "@codemirror/state";

const NAMES = {
  Find: "find", Replace: "replace", next: "next", previous: "previous", all: "all",
  "match case": "match_case", "by word": "by_word", regexp: "regexp", replace: "replace_one",
  "replace all": "replace_all", close: "close", "Go to line": "go_to_line", go: "go",
  "Fold line": "fold", "Unfold line": "unfold", "folded code": "folded", unfold: "unfold_all",
  Completions: "completions", Diagnostics: "diagnostics", "No diagnostics": "no_diagnostics",
};

export function phrases(words) {
  const said = Object.entries(NAMES).map(([name, own]) => [name, words[`editor.${own}`]]);
  return EditorState.phrases.of(Object.fromEntries(said));
}
