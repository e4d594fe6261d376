/* A film elsewhere: its player is put here only when a reader asks for it. Without this the link leads there. */
for (const frame of document.querySelectorAll("[data-player]")) {
  frame.querySelector("[data-play]").addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const player = document.createElement("iframe");
    player.src = frame.dataset.player;
    player.title = frame.dataset.title;
    player.className = "video__player";
    player.allow = "autoplay; fullscreen; encrypted-media";
    player.referrerPolicy = "origin"; // the players refuse who doesn't say where they stand
    frame.replaceWith(player);
    player.focus();
  });
}
