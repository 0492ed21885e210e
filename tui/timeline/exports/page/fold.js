// Text as it is searched: without accents, capitals, and the kinds of apostrophe, hyphen and space.
// The same as tui/text/folding.py.

const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
const COMBINING = /[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670]+/g;
const PLAIN = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

// Returns the function that folds a text, given the characters that fold to something else than Unicode says.
function folding(special) {
  const escaped = Object.keys(special).map((one) => `\\u{${one.codePointAt(0).toString(16)}}`);
  const pattern = new RegExp(`[${escaped.join("")}]`, "gu");
  const replaced = (text) => text.replace(pattern, (one) => special[one]);
  const casefolded = (text) => text.toLowerCase().toUpperCase().toLowerCase().replace(/ς/g, "σ");
  const known = new Map();

  function folded(unusual) {
    let found = known.get(unusual);
    if (found === undefined) {
      found = replaced(casefolded(unusual.normalize("NFKD")).normalize("NFKD")).replace(COMBINING, "");
      if (known.size < 10000) known.set(unusual, found);
    }
    return found;
  }

  return (text) => {
    if (PLAIN.test(text) && !/[-\x60]/.test(text)) return text.toLowerCase();
    return replaced(text)
      .toLowerCase()
      .replace(/[^\x00-\x7f]+/g, folded)
      .replace(SPACES, " ");
  };
}
