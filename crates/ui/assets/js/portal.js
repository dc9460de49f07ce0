// The flame of the portal lives: while the page is looked at it asks now and then whether anything came in, and lets
// the new dots appear. Without this the page is as it was when it was opened.

const EVERY = 30_000;
const still = document.getElementById("portal-still");
const KEY = "portal-still";
// What this browser kept is asked about again; nothing new costs a line.
const FRESH = { cache: "no-cache" };

// The box that stops the motion is remembered by this browser alone.
if (still) {
  still.checked ||= localStorage.getItem(KEY) === "1";
  still.addEventListener("change", () => {
    if (still.checked) localStorage.setItem(KEY, "1");
    else localStorage.removeItem(KEY);
  });
}

const counts = (flame) =>
  new Map([...flame.querySelectorAll("li")].map((part) => [part.dataset.name, part.dataset.count]));

async function look() {
  const flame = document.getElementById("portal-flame");
  if (!flame || document.hidden) return;
  const told = await fetch(flame.dataset.live, FRESH);
  if (!told.ok) return;
  const { state } = await told.json();
  if (state === flame.dataset.state) return;
  const part = await fetch(flame.dataset.part, FRESH);
  if (!part.ok) return;
  const fresh = new DOMParser().parseFromString(await part.text(), "text/html").getElementById("portal-flame");
  if (!fresh) return;
  const before = counts(flame);
  for (const one of fresh.querySelectorAll("li")) {
    one.classList.toggle("fresh", before.get(one.dataset.name) !== one.dataset.count);
  }
  // Whoever is inside it with the keyboard stays where they are.
  const focused = flame.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  flame.replaceWith(fresh);
  if (focused) fresh.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

// Without a network it is as old as it is.
if (document.getElementById("portal-flame")) setInterval(() => look().catch(() => {}), EVERY);
