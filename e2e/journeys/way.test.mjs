// One suggestion's way from the workshop to done, by everybody who has a hand in it: the worker on
// a phone, the officer at a desk by keyboard, the specialist, the implementer, and the worker again.

import { strict as assert } from "node:assert";
import { after, test } from "node:test";
import { BASE, DESK, close, look, open, signIn, window_ } from "../lib.mjs";

after(close);

const TITLE = `冲床导轨油嘴加防尘帽 ${Date.now() % 100000}`;

test("from the workshop to done", { timeout: 240_000 }, async () => {
  await open();
  let record;

  // The worker: three short steps, one thumb.
  const phone = await window_();
  await signIn(phone, "陈立秋");
  await look(phone, "way-1-home");
  await phone.getByRole("link", { name: "提建议" }).click();
  await phone.getByRole("textbox", { name: "现在是怎样的" }).fill("冲床导轨油嘴总进铁屑，两周就堵一次，拆下来要四十分钟。");
  await phone.getByText("设备工装", { exact: true }).click();
  await look(phone, "way-2-what");
  await phone.getByRole("button", { name: "下一步" }).click();
  await phone.locator("#f-title").fill(TITLE);
  await phone.locator("#f-how").fill("用旧油管剪一段做帽，注油时拔下来，注完扣上，不花钱。");
  await look(phone, "way-3-how");
  await phone.getByRole("button", { name: "下一步" }).click();
  await look(phone, "way-4-who");
  await phone.getByRole("button", { name: "提交并登记" }).click();
  await phone.waitForURL(/same|receipt/);
  if (phone.url().endsWith("/same")) {
    await look(phone, "way-5-same");
    await phone.locator('button[name="different"]').click();
  }
  await phone.waitForURL(/receipt/);
  await look(phone, "way-6-receipt");
  record = phone.url().replace(/\/receipt.*/, "");

  // The receipt is a file that proves itself.
  const receipt = await phone.request.get(`${record}/receipt.txt`);
  assert.match(await receipt.text(), /^c2sp\.org\/tlog-proof@v1\n/);

  // The officer, at a desk, by keyboard: finds it, accepts it.
  const desk = await window_({ size: DESK });
  await signIn(desk, "沈砚青");
  await desk.goto(`${BASE}/desk`);
  await look(desk, "way-7-desk");
  await desk.goto(record);
  await look(desk, "way-8-record-officer");
  await desk.goto(`${record}/acceptance`);
  await look(desk, "way-9-acceptance");
  await desk.getByLabel(/何一鸣/).first().check();
  await desk.locator('main button[type="submit"], main button:not([type])').last().click();
  await desk.waitForLoadState();

  // The specialist judges by the rubric.
  const judge = await window_({ size: DESK });
  await signIn(judge, "何一鸣");
  await judge.goto(`${BASE}/reviews`);
  await look(judge, "way-10-reviews");
  await judge.goto(`${record}/review`);
  await look(judge, "way-11-review");
  const points = await judge.locator('input[type="number"]').all();
  for (const field of points) await field.fill(String(Math.floor(Number(await field.getAttribute("max")) * 0.8)));
  await judge.locator("textarea").first().fill("办法简单，不动机床，先在一台上试两周。");
  await judge.locator('input[name="advice"][value="adopt"]').check({ force: true });
  await judge.locator("main form button").last().click();
  await judge.waitForLoadState();

  // The decision is prepared and announced.
  await desk.goto(`${record}/decision`);
  await desk.locator('[name="verdict"][value="adopt"]').check({ force: true });
  await desk.locator('textarea[name="answer"]').fill("采纳。先在二号冲床上试两周，记每次注油时间。");
  await look(desk, "way-12-decision");
  await desk.locator("main form button").last().click();
  await desk.waitForLoadState();
  await desk.goto(record);
  await desk.locator(`form[action$="/announcement"] button`).first().click();
  await desk.waitForLoadState();

  // Somebody carries it out.
  await desk.goto(`${record}/plan`);
  await look(desk, "way-13-plan");
  await desk.locator('input[name="owner"]').fill("周建平");
  await desk.locator('input[name="scale"]').first().check({ force: true });
  await desk.locator('textarea[name="plan"]').fill("周建平剪帽，二号冲床先装。");
  const today = new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10);
  await desk.locator('input[name="starts"]').fill(today);
  await desk.locator('input[name="ends"]').fill(today);
  await desk.locator("main form button").last().click();
  await desk.waitForLoadState();
  await desk.goto(record);
  await look(desk, "way-14-implementing");
  await desk.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
  const applied = desk.locator('form[action$="/application"]').first();
  await applied.locator('input[name="since"]').fill(today);
  await applied.locator("textarea").first().fill("二号冲床两周没堵。");
  await applied.locator("button").last().click();
  await desk.waitForLoadState();

  // The worker sees the answer and confirms.
  await phone.goto(`${BASE}/`);
  await phone.goto(record);
  await phone.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
  await phone.locator('form[action$="/confirmation"] button').last().click();
  await phone.waitForLoadState();
  await phone.goto(record);
  await look(phone, "way-15-done");
  assert.match(await phone.locator("main").innerText(), /已办成/);
});
