// Search in the folder itself: no server, so data comes as scripts that call room.*.
// index.js lists the years; each year has its stories and 64 word files, read when asked for.
"use strict";

const room = { years: [], data: new Map(),
  put(key, value) { this.data.set(key, value); } };

const HAN = "\\u2e80-\\u2fdf\\u3005-\\u3007\\u3041-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const LATIN = `(?:(?![${HAN}])[\\p{L}\\p{N}_])`;
const IS_HAN = new RegExp(`^[${HAN}]`, "u");
const SHARDS = 64, SHOWN = 20;

/** A Latin letter without its marks; others as they are. */
function plain(char) {
  const bare = char.normalize("NFD");
  return /^[a-z]\p{M}+$/iu.test(bare) ? bare[0] : char;
}

function fold(text) {
  let out = "";
  for (const char of text) {
    const code = char.codePointAt(0);
    const half = code >= 0xff01 && code <= 0xff5e ? String.fromCodePoint(code - 0xfee0) : char;
    const simple = SIMPLIFIED.get(half) || half, low = simple.toLowerCase();
    out += plain(low.length === simple.length ? low : simple);
  }
  return out;
}

function pieces(text) {
  return fold(text).match(new RegExp(`[${HAN}]+|${LATIN}+`, "gu")) || [];
}

/** What a reader typed: words and "phrases", those to leave out with a -, beginnings with a *. */
function asked(text) {
  const found = [...text.matchAll(/(-?)(?:"([^"]*)"|([^\s"]+))/g)];
  return found.map(([, minus, quoted, word]) => ({ text: quoted ?? word, without: Boolean(minus) }))
    .filter(({ text }) => pieces(text).length);
}

/** The index tokens of a word: whole tokens, and beginnings for single characters and "word*". */
function tokens(word) {
  const found = [], all = pieces(word);
  for (const [place, piece] of all.entries()) {
    const open = word.endsWith("*") && place + 1 === all.length;
    if (!IS_HAN.test(piece)) { found.push({ token: piece, begins: open }); continue; }
    const chars = [...piece];
    if (chars.length === 1) found.push({ token: piece, begins: true });
    for (let i = 0; i + 1 < chars.length; i++) found.push({ token: chars[i] + chars[i + 1], begins: false });
  }
  return found;
}

function load(path) {
  return new Promise((done) => {
    const script = document.createElement("script");
    script.src = `read/${path}`;
    script.onload = script.onerror = () => { script.remove(); done(); };
    document.head.append(script);
  });
}

async function need(path) {
  if (!room.data.has(path)) { await load(`${path}.js`); if (!room.data.has(path)) room.put(path, null); }
  return room.data.get(path);
}

/** Story numbers of a year that hold a token. */
async function holders(year, { token, begins }) {
  const words = (await need(`${year}/words-${token.codePointAt(0) % SHARDS}`)) || {};
  const lists = begins ? Object.keys(words).filter((word) => word.startsWith(token)).map((word) => words[word])
    : [words[token]].filter(Boolean);
  const numbers = new Set();
  for (const list of lists) {
    let number = 0;
    for (const step of list.split(" ")) numbers.add(number += parseInt(step, 36));
  }
  return numbers;
}

/** A pattern for the pieces of a word in folded text; Latin words are whole, but for an open end. */
function pattern(word) {
  const parts = pieces(word).map((piece) => IS_HAN.test(piece) ? piece : `(?<!${LATIN})${piece}(?!${LATIN})`);
  const source = parts.join("[^\\p{L}\\p{N}]*");
  return new RegExp(word.endsWith("*") && source.endsWith(")") ? source.slice(0, -`(?!${LATIN})`.length) : source, "gu");
}

/** Every story of a year that has all words and none to leave out, checked against the text itself. */
async function* hits(year, words) {
  const [marks, unwanted] = [false, true].map((without) => words.filter((word) => word.without === without).map((word) => pattern(word.text)));
  let found = null;
  for (const word of words.filter((word) => !word.without).flatMap((word) => tokens(word.text))) {
    const numbers = await holders(year, word);
    found = found === null ? numbers : new Set([...found].filter((number) => numbers.has(number)));
    if (!found.size) return;
  }
  const stories = (await need(`${year}/stories`)) || [];
  for (const number of [...(found || [])].sort((a, b) => b - a)) {
    const [issue, index] = stories[number];
    const story = ((await need(`${year}/${issue}`)) || [])[index];
    if (!story) continue;
    const folded = fold(story.text), has = (mark) => folded.search(mark) >= 0;
    if (marks.every(has) && !unwanted.some(has)) yield { year, issue, story, folded, marks };
  }
}

function snippet(text, folded, marks) {
  const first = Math.min(...marks.map((mark) => folded.search(mark)).filter((at) => at >= 0));
  const start = Number.isFinite(first) ? Math.max(0, first - 16) : 0, end = Math.min(text.length, start + 80);
  const spans = [];
  for (const mark of marks) for (const found of folded.matchAll(mark))
    if (found.index >= start && found.index + found[0].length <= end) spans.push([found.index, found.index + found[0].length]);
  spans.sort((a, b) => a[0] - b[0]);
  const line = document.createElement("p");
  let place = start;
  line.append(start ? "…" : "");
  for (const [from, to] of spans) {
    if (from < place) continue;
    const marked = document.createElement("mark");
    marked.textContent = text.slice(from, to);
    line.append(text.slice(place, from), marked);
    place = to;
  }
  line.append(text.slice(place, end), end < text.length ? "…" : "");
  return line;
}

function show({ year, issue, story, folded, marks }, status) {
  const item = document.createElement("li"), link = document.createElement("a"), note = document.createElement("span");
  link.href = `read/${year}/${issue}.html#${story.anchor}`;
  link.textContent = story.title;
  note.className = "note";
  const date = issue.split("_ed-")[0];
  note.textContent = [story.paper, date === "undated" ? status.dataset.undated : date, story.page && status.dataset.page.replace("{}", story.page)].filter(Boolean).join(" · ");
  item.append(link, " ", note, snippet(story.text, folded, marks));
  document.getElementById("hits").append(item);
}

async function* everywhere(words, paper, since, until) {
  for (const year of room.years) {
    const [slug, name] = year.split("/");
    if (paper && slug !== paper) continue;
    if ((since || until) && name === "undated") continue;
    if ((since && name < since.slice(0, 4)) || (until && name > until.slice(0, 4))) continue;
    for await (const hit of hits(year, words)) {
      const date = hit.issue.split("_ed-")[0];
      if (!(since && date < since) && !(until && date > until)) yield hit;
    }
  }
}

async function main() {
  const query = new URLSearchParams(location.search), status = document.getElementById("status");
  for (const [name, value] of query) for (const field of document.getElementsByName(name)) field.value = value;
  const words = asked((query.get("q") || "").slice(0, 200));
  if (words.every((word) => word.without)) {
    if (query.get("q")) status.textContent = status.dataset.words;
    return;
  }
  status.textContent = status.dataset.working;
  const found = everywhere(words, query.get("paper"), query.get("since"), query.get("until"));
  const more = document.getElementById("more");
  let count = 0;
  async function page() {
    for (let shown = 0; shown < SHOWN; shown++) {
      const { value, done } = await found.next();
      if (done) { more.hidden = true; break; }
      show(value, status); count++; more.hidden = false;
    }
    status.textContent = count ? status.dataset.found.replace("{}", more.hidden ? count : `${count}+`) : status.dataset.nothing;
  }
  more.addEventListener("click", page);
  await page();
}

addEventListener("DOMContentLoaded", main);
