"use strict";
// The file holds every cell worked out; this only looks up what is asked for and shows it as text.
const held = JSON.parse(document.getElementById("held-data").textContent);
const AXES = Object.keys(held.axes);
const TYPES = ["I", "II", "III", "IV", "V", "VI"];
const STANDINGS = ["studied", "eligible", "excluded", "not reported"];
const at = (id) => document.getElementById(id);

function made(name, css, text) {
  const element = document.createElement(name);
  if (css) element.className = css;
  if (text !== undefined) element.textContent = text;
  return element;
}

function options(select, pairs, chosen) {
  select.replaceChildren(...pairs.map(([value, label]) => {
    const option = made("option", "", label);
    option.value = value;
    option.selected = value === chosen;
    return option;
  }));
}

const lower = (word) => word.charAt(0).toLowerCase() + word.slice(1);
const upper = (word) => word.charAt(0).toUpperCase() + word.slice(1);
const many = (number, one, several) => `${number} ${number === 1 ? one : several}`;

// What is chosen, also kept in the address so that it can be come back to.
const view = { ...held.view, layer: "0", stress: "", find: "", bare: "" };

function readAddress() {
  const asked = new URLSearchParams(location.hash.slice(1));
  for (const name of Object.keys(view)) if (asked.has(name)) view[name] = asked.get(name);
  if (!AXES.includes(view.rows)) view.rows = held.view.rows;
  if (!AXES.includes(view.columns) || view.columns === view.rows) view.columns = AXES.find((axis) => axis !== view.rows);
  if (!held.axes[open()].some(([id]) => id === view.held)) view.held = "";
  if (!held.layers[view.layer]) view.layer = "0";
}

function writeAddress() {
  const kept = Object.entries(view).filter(([, value]) => value !== "");
  history.replaceState(null, "", "#" + new URLSearchParams(kept));
}

const open = () => AXES.find((axis) => axis !== view.rows && axis !== view.columns);
const labelOf = (axis, id) => held.axes[axis].find(([value]) => value === id)[1];

function cellAt(place) {
  return held.layers[view.layer].cells[["fitzpatrick", "indication", "outcome"].map((axis) => place[axis] || "").join("|")] || held.nothing;
}

function placeOf(row, column) {
  return { [open()]: view.held, [view.rows]: row, [view.columns]: column };
}

// A row or column for what names no value is there only where a study needs it.
function valuesOf(axis, other) {
  return held.axes[axis].filter(([id]) => id !== "none_stated" || held.axes[other].some(([across]) => {
    const place = { [open()]: view.held, [axis]: id, [other]: across };
    return cellAt(place).asked > 0;
  }));
}

function rowsShown(columns) {
  const found = view.find.trim().toLowerCase();
  return valuesOf(view.rows, view.columns).filter(([id, label]) => {
    if (found && !label.toLowerCase().includes(found)) return false;
    return !view.bare || columns.some(([column]) => cellAt(placeOf(id, column)).counted);
  });
}

function drawMap() {
  const columns = valuesOf(view.columns, view.rows), rows = rowsShown(columns);
  const head = made("tr"), body = document.createElement("tbody");
  head.append(made("td", "corner", `${held.axisWords[view.rows]} ↓ ${held.axisWords[view.columns]} →`));
  for (const [, label] of columns) head.append(headOf(label, "col"));
  let group = "";
  for (const [id, label, kind] of rows) {
    if (kind && kind !== group) body.append(groupRow(kind, columns.length + 1));
    group = kind;
    const line = made("tr");
    line.append(headOf(label, "row"), ...columns.map(([column]) => cellElement(placeOf(id, column))));
    body.append(line);
  }
  const top = document.createElement("thead");
  top.append(head);
  at("map").querySelectorAll("thead, tbody").forEach((old) => old.remove());
  at("map").append(top, body);
  say(rows.length);
}

function headOf(label, scope) {
  const element = made("th", "", label);
  element.scope = scope;
  return element;
}

function groupRow(kind, span) {
  const line = made("tr", "group"), name = headOf(kind, "rowgroup");
  name.colSpan = span;
  line.append(name);
  return line;
}

function cellElement(place) {
  const cell = cellAt(place), box = made("td", cell.sign || "open"), button = made("button", "cell");
  button.type = "button";
  button.title = cell.sentence;
  button.append(made("span", "word", cell.word));
  if (cell.people) button.append(made("span", "people", cell.people));
  if (cell.note) button.append(made("i", "", cell.note));
  if (cell.marks) button.append(marksOf(cell.marks));
  button.addEventListener("click", () => openCell(place, cell));
  box.append(button);
  box.classList.toggle("faded", view.stress !== "" && !signsOf(cell).includes(view.stress));
  return box;
}

const signsOf = (cell) => (cell.marks ? cell.marks : [cell.sign]);
const wordOf = (sign) => held.signs.find(([id]) => id === sign)[1];

function marksOf(signs) {
  const marks = made("span", "marks");
  signs.forEach((sign, number) => {
    const mark = made("span", sign), roman = made("b", "", TYPES[number]);
    roman.setAttribute("aria-hidden", "true");
    mark.append(roman, made("span", "hidden", `Type ${TYPES[number]}: ${lower(wordOf(sign))}. `));
    marks.append(mark);
  });
  return marks;
}

function say(rows) {
  const all = cellAt({ [open()]: view.held }), people = all.people ? `, ${all.people}` : "";
  const place = view.held ? `, ${lower(held.axisWords[open()])}: ${labelOf(open(), view.held)}` : "";
  const title = `What is known about ${held.topic} by ${lower(held.axisWords[view.rows])} and ${lower(held.axisWords[view.columns])}${place}?`;
  const scope = [`${all.word}${people}; ${lower(held.layers[view.layer].word)}`, ...held.conditions, `${many(rows, "row", "rows")} shown`];
  document.title = at("title").textContent = title;
  at("scope").textContent = `${scope.join(". ")}.`;
  at("caption").textContent = `${title} ${scope.join(". ")}.`;
}

function openCell(place, cell) {
  const named = ["outcome", "indication", "fitzpatrick"].filter((axis) => place[axis]).map((axis) => labelOf(axis, place[axis]));
  at("cell-name").textContent = named.join(", ");
  at("cell-sentence").textContent = cell.sentence;
  at("cell-studies").replaceChildren(
    ...studiesPart("Studies that count here", cell.counted || [], place),
    ...studiesPart("Same indication and outcome, not counted here", cell.others || [], place),
  );
  at("cell").showModal();
  at("cell-name").focus();
}

function studiesPart(title, numbers, place) {
  if (!numbers.length) return [];
  return [made("h3", "", `${title}: ${numbers.length}`), ...numbers.map((number) => studyElement(number, place))];
}

function studyElement(number, place, name = "div") {
  const study = held.studies[number], element = made(name, "study");
  element.append(made("p", "title", study.title), made("p", "about", study.about.join(" · ")));
  if (study.cited) element.append(made("p", "cited", study.cited));
  element.append(made("p", "standings", standingsOf(study, place && place.fitzpatrick)));
  const pieces = held.evidence[number].filter((piece) => !place || belongs(piece, place));
  if (pieces.length) element.append(piecesOf(pieces, Boolean(place)));
  return element;
}

function standingsOf(study, type) {
  if (type) return `Type ${type}: ${study.standings[TYPES.indexOf(type)]}`;
  return TYPES.map((roman, number) => `${roman}: ${study.standings[number]}`).join(" · ");
}

// The same rule as the page of a cell: words on its type (any: all six), on its indication, on its outcome.
function belongs(piece, place) {
  const ofType = !place.fitzpatrick || piece.types.includes(place.fitzpatrick);
  if (piece.axis === "fitzpatrick") return ofType;
  return piece.value === place[piece.axis] && (ofType || !piece.types.length);
}

function piecesOf(pieces, unfolded) {
  const folded = made("details");
  folded.open = unfolded;
  folded.append(made("summary", "", many(pieces.length, "piece of evidence", "pieces of evidence")), ...pieces.map(pieceElement));
  return folded;
}

function pieceElement(piece) {
  const element = made("div", piece.quoted ? "piece quoted" : "piece");
  element.append(made("p", "says", piece.says), made("blockquote", "", piece.text), made("p", "about", piece.kind + (piece.cited ? ` · ${piece.cited}` : "")));
  for (const [word, address] of piece.seen) {
    const line = made("p", "about"), link = made(address ? "a" : "span", "", word);
    if (address) {
      link.href = address;
      link.rel = "noopener noreferrer";
    }
    line.append(link);
    element.append(line);
  }
  return element;
}

function listStudies() {
  const words = at("study-find").value.trim().toLowerCase(), type = at("study-type").value, standing = at("study-standing").value;
  const shown = held.studies.map((study, number) => [study, number]).filter(([study]) => {
    const standings = type ? [study.standings[TYPES.indexOf(type)]] : study.standings;
    if (standing && !standings.includes(standing)) return false;
    return `${study.title} ${study.cited} ${study.about.join(" ")}`.toLowerCase().includes(words);
  });
  at("study-said").textContent = `${shown.length} of ${many(held.studies.length, "study", "studies")}, of every layer of evidence.`;
  at("study-list").replaceChildren(...shown.map(([, number]) => studyElement(number, null, "li")));
}

function showChoices() {
  const axes = AXES.map((axis) => [axis, held.axisWords[axis]]);
  options(at("rows"), axes, view.rows);
  options(at("columns"), axes.filter(([axis]) => axis !== view.rows), view.columns);
  at("held-word").textContent = held.axisWords[open()];
  options(at("held"), [["", "Any"], ...held.axes[open()].map(([id, label]) => [id, label])], view.held);
  options(at("layer"), held.layers.map((layer, number) => [String(number), layer.word]), view.layer);
  options(at("stress"), [["", "Nothing"], ...held.signs.map(([sign, word]) => [sign, upper(word)])], view.stress);
  at("find").value = view.find;
  at("bare").checked = Boolean(view.bare);
}

function changed(event) {
  const { id, value, checked } = event.target;
  const before = open();
  view[id] = id === "bare" ? (checked ? "1" : "") : value;
  if (view.columns === view.rows) view.columns = AXES.find((axis) => axis !== view.rows);
  if (open() !== before) view.held = "";
  showChoices();
  writeAddress();
  drawMap();
}

function begin() {
  readAddress();
  showChoices();
  options(at("study-type"), [["", "Any"], ...TYPES.map((roman) => [roman, `Type ${roman}`])], "");
  options(at("study-standing"), [["", "Anything"], ...STANDINGS.map((word) => [word, upper(word)])], "");
  at("choices").hidden = at("studies").hidden = false;
  at("choices").addEventListener("submit", (event) => event.preventDefault());
  at("study-choices").addEventListener("submit", (event) => event.preventDefault());
  for (const id of ["rows", "columns", "held", "layer", "stress", "bare"]) at(id).addEventListener("change", changed);
  at("find").addEventListener("input", changed);
  for (const id of ["study-find", "study-type", "study-standing"]) at(id).addEventListener("input", listStudies);
  addEventListener("hashchange", () => { readAddress(); showChoices(); drawMap(); });
  drawMap();
  listStudies();
}

begin();
