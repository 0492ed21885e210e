// Visits pages that Dateline wrote in Chromium, and prints what was found there as JSON.
//
// Arguments: Chromium, and the pages as JSON: { name: path }.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [executablePath, pages] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const paths = JSON.parse(pages);
const found = { problems: [], requests: [], axe: {} };
const browser = await chromium.launch({
  executablePath,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
  ],
});

async function open(name, fragment = "", options = {}) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  page.on("pageerror", (error) => found.problems.push(`${name}: ${error.message}`));
  page.on(
    "console",
    (message) => ["error", "warning"].includes(message.type()) && found.problems.push(`${name}: ${message.text()}`),
  );
  page.on("request", (request) => /^(file|data):/.test(request.url()) || found.requests.push(request.url()));
  page.on("dialog", (dialog) => {
    found.problems.push(`${name}: a dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  await page.goto(pathToFileURL(paths[name]) + fragment);
  await page.waitForFunction(() => !document.getElementById("app").hidden);
  return page;
}

const count = (page) => page.textContent("#count");
const ask = (page, text) => page.fill("#query", text);
const focused = (page) =>
  page.evaluate(() => document.activeElement.closest(".event")?.id ?? document.activeElement.id);

async function violations(page, name) {
  await page.evaluate(axe);
  const result = await page.evaluate(() =>
    window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
  );
  found.axe[name] = result.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target} ${node.failureSummary}`),
  );
}

const visits = {
  async accessibility() {
    for (const [scheme, width, isOpened] of [
      ["dark", 1280, false],
      ["light", 375, false],
      ["light", 1280, true],
      ["dark", 375, true],
    ]) {
      const page = await open("bundled", "", { colorScheme: scheme, viewport: { width, height: 900 } });
      if (!isOpened) {
        await violations(page, `${scheme} ${width}`);
        await page.close();
        continue;
      }
      await ask(page, "actor:iran nowhere:x in:yesterday known:2024-01 drone");
      await page.click("#open-all");
      for (const id of ["lanes", "notes", "filter"])
        await page.evaluate((one) => (document.getElementById(one).open = true), id);
      await violations(page, `${scheme} ${width} all open`);
      await page.close();
    }
  },
  async answers() {
    const page = await open("bundled");
    found.answers = {};
    for (const text of [
      "",
      "drone",
      "-status:denied actor:iran",
      "known:2022-12-31 is:disputed",
      'after:"nov 2022" weapon:missile',
    ]) {
      await ask(page, text);
      found.answers[text] = [
        await count(page),
        await page.evaluate(() => document.querySelectorAll("#list .event").length),
      ];
    }
    await ask(page, "in:yesterday");
    found.notice = await page.textContent("#notices");
    await page.close();
  },
  async keyboard() {
    const page = await open("bundled");
    const steps = [];
    await page.focus("#query");
    await page.keyboard.type("status:denied");
    await page.focus(".row");
    steps.push(await focused(page));
    await page.keyboard.press("ArrowDown");
    steps.push(await focused(page));
    await page.keyboard.press("Enter");
    steps.push(await page.evaluate(() => document.activeElement.getAttribute("aria-expanded")));
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    steps.push(await page.evaluate(() => document.activeElement.getAttribute("aria-expanded")));
    await page.keyboard.press("End");
    steps.push(await focused(page));
    await page.focus(".bar[tabindex='0']");
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    steps.push(await page.inputValue("#query"));
    found.keyboard = steps;
    await page.close();
  },
  async facets() {
    const page = await open("bundled");
    const texts = [];
    const press = async (label) => {
      const name = label.startsWith("not ") ? label : new RegExp(`^${label} [0-9]`);
      await page.locator("#values").getByRole("button", { name, exact: true }).first().click({ timeout: 5000 });
      texts.push(await page.inputValue("#query"));
    };
    await press("Russia");
    await press("Iran");
    await press("not Drone");
    await press("Iran");
    texts.push(await count(page));
    found.facets = texts;
    await page.close();
  },
  async known() {
    const page = await open("bundled");
    await page.focus("#known");
    await page.keyboard.press("Home");
    found.known = [
      await page.inputValue("#query"),
      await count(page),
      await page.getAttribute("#known", "aria-valuetext"),
    ];
    await page.keyboard.press("End");
    found.known.push(await page.inputValue("#query"), await count(page));
    await ask(page, "known:2023-06");
    found.known.push(await page.getAttribute("#known", "aria-valuetext"));
    await page.close();
  },
  async fragments() {
    const page = await open("bundled");
    await ask(page, "status:denied");
    await page.click(".row");
    const hash = await page.evaluate(() => location.hash);
    const id = await page.evaluate(() => document.querySelector("#list .event").id.slice("event:".length));
    await page.close();
    const again = await open("bundled", hash);
    found.fragments = [
      hash,
      id,
      await again.inputValue("#query"),
      await again.evaluate(() => document.querySelector(".row[aria-expanded=true]").closest(".event").id),
    ];
    await again.close();
    const last = await open("bundled", `#${encodeURIComponent(id)}`);
    found.fragments.push(await focused(last), await last.inputValue("#query"));
    await last.close();
  },
  async disputes() {
    const page = await open("bundled");
    await ask(page, "is:disputed");
    await page.click("#open-all");
    found.disputes = await page.evaluate(() =>
      [...document.querySelectorAll("#list .event")].map((event) => [
        event.querySelectorAll(".own blockquote").length,
        event.querySelectorAll(".sides blockquote").length,
      ]),
    );
    found.origins = await page.evaluate(() =>
      [...document.querySelectorAll("#list dt")]
        .filter((term) => term.textContent === "rests on")
        .map((term) => term.nextSibling.textContent),
    );
    await page.close();
  },
  async printing() {
    const page = await open("bundled");
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    found.printing = await page.evaluate(() => ({
      quotes: [...document.querySelectorAll("figure.quote")].filter((quote) => quote.checkVisibility()).length,
      events: [...document.querySelectorAll("#list .body")].filter((body) => body.checkVisibility()).length,
      notes: document.querySelectorAll("#notes-list li").length,
      hasTools: document.getElementById("search").checkVisibility(),
      background: getComputedStyle(document.documentElement).backgroundColor,
    }));
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await page.emulateMedia({ media: "screen" });
    found.printing.after = await page.evaluate(
      () => [...document.querySelectorAll("#list .body")].filter((body) => body.checkVisibility()).length,
    );
    found.printing.pdf = (await page.pdf()).length;
    await page.close();
  },
  async theme() {
    const page = await open("bundled", "", { colorScheme: "light" });
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    found.theme = [await background()];
    await page.click("#theme");
    await page.click("#theme");
    found.theme.push(await background());
    await page.close();
  },
  async hostile() {
    const page = await open("hostile");
    await page.click("#open-all");
    await page.evaluate(() => (document.getElementById("notes").open = true));
    found.hostile = await page.evaluate(() => ({
      ran: "hacked" in window,
      tags: [
        ...new Set(
          [...document.querySelectorAll("#list *, #values *, #notes *, header *")].map((one) => one.localName),
        ),
      ].sort(),
      links: [...document.querySelectorAll("a[href]")]
        .map((one) => one.getAttribute("href"))
        .filter((href) => !/^(#|https?:)/.test(href)),
      rel: [...document.querySelectorAll("a[target]")].every((one) => one.rel === "noopener noreferrer"),
      text: document.querySelector("#list").textContent,
    }));
    await page.close();
  },
  async others() {
    found.others = {};
    for (const name of Object.keys(paths).filter((one) => !["bundled", "hostile", "many"].includes(one))) {
      const page = await open(name, "", { colorScheme: "dark" });
      await page.click("#open-all");
      for (const id of ["lanes", "notes", "filter"]) {
        await page.evaluate((one) => document.getElementById(one)?.setAttribute("open", ""), id);
      }
      found.others[name] = await page.evaluate(() => document.querySelectorAll("#list .event").length);
      if (name === "everything") await violations(page, name);
      await page.close();
    }
  },
  async many() {
    const page = await open("many");
    const time = (text) =>
      page.evaluate((query) => {
        const input = document.getElementById("query");
        input.value = query;
        const start = performance.now();
        input.dispatchEvent(new Event("input"));
        document.body.getBoundingClientRect();
        return performance.now() - start;
      }, text);
    await time("e");
    found.many = { times: {}, rows: await page.evaluate(() => document.querySelectorAll("#list .event").length) };
    for (const text of ["p", "pu", "pump", "place:pier", "known:2020", "-pump", ""])
      found.many.times[text] = await time(text);
    await page.focus(".row");
    await page.keyboard.press("End");
    found.many.last = await focused(page);
    await page.close();
  },
};

for (const [name, visit] of Object.entries(visits)) {
  try {
    await visit();
  } catch (error) {
    found.problems.push(`${name}: ${error.stack}`);
  }
}
await browser.close();
process.stdout.write(JSON.stringify(found));
