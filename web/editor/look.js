// How the editor looks: the desk's own colours, and no pictures that its policy would refuse.
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--accent)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--soft)", fontStyle: "italic" },
  { tag: [tags.string, tags.content], color: "var(--ink)" },
  { tag: [tags.number, tags.bool, tags.keyword, tags.atom], color: "var(--warm)" },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: "var(--soft)" },
  { tag: tags.invalid, color: "var(--wrong)" },
]);

const theme = EditorView.theme({
  "&": { backgroundColor: "var(--sheet)", color: "var(--ink)" },
  ".cm-scroller": { fontFamily: 'ui-monospace, "Cascadia Mono", "Source Code Pro", Menlo, Consolas, monospace', lineHeight: "1.5" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { background: "color-mix(in srgb, var(--focus) 28%, transparent)" },
  ".cm-gutters": { backgroundColor: "var(--sunk)", color: "var(--soft)", borderRight: "1px solid var(--rule)" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--accent-wash) 45%, transparent)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--accent-wash)", color: "var(--ink)" },
  ".cm-foldPlaceholder": { backgroundColor: "var(--sunk)", color: "var(--soft)", border: "1px solid var(--rule)" },
  ".cm-selectionMatch": { backgroundColor: "var(--warm-wash)" },
  ".cm-searchMatch": { backgroundColor: "var(--warm-wash)", outline: "1px solid var(--warm)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--accent-wash)", outline: "2px solid var(--accent)" },
  ".cm-panels": { backgroundColor: "var(--sunk)", color: "var(--ink)" },
  ".cm-panels.cm-panels-top": { borderBottom: "1px solid var(--rule)" },
  ".cm-panels.cm-panels-bottom": { borderTop: "1px solid var(--rule)" },
  ".cm-panel input.cm-textfield": { width: "auto", minHeight: "2rem", backgroundColor: "var(--sheet)", color: "var(--ink)", border: "1px solid var(--edge)" },
  ".cm-panel .cm-button": { backgroundImage: "none", backgroundColor: "var(--sheet)", color: "var(--ink)", border: "1px solid var(--edge)", minHeight: "2rem", padding: "0.1rem 0.6rem" },
  ".cm-panel.cm-search label": { display: "inline-flex", fontWeight: "400", alignItems: "center", gap: "0.3rem", fontSize: "0.85rem" },
  ".cm-panel.cm-search [name=close]": { color: "var(--ink)", minHeight: "0", padding: "0 0.4rem" },
  ".cm-tooltip": { backgroundColor: "var(--sheet)", color: "var(--ink)", border: "1px solid var(--edge)", borderRadius: "0.4rem", maxWidth: "30rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--accent-ink)" },
  ".cm-tooltip .cm-completionDetail": { fontStyle: "normal", color: "var(--soft)" },
  ".cm-tooltip li[aria-selected] .cm-completionDetail": { color: "var(--accent-ink)" },
  ".cm-completionInfo": { fontFamily: "var(--sans)" },
  ".cm-said": { padding: "0.4rem 0.7rem", fontFamily: "var(--sans)", margin: "0" },
  ".cm-diagnostic": { fontFamily: "var(--sans)", whiteSpace: "pre-line", padding: "0.5rem 0.8rem" },
  ".cm-diagnostic-error": { borderLeft: "4px solid var(--wrong)" },
  ".cm-diagnostic-info": { borderLeft: "4px solid var(--edge)" },
  ".cm-diagnosticAction": { backgroundColor: "var(--accent)", color: "var(--accent-ink)", minHeight: "1.9rem" },
  ".cm-lintRange": { paddingBottom: "0" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--wrong) 1px", textUnderlineOffset: "3px" },
  ".cm-lintRange-info, .cm-lintRange-warning, .cm-lintRange-hint": { backgroundImage: "none", textDecoration: "underline dotted var(--edge) 1px", textUnderlineOffset: "3px" },
  ".cm-lintRange-active": { backgroundColor: "var(--warm-wash)" },
  ".cm-note": { marginLeft: "1.5em", padding: "0 0.5em", fontFamily: "var(--sans)", fontSize: "0.8125rem", borderRadius: "0.3rem", color: "var(--soft)", backgroundColor: "var(--sunk)" },
  ".cm-note-error": { color: "var(--wrong)", backgroundColor: "var(--wrong-wash)" },
});

export const look = [theme, syntaxHighlighting(colours)];
