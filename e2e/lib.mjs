// What every journey needs: a browser, people who are signed in, axe, and pictures.

import { readFileSync } from "node:fs";
import { strict as assert } from "node:assert";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

export const BASE = process.env.BASE;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1440, height: 900 };

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A microphone that hums, so that a voice note can be recorded.
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
];

let browser;

/** The one browser of this process. */
export async function open() {
  browser ??= await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
  return browser;
}

export async function close() {
  await browser?.close();
  browser = undefined;
}

/**
 * A person's own window: `{ width, dark, script, lang }`. The page fails the test when the console
 * or the network reports an error.
 */
export async function window_({ size = PHONE, dark = false, script = true, lang = "zh-CN" } = {}) {
  const context = await (await open()).newContext({
    viewport: size,
    colorScheme: dark ? "dark" : "light",
    javaScriptEnabled: script,
    locale: lang,
    hasTouch: size === PHONE,
    isMobile: size === PHONE,
    deviceScaleFactor: 1,
  });
  const page = await context.newPage();
  const trouble = [];
  page.on("pageerror", (error) => trouble.push(`${page.url()}: ${error}`));
  page.on("console", (message) => {
    if (message.type() === "error") trouble.push(`${page.url()}: ${message.text()}`);
  });
  page.trouble = trouble;
  return page;
}

/** Signs in as one of the demo's accounts, by the button the demo's sign-in page offers. */
export async function signIn(page, name) {
  await page.goto(`${BASE}/sign-in`);
  await page.getByRole("button", { name }).first().click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

/** Axe finds nothing on the page as it stands. */
export async function sound(page) {
  // As tall as the page: what a bar covers at one moment can be scrolled to.
  const size = page.viewportSize();
  const tall = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...size, height: Math.max(size.height, tall + 120) });
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }),
  );
  await page.setViewportSize(size);
  const told = violations.map(
    (one) => `${one.id}: ${one.help}\n${one.nodes.map((node) => `    ${node.target} ${node.failureSummary}`).join("\n")}`,
  );
  assert.deepEqual(told, [], `${page.url()} by axe`);
  assert.deepEqual(page.trouble, [], "the console is silent");
}

/** Nothing stands out to the side. */
export async function fits(page) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${page.url()} is ${wide} px too wide`);
}

/** Keeps a picture where one is wanted, and checks what every page must be. */
export async function look(page, name) {
  await sound(page);
  await fits(page);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
}
