// Removes unfinished answers from this browser's storage: those of a round that is over, or all of them where somebody has asked
// that nothing be left.
const box = document.querySelector("[data-forget]");
const prefix = "kompass." + (box ? box.dataset.forget : "");

try {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
} catch {
  // Without storage there is nothing to remove.
}
