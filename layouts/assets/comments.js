/* Show the comments on an article that another server keeps, once a reader asks for them.
   Nothing is asked before; no cookie goes out or is kept. What comes back is read as data: its HTML
   is built anew of the few elements below, so nothing in it can load, run or look like the page. */
"use strict";
(() => {
  const section = document.getElementById("comments");
  const thread = document.getElementById("comments-thread");
  if (!section || !thread || !thread.dataset.server) return;
  const { provider, server, id, ...words } = thread.dataset;
  const TIMEOUT = 10_000, LARGEST = 2_000_000, MOST = 500, DEEPEST = 4, DEEP = 20;
  const KEPT = new Set(["P", "BR", "EM", "STRONG", "CODE", "PRE", "BLOCKQUOTE", "UL", "OL", "LI", "DEL"]);
  const LIKE = { B: "EM", I: "EM", S: "DEL", H1: "P", H2: "P", H3: "P", H4: "P", H5: "P", H6: "P", DIV: "P" };
  const SILENT = new Set(["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT", "IFRAME", "OBJECT", "SVG", "MATH", "HEAD", "TITLE", "TEXTAREA", "SELECT"]);
  let shown = 0;

  const make = (name, text = "", attributes = {}) => {
    const made = document.createElement(name);
    made.append(...[text].flat());
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const text = value => typeof value === "string" ? value : "";
  const list = value => Array.isArray(value) ? value : [];
  const web = value => {
    try {
      const url = new URL(text(value));
      return /^https?:$/.test(url.protocol) ? url.href : "";
    } catch { return ""; }
  };
  const link = (address, content) =>
    make("a", content, { href: address, rel: "nofollow ugc noreferrer noopener" });

  /* A parsed document is not shown: nothing in it runs or loads. */
  const parsed = html => new DOMParser().parseFromString(text(html).slice(0, 100_000), "text/html").body;
  const rebuilt = (node, depth = 0) => {
    const made = document.createDocumentFragment();
    if (depth > DEEP) return made;
    for (const one of node.childNodes) {
      if (one.nodeType === Node.TEXT_NODE) made.append(one.data);
      if (one.nodeType !== Node.ELEMENT_NODE) continue;
      const name = one.tagName.toUpperCase();
      if (SILENT.has(name)) continue;
      const inner = rebuilt(one, depth + 1);
      const address = name === "A" && web(one.getAttribute("href"));
      const kept = KEPT.has(name) ? name : LIKE[name];
      made.append(address ? link(address, inner) : kept ? make(kept, inner) : inner);
    }
    return made;
  };

  const ask = async (address, sent) => {
    const stop = new AbortController();
    const clock = setTimeout(() => stop.abort(), TIMEOUT);
    try {
      const answer = await fetch(address, {
        credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", redirect: "error",
        mode: "cors", signal: stop.signal,
        ...(sent && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(sent) }),
      });
      const pieces = [], reader = answer.body.getReader();
      for (let size = 0, next; !(next = await reader.read()).done; pieces.push(next.value)) {
        size += next.value.length;
        if (size > LARGEST) { stop.abort(); throw new Error("too much"); }
      }
      const whole = await new Blob(pieces).text();
      if (!answer.ok) throw Object.assign(new Error("refused"), { told: whole, status: answer.status });
      return JSON.parse(whole);
    } finally { clearTimeout(clock); }
  };

  /* Each server's comments in one form: author, home, time, body, warning, number, answers. */
  const isso = {
    load: async () => {
      const told = await ask(`${server}/?uri=${encodeURIComponent(id)}&nested_limit=${MOST}&limit=${MOST}`);
      const read = one => ({
        author: parsed(one.author).textContent, home: web(one.website), time: one.created * 1000,
        body: one.mode === 4 ? make("p", words.deleted) : rebuilt(parsed(one.text)),
        number: one.mode === 4 ? 0 : one.id, answers: list(one.replies).map(read),
      });
      if (!Array.isArray(told.replies)) throw new Error("no comments");
      return told.replies.map(read);
    },
    send: sent => ask(`${server}/new?uri=${encodeURIComponent(id)}`, { title: section.dataset.pageTitle, ...sent }),
  };
  const mastodon = {
    load: async () => {
      const told = await ask(`${server}/api/v1/statuses/${encodeURIComponent(id)}/context`);
      if (!Array.isArray(told.descendants)) throw new Error("no thread");
      const all = told.descendants.filter(one => one && ["public", "unlisted"].includes(one.visibility));
      const known = new Map(all.map(one => [one.id, {
        author: text(one.account?.display_name) || text(one.account?.acct), home: web(one.account?.url),
        address: web(one.url), time: Date.parse(one.created_at), body: rebuilt(parsed(one.content)),
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
      const answers = one.answers.length ? drawn(one.answers, depth + 1) : null;
      if (answers && depth < DEEPEST) item.append(answers);
      else if (answers) made.append(...answers.children);
    }
    return made;
  };
  const answering = (number, item) => {
    const button = make("button", words.answer, { type: "button" });
    button.onclick = () => {
      form.dataset.parent = number;
      item.insertBefore(form, button.nextSibling);
      form.elements.cancel.hidden = false;
      form.elements.text.focus();
    };
    return button;
  };

  const FIELDS = [["author", "name", "text"], ["email", "email", "email"], ["website", "url", "url"]];
  const formed = () => {
    const field = (name, control) => make("label", [words[name], control]);
    const made = make("form", [make("h3", words.form), make("p", words.seen)]);
    for (const [name, complete, type] of FIELDS)
      made.append(field(name, make("input", "", { name, type, autocomplete: complete, maxlength: 254 })));
    made.append(
      field("text", make("textarea", "", { name: "text", rows: 6, minlength: 3, maxlength: 65535, required: "" })),
      make("p", [make("button", words.send, { name: "send" }), " ", make("button", words.cancel, { type: "button", name: "cancel", hidden: "" })]),
      make("p", "", { role: "status" }), make("p", "", { role: "alert" }),
    );
    made.elements.cancel.onclick = home;
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
    if (button.getAttribute("aria-disabled") === "true") return;
    const given = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim() || null]));
    const parent = Number(form.dataset.parent) || null;
    button.setAttribute("aria-disabled", "true");
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
      const page = parsed(error.told);
      const why = (page.querySelector("p") ?? page).textContent.slice(0, 300);
      alert.textContent = `${words.unsent} ${why}`.trim();
    }
    button.removeAttribute("aria-disabled");
  };

  const status = make("p", "", { role: "status" });
  const alert = make("p", "", { role: "alert" });
  const button = make("button", words.load, { type: "button" });
  const comments = make("div", "", { tabindex: -1 });
  const form = source.send ? formed() : null;
  const load = async again => {
    if (section.dataset.state === "loading") return;
    const had = document.activeElement === button;
    section.dataset.state = "loading";
    alert.textContent = "";
    if (!again) status.textContent = words.loading;
    button.setAttribute("aria-disabled", "true");
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
    }
    button.removeAttribute("aria-disabled");
  };
  button.onclick = () => load(false);
  section.querySelectorAll("[data-unscripted]").forEach(one => one.remove());
  thread.append(status, alert, button, comments);
})();
