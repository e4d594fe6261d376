// A big job: its bar and its sentence follow the worker, and the page is read again once when it is over.
const standing = document.querySelector("[data-job-state]");
if (standing) {
  const bar = standing.querySelector("progress");
  const sentence = standing.querySelector("[data-job-sentence]");
  const look = async () => {
    try {
      const answer = await fetch(standing.dataset.jobState, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const now = await answer.json();
      bar.value = now.percent;
      if (sentence.textContent !== now.sentence) sentence.textContent = now.sentence;
      if (now.over) window.location.reload();
      else setTimeout(look, 2000);
    } catch {
      setTimeout(look, 10000); // no connection just now
    }
  };
  setTimeout(look, 2000);
}
