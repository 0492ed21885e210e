// A facet value in a query: chosen, required or excluded; as `Query.toggled` in tui/timeline/query/language.py.

// Returns the role of each value of a facet in bound terms: "only", "or", "and" or "not".
function rolesOf(bound, facet) {
  const found = new Map();
  const terms = bound.terms.filter((term) => term.field === facet.name);
  const chosen = terms.filter((term) => !term.negated).sort((one, other) => other.values.size - one.values.size);
  for (const term of terms) if (term.negated) term.values.forEach((value) => found.set(value, "not"));
  for (const term of chosen) {
    const role = term.values.size > 1 ? "or" : chosen.length > 1 ? "and" : "only";
    term.values.forEach((value) => found.set(value, role));
  }
  return found;
}

// Returns a query's text with a value in a role, or without the value if it has that role.
function toggled(timeline, text, facet, value, role) {
  const { terms } = parseQuery(text);
  const isOn = (term) => term.field !== undefined && fieldOf(timeline, term.field) === facet.name;
  const meant = (typed) => resolve(timeline, facet, typed);
  const bound = terms
    .filter(isOn)
    .map((term) => ({ field: facet.name, values: new Set(term.values.flatMap(meant)), negated: term.negated }));
  const before = rolesOf({ terms: bound }, facet).get(value);
  const { id } = facet.values[value];
  const remaining = terms.flatMap((term) => {
    if (!isOn(term) || !term.values.some((typed) => meant(typed).includes(value))) return [term];
    const values = term.values.flatMap((typed) => {
      const found = meant(typed);
      return found.includes(value)
        ? found
            .filter((one) => one !== value)
            .map((one) => facet.values[one].id)
            .sort()
        : [typed];
    });
    return values.length ? [{ ...term, values: [...new Set(values)] }] : [];
  });
  if (before === role || (before === "only" && role !== "not")) return queryText(remaining);
  const last = remaining.filter((term) => isOn(term) && !term.negated).pop();
  if (role === "or" && last) last.values = [...last.values, id];
  else remaining.push({ field: facet.name, values: [id], negated: role === "not" });
  return queryText(remaining);
}

// Returns a query's text with one term in the place of those of some fields; without them if there is no value.
function withTerm(text, fields, field, value) {
  const { terms } = parseQuery(text);
  const isOld = (term) => fields.includes(term.field) && !term.negated;
  const at = terms.findIndex(isOld);
  const remaining = terms.filter((term) => !isOld(term));
  if (value) remaining.splice(at < 0 ? remaining.length : at, 0, { field, values: [value], negated: false });
  return queryText(remaining);
}
