/**
 * Listens to the local server: loads the page again when there is a new site, and shows what was wrong with a build.
 *
 * Only `invoke serve` adds this to pages, as it sends them; no published page has it. Lines may name hostile files:
 * they become text nodes and nothing else.
 */

const EVENTS = "/.serve/events";
const SHEET = "/.serve/reload.css";
const TITLES = {
  true: "This site is without what these lines name",
  false: "The last change could not be built; this is the last good site",
};

const [[kind, name]] = new URL(import.meta.url).searchParams; // what this page belongs to: a site, or its search
const notice = makeNotice();
let source = null;
let dismissed = ""; // the lines a person has closed

/** Listens while somebody sees the page: browsers keep only six connections to a server, for all its pages together. */
function listen() {
  if (document.visibilityState === "hidden") {
    source?.close();
    source = null;
  } else if (!source) {
    source = new EventSource(EVENTS);
    source.addEventListener("message", (event) => hear(JSON.parse(event.data)));
  }
}

/** Does what the news ask for. */
function hear(news) {
  if (news[kind] !== name) {
    source.close();
    location.reload();
    return;
  }
  const said = news.lines.join("\n");
  if (said && said !== dismissed) {
    notice.show(TITLES[news.whole], news.lines, () => (dismissed = said));
  } else if (!said) {
    dismissed = "";
    notice.hide();
  }
}

/** A part of the page for errors, with styles of its own: `show(title, lines, closed)` and `hide()`. */
function makeNotice() {
  const host = document.createElement("div");
  const sheet = element("link", { rel: "stylesheet", href: SHEET });
  const alert = element("div", { role: "alert", lang: "en", dir: "ltr" }); // there before its text, so that it is read out
  host.attachShadow({ mode: "open" }).append(sheet, alert);
  document.body.append(host);

  const hide = () => alert.replaceChildren();
  return {
    hide,
    show(title, lines, closed) {
      const close = element("button", { type: "button" }, "Close");
      close.addEventListener("click", () => {
        hide();
        closed();
      });
      const list = element("ul", { tabindex: "0", "aria-label": "Errors" });
      list.append(...lines.map((line) => element("li", { dir: "auto" }, line)));
      alert.replaceChildren(element("strong", {}, title), close, list);
    },
  };
}

/** An element with these attributes and this text. */
function element(name, attributes, text = "") {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.textContent = text;
  return made;
}

document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => {
  source?.close();
  source = null;
});
addEventListener("pageshow", listen); // also of a page that comes back from the browser's cache
listen();
