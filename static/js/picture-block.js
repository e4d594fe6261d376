/* Picture block in the editor: what the picture's own description says is offered for the text, never put there. */
(() => {
  const { StructBlockDefinition } = window.wagtailStreamField.blocks;

  class PictureBlockDefinition extends StructBlockDefinition {
    render(placeholder, prefix, initialState, initialError) {
      const block = super.render(placeholder, prefix, initialState, initialError);
      const alt = document.getElementById(`${prefix}-alt`);
      const decorative = document.getElementById(`${prefix}-decorative`);
      const { suggestion, useSuggestion } = this.meta;
      let offered = initialState?.image?.default_alt_text || "";

      const hint = document.createElement("p");
      hint.className = "help picture-block__suggestion";
      hint.setAttribute("role", "status");
      const words = document.createElement("span");
      words.dir = "auto";
      const use = document.createElement("button");
      use.type = "button";
      use.className = "button button-small button-secondary";
      use.textContent = useSuggestion;
      hint.append(words, " ", use);
      alt.insertAdjacentElement("afterend", hint);

      const show = () => {
        alt.disabled = decorative.checked;
        hint.hidden = !offered || decorative.checked || alt.value.trim() !== "";
        words.textContent = suggestion.replace("%s", offered);
      };
      use.addEventListener("click", () => {
        alt.value = offered;
        alt.dispatchEvent(new Event("input", { bubbles: true }));
        alt.dispatchEvent(new Event("change", { bubbles: true }));
        alt.focus();
      });
      alt.addEventListener("input", show);
      decorative.addEventListener("change", show);
      block.childBlocks.image.widget.addEventListener("chosen", ({ detail }) => {
        offered = detail.default_alt_text || "";
        show();
      });
      show();
      return block;
    }
  }

  window.telepath.register("hub.PictureBlock", PictureBlockDefinition);
})();
