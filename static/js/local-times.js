/* Beneath the time in a city, the time where the visitor is: only where their clocks differ. Nothing is sent anywhere. */
(() => {
  const label = document.currentScript.dataset.label;
  const spoken = document.documentElement.lang || undefined;
  const language = spoken === "en" ? "en-GB" : spoken; // day before month, as the site's own English writes it
  const clock = { hour: "numeric", minute: "2-digit" };
  const day = { weekday: "short", day: "numeric", month: "short", ...clock };
  const offset = /([+-])(\d\d):(\d\d)$/;

  const minutesAhead = (text) => {
    const found = offset.exec(text);
    return found ? (found[1] === "-" ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) : null;
  };

  const said = (start, end) => {
    const from = new Intl.DateTimeFormat(language, day);
    if (!end) return from.format(start);
    return from.formatRange ? from.formatRange(start, end) : `${from.format(start)} – ${from.format(end)}`;
  };

  for (const element of document.querySelectorAll("time[data-clock]")) {
    const start = new Date(element.dateTime);
    const there = minutesAhead(element.dateTime);
    if (Number.isNaN(start.getTime()) || there === null || there === -start.getTimezoneOffset()) continue;
    const end = element.dataset.until ? new Date(element.dataset.until) : null;
    const own = document.createElement("span");
    own.className = "local-time";
    own.textContent = `${said(start, end)} ${label}`;
    element.after(own);
  }
})();
