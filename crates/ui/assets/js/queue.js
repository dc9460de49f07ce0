// The officer's queue by keyboard: J K move, X select, Enter open, A R D M N act, S save the
// view, / search, ? all keys. Keys act only while focus is in the list or the preview and
// never in a field; they can be turned off (WCAG 2.1.4). Rows, boxes and buttons work without.
//
// [data-queue]            the whole queue; the keys work in its main and its preview
// tr[data-row]            a row: .t a opens it, data-preview is the address of its preview
// [data-preview-into]     where the preview goes
// [data-bulk]             the bar for the selection; [data-bulk-count] with data-text="… %count%"
// [data-all] [data-clear] boxes and button for the whole page
// [data-key="A"]          a button with a key, in the preview or in the bar
// [data-keys-toggle]      turns the keys off and on; data-on, data-off are its words
// [data-keys-help]        the list of keys, a <details>

const root = document.documentElement;
const REST = 120; // ms a row must be current before its preview is asked for

class Queue {
  constructor(box) {
    this.box = box;
    this.into = box.querySelector("[data-preview-into]");
    this.bulk = box.querySelector("[data-bulk]");
    this.toggle = box.querySelector("[data-keys-toggle]");
    this.resting = 0;
    this.live = remembered() !== "off";
    box.addEventListener("keydown", (event) => this.key(event));
    box.addEventListener("change", (event) => this.changed(event.target));
    box.addEventListener("click", (event) => this.clicked(event));
    box.addEventListener("focusin", (event) => {
      const row = event.target.closest("tr[data-row]");
      if (row) this.mark(row);
    });
    box.addEventListener("htmx:afterSettle", () => this.count());
    this.switch(this.live);
    this.count();
  }

  rows() {
    return [...this.box.querySelectorAll("tr[data-row]")];
  }

  current() {
    return this.box.querySelector('tr[data-row][aria-current="true"]');
  }

  key(event) {
    if (!this.live || !event.target.closest("main, [data-preview-into]")) return;
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const act = {
      j: () => this.move(1),
      k: () => this.move(-1),
      x: () => this.select(),
      "/": () => search(),
      "?": () => this.help(),
    };
    const name = event.key.length === 1 ? event.key.toLowerCase() : "";
    const done = act[name] ? act[name]() : name && this.press(name.toUpperCase());
    if (done) event.preventDefault();
  }

  move(by) {
    const rows = this.rows();
    const at = rows.indexOf(this.current());
    const row = rows[Math.min(rows.length - 1, Math.max(0, at < 0 ? 0 : at + by))];
    row?.querySelector(".t a").focus();
    return Boolean(row);
  }

  mark(row) {
    const before = this.current();
    if (before === row) return;
    before?.removeAttribute("aria-current");
    before?.classList.remove("cur");
    row.setAttribute("aria-current", "true");
    row.classList.add("cur");
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.preview(row), REST);
  }

  // Only where the preview is seen: on narrow screens a row is opened instead.
  preview(row) {
    if (!row.dataset.preview || !this.into?.offsetParent || !window.htmx) return;
    window.htmx.ajax("GET", row.dataset.preview, { target: this.into, swap: "innerHTML" });
  }

  select() {
    const box = this.current()?.querySelector('input[type="checkbox"]');
    box?.click();
    return Boolean(box);
  }

  // A key means the selection where there is one, and else the record in the preview.
  press(key) {
    const chosen = this.rows().some((row) => row.ariaSelected === "true");
    const places = chosen ? [this.bulk] : [this.into, this.box];
    const button = places.map((place) => place?.querySelector(`[data-key="${CSS.escape(key)}"]`)).find(Boolean);
    button?.click();
    return Boolean(button);
  }

  help() {
    const help = this.box.querySelector("[data-keys-help]");
    if (help) help.open = !help.open;
    return Boolean(help);
  }

  changed(box) {
    if (box.matches("[data-all]")) {
      for (const row of this.rows()) row.querySelector('input[type="checkbox"]').checked = box.checked;
    }
    if (box.type === "checkbox") this.count();
  }

  clicked(event) {
    if (event.target.closest("[data-clear]")) {
      for (const box of this.box.querySelectorAll('[data-all], tr[data-row] input[type="checkbox"]')) box.checked = false;
      this.count();
    } else if (event.target.closest("[data-keys-toggle]")) {
      this.switch(!this.live);
      remember(this.live ? "on" : "off");
    } else if (!event.target.closest("a, button, input, label, summary")) {
      event.target.closest("tr[data-row]")?.querySelector(".t a").focus();
    }
  }

  count() {
    let chosen = 0;
    for (const row of this.rows()) {
      const on = row.querySelector('input[type="checkbox"]')?.checked ?? false;
      row.setAttribute("aria-selected", on);
      chosen += on;
    }
    if (!this.bulk) return;
    this.bulk.hidden = chosen === 0;
    const words = this.bulk.querySelector("[data-bulk-count]");
    if (words) words.textContent = words.dataset.text.replace("%count%", chosen);
  }

  switch(live) {
    this.live = live;
    if (live) root.dataset.keys = "";
    else delete root.dataset.keys;
    if (this.toggle) {
      this.toggle.hidden = false;
      this.toggle.textContent = live ? this.toggle.dataset.off : this.toggle.dataset.on;
    }
  }
}

function remembered() {
  try {
    return localStorage.getItem("keys");
  } catch {
    return null; // no storage: the keys are on, as at first
  }
}

function remember(keys) {
  try {
    localStorage.setItem("keys", keys);
  } catch {
    // No storage: the choice holds for this page.
  }
}

function typing(element) {
  return element.isContentEditable || element.matches('textarea, select, input:not([type="checkbox"], [type="radio"])');
}

function search() {
  const field = document.querySelector('[role="search"] input');
  field?.focus();
  return Boolean(field);
}

for (const box of document.querySelectorAll("[data-queue]")) new Queue(box);
