// The document page: keys for pages and hits, and the cited words brought into view.
import { copy, on } from "./main.js";

const press = (id) => () => { const link = document.getElementById(id); if (!link) return false; link.click(); return true; };

function bring() {
  const box = document.querySelector(".hl rect.focus") || document.querySelector("mark.focus") || document.querySelector(".hl rect") || document.querySelector(".reader.paper mark");
  box?.scrollIntoView({ block: "center" });
}

const citation = document.getElementById("copy-citation");
citation?.addEventListener("click", () => {
  const chosen = String(getSelection()).trim();
  const quote = chosen || [...document.querySelectorAll("mark.focus")].map((part) => part.textContent).join("");
  copy([quote && `“${quote}”`, citation.dataset.citation, location.href].filter(Boolean).join("\n"));
});

const picture = document.getElementById("picture");
if (picture && !picture.complete) picture.addEventListener("load", bring);
else bring();

on("ArrowLeft", press("page-before"));
on("ArrowRight", press("page-after"));
on("n", press("hit-after"));
on("N", press("hit-before"));
on("y", press("copy-citation"));
on("f", () => { document.getElementById("within").focus(); return true; });
on("t", () => {
  const other = document.querySelector(".switch a:not([aria-current])");
  if (!other) return false;
  other.click();
  return true;
});
