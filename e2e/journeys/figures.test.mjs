// Figures in the browser: from the cockpit of a node down to the records behind a number, and a report from its figures to the
// signature that freezes them, as a paper and as a spreadsheet; on a phone and at a desk, light and dark, by keyboard.

import { strict as assert } from "node:assert";
import { after, test } from "node:test";
import { BASE, DESK, PHONE, close, look, open, signIn, window_ } from "../lib.mjs";

after(close);

test("every number of an enterprise's cockpit leads to its records", { timeout: 120_000 }, async () => {
  await open();
  const page = await window_({ size: DESK });
  await signIn(page, "沈砚青");
  await page.goto(`${BASE}/cockpit`);
  await look(page, "cockpit-1-enterprise");
  const figure = page.locator("h1 a.fig").first();
  const told = (await figure.innerText()).replaceAll(/\D/g, "");
  await figure.focus();
  await page.keyboard.press("Enter");
  await page.waitForLoadState();
  await page.waitForURL(/\/figures\//);
  const shown = async () => (await page.locator("main").innerText()).replaceAll(",", "");
  assert.ok((await shown()).includes(told), `${told} stands above where it comes from`);
  await look(page, "cockpit-2-figure");
  await page.getByRole("link", { name: "看记录" }).click();
  await page.waitForURL(/\/records/);
  assert.ok((await shown()).includes(told), `${told} stands above the records`);
  await look(page, "cockpit-2-records");
  await page.locator('main a[href^="/suggestions/"]').first().click();
  await page.waitForURL(/\/suggestions\//);
  await page.locator(".crumb").first().waitFor();
});

test("a union sees its parts and no text of an enterprise", { timeout: 120_000 }, async () => {
  await open();
  const page = await window_({ size: DESK });
  await signIn(page, "励敏");
  await page.goto(`${BASE}/cockpit`);
  await look(page, "cockpit-3-city");
  const part = page.locator('section[aria-labelledby="h-parts"] tbody th a').first();
  const name = await part.innerText();
  await part.click();
  await page.locator(".crumbs b").getByText(name).waitFor();
  await look(page, "cockpit-4-county");
  await page.locator('section[aria-labelledby="h-all"] summary').first().focus();
  await page.keyboard.press("Enter");
  assert.ok(await page.locator('section[aria-labelledby="h-all"] details').first().evaluate((one) => one.open), "what a number means is one key away");
});

for (const [size, dark] of [[PHONE, false], [PHONE, true], [DESK, true]]) {
  const name = `${size === PHONE ? "phone" : "desk"}-${dark ? "dark" : "light"}`;
  test(`the cockpit of a county and its reports, ${name}`, { timeout: 120_000 }, async () => {
    await open();
    const page = await window_({ size, dark, lang: dark ? "en" : "zh-CN" });
    await signIn(page, "虞静怡");
    for (const path of ["/cockpit", "/reports", "/reports/new", "/report-layouts"]) {
      await page.goto(BASE + path);
      await look(page, `figures-${name}${path.replaceAll("/", "-")}`);
    }
    await page.goto(`${BASE}/reports`);
    await page.locator("tbody th a").first().click();
    await page.waitForURL(/\/reports\/[0-9a-f-]+/);
    await look(page, `figures-${name}-report`);
  });
}

test("a report is generated, reviewed, signed, frozen and taken along", { timeout: 240_000 }, async () => {
  await open();
  const county = await window_({ size: DESK });
  await signIn(county, "虞静怡");
  // The last period of the newest that is over and not reported yet.
  await county.goto(`${BASE}/reports/new`);
  const periods = await county.locator('#f-period option').evaluateAll((all) => all.map((one) => one.value));
  let report;
  for (const period of periods.filter((value) => /^\d{4}-\d{2}$/.test(value)).slice(1)) {
    await county.goto(`${BASE}/reports/new`);
    await county.locator("#f-layout").selectOption("monthly");
    await county.locator("#f-period").selectOption(period);
    await county.getByRole("button", { name: "生成" }).click();
    await county.waitForURL(/\/reports\/[0-9a-f-]+$/);
    if (await county.locator("#act-review-request").count()) {
      report = new URL(county.url()).pathname;
      break;
    }
  }
  assert.ok(report, "a period is left that is not reported yet");
  await county.getByText("现在看到的是今天的数字").waitFor();
  await look(county, "report-1-draft");
  await county.locator("#act-review-request button").click();
  await county.locator(".crumb").getByText("待审核").waitFor();

  // The second officer reviews on the phone and signs.
  const chair = await window_();
  await signIn(chair, "叶舒兰");
  await chair.goto(BASE + report);
  await look(chair, "report-2-review");
  const review = chair.locator("#act-review");
  if (!(await review.evaluate((one) => one.open))) await review.locator("summary").click();
  await review.locator("form button").click();
  await chair.locator("#act-signature").waitFor();
  const figures = await chair.locator('section[aria-labelledby="h-figures"] tbody').innerText();
  await chair.locator("#act-signature button").click();
  await chair.locator("#act-signature .err").waitFor(); // nothing is signed without the tick
  chair.trouble.length = 0; // the browser tells of the refused form
  await chair.locator('#act-signature [name="answer"]').check({ force: true });
  await look(chair, "report-3-signature");
  await chair.locator("#act-signature button").click();
  await chair.locator(".crumb").getByText("数字已定").waitFor();
  assert.equal(await chair.locator('section[aria-labelledby="h-figures"] tbody').innerText(), figures, "what was signed is what was seen");
  await look(chair, "report-4-frozen");

  const paper = await county.request.get(`${BASE}${report}/document`);
  assert.equal((await paper.body()).subarray(0, 5).toString(), "%PDF-");
  const sheet = await county.request.get(`${BASE}${report}/spreadsheet`);
  assert.equal((await sheet.body()).subarray(0, 2).toString(), "PK");
  await county.reload();
  await look(county, "report-5-signed");
});
