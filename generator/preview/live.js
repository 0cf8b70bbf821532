// Keep a page of the preview new: listen to the server's events while the page is seen.
// It stores nothing but the scroll place of a page that it loads again, in its history entry.
(() => {
  "use strict";
  const OWN = "script[data-token]";
  const SCRIPT = "script:not([type='application/ld+json'])";
  const { token, page } = document.currentScript.dataset;
  let { face } = document.currentScript.dataset;
  const kept = history.state;
  let stream = null;
  let wasOpen = false;
  let dismissed = "";
  let bar = null;

  if (kept && kept.hushpress === location.pathname) {
    history.replaceState(kept.before, "");
    const back = () => scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
    back();
    addEventListener("load", back, { once: true });
  }

  function again() {
    close();
    history.replaceState(
      { hushpress: location.pathname, x: scrollX, y: scrollY, before: history.state }, "");
    location.reload();
  }

  // What can't be exchanged while a page is open: its policy, its styles and its scripts.
  function frame(of) {
    const parts = of.querySelectorAll(
      `base, style, link[rel~=stylesheet], meta[http-equiv], ${SCRIPT}`);
    const open = of.documentElement.cloneNode(false).outerHTML;
    return [open, ...Array.from(parts, (part) => part.matches(OWN) ? "" : part.outerHTML)]
      .join("\n").replace(/'nonce-[^']*'/g, "");
  }

  // Put the page's new words in place of the old ones: half of the time of loading it again.
  async function renew() {
    close();
    let next;
    try {
      // What has styles or scripts of its own is loaded again.
      if (document.querySelectorAll(`style, ${SCRIPT}`).length > 1) throw new Error();
      const answer = await fetch(location.pathname + location.search);
      if (!answer.ok) throw new Error(answer.status);
      next = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      again();
      return;
    }
    const own = next.querySelector(OWN);
    if (!own || own.dataset.token !== token || frame(next) !== frame(document)) {
      again();
      return;
    }
    const place = { left: scrollX, top: scrollY, behavior: "instant" };
    face = own.dataset.face;
    document.title = next.title;
    document.body.replaceWith(next.body);
    scrollTo(place);
    listen();
  }

  function restyle(news) {
    face = news.face;
    for (const [old, fresh] of news.pairs) {
      for (const link of document.querySelectorAll("link[rel~=stylesheet]")) {
        if (new URL(link.href).pathname !== old) continue;
        const next = link.cloneNode();
        next.removeAttribute("integrity"); // the old style's
        next.href = fresh;
        next.addEventListener("load", () => link.remove(), { once: true });
        next.addEventListener("error", again, { once: true });
        link.after(next);
      }
    }
  }

  function element(name, text, more) {
    const made = document.createElement(name);
    made.textContent = text;
    return Object.assign(made, more);
  }

  function draw(lines) {
    if (bar) bar.remove();
    bar = null;
    if (!lines.length) return;
    bar = document.createElement("div");
    const root = bar.attachShadow({ mode: "closed" });
    const style = new CSSStyleSheet();
    style.replaceSync(`
      :host { all: initial; }
      div { position: fixed; inset: auto 1rem 1rem auto; max-width: min(26rem, calc(100vw - 2rem));
        box-sizing: border-box; padding: .75rem 1rem; border-radius: .5rem; z-index: 2147483647;
        background: #1c1917; color: #fafaf9; font: 15px/1.45 system-ui, sans-serif;
        box-shadow: 0 .25rem 1rem rgb(0 0 0 / .35); }
      p { margin: 0; overflow-wrap: anywhere; } p + p { margin-top: .5rem; }
      a { color: #fde68a; } .wrong { color: #fca5a5; }
      button { all: unset; cursor: pointer; float: right; padding: 0 .25rem .25rem .75rem; }
      a:focus-visible, button:focus-visible { outline: 2px solid #fde68a; outline-offset: 2px; }
      @media print { div { display: none; } }`);
    root.adoptedStyleSheets = [style];
    const box = element("div", "", { role: "status" });
    box.lang = "en";
    box.dir = "ltr";
    const shut = element("button", "×", { type: "button", title: "Close" });
    shut.setAttribute("aria-label", "Close");
    shut.addEventListener("click", () => { dismissed = told(); draw([]); });
    box.append(shut, ...lines);
    root.append(box);
    document.documentElement.append(bar);
  }

  const state = { saved: null, problems: null };
  const told = () => JSON.stringify(state);

  function show() {
    if (told() === dismissed) return;
    const lines = [];
    if (state.problems && state.problems.count) {
      const line = element("p", "", { className: "wrong" });
      const { count, first, url } = state.problems;
      const what = count === 1 ? "1 mistake keeps the site from being built: "
        : `${count} mistakes keep the site from being built, first: `;
      line.append(what, element("a", first, { href: url }));
      lines.push(line);
    }
    if (state.saved) {
      const line = element("p", "You saved ");
      line.append(element("a", state.saved.title, { href: state.saved.url }), ". Go there?");
      lines.push(line);
    }
    draw(lines);
  }

  function close() {
    if (stream) stream.close();
    stream = null;
  }

  function listen() {
    if (stream || document.visibilityState !== "visible") return;
    const query = new URLSearchParams({ token, page, face });
    stream = new EventSource(`/_hushpress/events?${query}`);
    stream.addEventListener("open", () => { wasOpen = true; });
    stream.addEventListener("error", () => {
      // The server was started again, and knows another token: so does the page, loaded again.
      if (stream && stream.readyState === EventSource.CLOSED) {
        stream = null;
        if (wasOpen) again(); else setTimeout(listen, 5000);
      }
    });
    const on = (name, act) =>
      stream.addEventListener(name, (event) => act(JSON.parse(event.data)));
    on("reload", renew);
    on("styles", restyle);
    on("saved", (saved) => { state.saved = saved; show(); });
    on("problems", (problems) => { state.problems = problems; show(); });
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") listen(); else close();
  });
  addEventListener("pagehide", close);
  addEventListener("pageshow", listen);
  listen();
})();
