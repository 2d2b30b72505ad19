// The whole journey in Chromium, by keyboard alone, with axe looking at every screen on the way.
// Usage: node journey.mjs ADDRESS FOLDER_OF_MAIL [FOLDER FOR PICTURES]     Writes what is wrong, a line each, as JSON.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [address, mail, pictures] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const wrong = [];
const seen = [];

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-dev-shm-usage"] });

async function open(settings = {}) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: "sv-SE", reducedMotion: "reduce", ...settings });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on("console", (message) => message.type() === "error" && !/status of 4\d\d/.test(message.text()) && wrong.push(`${page.url()}: ${message.text()}`));
  page.on("dialog", (dialog) => { wrong.push(`${page.url()}: a dialog: ${dialog.message()}`); dialog.dismiss(); });
  return page;
}

/** Looks at the screen as it is: narrow and wide, light and dark, and with letters of twice the size. */
async function look(page, name) {
  seen.push(name);
  for (const [width, dark, size] of [[320, false, 100], [360, true, 200], [1280, true, 100], [1280, false, 100]]) {
    await page.setViewportSize({ width, height: 740 });
    await page.emulateMedia({ colorScheme: dark ? "dark" : "light", reducedMotion: "reduce" });
    await page.evaluate((percent) => { document.documentElement.style.fontSize = `${percent}%`; }, size);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) wrong.push(`${name}: ${over} pixels too wide at ${width}, letters ${size} %`);
    await page.evaluate(axe);
    const { violations } = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: "tag", values } }), wcag);
    wrong.push(...violations.flatMap(({ id, nodes }) => nodes.map((node) => `${name} at ${width}${dark ? " dark" : ""}: ${id}: ${node.html} ${node.failureSummary}`)));
    if (pictures) await page.screenshot({ path: join(pictures, `${name}-${width}${dark ? "-dark" : ""}.png`), fullPage: true });
  }
  await page.evaluate(() => { document.documentElement.style.fontSize = ""; });
  await page.setViewportSize({ width: 360, height: 740 });
}

/** Goes there with the tabulator key. */
async function reach(page, selector) {
  for (let presses = 0; presses < 250; presses++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`${page.url()}: the keyboard does not reach ${selector}`);
}

async function fill(page, selector, text) {
  await reach(page, selector);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
}

async function press(page, selector, key = "Enter") {
  await reach(page, selector);
  await Promise.all([page.waitForNavigation(), page.keyboard.press(key)]);
}

function link() {
  const latest = readdirSync(mail).filter((file) => file.endsWith(".eml")).sort().at(-1);
  const text = readFileSync(join(mail, latest), "utf8").replace(/=\r?\n/g, "").replaceAll("=3D", "=");
  return /http\S+secret=[\w-]+/.exec(text)[0];
}

async function signIn(page, email) {
  await page.goto(`${address}portal/sign-in`);
  await fill(page, "#email", email);
  await press(page, "main button");
  await page.goto(link());
  await press(page, "main button");
}

try {
  const page = await open();
  await page.goto(`${address}portal`);
  await look(page, "home");
  await press(page, "main .button");
  await look(page, "sign-in");
  await fill(page, "#email", "anna@exempel.se");
  await press(page, "main button");
  await look(page, "sent");
  await page.goto(link());
  await look(page, "link");
  await press(page, "main button");
  await look(page, "mine-empty");
  await page.goto(link());
  await look(page, "link-used");
  await page.goto(`${address}portal/nowhere`);
  await look(page, "no-page");

  await page.goto(`${address}portal/find`);
  await look(page, "find");
  await fill(page, "#name", "finns inte");
  await press(page, "main form button");
  await look(page, "find-nothing");
  await fill(page, "#name", "ravst");
  await press(page, "main form button");
  await look(page, "find-found");
  await press(page, "main a[href*='/claim/']");
  await look(page, "claim");
  await press(page, "main form button");
  await look(page, "claim-faults");
  await fill(page, "#organisation-name", "Ravens stugor");
  await press(page, "main form button");
  await look(page, "listing");
  assert.match(await page.locator(".done").textContent().catch(() => ""), /^$|Den är din/);

  await press(page, "main a[href$='/edit']");
  await look(page, "edit");
  await fill(page, "#title-sv", "Rävstugan");
  await fill(page, "#hours", "när jag vill");
  await press(page, "button[formaction*=Look]");
  await look(page, "edit-faults");
  assert.ok(await page.evaluate(() => document.activeElement.classList.contains("faults")), "what is wrong is read first");
  await fill(page, "#hours", "alla dagar 10-17");
  await press(page, "button[formaction*=Look]");
  await look(page, "preview");
  await press(page, "button[formaction*=Publish]");
  await look(page, "listing-changed");
  assert.equal(await page.locator("h1").textContent(), "Rävstugan");
  await press(page, "form[action*=Verify] button");
  assert.match(await page.locator("main").textContent(), /Bekräftad i dag/);
  const listing = page.url();

  // Two windows at once.
  const other = await page.context().newPage();
  await page.goto(`${listing}/edit`);
  await other.goto(`${listing}/edit`);
  await other.fill("#title-sv", "Rävlyan");
  await Promise.all([other.waitForNavigation(), other.click("button[formaction*=Save]")]);
  await fill(page, "#title-sv", "Rävgrytet");
  await press(page, "button[formaction*=Save]");
  await look(page, "edit-conflict");

  // A new one, with dates over the night on which the clocks change.
  await page.goto(`${address}portal/new?name=Ravstugans+fest`);
  await look(page, "new-alike");
  await reach(page, "#kind-Accommodation");
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press("ArrowDown");
  await reach(page, "#none");
  await page.keyboard.press("Space");
  await press(page, "main form button");
  await look(page, "draft-new");
  await fill(page, "#dates", "varje lör 22-04 från 2027-03-20 till 2027-04-03");
  await reach(page, "#concepts-music");
  await page.keyboard.press("Space");
  await fill(page, "#city", "Arvika");
  await fill(page, "#point", "59.6549, 12.5914");
  await press(page, "button[formaction*=Look]");
  await look(page, "preview-dates");
  assert.equal(await page.locator("main ol li").count(), 3);
  await press(page, "button[formaction*=Publish]");
  await page.goto(`${address}portal/listings`);
  await look(page, "mine");
  await page.goto(`${address}portal/me`);
  await look(page, "me");

  await press(page, "main a[href*='/organisations/']");
  await look(page, "organisation");
  await page.goto(`${address}portal/editors`);
  await look(page, "not-mine");

  // An editor, in English; the address was made an administrator before we began.
  const chief = await open({ locale: "en-GB" });
  await signIn(chief, "chef@region.example");
  await chief.goto(`${address}portal/editors`);
  await look(chief, "editors-english");
  await fill(chief, "#email", "red@arvika.example");
  await press(chief, "form[action*=Add] button");
  await look(chief, "editors-added-english");
  const bo = await open();
  await signIn(bo, "bo@exempel.se");
  await bo.goto(listing.replace("/listings/", "/claim/"));
  await look(bo, "claim-asked");
  await fill(bo, "#organisation-name", "Bos stugor");
  await fill(bo, "#message", "Jag har köpt den.");
  await press(bo, "main form button");
  await look(bo, "mine-waiting");
  await chief.goto(`${address}portal/queue`);
  await look(chief, "queue-english");
  await fill(chief, "input[name=reason]", "It is in the register");
  await press(chief, "button[formaction*=Reject]");
  await look(chief, "queue-decided-english");
  for (const path of ["", "/find?name=r%C3%A4v", "/listings", "/me", "/new?name=Ny"]) {
    await chief.goto(`${address}portal${path}`);
    assert.equal(await chief.locator("html").getAttribute("lang"), "en");
    await look(chief, `english${path.replaceAll(/\W/g, "-")}`);
  }
  await press(chief, "header button[name=language]");
  assert.equal(await chief.locator("html").getAttribute("lang"), "sv");
  await chief.goto(listing);
  await chief.locator("details summary").last().click();
  await look(chief, "close");

  // The same without a script.
  const plain = await open({ javaScriptEnabled: false });
  await plain.goto(`${address}portal/sign-in`);
  await plain.fill("#email", "anna@exempel.se");
  await plain.click("main button");
  await plain.goto(link());
  await plain.click("main button");
  await plain.goto(`${listing}/edit`);
  await plain.fill("#summary-sv", "En stuga vid sjön.");
  await plain.click("button[formaction*=Look]");
  await plain.click("button[formaction*=Publish]");
  assert.match(await plain.locator("main").textContent(), /En stuga vid sjön/);
} catch (problem) {
  wrong.push(String(problem.stack ?? problem));
}
await browser.close();
console.log(JSON.stringify({ seen, wrong }));
