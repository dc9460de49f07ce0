// A work goes from one enterprise to another: found in the catalogue, asked for, agreed, tried, taken over,
// drawn into its tree; all of it without script, looked at on a phone and at a desk.

import { strict as assert } from "node:assert";
import { after, test } from "node:test";
import { BASE, DESK, PHONE, close, look, open, signIn, window_ } from "../lib.mjs";

after(close);

const PAGES = ["/spread", "/spread?whose=own", "/spread/map", "/spread/map?at=2025", "/spread/adoptions", "/spread/rules"];

for (const [size, name] of [[PHONE, "phone"], [DESK, "desk"]]) {
  test(`the pages of spreading on a ${name}`, { timeout: 120_000 }, async () => {
    await open();
    for (const [dark, lang] of [[false, "zh-CN"], [true, "en"]]) {
      const page = await window_({ size, dark, lang });
      await signIn(page, "沈砚青");
      for (const path of PAGES) {
        await page.goto(BASE + path);
        await look(page, `${name}-${dark ? "dark" : "light"}-${path.replaceAll(/\W+/g, "-")}`);
      }
      await page.goto(`${BASE}/spread?q=${encodeURIComponent("三爪")}`);
      await page.locator(".works h3 a").first().click();
      await look(page, `${name}-${dark ? "dark" : "light"}-spread-tree`);
      const drawn = page.locator("svg.chart:visible a");
      assert.ok((await drawn.count()) > 3, "a tree with its branches");
      await page.context().close();
    }
  });
}

test("a work is answered for and its taker sees it, without script", { timeout: 120_000 }, async () => {
  await open();
  const giver = await window_({ script: false });
  await signIn(giver, "沈砚青");
  await giver.goto(`${BASE}/spread/adoptions?side=giving`);
  await giver.locator("tr", { hasText: "待对方答复" }).first().locator("td a").first().click();
  const address = giver.url();
  await giver.getByLabel("提供什么").fill("图纸和作业指导书，周三可以来看。");
  await giver.locator("#act-agreement button").click();
  await giver.goto(address);
  await giver.getByText("图纸和作业指导书，周三可以来看。").first().waitFor();
  await giver.getByText("可以试用", { exact: true }).waitFor();

  // Another team of the own enterprise begins at once, tries and takes over.
  await giver.goto(`${BASE}/spread?whose=own`);
  await giver.locator(".works .line h3 a").first().click();
  await giver.getByRole("link", { name: "申请采用" }).click();
  await giver.locator("#f-unit").selectOption({ label: "装配二班" });
  await giver.getByLabel("用来做什么").fill("一样的台子，想照着做。");
  await giver.getByRole("button", { name: "提交申请" }).click();
  await giver.getByLabel("结束").fill("2030-01-01");
  await giver.getByLabel("在哪里试").fill("二号台");
  await giver.locator("#act-trial button").click();
  await giver.locator("#act-use button").click();
  await giver.getByText("已采用", { exact: true }).waitFor();
});
