// An officer brings the enterprise's old ledger in: chooses a file, sets what a column means, looks, imports, reads a row,
// takes it back. A large one runs in the background and is cancelled. On a phone and at a desk, with the keyboard.

import { strict as assert } from "node:assert";
import { after, test } from "node:test";
import { BASE, DESK, PHONE, close, look, open, signIn, window_ } from "../lib.mjs";

after(close);

const file = (name, lines) => ({ name, mimeType: "text/csv", buffer: Buffer.from(lines.join("\n"), "utf8") });

/** Chooses a file and comes to its preview. */
async function upload(page, chosen) {
  await page.goto(`${BASE}/history`);
  await page.getByRole("link", { name: "导入旧台账" }).click();
  await page.locator("#f-file").setInputFiles(chosen);
  await page.getByRole("button", { name: "对列、预览" }).click();
  await page.waitForURL(/\/history\/uploads\//);
}

for (const [size, name] of [[PHONE, "phone"], [DESK, "desk"]]) {
  test(`an old ledger comes in and is taken back, on a ${name}`, { timeout: 120_000 }, async () => {
    await open();
    const page = await window_({ size });
    const mark = `${name}${Date.now() % 100000}`;
    await signIn(page, "沈砚青");
    await page.goto(`${BASE}/history`);
    await look(page, `history-${name}-node`);
    await page.getByRole("link", { name: "导入旧台账" }).click();
    await look(page, `history-${name}-new`);
    await upload(page, file("台账.csv", [
      "编号,建议名称,提出人,提出时间,效果",
      `${mark}-1,刀具柜分层 ${mark},王长顺,2019-03-05,找刀快了`,
      `${mark}-2,夜班送热水 ${mark},赵丽,21.4.1,`,
    ]));
    await page.getByText("年份要写四位").first().waitFor();
    await look(page, `history-${name}-faulty`);
    await page.getByRole("link", { name: "换个文件" }).click();
    await page.locator("#f-file").setInputFiles(file("台账.csv", [
      "编号,建议名称,提出人,提出时间,效果",
      `${mark}-1,刀具柜分层 ${mark},王长顺,2019-03-05,找刀快了`,
      `${mark}-2,夜班送热水 ${mark},赵丽,2019-04-01,`,
    ]));
    await page.getByRole("button", { name: "对列、预览" }).focus();
    await page.keyboard.press("Enter");
    await page.getByLabel("效果").selectOption({ label: "内容" });
    await page.getByRole("button", { name: "按这样预览" }).click();
    await page.getByRole("heading", { name: "前几行会是这样" }).waitFor();
    await look(page, `history-${name}-preview`);
    await page.getByRole("button", { name: "导入", exact: true }).click();
    await page.waitForURL(/\/history\/imports\//);
    await look(page, `history-${name}-import`);
    const imported = page.url();
    await page.getByRole("link", { name: `刀具柜分层 ${mark}` }).click();
    await page.getByText("不是在系统里办的").first().waitFor();
    assert.ok(await page.getByText("找刀快了").isVisible());
    await look(page, `history-${name}-row`);
    await page.goto(imported);
    await page.locator("summary", { hasText: "撤回这次导入" }).click();
    await page.locator("#f-withdrawal-reason").fill("试一下就撤。");
    await page.locator("#act-withdrawal").getByRole("button").click();
    await page.getByText("试一下就撤。").first().waitFor();
    await look(page, `history-${name}-withdrawn`);
    await page.context().close();
  });
}

test("a large ledger runs in the background, is followed and cancelled or done", { timeout: 120_000 }, async () => {
  await open();
  const page = await window_({ size: DESK });
  await signIn(page, "沈砚青");
  const mark = Date.now() % 100000;
  const rows = Array.from({ length: 6000 }, (_, n) => `大${mark}-${n},做法${n},2018-0${(n % 9) + 1}-01`);
  await upload(page, file("大台账.csv", ["编号,名称,日期", ...rows]));
  await page.getByRole("button", { name: "导入", exact: true }).click();
  await page.waitForURL(/\/background\//);
  await look(page, "background-work");
  const cancel = page.locator("summary", { hasText: "取消" });
  if (await cancel.count()) {
    await cancel.click();
    await page.getByRole("button", { name: "确定取消" }).click();
  }
  await page.getByText(/已取消|已完成/).first().waitFor({ timeout: 60_000 });
  await look(page, "background-over");
  await page.goto(`${BASE}/background`);
  await look(page, "background-list");
});
