// Suggestions under a search box: an accessible list box, silent while an input method composes.
const PAUSE = 150, MOST = 8;
let boxes = 0;

/** Give a search box its list. `names` are what the kinds of suggestions are called. */
export function suggest(box, names) {
  const id = `suggested-${++boxes}`;
  const list = document.createElement("ul");
  list.id = id;
  list.className = "suggested";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.getAttribute("placeholder") || "");
  list.hidden = true;
  box.closest(".find").append(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": id, "aria-expanded": "false" })) box.setAttribute(name, value);

  let timer, asking, active = -1;
  const options = () => [...list.children];
  const show = (open) => { list.hidden = !open; box.setAttribute("aria-expanded", String(open)); if (!open) mark(-1); };
  const mark = (place) => {
    active = place;
    options().forEach((option, n) => option.setAttribute("aria-selected", String(n === place)));
    if (place < 0) box.removeAttribute("aria-activedescendant");
    else { box.setAttribute("aria-activedescendant", options()[place].id); options()[place].scrollIntoView({ block: "nearest" }); }
  };
  const stop = () => { clearTimeout(timer); asking?.abort(); show(false); };

  const option = (item, n) => {
    const row = document.createElement("li");
    row.id = `${id}-${n}`;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", "false");
    const text = document.createElement("span"), kind = document.createElement("span");
    text.textContent = row.dataset.text = item.text;
    kind.className = "kind";
    kind.textContent = names[item.kind] || "";
    row.append(text, kind);
    return row;
  };

  async function ask() {
    const typed = box.value.trim();
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const answer = await fetch(`${box.dataset.suggest}?${new URLSearchParams({ q: typed })}`, { signal });
      if (!answer.ok || signal.aborted) return;
      const { items } = await answer.json();
      if (signal.aborted || document.activeElement !== box) return;
      const seen = new Map(items.map((item) => [item.text, item]).reverse());
      const rows = items.filter((item) => seen.get(item.text) === item && item.text !== box.value).slice(0, MOST);
      list.replaceChildren(...rows.map(option));
      show(rows.length > 0);
      mark(-1);
    } catch { /* typing goes on, or the network is away: no suggestion */ }
  }

  const later = () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); };
  const choose = (row) => { box.value = row.dataset.text; stop(); box.form.requestSubmit(); };

  box.addEventListener("input", (event) => { if (!event.isComposing) later(); });
  box.addEventListener("compositionstart", () => clearTimeout(timer));
  box.addEventListener("compositionend", later);
  box.addEventListener("focus", () => { if (!box.value) later(); });
  box.addEventListener("blur", stop);
  box.form.addEventListener("submit", stop);
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();  // the box keeps the focus
    const row = event.target.closest("[role=option]");
    if (row && event.button === 0) choose(row);
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    const rows = options();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) { if (event.key === "ArrowDown") ask(); }
      else {
        clearTimeout(timer); // a list that is walked through is not replaced under the hand
        asking?.abort();
        const step = event.key === "ArrowDown" ? 1 : -1;
        mark(((active + 1 + step + rows.length + 1) % (rows.length + 1)) - 1);
      }
      event.preventDefault();
    } else if (event.key === "Enter" && !list.hidden && active >= 0) {
      event.preventDefault();
      choose(rows[active]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      stop();
    }
  });
}
