// <besok-events>: the events of a search in Besöksnäring's catalogue, on any page. docs/widget.md explains its attributes.
// It stores nothing, sends no cookie, and asks nobody but the server it came from (or the one in `api`).

// The three texts below are put in by the server, from texts.json, the parameters of /api/v1/events, and widget.css.
const words = "{{texts}}";
const filters = "{{filters}}";
const style = new CSSStyleSheet();
style.replaceSync("{{style}}");

const origin = new URL(".", import.meta.url).href;
const locales = { sv: "sv-SE", nb: "nb-NO", en: "en-GB", de: "de-DE", nl: "nl-NL", da: "da-DK" };
const patience = 15_000; // milliseconds
const datesShown = 3;

// HTML knows no capitals in attributes: `startsAfter` is written starts-after.
const dashed = (name) => name.replace(/[A-Z]/g, (capital) => "-" + capital.toLowerCase());
const own = ["api", "search", "link", "heading", "heading-level", "images"];

class BesokEvents extends HTMLElement {
  static observedAttributes = [...own, ...filters.map(dashed)];

  #parts;
  #asking;
  #isWaiting = false;
  #shown = 0;

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [style];
  }

  connectedCallback() {
    this.#begin();
  }

  disconnectedCallback() {
    this.#asking?.abort();
  }

  // Several attributes changed together are one new search.
  attributeChangedCallback() {
    if (!this.#parts || this.#isWaiting) return;
    this.#isWaiting = true;
    queueMicrotask(() => {
      this.#isWaiting = false;
      if (this.isConnected) this.#begin();
    });
  }

  get #language() {
    const wished = this.getAttribute("language") ?? this.closest("[lang]")?.lang ?? "";
    const tag = wished.toLowerCase().split("-")[0];
    return tag in words ? tag : tag === "no" || tag === "nn" ? "nb" : "sv";
  }

  get #api() {
    const given = this.getAttribute("api");
    return given ? given.replace(/\/*$/, "/") : origin;
  }

  #address() {
    const search = this.getAttribute("search");
    const address = new URL(search ? `api/v1/searches/${encodeURIComponent(search)}` : "api/v1/events", this.#api);
    for (const name of filters) {
      const value = this.getAttribute(dashed(name));
      // `free` alone, as HTML writes what is true.
      if (value !== null) address.searchParams.set(name, value.trim() || "true");
    }
    address.searchParams.set("language", this.#language);
    if (!address.searchParams.has("limit")) address.searchParams.set("limit", "10");
    return address;
  }

  #begin() {
    const language = this.#language;
    const heading = this.getAttribute("heading");
    const level = Math.min(Math.max(Number(this.getAttribute("heading-level")) || 2, 1), 5);
    const parts = {
      language,
      text: words[language],
      dates: new Dates(language),
      dayTag: `h${heading ? level + 1 : level}`,
      days: make("div"),
      status: make("p", { role: "status", part: "status", class: "status" }),
      button: make("button", { type: "button", part: "button", hidden: "" }),
      fallback: make("slot"),
    };
    parts.section = make(
      "section",
      { lang: language, part: "section", "aria-label": heading ?? words[language].events },
      heading && make(`h${level}`, { part: "heading" }, heading),
      parts.days, parts.status, parts.button, make("div", { class: "fallback" }, parts.fallback),
    );
    this.#parts = parts;
    this.#shown = 0;
    this.shadowRoot.replaceChildren(parts.section);
    this.#load(this.#address(), false);
  }

  /** @param isAsked whether a reader pressed the button, and is to be taken to what comes. */
  async #load(address, isAsked) {
    this.#asking?.abort();
    const asking = (this.#asking = new AbortController());
    const { section, status, button, text } = this.#parts;
    section.setAttribute("aria-busy", "true");
    status.textContent = text.loading;
    // Disabled for good it would lose the focus.
    button.setAttribute("aria-disabled", "true");
    button.onclick = null;
    let answer;
    try {
      answer = await ask(address, asking.signal);
    } catch (problem) {
      if (asking.signal.aborted) return;
      console.error(`<besok-events>: ${problem.message}`);
    }
    if (asking.signal.aborted) return;
    section.removeAttribute("aria-busy");
    button.removeAttribute("aria-disabled");
    if (answer) this.#show(answer, address, isAsked);
    else this.#offer(text.retry, () => this.#load(address, true), text.failed);
  }

  #show(answer, address, isAsked) {
    const { text, days, button, status, fallback } = this.#parts;
    const rows = answer.events ?? [];
    const links = rows.map((row) => this.#append(row, answer.window));
    this.#shown += rows.length;
    fallback.hidden = this.#shown > 0;
    button.hidden = true;
    const { totalCount, totalCountIsExact } = answer._meta;
    const total = totalCountIsExact === false ? `${totalCount}+` : totalCount;
    const said = this.#shown > 0 ? fill(text.shown, { shown: this.#shown, total }) : text.nothing;
    // Only the question of the link is used: an answer cannot send anyone elsewhere.
    const next = answer._links?.next?.href;
    if (next) {
      const following = new URL(address);
      following.search = new URL(next, address).search;
      this.#offer(text.more, () => this.#load(following, true), said);
    } else {
      status.textContent = said;
    }
    if (isAsked) (links[0] ?? days.querySelector("a"))?.focus();
  }

  #offer(label, press, said) {
    const { button, status } = this.#parts;
    status.textContent = said;
    button.textContent = label;
    button.hidden = false;
    button.onclick = press;
  }

  /** @returns the row's link. */
  #append(row, window) {
    const { days, dates, dayTag } = this.#parts;
    const first = row.occurrences?.[0];
    const day = first ? dates.dayIn(first, window, this.hasAttribute("ended")) : "";
    // What is of the day that the last page ended with goes there.
    let list = days.lastElementChild;
    if (list?.dataset.day !== day) {
      list = make("div", { class: "day", "data-day": day }, day && make(dayTag, { part: "day" }, dates.heading(day)), make("ul", { role: "list" }));
      days.append(list);
    }
    const { item, link } = this.#item(row, first, day);
    // On a Saturday, what goes on since the weekend's Friday comes before Saturday's own: what happens once goes first.
    const runs = list.lastElementChild.querySelector(".run");
    list.lastElementChild.insertBefore(item, first?.isRun ? null : runs);
    return link;
  }

  #item(row, first, day) {
    const { text, dates, language } = this.#parts;
    const titleLanguage = row.contentLanguage?.title;
    const link = make("a", { href: this.#pageOf(row), part: "link", lang: titleLanguage !== language && titleLanguage }, row.title);
    const status = first && text[first.status];
    const when = first && dates.when(first, day, text);
    const marks = [status && make("strong", { part: "mark", class: "mark" }, status), row.isFree && make("span", { part: "mark", class: "mark" }, text.free)];
    const places = [row.place?.name, row.place?.city ?? row.municipality?.name].filter(Boolean);
    const image = this.hasAttribute("images") && pictureOf(row.image, text);
    const item = make(
      "li", { part: "event", class: [first?.status, first?.isRun && "run"].filter(Boolean).join(" ") },
      image && image.picture,
      make(
        "div", { class: "facts" },
        make("p", { part: "title", class: "title" }, link),
        make("p", { part: "when", class: "when" }, when && make("time", { datetime: first.startLocal }, when), ...marks),
        places.length > 0 && make("p", { part: "where", class: "where" }, [...new Set(places)].join(", ")),
        this.#others(row, text, dates),
        image && image.credit,
      ),
    );
    return { item, link };
  }

  /** The other dates of an event that is listed once. */
  #others(row, text, dates) {
    const others = (row.occurrences ?? []).slice(1);
    if (others.length === 0) return null;
    const said = others.slice(0, datesShown).map((o) => dates.short(o) + (text[o.status] ? ` (${text[o.status].toLowerCase()})` : ""));
    if (others.length > datesShown) said.push("…");
    return make("p", { part: "others", class: "others" }, fill(text.also, { dates: said.join(", ") }));
  }

  #pageOf(row) {
    const template = this.getAttribute("link");
    const ours = new URL(`whats-on/${encodeURIComponent(row.id)}?language=${this.#parts.language}`, this.#api).href;
    return (template && webAddress(template.replaceAll("{id}", encodeURIComponent(row.id)), document.baseURI)) || ours;
  }
}

/** Says when something is. Venue times are shown as they are given: read and written in UTC, so that no zone can move them. */
class Dates {
  #locale;

  constructor(language) {
    this.#locale = locales[language];
  }

  heading(day) {
    const year = day.slice(0, 4) === String(new Date().getFullYear()) ? undefined : "numeric";
    const text = this.#format(day, { weekday: "long", day: "numeric", month: "long", year });
    return text[0].toLocaleUpperCase(this.#locale) + text.slice(1);
  }

  /** @returns the day of the region under which the occurrence is listed; what goes on, under the first day that is shown. */
  dayIn(occurrence, window, isPastShown) {
    const zone = window?.timeZone ?? occurrence.timeZone;
    const isElsewhere = occurrence.timePrecision === "minute" && occurrence.timeZone !== zone;
    const day = isElsewhere ? isoDay(new Date(occurrence.start), zone) : occurrence.startLocal.slice(0, 10);
    const earliest = isPastShown ? "" : isoDay(new Date(), zone);
    return [day, window?.firstDay ?? "", earliest].sort().at(-1);
  }

  when(occurrence, day, text) {
    const { startLocal: start, endLocal: end, timePrecision, isRun } = occurrence;
    if (isRun) return end ? fill(text.until, { date: this.#date(lastDay(end)) }) : text.goesOn;
    if (timePrecision === "date") {
      return end && end !== start ? `${this.#date(start)} – ${this.#date(end)}` : start === day ? text.noTime : this.#date(start);
    }
    const from = start.startsWith(day) ? this.#time(start) : `${this.#date(start)} ${this.#time(start)}`;
    if (!end || end === start) return from;
    const isLong = moment(end) - moment(start) >= 24 * 3600 * 1000;
    return isLong ? `${from} – ${this.#date(end)} ${this.#time(end)}` : `${from}–${this.#time(end)}`;
  }

  short({ startLocal, timePrecision }) {
    const date = this.#format(startLocal, { weekday: "short", day: "numeric", month: "short" });
    return timePrecision === "date" ? date : `${date} ${this.#time(startLocal)}`;
  }

  #date(local) {
    const year = local.slice(0, 4) === String(new Date().getFullYear()) ? undefined : "numeric";
    return this.#format(local, { day: "numeric", month: "short", year });
  }

  #time(local) {
    return this.#format(local, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  }

  #format(local, options) {
    return new Intl.DateTimeFormat(this.#locale, { ...options, timeZone: "UTC" }).format(moment(local));
  }
}

const moment = (local) => new Date(local.length > 10 ? `${local}Z` : `${local}T00:00Z`);

/** The last day of what ends then: midnight belongs to the day before. */
const lastDay = (end) => (end.endsWith("T00:00") ? isoDay(new Date(moment(end) - 1), "UTC") : end);

// Swedish writes dates as ISO 8601 does.
const isoDay = (instant, timeZone) => new Intl.DateTimeFormat("sv-SE", { timeZone }).format(instant);

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

async function ask(address, signal) {
  const response = await fetch(address, {
    credentials: "omit", referrerPolicy: "no-referrer", signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail ?? response.status);
  return answer;
}

/** @returns an absolute http(s) address, or null: `javascript:` and the like lead nowhere. */
function webAddress(text, base) {
  if (!URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
}

function pictureOf(image, text) {
  const src = image && webAddress(image.url);
  if (!src) return null;
  const credit = [image.credit, image.licence].filter(Boolean).join(", ");
  return {
    picture: make("img", { src, alt: image.altText ?? "", width: image.width, height: image.height, loading: "lazy", decoding: "async", referrerpolicy: "no-referrer", part: "image" }),
    credit: credit && make("p", { part: "credit", class: "credit" }, fill(text.photo, { credit })),
  };
}

/** Makes an element. What others wrote goes in as text and attributes, never as markup. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter(Boolean));
  return element;
}

if (!customElements.get("besok-events")) customElements.define("besok-events", BesokEvents);
