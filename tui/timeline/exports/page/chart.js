// Events over time: a bar for each stretch of time, of the events that match by their status, before all events.

const STATUSES = ["confirmed", "announced", "reported", "alleged", "warned", "planned", "denied", "none"];
const LETTER_WIDTH = 7;
const LABEL_GAP = 20;

// Returns after how many bars to name the next: at least so many, and so that the same months or quarters are named.
function labelStep(labels, least) {
  const [first, ...others] = labels.map((label) => label.replace(/\d/gu, ""));
  const period = others.indexOf(first) + 1;
  let step = least;
  while (period > 1 && (step < period ? period % step : step % period)) step += 1;
  return step;
}

class Chart {
  constructor(timeline, articles, container, choose) {
    Object.assign(this, { timeline, articles, choose });
    const everything = this.weights(timeline.events);
    this.totals = everything.map((bar) => bar.reduce((sum, weight) => sum + weight, 0));
    this.highest = Math.max(...this.totals, 1);
    this.bars = timeline.chart.map(([label, range, isFolded], position) => {
      const stack = el("span", { class: "stack" });
      const all = el("span", { class: "all" });
      all.style.height = `${(100 * this.totals[position]) / this.highest}%`;
      const bar = el(
        "button",
        {
          type: "button",
          class: isFolded ? "bar folded" : "bar",
          tabindex: position ? "-1" : "0",
          title: label,
          onclick: () => choose(range),
        },
        all,
        stack,
      );
      return { bar, stack, label, range };
    });
    this.labels = el("div", { class: "labels", "aria-hidden": "true" });
    this.group = el(
      "div",
      {
        class: "bars",
        role: "group",
        "aria-label": "Events over time; the arrow keys move between the bars, Enter shows the time of one",
      },
      this.bars.map(({ bar }) => bar),
    );
    this.group.addEventListener("keydown", (key) => this.moveFocus(key));
    this.legend = el("p", { class: "legend" });
    container.append(this.group, this.labels, this.legend);
    addEventListener("resize", () => this.label(container.clientWidth));
  }

  // Names as many bars as there is room for, in pixels.
  label(width) {
    const room = LETTER_WIDTH * Math.max(...this.bars.map(({ label }) => label.length)) + LABEL_GAP;
    const least = Math.ceil(this.bars.length / Math.max(1, Math.floor(width / room)));
    const labels = this.bars.map(({ label }) => label);
    const every = labelStep(labels, least);
    const left = (position) => (width * position) / this.bars.length;
    const named = this.bars.filter(
      (bar, position) => position % every === 0 && left(position) + room <= width + LABEL_GAP,
    );
    this.labels.replaceChildren(
      ...named.map((bar) => {
        const text = el("span", {}, bar.label);
        text.style.left = `${(100 * this.bars.indexOf(bar)) / this.bars.length}%`;
        return text;
      }),
    );
  }

  // Returns for each bar the weights of some events in it, by status.
  weights(events) {
    const bars = this.timeline.chart.map(() => new Array(STATUSES.length).fill(0));
    for (const event of events) {
      const status = STATUSES.indexOf(this.articles.statusOf(event) ?? "none");
      for (const [bar, weight] of event.date.weights) bars[bar][status] += weight;
    }
    return bars;
  }

  show(answer) {
    const { events } = this.timeline;
    const weights = this.weights(answer.rows.map((row) => events[row]));
    const used = new Set();
    weights.forEach((bar, position) => {
      const parts = bar.flatMap((weight, status) => {
        if (!weight) return [];
        used.add(status);
        const part = el("span", { class: `part ${STATUSES[status]}` });
        part.style.height = `${(100 * weight) / this.highest}%`;
        return [part];
      });
      const { bar: button, stack, label } = this.bars[position];
      stack.replaceChildren(...parts);
      const total = bar.reduce((sum, weight) => sum + weight, 0);
      const rounded = (weight) => number(Math.round(weight * 10) / 10);
      button.setAttribute("aria-label", `${label}: ${rounded(total)} of ${rounded(this.totals[position])}`);
      button.title = `${label}: ${rounded(total)} of ${rounded(this.totals[position])}`;
    });
    this.legend.hidden = used.size === 1 && used.has(STATUSES.indexOf("none"));
    this.legend.replaceChildren(
      ...[...used]
        .sort((one, other) => one - other)
        .map((status) => {
          const name = STATUSES[status];
          const words = name === "none" ? "no status" : `${STATUS_MARKS[name]} ${name}`;
          return el("span", {}, el("span", { class: `swatch ${name}`, "aria-hidden": "true" }), words);
        }),
    );
  }

  moveFocus(key) {
    const steps = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };
    if (!(key.key in steps)) return;
    key.preventDefault();
    const at = this.bars.findIndex(({ bar }) => bar === document.activeElement);
    const next = Math.max(0, Math.min(this.bars.length - 1, at + steps[key.key]));
    this.bars.forEach(({ bar }, position) => bar.setAttribute("tabindex", position === next ? "0" : "-1"));
    this.bars[next].bar.focus();
  }
}
