/* The panel "Before publishing": its badge follows what is saved, and Publish asks first where something is left to look
   at. Whatever goes wrong with asking, publishing goes on. */
(() => {
  const NAME = "before-publishing";
  const panel = document.querySelector(`[data-side-panel="${NAME}"]`);
  const form = document.querySelector("form[data-edit-form]");
  if (!panel || !form) return;

  const badge = () => {
    const count = Number(panel.querySelector("[data-desk-checks]")?.dataset.deskChecks || 0);
    const counter = document.querySelector(`[data-side-panel-toggle="${NAME}"] [data-side-panel-toggle-counter]`);
    if (!counter) return;
    counter.textContent = count;
    counter.hidden = !count;
  };
  new MutationObserver(badge).observe(panel, { childList: true, subtree: true });

  const ask = async () => {
    const answer = await fetch(new URL("checks/", form.action), {
      method: "POST",
      body: new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string")),
      headers: { "X-Requested-With": "XMLHttpRequest" },
      signal: AbortSignal.timeout(8000),
    });
    return answer.ok ? answer.json() : { count: 0 };
  };

  const show = (html, publish, back) => {
    const dialog = document.createElement("dialog");
    dialog.className = "desk-dialog";
    dialog.setAttribute("aria-labelledby", "desk-dialog-heading");
    dialog.innerHTML = html;
    dialog.querySelector("[data-desk-back]").addEventListener("click", () => dialog.close());
    dialog.querySelector("[data-desk-publish]").addEventListener("click", () => dialog.close("publish"));
    dialog.addEventListener("close", () => {
      const wanted = dialog.returnValue === "publish";
      dialog.remove();
      if (wanted) publish();
      else back?.focus();
    });
    document.body.append(dialog);
    dialog.showModal();
  };

  let asked = false;
  let asking = false;
  // Before Wagtail's own listeners, which would mark the button as busy.
  document.addEventListener(
    "click",
    async (event) => {
      const button = event.target.closest?.("[name='action-publish']");
      if (!button || button.form !== form || asked) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (asking) return;
      asking = true;
      const publish = () => {
        asked = true;
        button.click();
        asked = false;
      };
      let found = { count: 0 };
      try {
        found = await ask();
      } catch {
        // It can't be asked.
      }
      asking = false;
      // Publish may stand in a menu that is closed by now: then the button that opens it.
      const menu = button.closest("[data-controller~='w-dropdown']")?.querySelector("[data-w-dropdown-target='toggle']");
      const back = menu || form.querySelector("footer [aria-expanded]") || button;
      if (found.count) show(found.html, publish, back);
      else publish();
    },
    true,
  );
})();
