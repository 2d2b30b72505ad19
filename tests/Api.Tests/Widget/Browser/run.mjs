// Looks at our pages in Chromium. Usage: node run.mjs ADDRESS [FOLDER FOR PICTURES]
// Writes an object with each scenario's name and what is wrong, or null.
import { chromium } from "playwright-core";
import { Site } from "./site.mjs";
import { scenarios } from "./scenarios.mjs";

const [address, pictures] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-dev-shm-usage"] });
const site = await Site.open(browser, address, pictures);
const results = {};
for (const [name, scenario] of Object.entries(scenarios)) {
  try {
    await scenario(site);
    results[name] = null;
  } catch (problem) {
    results[name] = String(problem.stack ?? problem);
  }
  await site.clear();
}
await browser.close();
await site.close();
console.log(JSON.stringify(results));
