// The list of events, in the units of time that their dates are known to. Only a part of a long one is in the document.

const CHUNK = 60;

class EventList {
  constructor(timeline, articles, container, more) {
    Object.assign(this, { timeline, articles, container, more });
    this.open = new Set();
    this.rows = [];
    this.rendered = 0;
    this.observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && this.append(CHUNK),
      { rootMargin: "800px" },
    );
    more.addEventListener("click", () => this.append(CHUNK));
    container.addEventListener("click", (click) => {
      const button = click.target.closest(".row");
      if (button) this.toggle(Number(button.dataset.event));
    });
    container.addEventListener("keydown", (key) => this.moveFocus(key));
  }

  // Shows an answer from its first event on.
  show(answer) {
    this.articles.answer = answer;
    this.rows = answer.rows;
    this.uncertain = answer.uncertain;
    this.rendered = 0;
    this.section = null;
    this.container.replaceChildren();
    this.append(CHUNK);
    this.observer.disconnect();
    this.observer.observe(this.more);
  }

  append(count) {
    const { events, sections } = this.timeline;
    const end = Math.min(this.rows.length, this.rendered + count);
    const added = document.createDocumentFragment();
    for (; this.rendered < end; this.rendered++) {
      const event = events[this.rows[this.rendered]];
      const section = this.uncertain.has(event.number) ? "possibly within these dates" : sections[event.section];
      if (section !== this.section)
        added.append(el("h3", { class: "section" }, section[0].toUpperCase() + section.slice(1)));
      this.section = section;
      added.append(this.articles.row(event, this.open.has(event.number)));
    }
    this.container.append(added);
    this.more.hidden = this.rendered >= this.rows.length;
    if (!this.more.hidden) this.more.textContent = `Show more (${number(this.rows.length - this.rendered)} left)`;
  }

  article(event) {
    return document.getElementById(`event:${event.id}`);
  }

  toggle(position, isOpen = !this.open.has(position)) {
    const event = this.timeline.events[position];
    if (isOpen) this.open.add(position);
    else this.open.delete(position);
    const article = this.article(event);
    if (article) this.draw(article, event, isOpen);
    this.onToggle?.(event, isOpen);
  }

  draw(article, event, isOpen) {
    if (isOpen) this.articles.fill(article, event);
    article.querySelector(".body").hidden = !isOpen;
    article.querySelector(".row").setAttribute("aria-expanded", String(isOpen));
  }

  // Opens or closes all events that are listed.
  toggleAll(isOpen) {
    this.open = new Set(isOpen ? this.rows : []);
    for (const article of this.container.querySelectorAll(".event")) {
      this.draw(article, this.timeline.events[Number(article.querySelector(".row").dataset.event)], isOpen);
    }
  }

  // Opens an event and brings it into sight; returns whether it is listed.
  reveal(position, hasFocus = true) {
    const row = this.rows.indexOf(position);
    if (row < 0) return false;
    if (row >= this.rendered) this.append(row + 10 - this.rendered);
    this.toggle(position, true);
    const article = this.article(this.timeline.events[position]);
    article.scrollIntoView({ block: "start" });
    if (hasFocus) article.querySelector(".row").focus({ preventScroll: true });
    return true;
  }

  // Shows all that is listed, opened, to be printed. Returns a function that puts back what was there.
  unfold() {
    const [open, rendered] = [new Set(this.open), this.rendered];
    this.append(this.rows.length);
    this.toggleAll(true);
    return () => {
      this.toggleAll(false);
      this.open = open;
      this.rendered = 0;
      this.section = null;
      this.container.replaceChildren();
      this.append(Math.max(rendered, CHUNK));
    };
  }

  moveFocus(key) {
    const row = key.target.closest(".row");
    const steps = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };
    if (key.key === "Escape" && key.target.closest(".body")) {
      const button = key.target.closest(".event").querySelector(".row");
      this.toggle(Number(button.dataset.event), false);
      button.focus();
      return;
    }
    if (!row || !(key.key in steps) || key.ctrlKey || key.altKey || key.metaKey) return;
    key.preventDefault();
    if (key.key === "End" && this.rendered < this.rows.length) this.append(this.rows.length - this.rendered);
    const rows = [...this.container.querySelectorAll(".row")];
    const at = rows.indexOf(row) + steps[key.key];
    rows[Math.max(0, Math.min(rows.length - 1, at))]?.focus();
  }
}
