// A form that loses nothing. Every pause is kept on the device and sent to the server as a
// draft; without a network it waits on the device and goes out when the network is back.
//
// <form data-draft="key" data-draft-url="/…" data-draft-at="ms of the draft shown"
//       data-saved="… %time%" data-offline="…" data-unsent="…" data-restored="…">
// with [data-draft-status] somewhere in the page for the words, and on the page after a
// successful submission an element [data-draft-done="key"].

const PAUSE = 800;

class Draft {
  constructor(form) {
    this.form = form;
    this.key = `draft:${form.dataset.draft}`;
    this.status = document.querySelector("[data-draft-status]");
    this.waiting = 0; // the pause being measured
    this.submitter = null; // a submission that waits for the network
    this.restore();
    form.addEventListener("input", () => this.later());
    form.addEventListener("submit", (event) => this.submit(event));
    addEventListener("online", () => this.online());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.flush();
    });
  }

  // What was typed: everything but files and the token.
  fields() {
    return [...new FormData(this.form)].filter(([name, value]) => name !== "csrf" && typeof value === "string");
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key));
    } catch {
      return null; // no storage, or something else under our key
    }
  }

  write(draft) {
    try {
      localStorage.setItem(this.key, JSON.stringify(draft));
    } catch {
      // Storage is full or forbidden; the copy on the server is still made.
    }
  }

  // The device's copy is put back only where it is newer than what the server drew.
  restore() {
    const draft = this.read();
    if (!draft || draft.sent || draft.at <= Number(this.form.dataset.draftAt || 0)) return;
    const values = grouped(draft.fields);
    for (const control of this.form.elements) {
      const kept = values.get(control.name);
      if (control.type === "checkbox" || control.type === "radio") control.checked = kept?.includes(control.value) ?? false;
      else if (kept && control.type !== "file" && control.name !== "csrf") control.value = kept[0];
    }
    this.form.dispatchEvent(new CustomEvent("draft:restored", { bubbles: true }));
    this.say(this.form.dataset.restored);
    this.send();
  }

  later() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.save(), PAUSE);
  }

  flush() {
    if (!this.waiting) return;
    clearTimeout(this.waiting);
    this.save();
  }

  save() {
    this.waiting = 0;
    this.write({ at: Date.now(), fields: this.fields(), sent: false });
    this.send();
  }

  async send() {
    const draft = this.read() ?? { at: Date.now(), fields: this.fields(), sent: false };
    const body = new URLSearchParams([...draft.fields, ["csrf", this.form.elements.csrf?.value ?? ""]]);
    try {
      const answer = await fetch(this.form.dataset.draftUrl, { method: "POST", body, keepalive: true });
      // Led elsewhere, to the sign-in page: the session is over, and only the device's copy is kept.
      if (!answer.ok || answer.redirected) {
        this.say(this.form.dataset.unsent);
        return;
      }
      // A newer pause may have been written while this one was under way.
      if (this.read()?.at === draft.at) this.write({ ...draft, sent: true });
      this.say(this.form.dataset.saved.replace("%time%", clock(draft.at)));
    } catch {
      this.say(this.form.dataset.offline);
    }
  }

  submit(event) {
    clearTimeout(this.waiting);
    this.waiting = 0;
    this.write({ at: Date.now(), fields: this.fields(), sent: false });
    if (navigator.onLine) return;
    event.preventDefault();
    this.submitter = event.submitter ?? this.form;
    this.say(this.form.dataset.offline);
  }

  online() {
    const submitter = this.submitter;
    this.submitter = null;
    if (submitter) this.form.requestSubmit(submitter === this.form ? null : submitter);
    else if (this.read()?.sent === false) this.send();
  }

  say(words) {
    if (this.status) this.status.textContent = words;
  }
}

function grouped(fields) {
  const values = new Map();
  for (const [name, value] of fields) values.set(name, [...(values.get(name) ?? []), value]);
  return values;
}

function clock(at) {
  return new Date(at).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });
}

for (const done of document.querySelectorAll("[data-draft-done]")) {
  try {
    localStorage.removeItem(`draft:${done.dataset.draftDone}`);
  } catch {
    // Without storage there is nothing to remove.
  }
}
for (const form of document.querySelectorAll("form[data-draft]")) new Draft(form);
