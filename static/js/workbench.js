/* The translators' workbench: passages are saved as one leaves them, keys do what buttons do, the preview follows. */
(() => {
  const bench = document.querySelector("[data-workbench]");
  if (!bench) return;
  const status = bench.querySelector("[data-status]");
  const passages = () => [...bench.querySelectorAll("[data-passage]")];
  const words = (passage) => passage.querySelector("textarea[name=words]");
  const changed = (passage) => words(passage).value !== words(passage).defaultValue;
  const saving = new Map(); // passage: promise; a passage is saved once at a time

  const say = (text, problem = false) => {
    status.textContent = text;
    status.toggleAttribute("data-problem", problem);
  };

  const reveal = (root) => root.querySelectorAll("[data-insert][hidden], [data-keys][hidden], kbd[hidden]").forEach((each) => (each.hidden = false));

  const put = (html) => {
    const box = document.createElement("template");
    box.innerHTML = html;
    const fresh = box.content.querySelector("[data-passage]");
    const old = document.getElementById(fresh.id);
    if (!old) return fresh;
    const inside = old.contains(document.activeElement) ? document.activeElement : null;
    old.replaceWith(fresh);
    reveal(fresh);
    if (inside && inside.name === "words") {
      words(fresh).focus({ preventScroll: true });
      words(fresh).setSelectionRange(inside.selectionStart, inside.selectionEnd);
    } else if (inside) {
      const same = fresh.querySelector(`[name="${CSS.escape(inside.name || "save")}"]`);
      (same || words(fresh)).focus({ preventScroll: true });
    }
    return fresh;
  };

  const tell = (answer) => {
    const { summary } = answer;
    bench.querySelector("[data-meter]").value = summary.percent;
    bench.querySelector("[data-progress]").textContent = summary.progress;
    bench.querySelector("[data-words]").textContent = summary.words_left;
    Object.entries(answer.filters).forEach(([name, number]) => {
      const count = bench.querySelector(`[data-filter="${name}"] .workbench__count`);
      if (count) count.textContent = number;
    });
    const actions = bench.querySelector(".workbench__actions");
    if (actions || answer.actions.trim()) {
      const box = document.createElement("template");
      box.innerHTML = answer.actions;
      const fresh = box.content.firstElementChild || document.createElement("div");
      fresh.classList.add("workbench__actions");
      if (actions) {
        if (!actions.contains(document.activeElement)) actions.replaceWith(fresh);
      } else {
        bench.querySelector(".workbench__head").append(fresh);
      }
    }
  };

  async function send(passage, extra) {
    const form = passage.querySelector("[data-save]");
    const typed = words(passage).value;
    const data = new FormData(form);
    Object.entries(extra).forEach(([name, value]) => data.set(name, value));
    data.set("stand", passages().map((each) => `${each.dataset.passage}:${each.querySelector("[name=seen]").value}`).join(" "));
    say(bench.dataset.saving);
    let answer;
    try {
      const response = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" } });
      if (response.status === 403) {
        say(bench.dataset.refused, true);
        return null;
      }
      answer = await response.json();
    } catch {
      say(bench.dataset.unsaved, true);
      return null;
    }
    const stands = document.getElementById(passage.id) || passage;
    const later = words(stands).value; // typed while the answer was on its way
    const own = answer.passages[passage.dataset.passage];
    Object.entries(answer.passages).forEach(([pk, html]) => {
      const other = document.getElementById(`p${pk}`);
      if (pk === passage.dataset.passage || (other && !changed(other) && !other.hasAttribute("data-unsaved"))) put(html);
    });
    const now = document.getElementById(passage.id);
    if (now && own && later !== typed) words(now).value = later;
    tell(answer);
    const said = { conflict: bench.dataset.conflict, impossible: bench.dataset.impossible }[answer.problem];
    say(answer.gone || said || bench.dataset.saved, Boolean(answer.gone || said));
    if (!answer.problem) refresh();
    return answer.problem ? null : now;
  }

  async function save(passage, extra = {}) {
    const before = saving.get(passage.id);
    if (before) {
      await before;
      passage = document.getElementById(passage.id);
      if (!changed(passage)) return passage;
    }
    const run = send(passage, extra).finally(() => saving.delete(passage.id));
    saving.set(passage.id, run);
    return run;
  }

  const go = (passage) => {
    if (!passage) return;
    words(passage).focus();
    passage.scrollIntoView({ block: "nearest" });
  };
  const step = (passage, by) => {
    const all = passages();
    go(all[all.findIndex((each) => each.id === passage.id) + by]);
  };
  const nextOpen = (passage) => {
    const all = passages();
    const place = all.findIndex((each) => each.id === passage.id);
    go([...all.slice(place + 1), ...all.slice(0, place)].find((each) => each.dataset.done === "no") || all[place + 1]);
  };

  const write = (passage, text) => {
    const field = words(passage);
    field.focus();
    field.select();
    // As if it had been typed, so that it can be undone.
    if (!document.execCommand("insertText", false, text)) field.value = text;
  };
  const insert = (passage, tag) => {
    const field = words(passage);
    const end = `</${/^<([a-z]+)/i.exec(tag)[1]}>`;
    const from = field.selectionStart;
    const chosen = field.value.slice(from, field.selectionEnd);
    field.focus();
    if (!document.execCommand("insertText", false, tag + chosen + end)) field.setRangeText(tag + chosen + end);
    field.setSelectionRange(from + tag.length, from + tag.length + chosen.length);
  };

  bench.addEventListener("click", (event) => {
    const button = event.target.closest("button, a");
    const passage = event.target.closest("[data-passage]");
    if (!button || !passage) return;
    if (button.hasAttribute("data-insert")) insert(passage, button.dataset.insert);
    else if (button.hasAttribute("data-take")) {
      event.preventDefault();
      write(passage, button.value);
    } else if (button.hasAttribute("data-take-theirs")) {
      event.preventDefault();
      location.reload();
    }
  });
  bench.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-save]")) return;
    event.preventDefault();
    const passage = event.target.closest("[data-passage]");
    const on = event.submitter && event.submitter.name === "next";
    save(passage).then((now) => now && on && nextOpen(now));
  });
  // A draft of a machine or an older translation that nobody touched is not saved: who saves it confirms it.
  bench.addEventListener("change", (event) => {
    const passage = event.target.closest("[data-passage]");
    if (passage && event.target.name === "words" && changed(passage) && !passage.querySelector("[data-theirs]")) save(passage);
  });
  bench.addEventListener("keydown", (event) => {
    const passage = event.target.closest("[data-passage]");
    if (!passage || event.target.name !== "words") return;
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      event.preventDefault();
      save(passage).then((now) => now && nextOpen(now));
    } else if (event.altKey && !event.ctrlKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      step(passage, event.key === "ArrowDown" ? 1 : -1);
    } else if (event.altKey && !event.ctrlKey && /^Digit[0-9]$/.test(event.code) && !event.target.readOnly) {
      const number = Number(event.code.slice(5));
      const match = passage.querySelectorAll("[data-take]")[number - 1];
      const source = [...passage.querySelectorAll("[data-source]")].pop();
      if (number && !match) return;
      event.preventDefault();
      write(passage, match ? match.value : source.innerText);
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (saving.size || passages().some((each) => changed(each))) event.preventDefault();
  });

  // --- The preview follows what is saved, and shows the passage one is in.
  const frame = bench.querySelector("[data-frame]");
  let timer;
  let coming;
  let scroll = 0;
  function refresh() {
    if (!frame || !frame.contentWindow || !frame.offsetParent) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      scroll = frame.contentWindow.scrollY;
      const before = frame.contentDocument;
      frame.contentWindow.location.reload();
      awaitWords(before);
    }, 400);
  }
  // Its words are there before its last picture is, which may be long.
  function awaitWords(before) {
    clearTimeout(coming);
    const page = frame.contentDocument;
    if (page && page !== before && page.readyState !== "loading") arrived();
    else coming = setTimeout(() => awaitWords(before), 100);
  }
  function arrived() {
    clearTimeout(coming);
    frame.contentWindow.scrollTo(0, scroll);
    const passage = document.activeElement && document.activeElement.closest("[data-passage]");
    if (passage) show(passage);
  }
  const plain = (text) => text.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim();
  function show(passage) {
    const page = frame && frame.contentDocument;
    if (!page || !page.body || !frame.offsetParent) return;
    const source = [...passage.querySelectorAll("[data-source]")].pop();
    const texts = [plain(words(passage).value), plain(source ? source.textContent : "")].filter((text) => text.length > 1);
    const all = [...page.body.querySelectorAll("h1, h2, h3, h4, p, li, td, th, dt, dd, figcaption, blockquote, summary, a, span, div")];
    for (const text of texts) {
      const found = all.filter((each) => plain(each.textContent).includes(text)).sort((a, b) => a.textContent.length - b.textContent.length)[0];
      if (!found) continue;
      page.querySelectorAll("[data-here]").forEach((each) => {
        each.style.outline = "";
        each.removeAttribute("data-here");
      });
      found.setAttribute("data-here", "");
      found.style.outline = "3px solid #d97706";
      found.style.outlineOffset = "2px";
      found.scrollIntoView({ block: "center" });
      return;
    }
  }
  bench.addEventListener("focusin", (event) => {
    const passage = event.target.name === "words" && event.target.closest("[data-passage]");
    if (passage) show(passage);
  });
  if (frame) frame.addEventListener("load", arrived);

  bench.toggleAttribute("data-scripted", true);
  reveal(bench);
})();
