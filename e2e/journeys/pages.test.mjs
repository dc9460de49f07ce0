// Every page that matters, on a phone and at a desk, in light and dark, in Chinese and English:
// axe finds nothing, nothing stands out to the side, the console is silent.

import { strict as assert } from "node:assert";
import { after, test } from "node:test";
import { BASE, DESK, PHONE, close, look, open, signIn, window_ } from "../lib.mjs";

after(close);

const PAGES = {
  "陈立秋": ["/", "/mine", "/discover", "/search?q=刀具", "/inbox", "/me", "/me/password", "/me/sessions", "/me/notices", "/me/tokens", "/me/bank", "/awards", "/campaigns", "/works?q=密封", "/indicators", "/suggestions/new"],
  "沈砚青": ["/", "/desk", "/desk?view=review", "/awards", "/awards/schemes", "/projects", "/projects/new", "/rules", "/nodes", "/cockpit", "/roster", "/inventions", "/rights", "/suggestions/on-behalf", "/desk/posters", "/exports"],
  "何一鸣": ["/", "/reviews", "/campaigns"],
  "林素芬": ["/", "/benefits", "/benefits/rules"],
  "虞静怡": ["/nodes", "/cockpit", "/reports", "/campaigns", "/campaigns/new"],
  "裘启明": ["/units", "/roster", "/roster/new", "/roster/slips", "/grants"],
};

for (const [size, name] of [[PHONE, "phone"], [DESK, "desk"]]) {
  for (const dark of [false, true]) {
    test(`pages on a ${name}, ${dark ? "dark" : "light"}`, { timeout: 240_000 }, async () => {
      await open();
      const faults = []; // all of them at once, not one a run
      const visitor = await window_({ size, dark });
      for (const path of ["/sign-in", "/about/privacy", "/log"]) {
        await visitor.goto(BASE + path);
        await look(visitor, `${name}-${dark ? "dark" : "light"}-${path.replaceAll(/\W+/g, "-")}`);
      }
      await visitor.context().close();
      for (const [who, paths] of Object.entries(PAGES)) {
        const page = await window_({ size, dark, lang: dark ? "en" : "zh-CN" });
        await signIn(page, who);
        for (const path of paths) {
          await page.goto(BASE + path);
          const picture = `${name}-${dark ? "dark" : "light"}-${who}-${path.replaceAll(/[^\w]+/g, "-")}`;
          await look(page, picture).catch((fault) => faults.push(fault.message));
        }
        await page.context().close();
      }
      assert.deepEqual(faults, []);
    });
  }
}

test("the worker's pages work without script", { timeout: 60_000 }, async () => {
  await open();
  const page = await window_({ script: false });
  await signIn(page, "陈立秋");
  await page.getByRole("link", { name: "提建议" }).click();
  await page.getByRole("textbox", { name: "现在是怎样的" }).fill("库房门口坎太高，推车要两个人抬。");
  await page.getByRole("button", { name: "下一步" }).click();
  await page.locator("#f-title").fill(`库房门口加一块斜坡板 ${Date.now() % 100000}`);
  await page.locator("#f-how").fill("用废花纹板焊一块活动斜坡，不用时翻起来。");
  await page.getByRole("button", { name: "下一步" }).click();
  await page.getByRole("button", { name: "提交并登记" }).click();
  if (page.url().endsWith("/same")) await page.locator('button[name="different"]').click();
  await page.waitForURL(/receipt/);
});
