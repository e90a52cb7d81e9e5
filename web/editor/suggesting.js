// Completion and the meaning of what is under the pointer, from the format and the known names.
import { placeAt } from "./place.js";

const STATES = ["answered", "skipped", "overridden"];
const VALUES = ["in", "has", "[]"];

// Names of one sort, with the words to recognise them by.
function names(known, sort, question) {
  if (!known) return [];
  if (sort !== "options") return Object.entries(known[sort] ?? {});
  const own = question && known.options[question];
  return own ? Object.entries(own) : Object.values(known.options).flatMap((each) => Object.entries(each));
}

function asOptions(found, type, apply = (name) => name) {
  return found.map(([name, words]) => ({ label: name, detail: brief(words), type, apply: apply(name) }));
}

function brief(words) {
  const line = String(words ?? "").replace(/\s+/g, " ");
  return line.length > 48 ? `${line.slice(0, 47)}…` : line;
}

function keys(node, place, known) {
  const found = Object.entries(node.properties ?? {})
    .filter(([key]) => !place.keys.has(key))
    .map(([key, about]) => ({
      label: key, detail: "", info: about.description, type: "property", apply: `${key}: `,
      boost: (node.required ?? []).includes(key) ? 2 : 0,
    }));
  const sort = node["x-names"];
  if (!sort || node.type === "array") return found;
  return [...found, ...asOptions(names(known, sort, ""), "variable", (name) => `${name}: `)];
}

function values(node, question, known, steps) {
  const found = [];
  if (node.const !== undefined) found.push([String(node.const), node.description]);
  for (const each of node.enum ?? []) found.push([String(each), ""]);
  if (node.type === "boolean") found.push(["true", ""], ["false", ""]);
  if (node["x-names"] && node.type !== "object") found.push(...names(known, node["x-names"], ""));
  const last = steps.at(-1)?.step;
  const isAnswer = question && (last === question || VALUES.includes(last));
  if (isAnswer) found.push(...names(known, "options", question));
  if (isAnswer && last === question) found.push(...STATES.map((state) => [state, ""]));
  return found;
}

// In an overlay, things stand under their ids.
const OVERLAID = { questions: "questions", stages: "stages", endings: "endings", clauses: "clauses", documents: "documents", item: "questions" };

function overlaid(place, known) {
  const last = place.steps.at(-1)?.step;
  if (last === "options") return asOptions(names(known, "options", place.steps.at(-2)?.step), "variable", (name) => `${name}: `);
  const sort = OVERLAID[last];
  const found = sort ? names(known, sort, "") : [];
  return asOptions(found.filter(([name]) => !place.keys.has(name)), "variable", (name) => `${name}: `);
}

// `told` holds the format, or nothing for an overlay, and the names that the last check found.
export function suggest(told) {
  return (context) => {
    const place = placeAt(context.state, context.pos);
    const inText = /(?<!\{)\{([a-z0-9_.]*)$/.exec(context.state.sliceDoc(Math.max(0, context.pos - 60), context.pos));
    if (place.quote && inText) {
      return { from: context.pos - inText[1].length, options: asOptions(names(told.known, "questions", ""), "variable") };
    }
    const word = context.matchBefore(/[\w.]*/);
    if (place.quote || (!context.explicit && word.from === word.to && !/[:{[,]\s$/.test(context.state.sliceDoc(context.pos - 2, context.pos)))) return null;
    if (!told.schema) return place.isKey ? { from: word.from, options: overlaid(place, told.known) } : null;
    const { nodes, question } = told.schema.at(place.steps);
    const options = [];
    for (const node of nodes) {
      if (place.isKey) options.push(...keys(node, place, told.known));
      if (!place.isKey || place.isItem) {
        options.push(...asOptions(values(node, question, told.known, place.steps), "enum"));
      }
    }
    const unique = [...new Map(options.map((each) => [each.label, each])).values()];
    return unique.length ? { from: word.from, options: unique, validFor: /^[\w.]*$/ } : null;
  };
}

// What the word under the pointer means: a key of the format, or a name that is known.
export function meaning(told, state, position) {
  const line = state.doc.lineAt(position);
  const word = wordAt(line.text, position - line.from);
  if (!word) return null;
  const place = placeAt(state, line.from + word.from);
  const about = told.schema?.meaning(place.steps, word.text) ?? "";
  const known = told.known ?? {};
  const options = Object.values(known.options ?? {}).find((each) => word.text in each);
  const called = known.questions?.[word.text] ?? known.stages?.[word.text] ?? known.endings?.[word.text]
    ?? known.clauses?.[word.text] ?? options?.[word.text] ?? "";
  const said = [about, called].filter(Boolean);
  return said.length ? { from: line.from + word.from, to: line.from + word.to, said } : null;
}

function wordAt(text, column) {
  for (const found of text.matchAll(/\w+/g)) {
    const to = found.index + found[0].length;
    if (found.index <= column && column <= to) return { from: found.index, to, text: found[0] };
  }
  return null;
}
