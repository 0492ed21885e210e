// Elements and text. Text of the timeline becomes text nodes only, never markup.

const UNSEEN = new RegExp(
  "[\\u00ad\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164" +
    "\\ufeff\\uffa0\\ufff9-\\ufffb\\ufffe\\uffff]|[\\u{e0000}-\\u{e007f}]|\\p{Surrogate}",
  "gu",
);
const ADDRESS = /https?:\/\/[^\s<>]+/gi;
const AFTER_ADDRESS = /[.,;:!?'"»”’*_~)\]]+$/;

// Returns text that is safe to show: controls as pictures, invisible characters as ◌, as tui/text/printable.py does.
function printable(text) {
  return text
    .replace(/[\x00-\x09\x0b-\x1f]/g, (one) => String.fromCharCode(0x2400 + one.charCodeAt(0)))
    .replace(/\x7f/g, "␡")
    .replace(/[\x80-\x9f]/g, "␦")
    .replace(UNSEEN, "◌");
}

// Returns an element. A key of `attributes` that begins with "on" is a listener; false and null leave one out.
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null && value !== undefined)
      element.setAttribute(name, value === true ? "" : value);
  }
  element.append(
    ...children
      .flat(Infinity)
      .filter((child) => child !== null && child !== undefined && child !== false && child !== ""),
  );
  return element;
}

const isAddress = (url) => /^https?:\/\/[^\s<>]+$/i.test(url) && printable(url) === url;

function link(url, words) {
  const shown = printable(words ?? url);
  return isAddress(url)
    ? el("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, shown)
    : el("span", {}, shown);
}

// Returns the nodes of a text: line feeds as breaks, addresses as links if asked for, and what was looked for marked.
function shown(text, { fold, needles, links = false } = {}) {
  const nodes = [];
  const plain = (part) => {
    printable(part)
      .split("\n")
      .forEach((line, position) => {
        if (position) nodes.push(el("br"));
        if (line) nodes.push(...(needles?.length ? marked(line, fold, needles) : [line]));
      });
  };
  let start = 0;
  for (const found of links ? text.matchAll(ADDRESS) : []) {
    const url = found[0].replace(AFTER_ADDRESS, "");
    plain(text.slice(start, found.index));
    nodes.push(link(url));
    start = found.index + url.length;
  }
  plain(text.slice(start));
  return nodes;
}

// Returns a line as text and <mark> elements around the folded needles in it.
function marked(line, fold, needles) {
  if (!needles.some((needle) => fold(line).includes(needle))) return [line];
  const offsets = [];
  let folded = "";
  let offset = 0;
  for (const character of line) {
    const piece = fold(character);
    if (!(piece === " " && folded.endsWith(" "))) {
      folded += piece;
      for (let i = 0; i < piece.length; i++) offsets.push(offset);
    }
    offset += character.length;
  }
  offsets.push(line.length);
  const spans = [];
  for (const needle of needles) {
    for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + needle.length)) {
      spans.push([offsets[at], offsets[at + needle.length]]);
    }
  }
  spans.sort((one, other) => one[0] - other[0]);
  const nodes = [];
  let position = 0;
  for (const [first, last] of spans) {
    if (last <= position) continue;
    nodes.push(
      line.slice(position, Math.max(first, position)),
      el("mark", {}, line.slice(Math.max(first, position), last)),
    );
    position = last;
  }
  nodes.push(line.slice(position));
  return nodes.filter((node) => node !== "");
}

const number = (count) => count.toLocaleString("en");
const counted = (count, noun) => `${number(count)} ${noun}${count === 1 ? "" : "s"}`;
