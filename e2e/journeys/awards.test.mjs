// An award from the officer's list to the head's approval, and what payroll gets; at a desk and on a phone.

import { strict as assert } from "node:assert";
import { after, test } from "node:test";
import { BASE, DESK, PHONE, close, look, open, signIn, window_ } from "../lib.mjs";

after(close);

/** Opens the first award in a state. */
async function first(page, state) {
  await page.goto(`${BASE}/awards?state=${state}`);
  await page.locator("section[aria-labelledby=h-all] ul a").first().click();
  await page.waitForURL(/\/awards\/[0-9a-f-]+$/);
}

for (const [size, name, dark] of [[PHONE, "phone", false], [DESK, "desk", true], [DESK, "desk-light", false]]) {
  test(`awards at every stage on a ${name}`, { timeout: 240_000 }, async () => {
    await open();
    const page = await window_({ size, dark });
    await signIn(page, "审批负责人");
    await page.goto(`${BASE}/awards`);
    await look(page, `awards-${name}-list`);
    for (const state of ["proposed", "publicised", "disputed", "payable", "paid"]) {
      await first(page, state);
      await look(page, `awards-${name}-${state}`);
    }
    await page.goto(`${BASE}/awards/schemes`);
    await look(page, `awards-${name}-schemes`);
    await page.context().close();
  });
}

test("the officer proposes and sees how it came about", { timeout: 120_000 }, async () => {
  await open();
  const page = await window_({ size: DESK });
  await signIn(page, "沈砚青");
  await page.goto(`${BASE}/awards`);
  await page.locator("section[aria-labelledby=h-candidates] ul a").first().click();
  await look(page, "awards-propose");
  await page.getByRole("button", { name: "申报" }).click();
  await page.waitForURL(/\/awards\/[0-9a-f-]+$/);
  assert.match(await page.locator("table.calc").innerText(), /本次发放/);
  await look(page, "awards-proposed");
});

test("what was taken over is proposed with the originators' part", { timeout: 120_000 }, async () => {
  await open();
  for (const [size, name] of [[PHONE, "phone"], [DESK, "desk"]]) {
    const page = await window_({ size });
    await signIn(page, "沈砚青");
    await page.goto(`${BASE}/awards`);
    await page.locator("section[aria-labelledby=h-candidates] li", { hasText: "采用他人成果" }).locator("a").first().click();
    await page.waitForURL(/use=/);
    await look(page, `awards-propose-taken-${name}`);
    await page.getByRole("button", { name: "申报" }).click();
    assert.match(await page.locator("main").innerText(), /写出本单位谁/);
    page.trouble.length = 0; // the refusal itself is no fault of the page
    await look(page, `awards-propose-taken-again-${name}`);
    await page.context().close();
  }
});

test("payroll chooses what was paid, sees the total in words, and confirms once", { timeout: 120_000 }, async () => {
  await open();
  for (const [size, name] of [[PHONE, "phone"], [DESK, "desk"]]) {
    const page = await window_({ size });
    await signIn(page, "薪酬专员");
    await page.goto(`${BASE}/awards/payments`);
    await look(page, `awards-payments-${name}`);
    const boxes = page.locator("input[name=award]");
    const due = await boxes.count();
    assert.ok(due > 1, "the demo has several to pay");
    for (let at = 1; at < due; at++) await boxes.nth(at).uncheck();
    await page.getByRole("button", { name: "核对所选" }).click();
    assert.match(await page.locator("main").innerText(), /大写\s*人民币.+[元角分整]/);
    await look(page, `awards-confirmation-${name}`);
    await page.getByRole("button", { name: "全部确认已发放" }).click();
    await page.waitForURL(/state=paid/);
    await page.goto(`${BASE}/awards/payments`);
    assert.equal(await page.locator("input[name=award]").count(), due - 1, "and the others stay");
    await page.context().close();
  }
});

test("an originator sees what another unit's award brings, and consents to be paid by it", { timeout: 120_000 }, async () => {
  await open();
  for (const [size, name] of [[PHONE, "phone"], [DESK, "desk"]]) {
    const page = await window_({ size });
    await signIn(page, "陈立秋");
    await page.goto(`${BASE}/awards`);
    await page.locator("section[aria-labelledby=h-all] li", { hasText: "采用" }).locator("a").first().click();
    await page.waitForURL(/\/awards\/[0-9a-f-]+$/);
    assert.match(await page.locator("main").innerText(), /首创人 \d+%/);
    await look(page, `awards-originator-${name}`);
    await page.goto(`${BASE}/certificates`);
    await look(page, `awards-certificates-${name}`);
    await page.goto(`${BASE}/me/bank`);
    await look(page, `awards-bank-${name}`);
    await page.context().close();
  }
});

test("payroll downloads the list and one's account is kept sealed and masked", { timeout: 120_000 }, async () => {
  await open();
  const page = await window_({ size: PHONE, script: false });
  await signIn(page, "薪酬专员");
  await page.goto(`${BASE}/awards`);
  await page.getByRole("link", { name: "发放", exact: true }).click();
  await page.waitForURL(/\/awards\/payments$/);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "下载发放清单" }).click();
  assert.match((await download).suggestedFilename(), /^awards-.*\.xlsx$/);
  await page.goto(`${BASE}/me/bank`);
  await page.locator("#f-holder").fill("测试户名");
  await page.locator("#f-bank").fill("工商银行杭州武林支行");
  await page.locator("#f-number").fill("6222 0212 0209 8765 432");
  await page.locator("#f-consent").check();
  await page.getByRole("button", { name: "加密保存" }).click();
  assert.match(await page.locator("main").innerText(), /\*\*\*\* 5432/);
});
