// Choosing languages: "all of these" ticks and unticks them all.
const everywhere = document.querySelector("[name=everywhere]");
const languages = [...document.querySelectorAll("[data-language]")];
if (everywhere) {
  everywhere.addEventListener("change", () => {
    for (const language of languages) language.checked = everywhere.checked;
  });
  for (const language of languages) {
    language.addEventListener("change", () => {
      everywhere.checked = languages.every((each) => each.checked);
    });
  }
}
