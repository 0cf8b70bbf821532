/* Searches this publication in the reader's browser. It asks the site for parts of an index, sends
   nothing that is typed and keeps nothing. How: docs/search.md of Hushpress. */
"use strict";
{
// Words are cut as generator/tokens.py cuts them.
const MARKS = /[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u2060\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]/g;
const LETTERS = {ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ħ: "h", ı: "i", ĸ: "k", ŋ: "n", ŧ: "t", ς: "σ"};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
const WORD = /[\p{L}\p{N}\u0900-\u0963\u0966-\u0df3\u0e31-\u0e4e\u0eb1-\u0ece\u0f71-\u0f84\u0f90-\u0fbc\u102b-\u103e\u1056-\u109d\u17b4-\u17d3\u1a17-\u1a7f\u1b00-\u1b44\u3099\u309a]+/gu;
const SPACELESS = /([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\u{20000}-\u{323af}]+)/u;
const LONGEST = 32, CUT = 3, HANDFUL = 8, SHOWN = 8, MOST_WORDS = 16;
// Bytes that one search may load: of words, and in all.
const WORDS_LIMIT = 16000, LIMIT = 28000;
const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const TITLE = 8, FIELDS = 3, BODY = 1, MISTYPED = 0.6, BEGUN = 0.7;

const fold = (text) => text.normalize("NFKD").replace(MARKS, "").toLowerCase()
  .replace(LETTER, (one) => LETTERS[one]).normalize("NFC");

const cut = (word) => word.split(SPACELESS).flatMap((part, number) => {
  const signs = [...part];
  if (number % 2) return signs.length < 2 ? signs : signs.slice(1).map((sign, at) => signs[at] + sign);
  return signs.length > 1 || signs.length && !/\p{L}/u.test(part) ? [signs.slice(0, LONGEST).join("")] : [];
});

const tokens = (text) => (fold(text).match(WORD) ?? []).flatMap(cut);

const crc32 = (text) => {
  let sum = ~0;
  for (const byte of new TextEncoder().encode(text)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (0xedb88320 & -(sum & 1));
  }
  return ~sum >>> 0;
};

// Numbers of articles, as generator/pages/search/shelves.py packs them.
const unpack = (told) => {
  const numbers = [];
  let number = 0, gap = 0, shift = 0;
  [...told.slice(1)].forEach((sign, at) => {
    const value = SIGNS.indexOf(sign);
    if (told[0] === ":") {
      for (let bit = 0; bit < 6; bit++) if (value >> bit & 1) numbers.push(at * 6 + bit);
    } else {
      gap += (value & 31) << shift;
      shift += 5;
      if (value < 32) {
        numbers.push(number += gap);
        gap = shift = 0;
      }
    }
  });
  return numbers;
};

// Whether one wrong, missing or needless sign, or two in each other's place, is all between words.
const alike = (one, other) => {
  let from = 0, end = one.length, last = other.length;
  while (from < end && from < last && one[from] === other[from]) from++;
  while (end > from && last > from && one[end - 1] === other[last - 1]) { end--; last--; }
  const left = end - from, right = last - from;
  return left < 2 && right < 2 ||
    left === 2 && right === 2 && one[from] === other[from + 1] && one[from + 1] === other[from];
};

const box = document.getElementById("search_box"), input = document.getElementById("search_input");
const state = document.getElementById("search_state"), found = document.getElementById("search_found");
const more = document.getElementById("search_more");
let loaded = new Map(), spent = 0, turn = 0, timer = 0;

// Nothing goes into the browser's cache: the names of these files tell what was looked for.
const load = (path) => {
  if (!loaded.has(path)) {
    loaded.set(path, fetch(box.dataset.index + path, {cache: "no-store", credentials: "omit"}).then((answer) => {
      if (!answer.ok) throw new Error(path);
      return answer.arrayBuffer();
    }).then((data) => {
      spent += data.byteLength;
      return new TextDecoder().decode(data);
    }));
  }
  return loaded.get(path);
};

const start = async () => {
  const [sizes, chain] = (await load("index.txt")).split("\n");
  const [version, articles, words, near] = sizes.split(" ").map(Number);
  if (version !== 1) throw new Error("another script wrote this index");
  return {articles, words, near, chain: chain.split(",")};
};

// A file whose numbers count other articles than the index does was written before or after it.
const counted = async (path, index) => {
  const text = await load(path), [block, sign] = text.slice(0, text.indexOf("\n")).split(" ");
  if (index.chain[block] !== sign) throw new Error("the site is changing");
  return text;
};

// Find the line of a word, and what each of its articles gets for it.
const look = async (word, worth, index) => {
  const text = await counted(`words/${crc32(word) & index.words - 1}.txt`, index);
  const at = text.indexOf(`\n${word} `);
  if (at < 0) return null;
  const lists = text.slice(at + 1, text.indexOf("\n", at + 1)).split(" ").slice(1).map((part) => ({
    worth: {t: TITLE, f: FIELDS, b: BODY}[part[0]],
    count: part[1] === "#" ? Number(part.slice(2)) : 0,
    numbers: part[1] === "#" ? [] : unpack(part.slice(1)),
  }));
  const all = lists.reduce((sum, one) => sum + one.count + one.numbers.length, 0);
  const rare = Math.log(1 + index.articles / all) * worth;
  return {word, told: lists.flatMap((one) => one.numbers.map((number) => [number, one.worth * rare]))};
};

// Add words that are like one that was typed, or begin with it, the most frequent ones first.
const widen = async (term, isBegun, most, index) => {
  const signs = [...term.word], half = signs.length - 1 >> 1, names = [];
  if (SPACELESS.test(term.word)) {
    if (signs.length === 1) names.push(`^${signs[0]}`);
  } else {
    if (half) names.push(`<${signs.slice(0, half).join("")}`, `>${signs.slice(-half).join("")}`);
    if (isBegun && signs.length >= CUT) names.push(`^${signs.slice(0, CUT).join("")}`);
  }
  term.isWide = true;
  const files = new Set(names.map((name) => `near/${crc32(name) & index.near - 1}.txt`));
  const texts = await Promise.all([...files].map(load));
  const likely = new Map();
  for (const [, word, often] of texts.join("").matchAll(/([^A-Z\n]+)([A-Z])/g)) {
    const isLike = half && word !== term.word && alike(signs, [...word]);
    const isStart = (isBegun || signs.length === 1) && word !== term.word && word.startsWith(term.word);
    if (isLike || isStart) likely.set(word, [isLike ? MISTYPED : BEGUN, often.charCodeAt(0)]);
  }
  const best = [...likely].sort((one, other) => other[1][1] - one[1][1] || (one[0] < other[0] ? -1 : 1));
  for (const [word, [worth]] of best.slice(0, most)) {
    if (spent > WORDS_LIMIT) break;
    const line = await look(word, worth, index);
    if (line) term.lines.push(line);
  }
};

const rank = (terms) => {
  const sums = new Map();
  terms.forEach((term) => {
    const own = new Map();
    for (const line of term.lines) {
      for (const [number, worth] of line.told) if (worth > (own.get(number) ?? 0)) own.set(number, worth);
    }
    for (const [number, worth] of own) {
      const one = sums.get(number) ?? {number, worth: 0, terms: new Set()};
      one.worth += worth;
      one.terms.add(term);
      sums.set(number, one);
    }
  });
  const most = Math.max(0, ...[...sums.values()].map((one) => one.terms.size));
  const kept = [...sums.values()].filter((one) => one.terms.size >= Math.max(1, most - 1));
  for (const one of kept) one.worth *= 0.4 + 0.6 * one.terms.size / terms.length;
  return kept.sort((one, other) => other.worth - one.worth || other.number - one.number);
};

// Find the numbers of articles, best first, and the words by which they were found.
const find = async (query) => {
  const index = await start(), words = tokens(query), last = words.at(-1);
  const terms = [...new Set(words)].slice(0, MOST_WORDS).map((word) => ({word, lines: []}));
  const isBegun = (term) => term.word === last && !/[\s.!?]$/.test(query);
  const long = [...terms].sort((one, other) => other.word.length - one.word.length);
  for (let at = 0; at < long.length && spent < WORDS_LIMIT; at += 5) {
    await Promise.all(long.slice(at, at + 5).map(async (term) => {
      const line = await look(term.word, 1, index);
      if (line) term.lines.push(line);
    }));
  }
  const widened = async (some) => {
    const most = Math.max(1, Math.floor(6 / some.length));
    for (const term of some) if (spent < WORDS_LIMIT) await widen(term, isBegun(term), most, index);
    return some.length;
  };
  await widened(long.filter((term) => !term.lines.length));
  let ranked = rank(terms);
  // What is spelt right may be another word than was meant, or the beginning of one.
  const best = ranked[0]?.terms ?? new Set();
  const missed = long.filter((term) => !term.isWide && !best.has(term));
  const begun = long.filter((term) => !term.isWide && isBegun(term) && ranked.length < SHOWN);
  if (await widened([...new Set([...missed, ...begun])])) ranked = rank(terms);
  return {index, ranked, known: new Set(terms.flatMap((term) => term.lines.map((line) => line.word)))};
};

// Load what is shown of some articles; titles that hold little else than what was typed go first.
const details = async ({index, ranked, known}, from, to) => {
  const room = Math.max(2, Math.floor((LIMIT - spent) / 1900));
  const paths = new Map();
  const some = [];
  for (const one of ranked.slice(from, to)) {
    const path = `articles/${Math.floor(one.number / HANDFUL)}.txt`;
    if (!paths.has(path) && paths.size >= room) break; // the next ones wait for "Show more"
    paths.set(path, null);
    some.push(one);
  }
  await Promise.all([...paths.keys()].map(async (path) => paths.set(path, (await counted(path, index)).split("\n"))));
  const shown = some.map((one) => {
    const lines = paths.get(`articles/${Math.floor(one.number / HANDFUL)}.txt`);
    const [url, day, language, title, summary] = lines[1 + one.number % HANDFUL].split("\t");
    const words = tokens(title), same = words.filter((word) => known.has(word)).length;
    return {url, day, language, title, summary, worth: one.worth * (1 + 0.3 * same / (words.length || 1))};
  });
  return shown.sort((one, other) => other.worth - one.worth);
};

const element = (name, text, into) => {
  const made = document.createElement(name);
  made.textContent = text;
  into.append(made);
  return made;
};

const show = (article) => {
  const item = element("li", "", found), own = document.documentElement.lang;
  if (article.language && article.language !== own) {
    item.lang = article.language;
    item.dir = "auto";
  }
  const link = element("a", article.title, element("h2", "", item));
  link.href = box.dataset.home + article.url;
  const form = own === "en" ? "en-GB" : own; // the day before the month, as on the other pages
  const day = new Date(`${article.day}T00:00Z`).toLocaleDateString(form, {dateStyle: "long", timeZone: "UTC"});
  const time = element("time", day, element("p", "", item));
  time.dateTime = article.day;
  time.parentElement.className = "facts";
  if (article.summary) element("p", article.summary, item);
};

const search = async (query, own) => {
  spent = 0;
  const result = await find(query);
  let end = 0;
  const next = async () => {
    const some = await details(result, end, end + SHOWN);
    if (own !== turn) return;
    const held = found.contains(document.activeElement) && document.activeElement;
    if (!end) found.replaceChildren();
    end += some.length;
    some.forEach(show);
    if (held && !held.isConnected) ([...found.querySelectorAll("a")].find((link) => link.href === held.href) ?? input).focus();
    more.hidden = end >= result.ranked.length;
  };
  await next();
  if (own !== turn) return;
  const count = result.ranked.length;
  state.textContent = count ? box.dataset.count.replace("{number}", count.toLocaleString(document.documentElement.lang)) : box.dataset.none;
  more.onclick = async () => {
    spent = 0;
    const before = found.children.length;
    try {
      await next();
      found.children[before]?.querySelector("a").focus();
    } catch {
      loaded = new Map();
      state.textContent = box.dataset.failed;
    }
  };
};

const run = async () => {
  clearTimeout(timer);
  const query = input.value.trim(), own = ++turn;
  const address = query ? `#q=${encodeURIComponent(query)}` : location.pathname;
  if (query !== typed()) history.replaceState(null, "", address);
  if (!tokens(query).length) {
    if (found.contains(document.activeElement)) input.focus();
    found.replaceChildren();
    state.textContent = "";
    more.hidden = true;
    return;
  }
  box.setAttribute("aria-busy", "true");
  for (const isLast of [false, true]) {
    try {
      await search(input.value, own);
      break;
    } catch {
      loaded = new Map();
      if (isLast && own === turn) state.textContent = box.dataset.failed;
    }
  }
  if (own === turn) box.removeAttribute("aria-busy");
};

const typed = () => new URLSearchParams(location.hash.slice(1)).get("q") ?? "";

const go = (event) => {
  const links = [input, ...found.querySelectorAll("a")], at = links.indexOf(document.activeElement);
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "/" && at > 0) input.select();
  else if (event.key === "Escape" && at >= 0) {
    input.value = "";
    input.focus();
    run();
  } else if (event.key === "Enter" && at === 0) run().then(() => found.querySelector("a")?.focus());
  else if (event.key === "ArrowDown" && at >= 0 && at < links.length - 1) links[at + 1].focus();
  else if (event.key === "ArrowUp" && at > 0) links[at - 1].focus();
  else return;
  event.preventDefault();
};

box.addEventListener("keydown", go); // here alone: readers' tools may use single keys (WCAG 2.1.4)
addEventListener("hashchange", () => { input.value = typed(); run(); });
input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(run, 200);
});
box.hidden = false;
document.getElementById("search_without").hidden = true;
input.value = typed();
if (input.value) run();
else input.focus({preventScroll: true});
}
