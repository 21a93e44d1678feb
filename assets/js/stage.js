// The keyboard and the remote control at a presentation: forward, back, dark, leave. And counts that keep themselves up to
// date, every ten seconds, as long as the screen can be seen.
const keys = {
  ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next",
  ArrowLeft: "prev", ArrowUp: "prev", PageUp: "prev",
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, button, select, textarea, summary") && event.key === " ") return;
  if (event.key === "b" || event.key === "B" || event.key === ".") {
    document.body.classList.toggle("stage-dark");
    event.preventDefault();
    return;
  }
  const link = event.key === "Escape" ? document.querySelector("[data-exit]")
    : keys[event.key] && document.querySelector(`.stage-nav a[rel="${keys[event.key]}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});

const counts = document.querySelector("[data-counts]");

async function refresh() {
  if (document.hidden) return;
  try {
    const answer = await fetch(counts.dataset.counts, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const shown = counts.querySelector("[data-count]");
    const fresh = page.querySelector(`[data-count="${shown.dataset.count}"]`);
    if (fresh && fresh.textContent !== shown.textContent) shown.textContent = fresh.textContent;
  } catch {
    // The network of the room comes and goes: the next try is ten seconds away.
  }
}

if (counts) setInterval(refresh, 10000);
