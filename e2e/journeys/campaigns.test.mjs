// A campaign in the browser: an edition made and announced, a work entered by choosing it, passed on by its unit, judged blind by a
// juror with the keyboard, and the results of a finished edition with the certificates that prove themselves; on a phone and at a
// desk, light and dark.

import { strict as assert } from "node:assert";
import { after, test } from "node:test";
import { BASE, DESK, PHONE, close, look, open, signIn, window_ } from "../lib.mjs";

after(close);

const NAME = `东屿泵业金点子赛 ${Date.now() % 100_000}`;

/** A day as a date field takes it, so many days from now. */
const day = (from) => new Date(Date.now() + 8 * 3600e3 + from * 86_400e3).toISOString().slice(0, 10);

test("an edition is made and announced, a work is entered by choosing it, its unit stands behind it", { timeout: 240_000 }, async () => {
  await open();
  const desk = await window_({ size: DESK });
  await signIn(desk, "沈砚青");
  await desk.goto(`${BASE}/campaigns/new`);
  await look(desk, "campaign-1-plan");
  await desk.locator('[name="name"]').fill(NAME);
  await desk.locator('[name="closes"]').fill(day(-1));
  await desk.locator('[name="opens"]').fill(day(0));
  await desk.locator('[name="review_ends"]').fill(day(30));
  await desk.locator("form.write button.primary").click();
  await desk.locator("#f-closes-e").waitFor();
  desk.trouble.length = 0; // the browser tells of the refused form
  await look(desk, "campaign-2-faults");
  await desk.locator('[name="closes"]').fill(day(10));
  for (const kind of ["suggestion", "project", "invention", "method"]) {
    const box = desk.locator(`[name="kinds"][value="${kind}"]`);
    if (await box.count()) await box.check({ force: true });
  }
  await desk.locator("form.write button.primary").click();
  await desk.getByRole("heading", { level: 1, name: NAME }).waitFor();
  const edition = new URL(desk.url()).pathname;
  await look(desk, "campaign-3-draft");
  const announce = desk.locator("#act-announcement");
  if (!(await announce.evaluate((one) => one.open))) await announce.locator("summary").click();
  await announce.locator("form button").focus();
  await desk.keyboard.press("Enter");
  await desk.locator(".crumb").getByText("征集中").waitFor();

  // The worker chooses one of their own works; what the records say is not typed again.
  const phone = await window_();
  await signIn(phone, "陈立秋");
  await phone.goto(`${BASE}/campaigns`);
  await look(phone, "campaign-4-list");
  await phone.goto(BASE + edition);
  await phone.getByRole("link", { name: "选一项成果参加" }).first().click();
  await look(phone, "campaign-5-choose");
  await phone.getByRole("link", { name: "用这一项参加" }).first().click();
  await phone.locator('[name="category"]').first().check({ force: true });
  for (const box of await phone.locator('[name="clear"]').all()) await box.check({ force: true });
  await phone.locator("#f-statement").fill("换型从三十八分钟降到九分钟，别的线照着就能做。");
  await look(phone, "campaign-6-enter");
  await phone.getByRole("button", { name: "提交给单位" }).click();
  await phone.waitForURL(/\/entries\//);
  const entry = new URL(phone.url()).pathname;
  await look(phone, "campaign-7-entry");

  await desk.goto(`${BASE}${edition}/desk`);
  await look(desk, "campaign-8-desk");
  await desk.goto(BASE + entry);
  await desk.locator("#act-confirmation button").click();
  await desk.locator("#act-qualification button").click();
  await desk.locator(".crumb").getByText("已受理").waitFor();
  await look(desk, "campaign-9-qualified");
  await phone.reload();
  await phone.locator(".crumb").getByText("已受理").waitFor();
});

test("a juror judges blind, by keyboard, and reads no name", { timeout: 120_000 }, async () => {
  await open();
  const page = await window_({ size: DESK });
  await signIn(page, "何一鸣");
  await page.goto(`${BASE}/campaigns`);
  await page.locator('.tasks a[href$="/jury"]').first().click();
  await page.waitForURL(/\/jury$/);
  await look(page, "campaign-10-jury");
  const left = Number((await page.locator(".chip").first().innerText()).match(/\d+/)[0]);
  assert.ok(left > 0, "something waits for the demo's juror");
  await page.locator("a.spark", { hasText: "待打分" }).first().click();
  await page.locator("#h-marks").waitFor();
  for (const name of ["陈立秋", "东屿", "许小满"]) {
    assert.ok(!(await page.locator("main").innerText()).includes(name), `${name} is covered`);
  }
  await look(page, "campaign-11-sheet");
  const marks = page.locator('input[type="number"]');
  await marks.first().focus();
  for (let at = 0; at < (await marks.count()); at += 1) {
    await page.keyboard.type("8");
    await page.keyboard.press("Tab");
  }
  await page.keyboard.type("记录齐全，照着能做。");
  await page.locator('form[action$="/score"] button').first().focus();
  const sent = page.waitForEvent("framenavigated");
  await page.keyboard.press("Enter");
  await sent;
  await page.waitForLoadState();
  await page.goto(page.url().replace(/\/jury.*/, "/jury"));
  await page.getByText(`${left - 1}`).first().waitFor();
});

for (const [size, dark, lang] of [[PHONE, false, "zh-CN"], [PHONE, true, "en"], [DESK, false, "en"], [DESK, true, "zh-CN"]]) {
  const name = `${size === PHONE ? "phone" : "desk"}-${dark ? "dark" : "light"}`;
  test(`results and the certificates they lead to, ${name}`, { timeout: 120_000 }, async () => {
    await open();
    const page = await window_({ size, dark, lang });
    await signIn(page, "陈立秋");
    await page.goto(`${BASE}/campaigns`);
    await look(page, `campaign-${name}-list`);
    const editions = await page.locator('section[aria-labelledby="h-others"] a.spark').evaluateAll((all) => all.map((one) => one.pathname));
    let results;
    for (const path of editions) {
      const found = await page.request.get(`${BASE}${path}/results`);
      if (found.ok()) results ??= `${path}/results`;
    }
    assert.ok(results, "the demo has an edition whose results are out");
    await page.goto(BASE + results);
    await look(page, `campaign-${name}-results`);
    const sheet = await page.request.get(`${BASE}${results}.xlsx`);
    assert.equal((await sheet.body()).subarray(0, 2).toString(), "PK");
    const certificate = await page.locator('.honours a[href^="/certificates/"]').first().getAttribute("href");
    const stranger = await window_({ size, dark, lang });
    await stranger.goto(BASE + certificate);
    await look(stranger, `campaign-${name}-certificate`);
  });
}
