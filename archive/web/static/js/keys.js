// Single keys. They act only when no field has the focus and no input method is composing.
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

export function listen() {
  document.addEventListener("keydown", pressed);
}
