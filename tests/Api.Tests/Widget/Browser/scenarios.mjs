import assert from "node:assert/strict";

const languages = ["sv", "nb", "en", "de", "nl", "da"];
const here = (attributes = "") => `<besok-events municipality="1784" ${attributes}><a href="/whats-on?municipality=1784">Vad händer i Arvika</a></besok-events>`;
const items = (page) => page.locator("besok-events li");
const status = (page) => page.locator("besok-events [role=status]").textContent();

const looks = (name, visit, wait) => async (site) => {
  for (const dark of [false, true]) {
    for (const width of [320, 700]) {
      const page = await visit(site, { width, dark });
      if (wait) await site.ready(page);
      await site.picture(page, `${name}-${width}${dark ? "-dark" : ""}`);
      assert.deepEqual(await site.violations(page), []);
      assert.equal(await site.overflow(page), 0, `${width} wide`);
      await site.clear();
    }
  }
};

export const scenarios = {
  "the widget is accessible, light and dark, narrow and wide": looks("widget", (site, how) => site.town(here('heading="Vad händer" limit="12"'), how), true),

  "the page of events is accessible, light and dark, narrow and wide": looks("whats-on", (site, how) => site.visit("/whats-on?municipality=1784&language=sv", how)),

  "the page of one event is accessible, light and dark, narrow and wide": looks("event", async (site, how) => {
    const answer = await (await fetch(`${site.api}/api/v1/events?q=Luciakonsert`)).json();
    return site.visit(`/whats-on/${answer.events[0].id}?language=sv`, how);
  }),

  "the page that makes the tag is accessible, light and dark, narrow and wide": looks("builder", (site, how) => site.visit("/widget?lang=sv&municipality=1784&when=this-weekend&language=de&heading=Was+ist+los", how), true),

  "the start page leads to it and is accessible": looks("start", (site, how) => site.visit("/?lang=en", how)),

  "the tag is made without script, and works where it is pasted": async (site) => {
    const page = await site.visit("/widget?lang=en", { javaScriptEnabled: false });
    await page.getByLabel("Municipality").selectOption({ label: "Arvika" });
    await page.getByLabel("Language").selectOption({ label: "Deutsch" });
    await page.getByLabel("Only what is free").check();
    await page.getByLabel("Number at a time").fill("3");
    await page.getByLabel("Heading").fill('"><script>alert(1)</script> & los');
    await page.getByRole("button", { name: "Make the code" }).click();
    await page.waitForLoadState();
    assert.ok(await page.locator("besok-events a").isVisible(), "who has no script sees the link");
    const tag = await page.locator("pre").innerText();
    assert.match(tag, /^<script type="module" src="http:[^"]+\/widget\.js"><\/script>\n<besok-events municipality="1784" language="de" limit="3" heading="[^"]*" free>/);
    const shown = await site.visit(page.url());
    await site.ready(shown, 2);
    assert.deepEqual(shown.complaints, []);
    assert.deepEqual(shown.requests.map((request) => request.url()).filter((url) => !url.startsWith(site.api)), []);
    const town = await site.town(tag, { script: false });
    await site.ready(town, 2);
    assert.deepEqual(town.complaints, []);
    assert.equal(await town.locator("besok-events h2").first().textContent(), '"><script>alert(1)</script> & los');
    assert.deepEqual(await town.locator("besok-events li a").allTextContents(), await shown.locator("besok-events li a").allTextContents());
    await town.evaluate(() => document.querySelector("besok-events a").click());
    await town.waitForURL(/whats-on/);
    assert.deepEqual(await town.locator(".events a").allTextContents(), await shown.locator("besok-events li a").allTextContents());
  },

  "what no tag can be made of is said": async (site) => {
    const page = await site.visit("/widget?municipality=Arvka&lang=sv");
    assert.match(await page.locator("[role=alert]").innerText(), /'Arvka' is not a known municipality/);
    assert.equal(await page.locator("besok-events").count(), 0);
    assert.deepEqual(await site.violations(page), []);
  },

  "the reference asks nobody but us, in both languages": async (site) => {
    for (const [language, word] of [["sv", "Parametrar"], ["en", "Query Parameters"]]) {
      const page = await site.visit(`/docs/reference?lang=${language}`, { width: 1280 });
      await page.getByText(language === "sv" ? "Öppet för läsning" : "Open for reading").first().waitFor();
      await site.picture(page, `reference-top-${language}`, false);
      await page.getByRole("link", { name: language === "sv" ? "Evenemang" : "Events", exact: true }).first().click();
      await page.getByText(word).first().waitFor();
      await site.picture(page, `reference-${language}`, false);
      assert.deepEqual(page.requests.map((request) => request.url()).filter((url) => !url.startsWith(site.api) && !/^(data|blob):/.test(url)), []);
      assert.deepEqual(page.complaints, []);
      assert.deepEqual(await page.context().cookies(), []);
      await page.getByRole("button", { name: language === "sv" ? /^Prova/ : /^Test Request/ }).first().click();
      const answered = page.waitForResponse((response) => /\/api\/v1\/(listings|events)/.test(response.url()));
      await page.getByRole("button", { name: /^Send/ }).first().click();
      assert.ok([200, 400].includes((await answered).status()), "a call is made from the page");
      assert.equal(await page.getByText(/Ask AI|Generate SDK|Deploy/).count(), 0);
      assert.equal(await page.locator("html").getAttribute("lang"), language);
    }
  },

  "all six languages have their words, dates and no violation": async (site) => {
    for (const language of languages) {
      const page = await site.town(here(`language="${language}" limit="12"`));
      await site.ready(page);
      assert.deepEqual(await site.violations(page), [], language);
      const text = await page.locator("besok-events section").innerText();
      assert.doesNotMatch(text, /undefined|null|NaN|\{|\}|Invalid/, language);
      const whatsOn = await site.visit(`/whats-on?municipality=1784&language=${language}`);
      assert.deepEqual(await site.violations(whatsOn), [], language);
      assert.doesNotMatch(await whatsOn.locator("body").innerText(), /undefined|\{|\}/, language);
      // The page without script says the same days and times as the widget. Intl and .NET abbreviate months each in their way.
      const [mine, theirs] = await Promise.all([page.locator("besok-events h2").allTextContents(), whatsOn.locator("h2").allTextContents()]);
      assert.deepEqual(mine.map(plain), theirs.slice(0, mine.length).map(plain), language);
      await site.clear();
    }
  },

  "times are the venue's own, whatever the visitor's clock says": async (site) => {
    const page = await site.town(here('limit="12" language="sv"'));
    await site.ready(page);
    const rows = await items(page).allInnerTexts();
    const of = (title) => rows.find((row) => row.includes(title)) ?? assert.fail(`${title} in ${rows.join("|")}`);
    assert.match(of("Luciakonsert"), /19:00–21:00/);
    assert.match(of("Nattvandring"), /22:00–02:00/);
    assert.match(of("Julmarknad"), /Tid ej angiven/);
    assert.match(of("Konsthallen"), /Pågår till 31 aug\. 2027/);
    assert.doesNotMatch(rows.join(), /00:00/);
    assert.equal(await page.locator("besok-events h2").first().textContent(), "Lördag 5 december");
  },

  "on a Saturday, the weekend's exhibitions come after what happens that day": async (site) => {
    const page = await site.town(here('limit="12" when="this-weekend" language="sv"'));
    await site.ready(page);
    const titles = await page.locator("besok-events .day").first().locator("a").allTextContents();
    assert.equal(titles.at(-1), "Konsthallen visar vinterljus");
    const whatsOn = await site.visit("/whats-on?municipality=1784&when=this-weekend&language=sv");
    assert.deepEqual(await whatsOn.locator(".day").first().locator("a").allTextContents(), titles);
  },

  "colours that a site sets are taken": async (site) => {
    const page = await site.town(here(), { style: ":root { --accent: rgb(120, 20, 20); } besok-events { --besok-accent: var(--accent); }" });
    await site.ready(page);
    assert.equal(await page.locator("besok-events li a").first().evaluate((a) => getComputedStyle(a).color), "rgb(120, 20, 20)");
  },

  "what is cancelled or free says so in words": async (site) => {
    const page = await site.town(here('limit="12" language="en"'));
    await site.ready(page);
    assert.match(await items(page).filter({ hasText: "Lecture" }).innerText(), /Cancelled/);
    assert.match(await items(page).filter({ hasText: "Lucia concert" }).innerText(), /Free/);
  },

  "nobody is asked but our server, and nothing is stored": async (site) => {
    const page = await site.town(here('limit="12"'));
    await site.ready(page);
    await page.locator("besok-events button").click();
    await site.ready(page, 13);
    const addresses = page.requests.map((request) => request.url());
    assert.deepEqual(addresses.filter((url) => !url.startsWith(site.api) && !url.startsWith(site.origin)), []);
    assert.equal(addresses.filter((url) => url.startsWith(`${site.api}/widget.js`)).length, 1);
    for (const request of page.requests.filter((r) => r.url().startsWith(site.api))) {
      const [sent, response] = [await request.allHeaders(), await request.response()];
      assert.equal(sent.cookie, undefined);
      assert.equal((await response.allHeaders())["set-cookie"], undefined);
      assert.equal(sent.referer, request.url().includes("/api/") ? undefined : sent.referer);
    }
    assert.deepEqual(await page.context().cookies(), []);
    assert.deepEqual(await page.evaluate(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]), [0, 0, 0]);
    assert.deepEqual(page.complaints, []);
  },

  "pictures come only where they are asked for, with text and credit": async (site) => {
    const answered = (page) => page.route("https://bilder.example/**", (route) => route.fulfill({ contentType: "image/svg+xml", body: '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><rect width="800" height="600" fill="#567"/></svg>' }));
    const page = await site.town(here('limit="12" images'), { before: answered });
    await site.ready(page);
    const image = page.locator("besok-events img");
    assert.equal(await image.count(), 1);
    assert.equal(await image.getAttribute("alt"), "Kören i kyrkan");
    assert.match(await items(page).filter({ has: page.locator("img") }).innerText(), /Foto: A\. Fotograf, CC-BY-4\.0/);
    await site.picture(page, "widget-images");
    assert.deepEqual(await site.violations(page), []);
    const narrow = await site.town(here('limit="3" images'), { before: answered, width: 320 });
    await site.ready(narrow);
    await site.picture(narrow, "widget-images-320");
    assert.equal(await site.overflow(narrow), 0);
  },

  "what providers write is text, wherever it stands": async (site) => {
    const page = await site.town(here('limit="12"'));
    await site.ready(page);
    assert.equal(await items(page).filter({ hasText: "<img src=x onerror=" }).count(), 1);
    assert.equal(await page.locator("besok-events img, besok-events script").count(), 0);
    assert.deepEqual(page.complaints, []);
    const links = await page.locator("besok-events a").evaluateAll((all) => all.map((a) => a.protocol));
    assert.deepEqual([...new Set(links)], ["http:"]);
    const whatsOn = await site.visit("/whats-on?municipality=1784&language=sv");
    assert.match(await whatsOn.locator("main").innerText(), /<img src=x onerror=/);
    assert.equal(await whatsOn.locator("img, script").count(), 0);
    assert.deepEqual(whatsOn.complaints, []);
  },

  "a link template of the site is followed, but not into a script": async (site) => {
    const page = await site.town(here('link="/evenemang/{id}?x={id}"'));
    await site.ready(page);
    assert.match(await page.locator("besok-events li a").first().evaluate((a) => a.href), new RegExp(`^${site.origin}/evenemang/\\w+\\?x=\\w+$`));
    const hostile = await site.town(here('link="javascript:alert(1)//{id}"'));
    await site.ready(hostile);
    assert.match(await hostile.locator("besok-events li a").first().evaluate((a) => a.href), /^http:.*\/whats-on\/\w+\?language=sv$/);
  },

  "more comes by keyboard, and the focus goes to the first of it": async (site) => {
    const page = await site.town(here('limit="5"'));
    await site.ready(page);
    assert.match(await status(page), /^5 av \d+ visas$/);
    const fifth = await items(page).nth(4).locator("a").innerText();
    await page.locator("besok-events button").focus();
    await page.keyboard.press("Enter");
    await site.ready(page, 10);
    const focused = await page.evaluate(() => document.querySelector("besok-events").shadowRoot.activeElement?.innerText);
    assert.equal(focused, await items(page).nth(5).locator("a").innerText());
    assert.notEqual(focused, fifth);
    assert.match(await status(page), /^10 av \d+ visas$/);
    const days = await page.locator("besok-events h2").allTextContents();
    assert.equal(new Set(days).size, days.length, "a day is one list, also across pages");
    for (let pressed = 0; await page.locator("besok-events button").isVisible(); pressed++) {
      assert.ok(pressed < 20);
      await page.locator("besok-events button").click();
      await page.waitForFunction(() => !document.querySelector("besok-events").shadowRoot.querySelector("[aria-busy]"));
    }
    const [, shown, total] = (await status(page)).match(/^(\d+) av (\d+) visas$/);
    assert.equal(shown, total);
    assert.equal(await items(page).count(), Number(total));
    assert.equal(new Set(await page.locator("besok-events li a").evaluateAll((all) => all.map((a) => a.href))).size, Number(total));
  },

  "without a connection it says so, keeps the link and tries again": async (site) => {
    const page = await site.town(here('limit="5"'), { before: (p) => p.route("**/api/v1/**", (route) => route.abort()) });
    const button = page.locator("besok-events button");
    await button.waitFor();
    assert.equal(await status(page), "Evenemangen kunde inte hämtas just nu.");
    assert.equal(await button.innerText(), "Försök igen");
    assert.ok(await page.getByRole("link", { name: "Vad händer i Arvika" }).isVisible());
    assert.deepEqual(await site.violations(page), []);
    await site.picture(page, "widget-failed");
    await page.unroute("**/api/v1/**");
    await button.focus();
    await page.keyboard.press("Enter");
    await site.ready(page, 5);
    assert.ok(await page.evaluate(() => document.querySelector("besok-events").shadowRoot.activeElement?.matches("li a")));
    assert.ok(!(await page.getByRole("link", { name: "Vad händer i Arvika" }).isVisible()));
    // The same in the midst of it: what is there stays.
    await page.route("**/api/v1/**", (route) => route.fulfill({ status: 503, contentType: "application/problem+json", headers: { "access-control-allow-origin": "*" }, body: '{"detail":"too slow"}' }));
    await button.click();
    await page.waitForFunction(() => document.querySelector("besok-events").shadowRoot.querySelector("button").textContent === "Försök igen");
    assert.equal(await items(page).count(), 5);
  },

  "nothing found is said, with the link to the page": async (site) => {
    const page = await site.town(here('q="finnsinte"'));
    await page.waitForFunction(() => document.querySelector("besok-events").shadowRoot.querySelector("[role=status]")?.textContent.startsWith("Inget"));
    assert.ok(await page.getByRole("link", { name: "Vad händer i Arvika" }).isVisible());
    assert.deepEqual(await site.violations(page), []);
  },

  "a mistake in an attribute is explained to who made it": async (site) => {
    const page = await site.town('<besok-events municipality="Arvka"></besok-events>');
    await page.locator("besok-events button").waitFor();
    assert.ok(page.complaints.some((text) => text.includes("'Arvka' is not a known municipality")), page.complaints.join());
  },

  "attributes may change, and several at once are one question": async (site) => {
    const page = await site.town(here('limit="5" language="sv"'));
    await site.ready(page);
    page.requests.length = 0;
    await page.locator("besok-events").evaluate((element) => {
      element.setAttribute("language", "de");
      element.setAttribute("limit", "2");
      element.setAttribute("starts-after", "17:00");
      element.setAttribute("free", "");
    });
    await page.waitForFunction(() => document.querySelector("besok-events").shadowRoot.querySelector("section").lang === "de");
    await site.ready(page, 1);
    const asked = page.requests.map((request) => new URL(request.url()).search).filter((search) => search.includes("municipality"));
    assert.deepEqual(asked.map((search) => decodeURIComponent(search)), ["?municipality=1784&startsAfter=17:00&free=true&limit=2&language=de"].map((wanted) => sorted(wanted, asked[0])));
  },

  "a saved search is asked for by its id": async (site) => {
    // What it answers is what /events answers.
    const answer = await (await fetch(`${site.api}/api/v1/events?municipality=1784&limit=3`)).text();
    const page = await site.town('<besok-events search="sommar-i-arvika" limit="3" lang="nb-NO"><a href="/alt">Alt</a></besok-events>', {
      before: (p) => p.route("**/api/v1/searches/**", (route) => route.fulfill({ contentType: "application/json", headers: { "access-control-allow-origin": "*" }, body: answer })),
    });
    await site.ready(page, 3);
    assert.deepEqual(page.requests.map((request) => request.url()).filter((url) => url.includes("/api/")), [`${site.api}/api/v1/searches/sommar-i-arvika?limit=3&language=nb`]);
  },

  "without script the link leads to the same events in the same language": async (site) => {
    const page = await site.town(`<besok-events municipality="1784" language="de"><a href="${site.api}/whats-on?municipality=1784&amp;language=de">Was ist los in Arvika</a></besok-events>`, { javaScriptEnabled: false });
    await page.getByRole("link", { name: "Was ist los in Arvika" }).click();
    await page.waitForLoadState();
    assert.equal(await page.locator("html").getAttribute("lang"), "de");
    assert.equal(await page.locator("h1").textContent(), "Was ist los in Arvika");
    const { events } = await (await fetch(`${site.api}/api/v1/events?municipality=1784&language=de`)).json();
    assert.deepEqual(await page.locator(".events a").allTextContents(), events.map((event) => event.title));
    await page.getByRole("link", { name: "Nächste Seite" }).click();
    await page.waitForLoadState();
    const rest = await page.locator(".events a").allTextContents();
    assert.ok(rest.length > 0);
    const { _links } = await (await fetch(`${site.api}/api/v1/events?municipality=1784&language=de`)).json();
    assert.deepEqual(rest, (await (await fetch(_links.next.href)).json()).events.map((event) => event.title));
    await page.locator(".events a").first().click();
    await page.waitForLoadState();
    assert.equal(await page.locator("h1").textContent(), rest[0]);
  },

  "it works under a strict policy of the page": async (site) => {
    const csp = `default-src 'none'; script-src ${site.api}; connect-src ${site.api}; style-src 'none'; img-src 'none'; base-uri 'none'; require-trusted-types-for 'script'`;
    const page = await site.town(here('heading="Vad händer"'), { csp });
    await site.ready(page);
    assert.equal(await page.locator("besok-events li").first().evaluate((li) => getComputedStyle(li).display), "grid");
    assert.deepEqual(page.complaints, []);
  },

  "it works with the integrity of its bytes": async (site) => {
    const body = Buffer.from(await (await fetch(`${site.api}/widget.js`)).arrayBuffer());
    const hash = (await import("node:crypto")).createHash("sha384").update(body).digest("base64");
    const page = await site.town(`<script type="module" src="${site.api}/widget.js" integrity="sha384-${hash}" crossorigin="anonymous"></script>${here()}`, { script: false });
    await site.ready(page);
    const wrong = await site.town(`<script type="module" src="${site.api}/widget.js" integrity="sha384-${hash.replace(/^./, (c) => (c === "A" ? "B" : "A"))}" crossorigin="anonymous"></script>${here()}`, { script: false });
    assert.ok(await wrong.getByRole("link", { name: "Vad händer i Arvika" }).isVisible());
  },

  "what can be pressed is large enough, and the headings have the level that is asked for": async (site) => {
    const page = await site.town(here('heading="Vad händer" heading-level="3"'), { width: 320 });
    await site.ready(page);
    assert.deepEqual(await page.locator("besok-events :is(h1,h2,h3,h4,h5,h6)").evaluateAll((all) => [...new Set(all.map((h) => h.tagName))]), ["H3", "H4"]);
    const sizes = await page.locator("besok-events :is(a, button)").evaluateAll((all) => all.filter((e) => e.checkVisibility()).map((e) => Math.floor(Math.min(e.getBoundingClientRect().height, e.getBoundingClientRect().width))));
    assert.ok(sizes.length > 10 && Math.min(...sizes) >= 24, sizes.join());
  },
};

const plain = (text) => text.replace(/[.,]| den(?= \d)/g, "").replace(/\s+/g, " ").toLowerCase();

/** The parameters of one question in the order of another. */
function sorted(question, like) {
  const [wanted, order] = [new URLSearchParams(question), [...new URLSearchParams(like).keys()]];
  return "?" + [...wanted].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)).map(([name, value]) => `${name}=${value}`).join("&");
}
