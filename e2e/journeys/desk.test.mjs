// The officer's desk by keyboard alone, a batch announced together, and a stranger at a poster.

import { strict as assert } from "node:assert";
import { after, test } from "node:test";
import { BASE, DESK, close, look, open, signIn, window_ } from "../lib.mjs";

after(close);

const mark = () => `${Date.now() % 1_000_000}`;

/** The worker registers one in the category «equipment»; yields its address. */
async function registered(page, title) {
  await page.goto(`${BASE}/suggestions/new`);
  await page.getByRole("textbox", { name: "现在是怎样的" }).fill(`${title}，现在没有。`);
  await page.getByText("设备工装", { exact: true }).click();
  await page.getByRole("button", { name: "下一步" }).click();
  await page.locator("#f-title").fill(title);
  await page.locator("#f-how").fill(`照着图做一个：${title}。`);
  await page.getByRole("button", { name: "下一步" }).click();
  await page.getByRole("button", { name: "提交并登记" }).click();
  await page.waitForURL(/same|receipt/);
  if (page.url().endsWith("/same")) await page.locator('button[name="different"]').click();
  await page.waitForURL(/receipt/);
  return page.url().replace(/\/receipt.*/, "");
}

test("the desk by keyboard: move, preview, select, search, accept", { timeout: 120_000 }, async () => {
  await open();
  const phone = await window_();
  await signIn(phone, "陈立秋");
  const titles = [`料架脚轮加刹 ${mark()}`, `工位灯加遮罩 ${mark()}`];
  for (const title of titles) await registered(phone, title);

  const desk = await window_({ size: DESK });
  await signIn(desk, "沈砚青");
  await desk.goto(`${BASE}/desk?view=check&sort=newest`);
  const rows = desk.locator("tr[data-row]");
  const current = () => desk.locator('tr[data-row][aria-current="true"]');
  await desk.locator("#rows").focus();
  await desk.keyboard.press("k");
  await desk.keyboard.press("j");
  assert.match(await current().innerText(), new RegExp(titles[0]));
  await desk.locator("[data-preview-into] h2", { hasText: titles[0] }).waitFor();
  await look(desk, "desk-1-preview");
  await desk.keyboard.press("x");
  await desk.keyboard.press("k");
  await desk.keyboard.press("x");
  assert.equal(await rows.locator("input:checked").count(), 2);
  await look(desk, "desk-2-selected");
  await desk.keyboard.press("?");
  assert.ok(await desk.locator("[data-keys-help]").evaluate((help) => help.open));
  await desk.keyboard.press("?");

  // The key of the bar means the selection: both are accepted.
  await desk.keyboard.press("a");
  for (const title of titles) {
    await rows.filter({ hasText: title }).waitFor({ state: "detached" }); // accepted ones leave the view
  }
  await desk.waitForLoadState();

  await desk.locator("#rows").focus();
  await desk.keyboard.press("j");
  await desk.keyboard.press("/");
  assert.equal(await desk.evaluate(() => document.activeElement.type), "search");
  await desk.goto(`${BASE}/desk?view=review&sort=newest`);
  await desk.locator("#rows").focus();
  await desk.keyboard.press("j");
  const href = await current().locator(".t a").getAttribute("href");
  await desk.keyboard.press("Enter");
  await desk.waitForURL((url) => url.pathname === href);
  await desk.context().close();
  await phone.context().close();
});

test("decisions are prepared in silence and announced together from the desk", { timeout: 120_000 }, async () => {
  await open();
  const phone = await window_();
  await signIn(phone, "陈立秋");
  const desk = await window_({ size: DESK });
  await signIn(desk, "沈砚青");
  const records = [];
  for (const title of [`回风口加网 ${mark()}`, `电钻加线夹 ${mark()}`]) {
    const record = await registered(phone, title);
    records.push(record);
    await desk.goto(`${record}/acceptance`);
    await desk.locator('main button[type="submit"], main button:not([type])').last().click();
    await desk.waitForLoadState();
    await desk.goto(`${record}/decision`);
    await desk.locator('[name="verdict"][value="adopt"]').check({ force: true });
    await desk.locator('textarea[name="answer"]').fill("采纳，下周就做。");
    await desk.locator("main form button").last().click();
    await desk.waitForLoadState();
    await phone.goto(record);
    assert.ok(!(await phone.locator("main").innerText()).includes("下周就做"), "not before it is announced");
  }
  await desk.goto(`${BASE}/desk?view=announce&sort=newest`);
  for (const record of records) {
    await desk.locator(`input[name="id"][value="${record.split("/").pop()}"]`).check();
  }
  await look(desk, "desk-3-announce");
  await desk.locator('[data-bulk] button[value="announce"]').click();
  await desk.waitForLoadState();
  for (const record of records) {
    await phone.goto(record);
    assert.match(await phone.locator("main").innerText(), /下周就做/);
  }
  await phone.context().close();
  await desk.context().close();
});

test("who has no account suggests at a poster and follows by a code", { timeout: 120_000 }, async () => {
  await open();
  const desk = await window_({ size: DESK });
  await signIn(desk, "沈砚青");
  await desk.goto(`${BASE}/desk/posters`);
  await desk.locator("#f-unit").selectOption({ index: 1 });
  await desk.locator('form[action="/desk/posters"] button').last().click();
  const printed = desk.locator('a[href$="/a4"]').first();
  await printed.waitFor();
  const code = (await printed.getAttribute("href")).split("/")[3];
  for (const paper of ["a4", "a3"]) {
    const sheet = await desk.request.get(`${BASE}/desk/posters/${code}/${paper}`);
    assert.equal((await sheet.body()).subarray(0, 5).toString(), "%PDF-");
  }
  for (const [dark, script] of [[false, true], [true, false]]) {
    const visitor = await window_({ dark, script });
    await visitor.goto(`${BASE}/p/${code}`);
    if (script) await look(visitor, "visitor-1-form");
    await visitor.locator('[name="title"]').fill(`通道转角贴反光条 ${mark()}`);
    await visitor.locator('[name="now"]').fill("夜班看不清转角。");
    await visitor.locator('[name="how"]').fill("贴一圈反光条。");
    await visitor.locator('[name="name"]').fill("查无此人");
    await visitor.locator('[name="employee_no"]').fill("99999");
    await visitor.locator("main form button, .thumb button").last().click();
    await visitor.locator(".err").first().waitFor();
    assert.equal(await visitor.locator('[name="now"]').inputValue(), "夜班看不清转角。");
    if (script) visitor.trouble.length = 0; // the browser tells of the 422
    if (script) await look(visitor, "visitor-2-not-on-roster");
    await visitor.context().close();
  }
  const follower = await window_();
  await follower.goto(`${BASE}/follow`);
  await look(follower, "visitor-3-follow");
  await follower.context().close();
  await desk.context().close();
});
