// Whoever comes by: the portal on a phone and at a desk, in light and dark, in both languages and in large text, by
// keyboard alone and without script; and a dot that appears while the page is open.

import { strict as assert } from "node:assert";
import { after, test } from "node:test";
import { BASE, DESK, PHONE, close, look, open, signIn, window_ } from "../lib.mjs";

after(close);

const PAGES = [
  "/portal", "/portal?span=today", "/portal/results", "/portal/results?q=刀具", "/portal/results?q=没有这样的东西",
  "/portal/figures", "/portal/figures?code=benefit.audited", "/portal/years/2015", "/portal/years/2023", "/portal/about",
];

for (const [size, name] of [[PHONE, "phone"], [DESK, "desk"]]) {
  for (const [dark, lang] of [[false, "zh-CN"], [true, "en"]]) {
    test(`the portal on a ${name}, ${dark ? "dark, English" : "light, Chinese"}`, { timeout: 120_000 }, async () => {
      await open();
      const faults = []; // all of them at once, not one a run
      const page = await window_({ size, dark, lang });
      const shot = async (path) => {
        const picture = `${name}-${dark ? "dark" : "light"}-${path.replaceAll(/\W+/g, "-")}`;
        await look(page, picture).catch((fault) => faults.push(fault.message));
      };
      for (const path of PAGES) {
        await page.goto(BASE + path);
        await shot(path);
      }
      await page.goto(`${BASE}/portal/results`);
      await page.locator(".portal-list h3 a").first().click();
      await page.waitForURL(/results\/[0-9a-f-]{36}/);
      await shot("/portal/result");
      await page.goto(`${BASE}/portal?text=larger`);
      await shot("/portal-larger");
      await page.context().close();
      assert.deepEqual(faults, []);
    });
  }
}

test("from the front page to a result and its certificate, by keyboard", { timeout: 60_000 }, async () => {
  await open();
  const page = await window_({ size: DESK });
  await page.goto(BASE);
  assert.match(page.url(), /\/portal$/);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.getByLabel("搜成果和操作法").fill("操作法");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/portal\/results\?q=/);
  await page.goto(`${BASE}/portal/results?kind=method`);
  await page.locator(".portal-list h3 a").first().focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "做什么用" }).waitFor();
  await page.locator('a[href^="/certificates/"]').first().click();
  await page.waitForURL(/\/certificates\//);
});

test("the way in is short, without script", { timeout: 60_000 }, async () => {
  await open();
  const page = await window_({ script: false });
  await page.goto(BASE);
  assert.equal(await page.locator(".portal-plain li").count(), 11, "a flame for each city");
  await page.getByRole("link", { name: "English" }).click();
  await page.getByRole("heading", { name: "One idea of yours" }).waitFor();
  await page.getByRole("link", { name: "中文" }).click();
  await page.getByRole("link", { name: "提建议" }).first().click();
  await page.waitForURL(/\/sign-in\?next=/);
});

test("a dot appears while the page is looked at, and the box keeps the flame still", { timeout: 90_000 }, async () => {
  await open();
  const page = await window_({ size: DESK });
  // The page asks every half minute; the test does not wait for it.
  await page.clock.install();
  await page.goto(`${BASE}/portal?span=today`);
  await page.getByLabel("火焰静止").check();
  await page.reload();
  assert.ok(await page.getByLabel("火焰静止").isChecked(), "it is remembered");
  const moves = await page.locator(".portal-ember").first().evaluate((one) => getComputedStyle(one).animationName).catch(() => "none");
  assert.equal(moves, "none");
  const total = async () => Number((await page.locator(".portal-today b").innerText()).replaceAll(",", ""));
  const before = await total();
  const worker = await window_({ script: false });
  await signIn(worker, "陈立秋");
  await worker.goto(`${BASE}/suggestions/new`);
  await worker.getByRole("textbox", { name: "现在是怎样的" }).fill("门口地垫老是卷边，推车过不去。");
  await worker.getByRole("button", { name: "下一步" }).click();
  await worker.locator("#f-title").fill(`门口换一块压边地垫 ${Date.now() % 100000}`);
  await worker.locator("#f-how").fill("换成带压条的，四边打胶。");
  await worker.getByRole("button", { name: "下一步" }).click();
  await worker.getByRole("button", { name: "提交并登记" }).click();
  if (worker.url().endsWith("/same")) await worker.locator('button[name="different"]').click();
  await worker.waitForURL(/receipt/);
  // An answer may be kept for ten seconds: it is asked again until it is another.
  const deadline = Date.now() + 45_000;
  while (Date.now() < deadline && (await total()) === before) {
    const answered = page.waitForResponse(/api\/v1\/portal/);
    await page.clock.runFor(31_000);
    await answered;
    await page.waitForLoadState("networkidle");
  }
  assert.equal(await total(), before + 1);
  await look(page, "desk-light-portal-fresh");
});
