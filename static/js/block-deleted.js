/* Whoever deletes a block is told where it still is: the editor saves by itself. */
(() => {
  const words = document.querySelector("[data-desk-block-deleted]");
  if (!words) return;
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-streamfield-action='DELETE']");
    if (!button) return;
    const text = words.dataset.deskBlockDeleted;
    document.dispatchEvent(new CustomEvent("w-messages:add", { detail: { text, type: "warning", clear: true } }));
  });
})();
