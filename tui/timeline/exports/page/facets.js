// The facets: their values with the number of events that choosing each would show, and buttons for or, and, not.

const FEW = 8;
const ROLE_SIGNS = { only: "✓", or: "✓", and: "+", not: "−" };
const ROLE_WORDS = { only: "chosen", or: "chosen", and: "required", not: "excluded" };

class Facets {
  constructor(timeline, container, change) {
    Object.assign(this, { timeline, container, change });
    this.whole = new Set();
    this.panels = timeline.facets
      .filter((facet) => facet.panel)
      .map((facet, position) => {
        const list = el("ul", { class: "values" });
        const state = el("span", { class: "state" });
        const details = el(
          "details",
          { class: "facet", open: position < 3 },
          el("summary", {}, printable(facet.title), " ", state),
          list,
        );
        details.addEventListener("toggle", () => this.answer && this.draw({ facet, list, state, details }));
        return { facet, list, state, details };
      });
    container.append(...this.panels.map((panel) => panel.details));
  }

  show(answer) {
    this.answer = answer;
    this.panels.forEach((panel) => this.draw(panel));
  }

  draw({ facet, list, state, details }) {
    const roles = rolesOf(this.answer.bound, facet);
    state.textContent = roles.size ? `(${number(roles.size)})` : "";
    if (!details.open) return;
    const counts = this.answer.counts(facet);
    const values = this.inOrder(facet, counts).filter(([value]) => counts[value] || roles.has(value));
    const few = this.whole.has(facet) ? values : this.mostFrequent(values, counts, roles);
    const focused = list.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    list.replaceChildren(
      ...few.map(([value, depth]) => this.value(facet, value, depth, counts[value], roles.get(value))),
    );
    if (values.length > FEW + 2) list.append(el("li", {}, this.wholeButton(facet, values.length)));
    if (focused) [...list.querySelectorAll("button")].find((button) => button.dataset.key === focused)?.focus();
  }

  // Returns the values with the most events, in the order of all; what is above one has no fewer.
  mostFrequent(values, counts, roles) {
    if (values.length <= FEW + 2) return values;
    const remaining = new Set(
      values
        .slice()
        .sort((one, other) => counts[other[0]] - counts[one[0]])
        .slice(0, FEW),
    );
    return values.filter((one) => remaining.has(one) || roles.has(one[0]));
  }

  wholeButton(facet, count) {
    const isWhole = this.whole.has(facet);
    const onclick = () => {
      if (isWhole) this.whole.delete(facet);
      else this.whole.add(facet);
      this.show(this.answer);
    };
    const words = isWhole ? "Show fewer" : `Show all ${number(count)}`;
    return el(
      "button",
      { type: "button", class: "quiet", "data-key": "whole", onclick },
      words,
      el("span", { class: "unseen" }, ` ${printable(facet.title)}`),
    );
  }

  value(facet, value, depth, count, role) {
    const name = printable(facet.values[value].name);
    const button = (kind, isPressed, label, ...content) => {
      const onclick = () => this.change(facet, value, kind);
      const names = {
        class: kind === "or" ? "value" : "role",
        "data-key": `${kind} ${value}`,
        "aria-label": label,
        title: label,
      };
      return el("button", { type: "button", ...names, "aria-pressed": String(isPressed), onclick }, ...content);
    };
    const said = ` ${count === 1 ? "event" : "events"}${role ? `, ${ROLE_WORDS[role]}` : ""}`;
    return el(
      "li",
      { class: `depth-${Math.min(depth, 4)} ${role ?? ""}` },
      button(
        "or",
        Boolean(role) && role !== "not",
        null,
        el("span", { class: "sign", "aria-hidden": "true" }, ROLE_SIGNS[role] ?? ""),
        el("span", { class: "name" }, name),
        " ",
        el("span", { class: "count" }, number(count), el("span", { class: "unseen" }, said)),
      ),
      !facet.single && button("and", role === "and", `and ${name}`, "+"),
      button("not", role === "not", `not ${name}`, "−"),
    );
  }

  // Returns [value, depth] of all values: those below another after it, and the most frequent first.
  inOrder(facet, counts) {
    const below = new Map();
    facet.values.forEach((value, position) => {
      if (!below.has(value.parent)) below.set(value.parent, []);
      below.get(value.parent).push(position);
    });
    if (!facet.ordered) below.forEach((values) => values.sort((one, other) => counts[other] - counts[one]));
    const found = [];
    const add = (parent, depth) =>
      (below.get(parent) ?? []).forEach((value) => {
        found.push([value, depth]);
        add(value, depth + 1);
      });
    add(-1, 0);
    return found;
  }
}
