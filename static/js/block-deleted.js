/* Whoever deletes a block is told where it still is: the editor saves by itself. */
(() => {
  const words = document.querySelector("[data-desk-block-deleted]");
  if (!words) return;
  const text = words.dataset.deskBlockDeleted;
  // On the way down: the click ends at the button, which is gone by then.
  document.addEventListener(
    "click",
    (event) => {
      if (!event.target.closest?.("[data-streamfield-action='DELETE']")) return;
      document.dispatchEvent(new CustomEvent("w-messages:add", { detail: { text, type: "warning", clear: true } }));
    },
    true,
  );
})();
