// On a shared tablet the page after sending goes back to the start by itself: after a minute in which nobody touched it,
// with a warning twenty seconds before, which can be put off as often as people like.
const form = document.querySelector("[data-tablet]");
const warning = document.querySelector("[data-tablet-warning]");
const extend = document.querySelector("[data-tablet-extend]");
const quiet = 40000;
const notice = 20000;
let timer;

function restart() {
  clearTimeout(timer);
  warning.textContent = "";
  extend.hidden = true;
  timer = setTimeout(warn, quiet);
}

function warn() {
  warning.textContent = warning.dataset.text;
  extend.hidden = false;
  timer = setTimeout(() => form.requestSubmit(), notice);
}

for (const kind of ["pointerdown", "keydown", "scroll"]) window.addEventListener(kind, restart, { passive: true });
window.addEventListener("pageshow", restart);
document.querySelector("[data-tablet-stay]").addEventListener("click", restart);
restart();
