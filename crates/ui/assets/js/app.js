// The manners every page has. Nothing here is needed to use a page: the display switches are
// forms, a form can be sent without this, and an error stands beside its field.

const root = document.documentElement;
const YEAR = 365 * 24 * 60 * 60;
const SIZES = ["", "large", "larger"];

// What one press leads to: the other of light and dark, as seen; the next size of text.
function next(name) {
  if (name === "text") return SIZES[(SIZES.indexOf(root.dataset.text ?? "") + 1) % SIZES.length];
  const seen = root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  return seen === "dark" ? "light" : "dark";
}

// The cookie lets the server draw the next page right from its first byte; the request keeps
// the wish with the account.
function display(form, name) {
  const value = next(name);
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${name}=${value}; Path=/; Max-Age=${value ? YEAR : 0}; SameSite=Lax${secure}`;
  if (value) root.dataset[name] = value;
  else delete root.dataset[name];
  const body = new URLSearchParams(new FormData(form));
  body.set(name, value);
  // Without a network it holds until the next page.
  fetch(form.action, { method: "POST", body, keepalive: true }).catch(() => {});
}

// A form is sent once. The button keeps its words and says that it is at work. What saves a file does not leave the
// page, so it may be asked for again.
function once(event) {
  const { target: form, submitter } = event;
  if (event.defaultPrevented || form.dataset.download !== undefined) return;
  if (form.dataset.sent !== undefined) {
    event.preventDefault();
    return;
  }
  if (form.method !== "post") return;
  form.dataset.sent = "";
  submitter?.setAttribute("aria-busy", "true");
}

// Coming back to a page the browser kept: it may be sent again.
function rested() {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll('button[aria-busy="true"]')) button.removeAttribute("aria-busy");
}

// After a form came back with errors, focus stands in the first of them.
function firstError(within) {
  const wrong = within.querySelector('[aria-invalid="true"]');
  if (!wrong) return;
  const control = wrong.matches("fieldset") ? wrong.querySelector("input, select, textarea") : wrong;
  control?.focus();
}

document.addEventListener("submit", (event) => {
  const { target: form } = event;
  if (form.dataset.display) {
    event.preventDefault();
    display(form, form.dataset.display);
    return;
  }
  once(event);
});
window.addEventListener("pageshow", rested);
firstError(document);

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector('meta[name="csrf-token"]');
  if (token) event.detail.headers["x-csrf-token"] = token.content;
});
document.addEventListener("htmx:beforeRequest", (event) => {
  const button = event.detail.requestConfig.triggeringEvent?.submitter ?? event.target.closest("button");
  if (!button) return;
  if (button.getAttribute("aria-busy") === "true") event.preventDefault();
  else button.setAttribute("aria-busy", "true");
});
document.addEventListener("htmx:afterRequest", rested);
document.addEventListener("htmx:afterSettle", (event) => firstError(event.target));

// A page that is printed offers it; without script the browser's own menu does.
for (const place of document.querySelectorAll("[data-print]")) {
  place.hidden = false;
  place.addEventListener("click", () => window.print());
}

// A menu of the bar closes when one goes elsewhere; Escape gives the focus back to its name.
function closeMenus(but) {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (menu !== but) menu.open = false;
}
document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
document.addEventListener("focusin", (event) => closeMenus(event.target.closest("details.menu")));
document.addEventListener("keydown", (event) => {
  const open = document.querySelector("details.menu[open]");
  if (event.key !== "Escape" || !open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
