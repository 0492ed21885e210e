// Reads a file that Dateline wrote by the program that it is for, and prints what that found in it, as JSON.
//
// Arguments: the program, the file, and for TimelineJS Chromium and the file of the picture to take.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const [program, path, ...others] = process.argv.slice(2);
const text = readFileSync(path, "utf8");

const programs = {
  async "ical.js"() {
    const { default: ICAL } = await import("ical.js");
    const calendar = new ICAL.Component(ICAL.parse(text));
    return calendar.getAllSubcomponents("vevent").map((component) => {
      const event = new ICAL.Event(component);
      return {
        uid: event.uid,
        summary: event.summary,
        description: event.description ?? "",
        start: event.startDate.toString(),
        end: event.endDate.toString(),
        isDay: event.startDate.isDate,
      };
    });
  },
  async "node-ical"() {
    const { default: ical } = await import("node-ical");
    const day = (moment) => [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()];
    return Object.values(ical.sync.parseICS(text))
      .filter((component) => component.type === "VEVENT")
      .map(({ uid, summary, description, start, datetype }) => {
        const isDay = datetype === "date";
        return { uid, summary, description: description ?? "", start: isDay ? day(start) : start.toISOString(), isDay };
      });
  },
  async jsonld() {
    const { default: jsonld } = await import("jsonld");
    const context = JSON.parse(readFileSync(others[0], "utf8"));
    const documentLoader = (url) => {
      if (url !== "http://www.w3.org/ns/anno.jsonld") throw new Error(`not to be loaded: ${url}`);
      return { documentUrl: url, document: context, contextUrl: null };
    };
    // What is within a page has addresses relative to it.
    return jsonld.expand(JSON.parse(text), { base: "https://page.example/", documentLoader, safe: true });
  },
  async markwhen() {
    const { parse, iter } = await import("@markwhen/parser");
    const parsed = parse(text);
    const events = [];
    for (const { eventy } of iter(parsed.events)) {
      if ("dateRangeIso" in eventy) {
        const { properties, firstLine, dateRangeIso, supplemental } = eventy;
        events.push({ properties, text: firstLine.restTrimmed, ...dateRangeIso, items: supplemental.length });
      }
    }
    return { title: parsed.header.title, messages: parsed.parseMessages, events };
  },
  async timelinejs() {
    const { chromium } = require("playwright-core");
    const folder = new URL("node_modules/@knight-lab/timelinejs/dist/", import.meta.url);
    const browser = await chromium.launch({ executablePath: others[0], args: ["--no-sandbox", "--disable-gpu", "--no-first-run"] });
    const page = await browser.newPage({ viewport: { width: 1200, height: 700 } });
    const problems = [];
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("dialog", (dialog) => (problems.push(`a dialog: ${dialog.message()}`), dialog.dismiss()));
    const html = `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/css/timeline.css">
      <div id="timeline" style="width: 1160px; height: 660px"></div><script src="/js/timeline.js"></script>`;
    // Nothing goes out: the page and the program come from the disk under a name that no server has.
    await page.route("**/*", (route) => {
      const { hostname, pathname } = new URL(route.request().url());
      if (hostname !== "timeline.invalid") return route.abort();
      if (pathname === "/") return route.fulfill({ contentType: "text/html", body: html });
      return route.fulfill({ path: new URL(`.${pathname}`, folder).pathname });
    });
    await page.goto("http://timeline.invalid/");
    await page.evaluate((data) => {
      window.timeline = new TL.Timeline("timeline", data, { hash_bookmark: false, duration: 0 });
    }, JSON.parse(text));
    await page.waitForFunction(() => document.querySelectorAll(".tl-timemarker").length && window.timeline.ready, null, { timeout: 60000 });
    const slides = [];
    for (let number = 0; number < Math.min(6, await page.evaluate(() => timeline.config.events.length + 1)); number++) {
      await page.evaluate((target) => timeline.goTo(target), number);
      slides.push(
        await page.evaluate((target) => {
          const slide = timeline._storyslider._slides[target];
          const inner = (selector) => slide._el.container.querySelector(selector)?.innerText ?? "";
          return { id: slide.data.unique_id, date: inner(".tl-headline-date"), headline: inner("h2"), text: inner(".tl-text-content") };
        }, number),
      );
    }
    if (others[1]) await page.screenshot({ path: others[1] });
    const found = await page.evaluate(() => ({
      errors: timeline.config.messages.errors,
      message: document.querySelector("#timeline > .tl-message-full")?.innerText ?? "",
      slides: document.querySelectorAll(".tl-slide").length,
      markers: [...document.querySelectorAll(".tl-timemarker .tl-headline")].map((element) => element.textContent.trim()),
      images: document.querySelectorAll(".tl-slide img, .tl-slide script").length,
    }));
    await browser.close();
    return { ...found, shown: slides, problems };
  },
};

console.log(JSON.stringify(await programs[program]()));
