// Where the cursor is in a YAML file, by indentation: it works in the middle of a mistake.

// What a line begins, each with its column: dashes of a list, then a key.
function begun(text) {
  const found = [];
  const margin = /^\s*/.exec(text)[0].length;
  if (margin === text.length || text[margin] === "#") return found;
  let column = margin;
  for (let dash; (dash = /^-(\s+|$)/.exec(text.slice(column)));) {
    found.push({ column, step: "[]" });
    column += dash[0].length;
  }
  const key = /^("[^"]*"|'[^']*'|[^\s:#{["'][^:#]*?)\s*:(?=\s|$)/.exec(text.slice(column));
  if (key) {
    found.push({ column, step: key[1].replace(/^["']|["']$/g, ""), ends: column + key[0].length });
  } else if (column < text.length) {
    found.push({ column, step: null });
  }
  return found;
}

// What stands beside a key: the keys of the same mapping, and the kind of question if it says one.
function beside(doc, number, column) {
  const keys = new Set();
  let kind = "";
  const take = (line, upwards) => {
    const entries = begun(line.text);
    if (!entries.length) return true;
    const mine = entries.find((each) => each.column === column && each.step !== "[]");
    if (mine?.step) {
      keys.add(mine.step);
      if (mine.step === "kind") kind = line.text.slice(mine.ends).trim();
    }
    const first = entries[0].column;
    return upwards ? first >= column : first > column || (mine && first === column);
  };
  for (let at = number; at >= 1; at -= 1) if (!take(doc.line(at), true)) break;
  for (let at = number + 1; at <= doc.lines; at += 1) {
    const entries = begun(doc.line(at).text);
    if (entries.length && entries[0].column < column) break;
    take(doc.line(at), false);
  }
  return { keys, kind };
}

// The steps from the top of the file down to what begins at that column of that line.
function above(doc, number, column, isDash) {
  const steps = [];
  let limit = column;
  let dash = isDash;
  for (let at = number - 1; at >= 1 && (limit > 0 || dash); at -= 1) {
    for (const entry of begun(doc.line(at).text).reverse()) {
      if (entry.step === null) continue;
      const is = entry.column < limit || (dash && entry.step !== "[]" && entry.column === limit);
      if (!is) continue;
      steps.unshift({ step: entry.step, line: at, column: entry.column });
      limit = entry.column;
      dash = entry.step === "[]";
    }
  }
  return steps;
}

// Inside braces and brackets of one line: the steps that they add, and what is being written.
function inside(text) {
  const open = [];
  let word = "";
  let quote = "";
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (quote) {
      if (letter === quote) quote = "";
      else word += letter;
    } else if ((letter === '"' || letter === "'") && !word.trim()) quote = letter;
    else if (letter === "{" || letter === "[") { open.push({ type: letter, key: null }); word = ""; }
    else if (letter === "}" || letter === "]") { open.pop(); word = ""; }
    else if (letter === "," && open.length) { open.at(-1).key = null; word = ""; }
    else if (letter === ":" && open.length && /^(\s|$)/.test(text.slice(at + 1))) {
      open.at(-1).key = word.trim();
      word = "";
    } else word += letter;
  }
  const steps = [];
  for (const each of open) {
    if (each.type === "[") steps.push("[]");
    else if (each.key !== null) steps.push(each.key);
  }
  const last = open.at(-1);
  return { steps, word: word.trimStart(), isKey: last?.type === "{" && last.key === null, quote };
}

// The place of a position: steps to it, whether a key is being written there, and what so far.
export function placeAt(state, position) {
  const doc = state.doc;
  const line = doc.lineAt(position);
  const column = position - line.from;
  const entries = begun(line.text);
  const dashes = entries.filter((each) => each.step === "[]" && each.column < column);
  const key = entries.find((each) => each.step !== "[]" && each.step !== null);
  const content = entries.find((each) => each.step !== "[]")?.column
    ?? (dashes.length ? dashes.at(-1).column + 2 : column);
  const first = dashes.length ? dashes[0].column : Math.min(content, column);
  const steps = above(doc, line.number, first, dashes.length > 0);
  for (const each of dashes) steps.push({ step: "[]", line: line.number, column: each.column });
  const near = beside(doc, line.number, content);
  for (const each of steps) each.kind = each.step === "[]" ? kindIn(doc, each) : "";
  if (steps.length && steps.at(-1).step === "[]") steps.at(-1).kind = near.kind;
  if (key && column >= key.ends) {
    const found = inside(line.text.slice(key.ends, column));
    const added = [key.step, ...found.steps].map((step) => ({ step, kind: "" }));
    return { steps: [...steps, ...added], isKey: found.isKey, word: found.word, quote: found.quote, keys: new Set() };
  }
  const written = line.text.slice(content, column);
  if (/^[{["']/.test(written)) {
    const found = inside(written);
    const added = found.steps.map((step) => ({ step, kind: "" }));
    return { steps: [...steps, ...added], isKey: found.isKey, word: found.word, quote: found.quote, keys: new Set() };
  }
  const isItem = dashes.length > 0 && !key;
  return { steps, isKey: true, isItem, word: written, quote: "", keys: near.keys };
}

// What stands in an item of a list may say which kind of question it is.
function kindIn(doc, entry) {
  const content = begun(doc.line(entry.line).text).find((each) => each.column > entry.column);
  return content ? beside(doc, entry.line, content.column).kind : "";
}
