// A benefit from the worker's phone to finance's signature: the form with its running sum, the audit beside
// the claim, the figure on the record's page; on a phone and at a desk, light and dark, also without script.

import { strict as assert } from "node:assert";
import { after, test } from "node:test";
import { BASE, DESK, PHONE, close, look, open, signIn, window_ } from "../lib.mjs";

after(close);

/** The first thing in use whose benefit this person may state. */
async function toState(page) {
  await page.goto(`${BASE}/benefits`);
  return page.locator('a[href$="/statement"]').first().getAttribute("href");
}

test("from the phone to the signature", { timeout: 240_000 }, async () => {
  await open();
  const officer = await window_();
  await signIn(officer, "沈砚青");
  const href = await toState(officer);
  await officer.goto(BASE + href);
  await look(officer, "benefit-1-form");
  await officer.locator("#f-what-0").fill("节省换型时间");
  const fill = async (at, ...texts) => {
    for (const [nth, name] of ["name", "value", "unit"].entries()) {
      await officer.locator(`[name="${name}-0-${at}"]`).fill(texts[nth]);
    }
  };
  await fill(0, "每次省下", "35", "分钟");
  await fill(1, "次数", "1,440", "次");
  await fill(2, "费率", "0.75", "元/分钟");
  await officer.locator("#sum").getByText("37,800.00 元").first().waitFor();
  await officer.getByRole("button", { name: "交给财务核定" }).click();
  await officer.getByText("还有 1 处要改").waitFor();
  officer.trouble.splice(0); // the browser tells a refused form as an error
  await look(officer, "benefit-2-faults");
  await officer.locator("#f-evidence-0").fill("三月和四月的排产表。");
  await officer.getByRole("button", { name: "交给财务核定" }).click();
  await officer.getByText("已交给财务。").waitFor();
  await look(officer, "benefit-3-claimed");
  const record = officer.url();
  const evidence = officer.locator("#act-attachments");
  await evidence.locator("summary").click();
  const table = Buffer.from("日期,次数\n2026-03-02,6\n2026-03-03,5\n");
  await evidence.locator('input[type="file"]').setInputFiles({ name: "排产表.csv", mimeType: "text/csv", buffer: table });
  await evidence.locator('[name="stage"][value^="line:"]').first().check({ force: true });
  await evidence.locator('[name="caption"]').fill("三月排产表");
  await evidence.locator("form button").click();
  await officer.locator(".files").getByText("三月排产表").waitFor();
  await look(officer, "benefit-3-evidence");

  const finance = await window_({ size: DESK });
  await signIn(finance, "林素芬");
  await finance.goto(`${BASE}/benefits`);
  await look(finance, "benefit-4-list");
  await finance.goto(record);
  await finance.getByRole("link", { name: "核定", exact: true }).click();
  await finance.locator("fieldset.line").first().getByText("三月排产表").waitFor();
  await look(finance, "benefit-5-audit");
  await finance.locator("#f-value-0-1").fill("1200");
  await finance.locator("#sum").getByText("31,500.00 元").first().waitFor();
  await finance.locator("#f-note").fill("次数按实际排产计。");
  await finance.getByRole("button", { name: "签字核定" }).click();
  await finance.getByText("已签字核定。").waitFor();
  await finance.locator(".big").getByText("31,500.00").waitFor();
  await look(finance, "benefit-6-audited");

  await officer.reload();
  await officer.getByText("次数按实际排产计。").waitFor();
  await officer.locator(".side").getByRole("link", { name: "看这条记录" }).click();
  await officer.getByText("31,500.00 元").waitFor();
  await look(officer, "benefit-7-record");
});

for (const [size, name] of [[PHONE, "phone"], [DESK, "desk"]]) {
  test(`finance's pages on a ${name}, dark and in English`, { timeout: 120_000 }, async () => {
    await open();
    const page = await window_({ size, dark: true, lang: "en" });
    await signIn(page, "林素芬");
    await page.goto(`${BASE}/benefits`);
    await look(page, `benefit-${name}-list`);
    const signed = await page.locator('section[aria-labelledby="h-signed"] a').first().getAttribute("href");
    await page.goto(BASE + signed);
    await look(page, `benefit-${name}-signed`);
    await page.goto(`${BASE}/benefits/rules`);
    await look(page, `benefit-${name}-rules`);
  });
}

test("a benefit is stated without script, by its levels", { timeout: 60_000 }, async () => {
  await open();
  const page = await window_({ script: false });
  await signIn(page, "沈砚青");
  await page.goto(BASE + (await toState(page)));
  await page.getByRole("button", { name: "加一项" }).click();
  assert.equal(await page.locator("fieldset.line").count(), 3);
  await page.getByText("难以计算", { exact: true }).click();
  for (const [field, level] of [["effect", "b"], ["difficulty", "c"], ["reach", "c"]]) {
    await page.locator(`label:has([name="level-${field}"][value="${level}"])`).click();
  }
  await page.locator("#f-words").fill("隐患没有了，班组都在用。");
  await page.getByRole("button", { name: "交给财务核定" }).click();
  await page.getByText("58").first().waitFor();
});
