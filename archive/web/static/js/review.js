// The review: the chip whose source stands beside the text is marked; keys go through what needs a person.
import { on } from "./main.js";

let chip = null;
let point = null;

document.addEventListener("click", (event) => {
  const own = event.target.closest(".rev .cite");
  if (!own) return;
  for (const other of document.querySelectorAll(".rev .cite[aria-current]")) other.removeAttribute("aria-current");
  for (const same of document.querySelectorAll(`.rev .cite[href="${CSS.escape(own.getAttribute("href"))}"]`)) same.setAttribute("aria-current", "true");
  own.setAttribute("aria-current", "true");
  chip = own;
});
on("Escape", () => { if (!chip) return false; chip.focus(); return true; });

on("n", () => {
  const open = [...document.querySelectorAll("#inconsistencies .clash, #missing dt")];
  if (!open.length) return false;
  point = open[(open.indexOf(point) + 1) % open.length];
  point.scrollIntoView({ block: "start" });
  point.querySelector("input[type=radio], a")?.focus({ preventScroll: true });
  return true;
});

// 1 and 2 choose a value of the contradiction that `n` came to, or that has the focus
const choose = (number) => () => {
  const clash = document.activeElement?.closest(".clash") || (point?.matches(".clash") ? point : null);
  const radio = clash?.querySelectorAll("input[type=radio]")[number];
  if (!radio) return false;
  radio.checked = true;
  radio.focus();
  return true;
};
for (const number of [1, 2, 3]) on(String(number), choose(number - 1));

// the pen of the sentence that has the focus, a chip of it included
const pen = () => document.activeElement?.closest("li, tr, p, blockquote")?.querySelector(".pen");
const follow = (part) => () => {
  const link = pen();
  if (!link) return false;
  location.assign(link.href + part);
  return true;
};
on("e", follow(""));
on("m", follow("#reason"));
