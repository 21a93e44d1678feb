// Removes what this browser's storage keeps: the unfinished answers of a round that is over, or everything where somebody has asked
// that nothing be left.
const box = document.querySelector("[data-forget]");
const prefix = box ? "kompass." + box.dataset.forget : "kompass";

try {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
} catch {
  // Without storage there is nothing to remove.
}
