// What the format says of a place: the keys that it takes, and the names or words that fit there.

const CONNECTIVES = new Set(["all", "any", "not"]);

export class Schema {
  constructor(root) { this.root = root; }

  // A node with what it refers to, and each of what it may be.
  *open(node, kind) {
    if (!node) return;
    if (node.$ref) {
      const { $ref, ...rest } = node;
      const name = $ref.slice("#/$defs/".length);
      yield* this.open({ ...this.root.$defs[name], ...rest }, kind);
      return;
    }
    const several = node.oneOf ?? node.anyOf;
    if (several) {
      for (const each of several) yield* this.open({ ...(node["x-names"] ? { "x-names": node["x-names"] } : {}), ...each }, kind);
      return;
    }
    const only = node.properties?.kind?.const;
    if (!kind || !only || only === kind) yield node;
  }

  // The nodes at some steps from the top, with the question whose answer is meant there.
  at(steps) {
    let nodes = [...this.open(this.root, "")];
    let question = "";
    for (const { step, kind } of steps) {
      const next = [];
      for (const node of nodes) {
        if (step === "[]") {
          if (node.items) next.push(...this.open(named(node, node.items), kind));
          continue;
        }
        const names = node["x-names"] === "questions" && node.additionalProperties !== undefined;
        if (names && !(node["x-condition"] && CONNECTIVES.has(step))) question = step;
        const found = node.properties?.[step] ?? node.additionalProperties;
        if (found && typeof found === "object") next.push(...this.open(found, kind));
      }
      nodes = next;
    }
    return { nodes, question };
  }

  // What a key means where it stands.
  meaning(steps, key) {
    for (const node of this.at(steps).nodes) {
      const found = node.properties?.[key];
      if (found) return found.description ?? "";
    }
    return "";
  }
}

function named(node, items) {
  return node["x-names"] ? { ...items, "x-names": node["x-names"] } : items;
}
