// Shares that always make 100 %. Each has a number field, which works alone; here it gets its
// two buttons, and what one person gains or gives comes from or goes to the others.

class Shares {
  constructor(box) {
    this.step = Number(box.dataset.step);
    this.bars = [...box.querySelectorAll(".sharebar > i")];
    this.rows = [...box.querySelectorAll(".share")].map((row) => ({
      input: row.querySelector("input"),
      less: row.querySelector("[data-less]"),
      more: row.querySelector("[data-more]"),
    }));
    this.rows.forEach((row, at) => {
      row.less.hidden = row.more.hidden = false;
      row.less.parentElement.classList.add("live");
      row.less.addEventListener("click", () => this.set(at, this.value(at) - this.step, true));
      row.more.addEventListener("click", () => this.set(at, this.value(at) + this.step, true));
      row.input.addEventListener("change", () => this.set(at, this.value(at), false));
    });
    box.closest("form")?.addEventListener("draft:restored", () => this.draw());
    this.draw();
  }

  value(at) {
    return Math.round(Number(this.rows[at].input.value)) || 0;
  }

  // Gives one person `percent` and settles the difference with the others, the largest first.
  set(at, percent, told) {
    this.rows[at].input.value = within(percent);
    const others = this.rows.map((_, other) => other).filter((other) => other !== at);
    others.sort((a, b) => this.value(b) - this.value(a));
    let open = 100 - this.rows.reduce((sum, _, row) => sum + this.value(row), 0);
    for (const other of others) {
      const settled = within(this.value(other) + open);
      open -= settled - this.value(other);
      this.rows[other].input.value = settled;
    }
    if (open !== 0) this.rows[at].input.value = this.value(at) + open; // alone: always all of it
    this.draw();
    // Buttons do not say «input» by themselves; the draft listens for it.
    if (told) this.rows[at].input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  draw() {
    this.rows.forEach((row, at) => {
      const percent = this.value(at);
      this.bars[at]?.style.setProperty("--v", percent);
      row.less.disabled = percent <= 0 || this.rows.length < 2;
      row.more.disabled = percent >= 100;
    });
  }
}

function within(percent) {
  return Math.min(100, Math.max(0, percent));
}

for (const box of document.querySelectorAll("[data-shares]")) new Shares(box);
