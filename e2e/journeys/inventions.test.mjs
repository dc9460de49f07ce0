// An invention in the browser: disclosed on the phone with a drawing, filed and granted at the desk, its fee noted, shown in the
// register before it is due and paid; on a phone and at a desk, light and dark, by keyboard.

import { strict as assert } from "node:assert";
import { after, test } from "node:test";
import { BASE, DESK, PHONE, close, look, open, signIn, window_ } from "../lib.mjs";

after(close);

const TITLE = `夹头自锁销 ${Date.now() % 100_000}`;

/** A day as a date field takes it, so many days from now. */
const day = (from) => new Date(Date.now() + 8 * 3600e3 + from * 86_400e3).toISOString().slice(0, 10);

/** An application number of this year's last with the digit that checks it. */
function number(year, kind) {
  const digits = `${year}${kind}${String(Date.now() % 10_000_000).padStart(7, "0")}`;
  const weights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];
  const rest = weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11;
  return `${digits}.${rest === 10 ? "X" : rest}`;
}

/** A picture of one dot. */
const DOT = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

test("from the phone to the register: disclosed, filed, granted, its fee reminded of and paid", { timeout: 240_000 }, async () => {
  await open();
  const phone = await window_();
  await signIn(phone, "陈立秋");
  await phone.goto(`${BASE}/inventions/new`);
  await look(phone, "invention-1-problem");
  await phone.getByRole("button", { name: "存好，下一步" }).click();
  await phone.locator("#f-title-e").waitFor(); // what is missing stands at its field
  phone.trouble.length = 0; // the browser tells of the refused form
  await phone.locator("#f-title").fill(TITLE);
  await phone.locator("#f-problem").fill("夹头松了要停机找正，一次二十分钟。");
  await phone.getByRole("button", { name: "存好，下一步" }).click();
  await phone.locator("#f-prior").fill("锥销加百分表，准，但是慢。");
  await phone.locator("#f-search").fill("国家专利数据库，用“夹头 自锁”查了三十件。");
  await look(phone, "invention-2-prior");
  await phone.getByRole("button", { name: "存好，下一步" }).click();
  await phone.locator("#f-solution").fill("三瓣楔块套一根拉杆，一拉就紧。");
  await phone.locator("#f-novelty").fill("不用找正，磨损自己补。");
  await phone.getByRole("button", { name: "存好，下一步" }).click();
  await look(phone, "invention-3-inventors");
  await phone.getByRole("button", { name: "存好，看一遍" }).click();
  await phone.getByRole("heading", { level: 1, name: TITLE }).waitFor();
  const record = new URL(phone.url()).pathname;

  const attach = phone.locator("#act-attachments");
  await attach.locator("summary").click();
  await attach.locator('input[type="file"]').setInputFiles({ name: "总图.png", mimeType: "image/png", buffer: DOT });
  await attach.locator('[name="caption"]').fill("总图");
  await attach.locator("form button").click();
  await phone.locator(".files").getByText("总图").waitFor();
  await look(phone, "invention-4-draft");
  await phone.locator('form[action$="/handover"] button').click();
  await phone.locator(".crumb").getByText("待审核").waitFor();

  // The officer decides to file, by keyboard.
  const desk = await window_({ size: DESK });
  await signIn(desk, "沈砚青");
  await desk.goto(`${BASE}/inventions`);
  await look(desk, "invention-5-list");
  await desk.goto(BASE + record);
  await look(desk, "invention-6-to-decide");
  const filing = desk.locator("#act-filing");
  if (!(await filing.evaluate((one) => one.open))) {
    await filing.locator("summary").focus();
    await desk.keyboard.press("Enter");
  }
  await filing.locator('[name="kind"]').first().focus();
  await desk.keyboard.press("ArrowDown"); // from 发明专利 to 实用新型
  assert.equal(await filing.locator('[name="kind"]:checked').inputValue(), "utility");
  await filing.locator("form button").focus();
  await desk.keyboard.press("Enter");
  await desk.locator(".crumb").getByText("申请权利").waitFor();
  await desk.locator('section[aria-labelledby="h-rights"] a').first().click();
  await desk.waitForURL(/\/rights\//);
  const right = new URL(desk.url()).pathname;
  const act = async (noun, fields) => {
    const form = desk.locator(`#act-${noun}`);
    if (!(await form.evaluate((one) => one.open))) await form.locator("summary").click();
    for (const [name, value] of Object.entries(fields)) await form.locator(`[name="${name}"]`).fill(value);
    await form.locator("form button").last().click();
  };
  // A year and ten months ago: the fee of the third year comes up in sixty days.
  const applied = day(-2 * 365 + 45);
  const wrong = number(applied.slice(0, 4), 2);
  const last = wrong.at(-1);
  await act("application", { number: wrong.slice(0, -1) + (last === "1" ? "2" : "1"), on: applied });
  await desk.locator("#f-application-number-e").waitFor();
  desk.trouble.length = 0;
  await look(desk, "invention-7-wrong-digit");
  await act("application", { number: wrong });
  await desk.locator(".crumb").getByText("已申请").waitFor();
  await act("grant", { on: day(-200) });
  await desk.locator(".crumb").getByText("已授权").waitFor();
  await act("fees", { year: "3", amount: "600", due: day(40) });
  await desk.getByText("快到期").first().waitFor();
  await look(desk, "invention-8-granted");

  // The register shows what comes up, and takes it off when it is paid.
  await desk.goto(`${BASE}/rights?fees=soon`);
  const row = desk.locator("tr", { hasText: TITLE });
  await row.getByText("快到期").waitFor();
  await look(desk, "invention-9-register");
  await row.getByRole("link").first().click();
  await desk.locator('form[action$="/payment"] button').click();
  await desk.getByText("已缴").first().waitFor();
  await desk.goto(`${BASE}/rights?fees=soon`);
  assert.equal(await desk.locator("tr", { hasText: TITLE }).count(), 0, "what is paid is no longer reminded of");
  const sheet = await desk.request.get(`${BASE}${await desk.locator('a[href*="sheet"], a[href*="xlsx"]').first().getAttribute("href")}`);
  assert.equal((await sheet.body()).subarray(0, 2).toString(), "PK");

  // The worker is told, and sees the right on the phone.
  await phone.goto(`${BASE}${record}`);
  await phone.locator('section[aria-labelledby="h-rights"]').getByText("已授权").waitFor();
  await look(phone, "invention-10-granted");
  await phone.goto(BASE + right);
  await look(phone, "invention-11-right");
});

for (const [size, name] of [[PHONE, "phone"], [DESK, "desk"]]) {
  test(`inventions on a ${name}, dark and in English`, { timeout: 120_000 }, async () => {
    await open();
    const page = await window_({ size, dark: true, lang: "en" });
    await signIn(page, "沈砚青");
    for (const path of ["/inventions", "/rights"]) {
      await page.goto(BASE + path);
      await look(page, `invention-${name}${path.replace("/", "-")}`);
    }
    await page.goto(`${BASE}/rights`);
    await page.locator("tbody th a").first().click();
    await page.waitForURL(/\/rights\//);
    await look(page, `invention-${name}-right`);
    await page.locator(".crumb a").first().click();
    await page.waitForURL((url) => !url.pathname.includes("/rights/"));
    await look(page, `invention-${name}-record`);
  });
}
