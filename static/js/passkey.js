// allauth's passkey scripts only write to the console when something goes wrong; say it on the page.
document.addEventListener("allauth.error", (event) => {
  const place = document.querySelector("[data-passkey-error]");
  if (!place) return;
  event.preventDefault();
  place.hidden = false;
  place.textContent = place.dataset.passkeyError;
});
