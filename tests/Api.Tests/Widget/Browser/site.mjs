// A town's web site that has our widget, on another origin than ours.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const now = new Date("2026-12-05T12:00:00Z"); // as the server's clock in these tests

export class Site {
  pages = new Map();
  contexts = [];

  static async open(browser, api, pictures) {
    const site = new Site();
    Object.assign(site, { browser, api: api.replace(/\/$/, ""), pictures });
    site.server = createServer((request, response) => {
      const page = site.pages.get(request.url);
      response.writeHead(page ? 200 : 404, { "content-type": "text/html; charset=utf-8", ...page?.headers });
      response.end(page?.html ?? "");
    });
    await new Promise((started) => site.server.listen(0, "127.0.0.1", started));
    site.origin = `http://127.0.0.1:${site.server.address().port}`;
    return site;
  }

  /** A page of the town with this in it. */
  async town(body, { csp, lang = "sv", style = "body { margin: 1rem; font: 1rem/1.5 sans-serif; }", script = true, ...how } = {}) {
    const path = `/${this.pages.size}`;
    const module = script ? `<script type="module" src="${this.api}/widget.js"></script>` : "";
    this.pages.set(path, {
      html: `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">`
        + `<meta name="color-scheme" content="light dark"><title>Stad</title>${csp ? "" : `<style>${style}</style>`}${module}</head><body><main><h1>Stad</h1>${body}</main></body></html>`,
      headers: csp ? { "content-security-policy": csp } : {},
    });
    return this.visit(this.origin + path, how);
  }

  /** Visits an address and remembers what is asked for on the way. */
  async visit(address, { width = 1000, height = 900, dark = false, javaScriptEnabled = true, before, ...how } = {}) {
    const context = await this.browser.newContext({
      viewport: { width, height }, colorScheme: dark ? "dark" : "light", javaScriptEnabled, reducedMotion: "reduce", timezoneId: "Asia/Tokyo", ...how,
    });
    this.contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await page.clock.setFixedTime(now);
    page.requests = [];
    page.complaints = [];
    page.on("request", (request) => page.requests.push(request));
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && page.complaints.push(message.text()));
    page.on("dialog", (dialog) => { page.complaints.push("a dialog: " + dialog.message()); dialog.dismiss(); });
    await before?.(page, context);
    await page.goto(address.startsWith("/") ? this.api + address : address, { waitUntil: "load" });
    return page;
  }

  /** Waits until the widget has said how much it shows. */
  async ready(page, count = 1) {
    await page.waitForFunction((wanted) => {
      const root = document.querySelector("besok-events")?.shadowRoot;
      return root && !root.querySelector("[aria-busy]") && root.querySelectorAll("li").length >= wanted;
    }, count);
  }

  /** @returns what axe finds, one line each. */
  async violations(page) {
    await page.evaluate(axe);
    const { violations } = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: "tag", values } }), wcag);
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
  }

  /** By how many pixels the page is too wide for its window. */
  overflow(page) {
    return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }

  async picture(page, name, fullPage = true) {
    if (this.pictures) await page.screenshot({ path: join(this.pictures, `${name}.png`), fullPage });
  }

  async clear() {
    await Promise.all(this.contexts.splice(0).map((context) => context.close()));
  }

  close() {
    this.server.close();
    this.server.closeAllConnections();
  }
}
