// Deciding without waiting: the next ones are loaded before they are needed, and what was decided is
// sent in order, again and again until it is kept. A key goes with each word, so that what is sent
// twice is decided once.
import { Outbox } from "./outbox.js";

const AHEAD = 12; // with fewer at hand the next ones are asked for: so many outlast a line that is down
const place = document.getElementById("review");
const kind = place.dataset.kind;
const outbox = new Outbox(document.getElementById("saved"), kind);
const seen = new Set();
const decided = new Set(); // no other proposal of this page decides on them once more
const shown = []; // those before, the latest last
const ahead = [];
let next = place.dataset.next;
let loading = false;
let current = place.querySelector("article");

async function load() {
  if (loading || !next || ahead.length >= AHEAD) return;
  loading = true;
  try {
    const answer = await fetch(next);
    if (!answer.ok) throw new Error(answer.status);
    const read = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = read.getElementById("review");
    next = found.dataset.next;
    for (const article of found.querySelectorAll("article")) {
      if (!seen.has(article.dataset.id)) ahead.push(article);
      seen.add(article.dataset.id);
    }
    place.dataset.ahead = ahead.length;
    if (current === null && ahead.length) forward();
  } catch {
    setTimeout(load, 2000); // no connection: try again
    return;
  } finally {
    loading = false;
  }
  load();
}

function show(article) {
  current = article;
  if (article) {
    for (const box of article.querySelectorAll(".alike label + label input")) {
      if (decided.has(box.value)) box.closest("label").remove();
    }
    place.replaceChildren(article);
    article.focus({ preventScroll: true });
    article.scrollIntoView({ block: "nearest" });
  } else {
    const said = document.createElement("p");
    said.className = "notice";
    said.textContent = next ? "The next one is on its way." : "Nothing more waits here.";
    place.replaceChildren(said);
  }
}

function forward() {
  show(ahead.shift() ?? null);
  place.dataset.ahead = ahead.length;
  load();
}

function later() {
  if (!current) return;
  shown.push(current);
  forward();
}

function back() {
  const before = shown.pop();
  if (!before) return;
  if (current) ahead.unshift(current);
  show(before);
}

function decide(form, button) {
  const word = kind === "tag" ? tagWord(form, button.value) : screeningWord(form, button.value);
  if (typeof word === "string") {
    outbox.say(word);
    return;
  }
  outbox.add(word, current);
  for (const id of word.targets ?? word.records) {
    const at = ahead.findIndex((one) => one.dataset.id === id);
    if (at >= 0 && word.action !== "add") ahead.splice(at, 1);
    seen.add(id);
    if (word.action !== "add") decided.add(id);
  }
  if (word.action === "add") outbox.say("Added. The proposal itself still waits.");
  else forward();
}

function tagWord(form, action) {
  const sent = new FormData(form);
  const said = (name) => sent.get(name) ?? "";
  const word = { action, targets: sent.getAll("targets"), why: said("why") };
  const quote = { report_id: said("report_id"), start: Number(said("start")), text: said("quote") };
  if (action === "reject") word.why ||= said("reason");
  if (action === "correct") {
    word.value = said("value");
    if (said("standing")) word.standing = said("standing");
  }
  if (action === "add") {
    word.targets = [`${said("study")}-${said("added")}`];
    if (said("added").startsWith("fitzpatrick-")) word.standing = said("added_standing");
    if (!quote.text) return "Mark the words in the text first.";
  }
  if (quote.text && (action === "add" || action === "correct")) word.quote = quote;
  return word.targets.length ? word : "Choose at least one study.";
}

function screeningWord(form, verdict) {
  const sent = new FormData(form);
  const why = sent.get("why") || (verdict === "excluded" ? sent.get("reason") : "");
  return { verdict, records: sent.getAll("records"), why };
}

async function undo() {
  const undone = await outbox.undo();
  if (!undone) return;
  for (const box of undone.querySelectorAll("[name=targets], [name=records]")) {
    decided.delete(box.value);
  }
  if (current && current !== undone) ahead.unshift(current);
  show(undone);
}

// Offsets are counted in code points, as the stored text is.
function markedQuote() {
  const chosen = document.getSelection();
  const form = current?.querySelector("form");
  if (!form || !chosen.rangeCount || chosen.isCollapsed) return;
  const range = chosen.getRangeAt(0);
  const within = range.startContainer.parentElement?.closest("[data-start]");
  if (!within || !within.contains(range.endContainer)) return;
  const before = document.createRange();
  before.setStart(within, 0);
  before.setEnd(range.startContainer, range.startOffset);
  form.elements.start.value = Number(within.dataset.start) + [...before.toString()].length;
  form.elements.quote.value = range.toString();
}

function press(selector) {
  current?.querySelector(selector)?.click();
}

function toOrSend(group, action) {
  const box = current?.querySelector(`fieldset.${group}`);
  if (!box) return;
  if (box.dataset.entered) press(`button[value="${action}"]`);
  else {
    box.dataset.entered = "yes";
    box.querySelector("select").focus();
  }
}

const KEYS = {
  a: () => press(kind === "tag" ? 'button[value="accept"]' : 'button[data-key="a"]'),
  r: () => press(kind === "tag" ? 'button[value="reject"]' : 'button[data-key="r"]'),
  c: () => (kind === "tag" ? toOrSend("correct", "correct") : press('button[data-key="c"]')),
  n: () => kind === "tag" && toOrSend("add", "add"),
  u: undo,
  j: later,
  k: back,
  ArrowRight: later,
  ArrowLeft: back,
  "?": () => {
    const keys = document.getElementById("keys");
    keys.open = !keys.open;
    keys.scrollIntoView({ block: "nearest" });
  },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const field = event.target.closest("input:not([type=checkbox]), select, textarea");
  if (event.key === "Escape" && field) {
    current?.focus();
    return;
  }
  const does = KEYS[event.key];
  if (!does || field) return;
  event.preventDefault();
  does();
});

place.addEventListener("submit", (event) => {
  event.preventDefault();
  decide(event.target, event.submitter);
});

place.addEventListener("click", (event) => {
  if (!event.target.closest("a.skip-one")) return;
  event.preventDefault();
  later();
});

document.addEventListener("selectionchange", markedQuote);
if (current) seen.add(current.dataset.id);
load();
