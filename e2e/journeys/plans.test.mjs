// An action plan goes down a level: a county takes over what its city put into force, sets its own targets, and puts it into
// force; without script and by the keyboard. Its pages are looked at on a phone and at a desk.

import { strict as assert } from "node:assert";
import { after, test } from "node:test";
import { BASE, DESK, PHONE, close, look, open, signIn, window_ } from "../lib.mjs";

after(close);

for (const [size, name] of [[PHONE, "phone"], [DESK, "desk"]]) {
  test(`the pages of plans on a ${name}`, { timeout: 180_000 }, async () => {
    await open();
    for (const [dark, lang] of [[false, "zh-CN"], [true, "en"]]) {
      const page = await window_({ size, dark, lang });
      const shot = (what) => look(page, `${name}-${dark ? "dark" : "light"}-plan-${what}`);
      await signIn(page, "章文博");
      await page.goto(`${BASE}/plans`);
      await shot("list");
      await page.locator("th a", { hasText: "三年行动方案" }).first().click();
      await page.waitForURL(/plans\/[0-9a-f-]{36}$/);
      await shot("record");
      const plan = page.url();
      await page.goto(`${plan}/goals/new`);
      await shot("goal-new");
      await page.goto(plan);
      await page.locator(".plan-goals a", { hasText: "职工合理化建议" }).click();
      await page.waitForURL(/goals/);
      await shot("goal");
      const goal = page.url();
      for (const noun of ["targets", "shares", "change"]) {
        await page.goto(`${goal}/${noun}`);
        await shot(noun);
      }
      await page.goto(plan);
      await page.locator('section[aria-labelledby="h-next"] a').first().click();
      await page.waitForURL(/tasks/);
      await shot("task");
      await page.goto(plan);
      await page.locator('section[aria-labelledby="h-assessments"] a').first().click();
      await page.waitForURL(/assessments/);
      await shot("assessment");
      await page.context().close();
    }
  });
}

test("a county takes the plan of its city over, without script", { timeout: 120_000 }, async () => {
  await open();
  const page = await window_({ script: false });
  await signIn(page, "虞静怡");
  await page.getByRole("link", { name: /下达了方案，请承接/ }).first().click();
  await page.getByRole("button", { name: "开始" }).click();
  await page.getByText("还在起草，只有本单位看得见").waitFor();
  const plan = page.url();
  assert.equal(await page.getByText("每市建成示范性工匠学院").count(), 0, "that is for cities");

  // Less than is asked comes back with what was typed; more is taken.
  await page.getByRole("link", { name: "工匠学院实训基地县级全覆盖" }).click();
  await page.getByRole("link", { name: "定目标值" }).click();
  const field = page.getByLabel(/总工会 2026/);
  await field.fill("0.5");
  await field.press("Enter");
  await page.getByText("不能比它松").waitFor();
  assert.equal(await field.inputValue(), "0.5");
  await field.fill("2");
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByText("到 2026 年底不低于 2 个").first().waitFor();

  await page.goto(plan);
  await page.locator("#act-enforcement button").click();
  await page.getByText("施行中", { exact: true }).first().waitFor();
});

test("evidence is recorded by the keyboard alone", { timeout: 120_000 }, async () => {
  await open();
  const page = await window_({ size: DESK });
  await signIn(page, "章文博");
  await page.goto(`${BASE}/plans`);
  await page.locator("th a", { hasText: "三年行动方案" }).first().press("Enter");
  await page.waitForURL(/plans\/[0-9a-f-]{36}$/);
  await page.locator(".plan-goals a", { hasText: "办好全省职工创新交流活动" }).press("Enter");
  await page.waitForURL(/goals/);
  await page.locator("#f-evidence-amount").focus();
  await page.keyboard.type("1");
  await page.locator("#f-evidence-words").focus();
  await page.keyboard.type("第二场在宁波，见通知。");
  await page.locator("#act-evidence button").press("Enter");
  await page.getByText("第二场在宁波，见通知。").first().waitFor();
  await page.getByText("记下了").waitFor();
});
