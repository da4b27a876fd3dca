// Every page: marks that script runs, says short notices, hears single keys and keeps them away from input methods.
// The keys stand here and not in a file of their own: a first view asks for six files at most.
import "./keep.js";
import { suggest } from "./suggest.js";

document.documentElement.classList.add("js");

export const words = JSON.parse(document.body.dataset.words || "{}");

/** The sentence of a key with its placeholders filled in. */
export function say(key, values = {}) {
  return (words[key] || key).replace(/\{(\w+)\|([^|}]*)\|([^}]*)\}/g, (whole, name, one, many) => (String(values[name]) === "1" ? one : many)).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** The form token, for requests that scripts make themselves. */
export function token() {
  return JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
}

/** One line at the bottom of the window, gone after 10 seconds unless it is being read. */
export function toast(text) {
  const note = document.createElement("div");
  note.className = "toast";
  const line = document.createElement("span");
  line.textContent = text;
  note.append(line);
  document.getElementById("toasts").append(note);
}

function fade(note) {
  let timer = setTimeout(() => note.remove(), 10000);
  const stay = () => clearTimeout(timer);
  const go = () => { timer = setTimeout(() => note.remove(), 4000); };
  for (const event of ["mouseenter", "focusin"]) note.addEventListener(event, stay);
  for (const event of ["mouseleave", "focusout"]) note.addEventListener(event, go);
}

const toasts = document.getElementById("toasts");
new MutationObserver((changes) => {
  for (const change of changes) for (const node of change.addedNodes) if (node.nodeType === 1) fade(node);
}).observe(toasts, { childList: true });
for (const note of toasts.querySelectorAll(".toast")) fade(note);

// An Enter that picks a candidate of an input method must never submit anything.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) {
    event.preventDefault();
    event.stopPropagation();
  }
}, true);

// Ctrl, Shift or the middle button open a link as links do, also where a panel would show it.
document.addEventListener("click", (event) => {
  if ((event.ctrlKey || event.metaKey || event.shiftKey) && event.target.closest("a[hx-get]")) event.stopPropagation();
}, true);

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  const opener = event.target.closest("[data-open]");
  if (opener) document.getElementById(opener.dataset.open).showModal();
  const copier = event.target.closest("[data-copy]");
  if (copier) copy(document.querySelector(copier.dataset.copy).textContent.trim());
});

/** Put text on the clipboard and say so. */
export async function copy(text) {
  await navigator.clipboard.writeText(text);
  toast(say("copied"));
}

// Requests of htmx that failed: say what is safe, keep everything that was typed.
// On one column the evidence stands below what it proves: a chip that fills it out of sight leads there.
document.addEventListener("htmx:afterSettle", (event) => {
  const pane = event.detail.target, asked = event.detail.requestConfig?.elt;
  if (pane?.id !== "evidence" || !asked?.matches(".cite")) return;
  const { top, bottom } = pane.getBoundingClientRect();
  if (top > innerHeight * 0.7 || bottom < 64) pane.scrollIntoView({ block: "start" });
});
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  toast(say(status === 401 ? "session_over" : "server_trouble"));
});
document.addEventListener("htmx:sendError", () => toast(say("offline")));

// Small screens start with the filters folded.
const facets = document.querySelector("details.facets");
if (facets && matchMedia("(max-width: 899px)").matches) facets.open = false;

const kinds = Object.fromEntries(["recent", "project", "client", "title"].map((kind) => [kind, say(`suggest_${kind}`)]));
for (const box of document.querySelectorAll("input[data-suggest]")) suggest(box, kinds);

// ---- single keys: they act only when no field has the focus and no input method is composing
const handlers = new Map();

let lead = 0;
const SOON = 1500; // ms between the two strokes of "g h"

/** Register a handler for a key, or for two strokes as "g h"; it returns true when it did something. Later ones are asked first. */
export function on(key, handler) {
  handlers.set(key, [handler, ...(handlers.get(key) || [])]);
}

const typing = (target) => target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], dialog[open]");

function pressed(event) {
  if (event.isComposing || event.keyCode === 229 || event.altKey) return;
  const strong = event.ctrlKey || event.metaKey;
  const pair = `g ${event.key}`;
  const second = !strong && Date.now() - lead < SOON && handlers.has(pair);
  const name = strong ? `Ctrl+${event.key}` : second ? pair : event.key;
  const single = event.key.length === 1 && !strong;
  lead = event.key === "g" && !strong && !typing(event.target) ? Date.now() : 0;
  if (!handlers.has(name)) return;
  if (single && localStorage.getItem("keys") === "off") return;
  if (name !== "Ctrl+Enter" && name !== "Escape" && typing(event.target)) return;
  if ((name === " " || name === "Enter") && event.target.closest("a, button, summary, input")) return;
  for (const handler of handlers.get(name)) {
    if (handler(event)) { event.preventDefault(); return; }
  }
}

document.addEventListener("keydown", pressed);

// Two strokes: g, then a place.
const go = (path) => () => { location.assign(path); return true; };
on("/", () => { const box = document.getElementById("find"); if (!box) return false; box.focus(); box.select(); return true; });
on("?", () => { document.getElementById("keys")?.showModal(); return true; });
on("g h", go("/"));
on("g p", go("/projects"));
on("g k", go("/knowledge"));
on("g q", go("/holding"));
on("g r", go("/rules"));
on("Escape", () => {
  const menu = document.querySelector("details.menu[open]");
  if (menu) { menu.open = false; menu.querySelector("summary").focus(); return true; }
  return false;
});

const off = document.getElementById("keys-off");
if (off) {
  off.checked = localStorage.getItem("keys") === "off";
  off.addEventListener("change", () => localStorage.setItem("keys", off.checked ? "off" : "on"));
}

// A box that marks all boxes of its form that have the name it gives.
document.addEventListener("change", (event) => {
  const name = event.target.dataset?.all;
  if (!name) return;
  for (const box of event.target.form.querySelectorAll(`[type=checkbox][name="${name}"]`)) box.checked = event.target.checked;
});
