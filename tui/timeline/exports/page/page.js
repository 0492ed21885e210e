// The page: its query, which all parts show the answer to, and its fragment, which holds the query and an event.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const place = (id) => document.getElementById(id);

// The pixels of the lines of a printed page, about.
const PRINTED_WIDTH = 640;

class Page {
  constructor() {
    this.timeline = openTimeline(read("data"), read("linked-events"), read("linked-quotes"));
    this.finder = new Finder(this.timeline);
    this.opened = null;
    const { timeline } = this;
    this.articles = new Articles(timeline, {
      choose: (facet, value) => this.ask(toggled(timeline, this.query.value, facet, value, "or")),
      go: (position) => this.go(position),
      copyLink: (position, button) => this.copyLink(position, button),
      showThread: (position) => this.ask(termText({ field: "thread", values: [timeline.events[position].id] })),
      showSource: (position) => this.showSource(position),
    });
    this.query = place("query");
    this.list = new EventList(timeline, this.articles, place("list"), place("more"));
    this.list.onToggle = (event, isOpen) => {
      this.opened = isOpen ? event : this.opened === event ? null : this.opened;
      this.keep();
    };
    this.facets = new Facets(timeline, place("values"), (facet, value, role) =>
      this.ask(toggled(timeline, this.query.value, facet, value, role)),
    );
    this.chart = timeline.chart.length
      ? new Chart(timeline, this.articles, place("chart"), (range) => this.askIn(range))
      : null;
    place("chart").hidden = !this.chart;
    this.wire();
    place("filter").open = !matchMedia("(max-width: 52rem)").matches;
    place("app").hidden = false;
    this.chart?.label(place("chart").clientWidth);
    this.restore();
    this.prepare(0);
  }

  // Folds texts while nothing else is to be done, so that the first search need not wait for that.
  prepare(next) {
    if (next >= this.timeline.events.length) return;
    const idle =
      globalThis.requestIdleCallback ?? ((callback) => setTimeout(() => callback({ timeRemaining: () => 1 }), 20));
    idle((deadline) => this.prepare(this.finder.texts.prepare(next, () => deadline.timeRemaining() < 1)));
  }

  wire() {
    const { timeline } = this;
    this.query.addEventListener("input", () => this.show());
    place("search").addEventListener("submit", (submit) => {
      submit.preventDefault();
      this.show();
    });
    place("clear").addEventListener("click", () => {
      this.ask("");
      this.query.focus();
    });
    place("all").addEventListener("click", () => this.ask(""));
    wireLanes(place("lanes"), timeline, (position) => this.go(position));
    place("sort").addEventListener("change", () => this.show());
    place("open-all").addEventListener("click", () => {
      this.list.toggleAll(!this.isAllOpen);
      this.labelOpenAll();
    });
    const known = place("known");
    place("known-on").hidden = !timeline.days.length;
    known.max = timeline.days.length;
    known.addEventListener("input", () => {
      const day = timeline.days[Number(known.value)];
      this.ask(withTerm(this.query.value, ["known"], "known", day?.[0]));
    });
    place("views").append(
      ...timeline.views.map(([name, query]) =>
        el("button", { type: "button", class: "chip", onclick: () => this.ask(query) }, printable(name)),
      ),
    );
    place("views").hidden = !timeline.views.length;
    addEventListener("hashchange", () => this.restore());
    let putBack = null;
    addEventListener("beforeprint", () => {
      putBack ??= this.unfold();
    });
    addEventListener("afterprint", () => {
      putBack?.();
      putBack = null;
    });
    place("notes").addEventListener("toggle", () => this.drawNotes());
    wireTheme(place("theme"));
  }

  // Shows all events and sources, opened, to be printed. Returns a function that puts back what was there.
  unfold() {
    const notes = place("notes");
    const wasOpen = notes.open;
    const putBack = this.list.unfold();
    notes.open = true;
    this.drawNotes();
    this.chart?.label(PRINTED_WIDTH);
    return () => {
      putBack();
      this.chart?.label(place("chart").clientWidth);
      notes.open = wasOpen;
      this.drawNotes();
    };
  }

  get isAllOpen() {
    return this.list.rows.length > 0 && this.list.rows.every((row) => this.list.open.has(row));
  }

  labelOpenAll() {
    place("open-all").textContent = this.isAllOpen ? "Close all" : "Open all";
  }

  // Asks another query.
  ask(text) {
    this.query.value = text;
    this.show();
  }

  // Limits the dates to a range, or takes the limit back if it is the same.
  askIn(range) {
    const { terms } = parseQuery(this.query.value);
    const isSame = terms.some((term) => term.field === "in" && !term.negated && term.values.join() === range);
    this.ask(withTerm(this.query.value, [...DATE_FIELDS, "year"], "in", isSame ? "" : range));
  }

  // Shows the answer to the query everywhere.
  show() {
    const answer = this.finder.find(this.query.value, place("sort").value);
    this.answer = answer;
    const { rows, bound } = answer;
    const total = this.timeline.events.length;
    const words =
      rows.length === total ? counted(total, "event") : `${number(rows.length)} of ${counted(total, "event")}`;
    place("count").textContent = words;
    place("nothing").hidden = rows.length > 0;
    place("clear").hidden = !this.query.value;
    const notices = bound.notices.map((notice) =>
      el("li", { class: notice.isHint ? "hint" : "error" }, printable(notice.message)),
    );
    place("notices").replaceChildren(...(notices.length ? [el("ul", {}, notices)] : []));
    place("printed-query").textContent = this.query.value ? `${words}, found by: ${printable(this.query.value)}` : "";
    this.showKnown();
    this.list.show(answer);
    this.facets.show(answer);
    this.chart?.show(answer);
    this.labelOpenAll();
    this.drawNotes();
    this.keep();
  }

  // Puts the slider at the last day that a source came out on before the moment that the query names.
  showKnown() {
    const { days } = this.timeline;
    const { moment } = this.answer.bound;
    const known = place("known");
    const before = days.filter(([day]) => typedRange(day)[1] <= moment).length;
    known.value = moment === null ? days.length : Math.max(0, before - 1);
    const day = moment === null ? null : days.find(([text]) => typedRange(text)[1] === moment);
    const typed = parseQuery(this.query.value).terms.find((term) => term.field === "known");
    const words =
      moment === null ? "now, with all sources" : day ? day[1] : printable(typed?.values.join(" or ") ?? "");
    known.setAttribute("aria-valuetext", words);
    place("known-words").textContent = words;
    document.documentElement.toggleAttribute("data-known", moment !== null);
  }

  // Lists the sources of the events that are listed, if the notes are open or printed.
  drawNotes() {
    const { events } = this.timeline;
    const notes = place("notes");
    const used = new Set(this.answer.rows.flatMap((row) => this.answer.view.sources(events[row])));
    notes.hidden = !used.size;
    place("notes-count").textContent = number(used.size);
    place("notes-list").replaceChildren(
      ...(notes.open
        ? [...used].sort((one, other) => one - other).map((source) => sourceNote(this.timeline, source))
        : []),
    );
  }

  showSource(position) {
    place("notes").open = true;
    this.drawNotes();
    const note = place(`note-${position + 1}`);
    note?.scrollIntoView({ block: "center" });
    note?.focus({ preventScroll: true });
  }

  // Opens an event; if the query hides it, without the query.
  go(position) {
    if (this.list.reveal(position)) return;
    this.ask("");
    this.list.reveal(position);
  }

  // The fragment

  fragment(event, query) {
    const encoded = (text) => encodeURIComponent(text.toWellFormed?.() ?? text);
    if (!query) return event ? `#${/^(q|event)=/.test(event.id) ? "event=" : ""}${encoded(event.id)}` : "";
    return `#q=${encoded(query)}${event ? `&event=${encoded(event.id)}` : ""}`;
  }

  keep() {
    const fragment = this.fragment(this.opened, this.query.value);
    if (fragment === location.hash) return;
    try {
      history.replaceState(null, "", fragment || location.pathname + location.search);
    } catch {
      // A browser may refuse very frequent changes; the page works on without them.
    }
  }

  // Shows what the fragment names.
  restore() {
    const decoded = (text) => {
      try {
        return decodeURIComponent(text);
      } catch {
        return text;
      }
    };
    const fragment = location.hash.slice(1);
    const parts = /^(q|event)=/.test(fragment)
      ? Object.fromEntries(
          fragment.split("&").map((part) => [part.split("=")[0], decoded(part.slice(part.indexOf("=") + 1))]),
        )
      : { event: decoded(fragment) };
    const event = this.timeline.events.find((each) => each.id === parts.event);
    this.opened = event ?? null;
    this.ask(parts.q ?? "");
    if (event) this.go(event.number);
  }

  async copyLink(position, button) {
    const url = location.href.split("#")[0] + this.fragment(this.timeline.events[position], "");
    try {
      await navigator.clipboard.writeText(url);
      button.textContent = "Link copied";
    } catch {
      button.textContent = "The link is in the address bar";
      this.opened = this.timeline.events[position];
      this.keep();
    }
  }
}

// The lanes: an event in them has a tooltip, and opens in the list.
function wireLanes(lanes, timeline, go) {
  const eventAt = (pointer) => pointer.target.closest("[data-event]");
  lanes?.addEventListener("click", (click) => {
    if (eventAt(click)) go(Number(eventAt(click).dataset.event));
  });
  lanes?.addEventListener("pointerover", (pointer) => {
    const group = eventAt(pointer);
    if (!group || group.querySelector("title")) return;
    const event = timeline.events[Number(group.dataset.event)];
    const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
    title.textContent = printable(`${event.date.words}: ${event.title}`);
    group.prepend(title);
  });
}

// The theme: as the system has it, light, or dark.
function wireTheme(button) {
  const themes = ["auto", "light", "dark"];
  const set = (theme) => {
    document.documentElement.dataset.theme = theme;
    button.textContent = `Theme: ${theme === "auto" ? "automatic" : theme}`;
  };
  let theme = "auto";
  try {
    theme = themes.find((one) => one === localStorage.getItem("dateline-theme")) ?? "auto";
  } catch {
    // A page from disk may have no storage.
  }
  set(theme);
  button.addEventListener("click", () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    set(theme);
    try {
      localStorage.setItem("dateline-theme", theme);
    } catch {
      // As above.
    }
  });
}

new Page();
