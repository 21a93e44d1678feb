// On a shared tablet a page goes back to the start by itself when nobody touches it, with a warning twenty seconds before, which
// can be put off as often as people like: the page after sending after a minute, a form once something was answered after three.
const form = document.querySelector("[data-tablet]");
const warning = document.querySelector("[data-tablet-warning]");
const extend = document.querySelector("[data-tablet-extend]");
const quiet = Number(form.dataset.tablet) || 40000;
const waits = "tabletForm" in form.dataset; // for a first answer
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

function begin() {
  for (const kind of ["pointerdown", "keydown", "scroll"]) window.addEventListener(kind, restart, { passive: true });
  restart();
}

document.querySelector("[data-tablet-stay]").addEventListener("click", restart);
if (waits) document.addEventListener("change", begin, { once: true });
else {
  window.addEventListener("pageshow", restart);
  begin();
}
