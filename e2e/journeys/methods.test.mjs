// Operating methods in the browser: a worker writes one down, its page, its versions, its sheet and its certificate hold on phone and
// desktop, light and dark, and by keyboard and without script.

import { after, test } from "node:test";
import { strict as assert } from "node:assert";
import { BASE, DESK, PHONE, close, signIn, sound, window_ } from "../lib.mjs";

after(close);

async function provincial(page) {
  await page.goto(`${BASE}/methods?scope=named&level=province`);
  await page.locator("a.spark").first().click();
  return new URL(page.url()).pathname;
}

for (const [size, dark] of [[PHONE, false], [PHONE, true], [DESK, false], [DESK, true]]) {
  test(`a named method, its versions, sheet and certificate are sound at ${size.width} px${dark ? " in the dark" : ""}`, async () => {
    const page = await window_({ size, dark });
    await signIn(page, "陈立秋");
    const path = await provincial(page);
    for (const url of [path, `${path}/versions`, `${path}/sheet`, "/methods", "/methods/new", "/certificates"]) {
      await page.goto(BASE + url);
      await sound(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(wide <= 1, `${url} is ${wide} px too wide`);
    }
    await page.locator("a.spark").first().click();
    await sound(page);
    assert.deepEqual(page.trouble, []);
  });
}

test("a worker writes a method down on the phone, without script, and is told what is missing", async () => {
  const page = await window_({ script: false });
  await signIn(page, "陈立秋");
  await page.goto(`${BASE}/methods/new`);
  await page.getByLabel("对象").fill("夹头快换");
  await page.getByLabel("操作步骤").fill("松开夹头\n换上新夹头");
  await page.getByRole("button", { name: "提交" }).click();
  await page.locator("#f-trade-e").waitFor();
  assert.equal(await page.getByLabel("操作步骤").inputValue(), "松开夹头\n换上新夹头");
  await page.getByRole("button", { name: "存草稿" }).click();
  await page.getByRole("heading", { level: 1, name: "陈立秋夹头快换法" }).waitFor();
});

test("whoever has the code of a certificate sees that it holds, without an account", async () => {
  const holder = await window_();
  await signIn(holder, "陈立秋");
  await holder.goto(`${BASE}/certificates`);
  const href = await holder.locator("a.spark").first().getAttribute("href");
  const page = await window_();
  await page.goto(BASE + href);
  await page.getByText("这份证书有效").waitFor();
  await sound(page);
  const paper = await holder.request.get(`${BASE}${href}/paper`);
  assert.equal(paper.headers()["content-type"], "application/pdf");
  const refused = await page.request.get(`${BASE}${href}/paper`, { maxRedirects: 0 });
  assert.equal(refused.status(), 303);
});

test("somebody objects while a naming is public; who names answers, and names only then", { timeout: 120_000 }, async () => {
  const phone = await window_();
  await signIn(phone, "陈立秋");
  await phone.goto(`${BASE}/methods?scope=enterprise`);
  const path = await phone.locator("a.spark", { hasText: "评审中" }).filter({ hasText: "公示中" }).first().getAttribute("href");
  await phone.goto(BASE + path);
  await phone.locator("#act-objection summary").click();
  await phone.locator("#act-objection textarea").fill("压力表去年检定过期，数据请核对。");
  await sound(phone);
  await phone.locator("#act-objection form button").click();
  await phone.locator("#objections").getByText("压力表去年检定过期").waitFor();
  assert.equal(await phone.locator("#act-objection").count(), 0, "once is enough");
  assert.ok(!(await phone.locator("#objections").innerText()).includes("陈立秋"), "who objected is not told");

  const head = await window_({ size: DESK, dark: true });
  await signIn(head, "童怀远");
  await head.goto(BASE + path);
  await head.getByText("还有异议没有答复").waitFor();
  await sound(head);
  await head.locator('#objections [name="upheld"][value="no"]').check({ force: true });
  await head.locator("#objections textarea").fill("已调出检定证书，数据有效。");
  await head.locator("#objections form button").focus();
  await head.keyboard.press("Enter");
  await head.locator("#objections").getByText("不成立").waitFor();
  assert.equal(await head.getByText("还有异议没有答复").count(), 0);
  await phone.reload();
  await phone.locator("#objections").getByText("已调出检定证书").waitFor();
  await sound(phone);
});
