// Single keys. They act only when no field has the focus and no input method is composing.
const handlers = new Map();

/** Register a handler; it returns true when it did something. Later ones are asked first. */
export function on(key, handler) {
  handlers.set(key, [handler, ...(handlers.get(key) || [])]);
}

const typing = (target) => target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], dialog[open]");

function pressed(event) {
  if (event.isComposing || event.keyCode === 229 || event.altKey) return;
  const strong = event.ctrlKey || event.metaKey;
  const name = strong ? `Ctrl+${event.key}` : event.key;
  if (!handlers.has(name)) return;
  const single = name.length === 1;
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
