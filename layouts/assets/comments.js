/* Show the comments on an article that another server keeps, once a reader asks for them.
   Nothing is asked before; no cookie goes out or is kept. What comes back is built anew of the few
   elements below, so that nothing in it can load, run or look like the page. */
"use strict";
(() => {

const thread = document.getElementById("comments-thread");
if (!thread?.dataset.server) return;
const section = thread.closest("section");
const { provider, server, id, ...words } = thread.dataset;
const TIMEOUT = 10_000, LARGEST = 2_000_000, MOST = 500, DEEPEST = 4, DEEP = 20;
const KEPT = /^(?:P|BR|EM|STRONG|CODE|PRE|BLOCKQUOTE|UL|OL|LI|DEL)$/;
const LIKE = { B: "EM", I: "EM", S: "DEL" };
const SILENT = /^(?:SCRIPT|STYLE|TEMPLATE|NOSCRIPT|IFRAME|OBJECT|SVG|MATH|TITLE|TEXTAREA|SELECT)$/;
let shown = 0;

const make = (name, text = "", attributes = {}) => {
  const made = document.createElement(name);
  made.append(...[text].flat());
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};
const text = value => typeof value === "string" ? value : "";
const web = value => {
  try {
    const url = new URL(text(value));
    return /^https?:$/.test(url.protocol) ? url.href : "";
  } catch { return ""; }
};
const link = (address, content) =>
  make("a", content, { href: address, rel: "nofollow ugc noreferrer noopener" });

const region = role => make("p", "", { role });
const pressed = (label, attributes) => make("button", label, { type: "button", ...attributes });
const busy = (button, is) => button.setAttribute("aria-disabled", is);

/* No parser of the browser sees it: what is not known here is text, or nothing. */
const TAG = /<!--[^]*?(?:-->|$)|<(\/?)([a-z][a-z\d]*)\b([^>]{0,2000})>/gi;
const HREF = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;
const SIGNS = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };
const decoded = value => text(value).replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (all, ten, hex, name) => {
  const code = ten ? Number(ten) : parseInt(hex, 16);
  return name ? SIGNS[name] ?? all : code > 0 && code < 0x110000 ? String.fromCodePoint(code) : "";
});
const rebuilt = html => {
  const from = text(html).slice(0, 100_000), open = [["", document.createDocumentFragment()]];
  let last = 0, silent = "";
  const write = end => silent || open.at(-1)[1].append(decoded(from.slice(last, end)));
  for (const tag of from.matchAll(TAG)) {
    write(tag.index);
    last = tag.index + tag[0].length;
    const name = (tag[2] ?? "").toUpperCase(), closes = tag[1];
    if (silent) {
      if (closes && name === silent) silent = "";
    } else if (SILENT.test(name)) {
      silent = closes ? "" : name;
    } else if (closes) {
      const at = open.findLastIndex(one => one[0] === name);
      if (at > 0) open.length = at;
    } else if (open.length <= DEEP) {
      const href = name === "A" && HREF.exec(tag[3]);
      const address = href && web(decoded(href[1] ?? href[2] ?? href[3]));
      const kept = KEPT.test(name) ? name : /^(?:H\d|DIV)$/.test(name) ? "P" : LIKE[name];
      const made = address ? link(address, "") : kept && make(kept);
      if (made) open.at(-1)[1].append(made);
      if (made && name !== "BR") open.push([name, made]);
    }
  }
  write();
  return open[0][1];
};

const ask = async (address, sent) => {
  const stop = new AbortController();
  const clock = setTimeout(() => stop.abort(), TIMEOUT);
  try {
    const answer = await fetch(address, {
      credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", redirect: "error", signal: stop.signal,
      ...(sent && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(sent) }),
    });
    const pieces = [], reader = answer.body.getReader();
    for (let size = 0, next; !(next = await reader.read()).done; pieces.push(next.value))
      if ((size += next.value.length) > LARGEST) stop.abort();
    const whole = await new Blob(pieces).text();
    if (!answer.ok) throw Object.assign(new Error(), { told: whole });
    return JSON.parse(whole);
  } finally { clearTimeout(clock); }
};

/* Each server's comments in one form: author, home, time, body, warning, number, answers. */
const isso = {
  load: async () => {
    const told = await ask(`${server}/?uri=${encodeURIComponent(id)}&nested_limit=${MOST}&limit=${MOST}`);
    const read = one => ({
      author: decoded(one.author), home: web(decoded(one.website)), time: one.created * 1000,
      body: one.mode === 4 ? make("p", words.deleted) : rebuilt(one.text),
      number: one.mode === 4 ? 0 : one.id, answers: (one.replies ?? []).map(read),
    });
    return told.replies.map(read);
  },
  send: sent => ask(`${server}/new?uri=${encodeURIComponent(id)}`, { title: section.dataset.pageTitle, ...sent }),
};
const mastodon = {
  load: async () => {
    const told = await ask(`${server}/api/v1/statuses/${encodeURIComponent(id)}/context`);
    const all = told.descendants.filter(one => one && ["public", "unlisted"].includes(one.visibility));
    const known = new Map(all.map(one => [one.id, {
      author: text(one.account?.display_name) || text(one.account?.acct), home: web(one.account?.url),
      address: web(one.url), time: Date.parse(one.created_at), body: rebuilt(one.content),
      warning: text(one.spoiler_text) || (one.sensitive ? words.sensitive : ""), answers: [],
    }]));
    const roots = [];
    for (const one of all) (known.get(one.in_reply_to_id)?.answers ?? roots).push(known.get(one.id));
    return roots;
  },
};
const source = { isso, mastodon }[provider];

const when = one => {
  const date = new Date(one.time);
  if (isNaN(date)) return "";
  const shape = new Intl.DateTimeFormat(section.closest("[lang]").lang, { dateStyle: "long", timeStyle: "short" });
  const time = make("time", shape.format(date), { datetime: date.toISOString() });
  return one.address ? link(one.address, time) : time;
};
const drawn = (some, depth = 1) => {
  const made = make("ol", "", { class: "thread" });
  for (const one of some) {
    if (shown++ >= MOST) break;
    const name = make("b", one.author.slice(0, 100) || words.anonymous);
    const body = make("div", one.body, { class: "said" });
    const item = make("li", [make("p", [one.home ? link(one.home, name) : name, " ", when(one)], { class: "who" })]);
    item.append(one.warning ? make("details", [make("summary", one.warning), body]) : body);
    if (source.send && one.number) item.append(answering(one.number, item));
    made.append(item);
    if (!one.answers.length) continue;
    const answers = drawn(one.answers, depth + 1);
    depth < DEEPEST ? item.append(answers) : made.append(...answers.children);
  }
  return made;
};
const answering = (number, item) => {
  const button = pressed(words.answer);
  button.onclick = () => {
    form.dataset.parent = number;
    item.insertBefore(form, button.nextSibling);
    form.elements.cancel.hidden = false;
    form.elements.text.focus();
  };
  return button;
};

const FIELDS = { author: ["name", "text"], email: ["email", "email"], website: ["url", "url"] };
const formed = () => {
  const field = (tag, name, more) => make("label", [words[name], make(tag, "", { name, ...more })]);
  const made = make("form", [make("h3", words.form), make("p", words.seen)]);
  for (const [name, [autocomplete, type]] of Object.entries(FIELDS))
    made.append(field("input", name, { type, autocomplete, maxlength: 254 }));
  made.append(
    field("textarea", "text", { rows: 6, minlength: 3, maxlength: 65535, required: "" }),
    make("p", [make("button", words.send, { name: "send" }), " ", pressed(words.cancel, { name: "cancel", hidden: "" })]),
    region("status"), region("alert"),
  );
  made.elements.cancel.onclick = () => { home(); made.elements.text.focus(); };
  made.onsubmit = sent;
  return made;
};
const home = () => {
  delete form.dataset.parent;
  form.elements.cancel.hidden = true;
  thread.append(form);
};
const sent = async event => {
  event.preventDefault();
  const [status, alert] = form.querySelectorAll("[role]");
  const button = form.elements.send;
  if (button.matches("[aria-disabled=true]")) return;
  const given = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim() || null]));
  const parent = Number(form.dataset.parent) || null;
  busy(button, true);
  alert.textContent = "";
  status.textContent = words.sending;
  try {
    const made = await source.send({ ...given, parent });
    form.elements.text.value = "";
    status.textContent = made.mode === 2 ? words.pending : words.sent;
    if (made.mode === 1) {
      await load(true);
      form.elements.send.focus();
    }
  } catch (error) {
    status.textContent = "";
    const page = rebuilt(error.told);
    const why = ([...page.querySelectorAll("p")].at(-1) ?? page).textContent.slice(0, 300);
    alert.textContent = `${words.unsent} ${why}`;
  }
  busy(button, false);
};

const status = region("status"), alert = region("alert"), button = pressed(words.load);
const comments = make("div", "", { tabindex: -1 });
const form = source.send ? formed() : null;
const load = async again => {
  if (section.dataset.state === "loading") return;
  const had = document.activeElement === button;
  section.dataset.state = "loading";
  alert.textContent = "";
  if (!again) status.textContent = words.loading;
  busy(button, true);
  try {
    const found = await source.load();
    shown = 0;
    if (form && again) home();
    comments.replaceChildren(drawn(found));
    section.dataset.state = found.length ? "ready" : "empty";
    status.textContent = found.length ? words.loaded : words.empty;
    button.remove();
    if (form && !form.isConnected) thread.append(form);
    if (had) comments.focus();
  } catch {
    section.dataset.state = "failed";
    status.textContent = "";
    alert.textContent = words.failed;
    button.textContent = words.retry;
    if (!button.isConnected) comments.before(button);
  }
  busy(button, false);
};
button.onclick = () => load(false);
section.querySelectorAll("[data-unscripted]").forEach(one => one.remove());
thread.append(status, alert, button, comments);

})();
