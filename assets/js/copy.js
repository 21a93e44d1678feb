// Shows the buttons that copy a link, and says in the flow that it has been copied.
for (const button of document.querySelectorAll("[data-copy]")) {
  const status = document.getElementById(button.dataset.copyStatus);
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      status.textContent = button.dataset.copyDone;
    } catch {
      status.textContent = button.dataset.copyFailed;
    }
  });
}
