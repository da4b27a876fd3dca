// The name field: checked 250 ms after the last change, never while an input method is composing.
const WAIT = 250;
let timer = 0;

// What belongs to one field: its row, or the box to try a name in.
const around = (part) => part.closest("tr, .try");

const isName = (target) => target.matches?.("input[data-live]");

function later(field) {
  clearTimeout(timer);
  timer = setTimeout(() => field.dispatchEvent(new CustomEvent("check", { bubbles: true })), WAIT);
}

function take(field, name) {
  field.value = name;
  field.focus();
  later(field);
}

export function watchFields() {
  document.addEventListener("input", (event) => {
    if (isName(event.target) && !event.isComposing) later(event.target);
  });
  document.addEventListener("compositionend", (event) => { if (isName(event.target)) later(event.target); });
  document.addEventListener("keydown", (event) => {
    if (!isName(event.target) || event.isComposing || event.keyCode === 229) return;
    const row = around(event.target);
    const offered = row.querySelector("[data-take]");
    if (event.key === "Tab" && !event.shiftKey && offered && offered.dataset.take !== event.target.value) {
      event.preventDefault();
      take(event.target, offered.dataset.take);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      row.querySelector("[data-cancel]")?.click();
    }
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-take]");
    if (button) take(around(button).querySelector("input[data-live]"), button.dataset.take);
  });
}
