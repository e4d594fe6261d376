/* Suggestions below the field for one's city, and the button that asks where one is. Without this the forms do it. */
const PAUSE = 140; // milliseconds without a key before the server is asked

function element(name, className, text = "", lang = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  if (lang) made.lang = lang;
  return made;
}

/* As templates/events/finding/place.html */
function place(city) {
  const whole = element("span", "place");
  const name = element("bdi", "place__name", city.name, city.lang);
  const other = city.other ? element("bdi", "place__other") : null;
  const marked = other ?? name;
  if (other) other.lang = "";
  const text = city.other || city.name;
  if (city.typed) marked.replaceChildren(element("mark", "place__typed", text.slice(0, city.typed)), text.slice(city.typed));
  else marked.textContent = text;
  for (const each of [name, other]) if (each) each.translate = false;
  const where = element("span", "place__where");
  if (city.region) where.append(element("bdi", "place__region", city.region, "en"), " ");
  where.append(element("span", "place__country", city.country));
  if (city.near) where.append(" ", element("span", "place__near", city.near));
  whole.append(name, " ", ...(other ? [other, " "] : []), where);
  return whole;
}

class Finder {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[name=q]");
    this.known = new Map();
    this.cities = [];
    this.active = -1;
    this.list = element("ul", "finder__list");
    this.list.id = `${this.input.id}-list`;
    this.list.role = "listbox";
    this.list.ariaLabel = form.dataset.suggestions;
    this.list.hidden = true;
    this.said = element("p", "visually-hidden");
    this.said.role = "status";
    this.input.closest(".finder__row").append(this.list);
    form.append(this.said);
    this.input.type = "text"; // a search box may not be a combobox
    this.input.setAttribute("enterkeyhint", "search");
    this.input.setAttribute("autocomplete", "off");
    this.input.setAttribute("role", "combobox");
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.setAttribute("aria-controls", this.list.id);
    this.input.setAttribute("aria-expanded", "false");
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose([...this.list.children].indexOf(option));
    });
  }

  later() {
    clearTimeout(this.timer);
    this.asking?.abort();
    const text = this.input.value.trim();
    if (!text) {
      this.close();
      return;
    }
    this.timer = setTimeout(() => this.ask(text), this.known.has(text) ? 0 : PAUSE);
  }

  async ask(text) {
    if (!this.known.has(text)) {
      this.asking = new AbortController();
      const { signal } = this.asking;
      try {
        const answer = await fetch(`${this.form.dataset.finder}?q=${encodeURIComponent(text)}`, {
          signal,
          credentials: "omit",
        });
        if (!answer.ok) throw new Error(answer.status);
        this.known.set(text, await answer.json());
      } catch {
        if (!signal.aborted) this.close(); // the button still finds it
        return;
      }
    }
    if (this.input.value.trim() === text && document.activeElement === this.input) this.show(this.known.get(text));
  }

  show({ cities, said }) {
    this.cities = cities;
    this.active = -1;
    this.list.replaceChildren(
      ...cities.map((city, number) => {
        const option = element("li", "finder__option");
        option.role = "option";
        option.id = `${this.list.id}-${number}`;
        option.ariaSelected = "false";
        option.append(place(city));
        return option;
      }),
    );
    this.said.textContent = cities.length ? said : this.form.dataset.none;
    this.open(cities.length > 0);
    this.input.removeAttribute("aria-activedescendant");
  }

  open(whether) {
    this.list.hidden = !whether;
    this.input.setAttribute("aria-expanded", String(whether));
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.open(false);
    this.activate(-1);
    this.said.textContent = "";
  }

  activate(number) {
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = number;
    const option = this.list.children[number];
    if (!option) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const count = this.cities.length;
    if (event.key === "Escape" && !this.list.hidden) {
      this.close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count && this.input.value.trim()) {
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (this.list.hidden) {
        this.open(true);
        this.activate(event.altKey ? -1 : step > 0 ? 0 : count - 1);
      } else {
        // Beyond either end is the field itself.
        this.activate(((this.active + 1 + step + count + 1) % (count + 1)) - 1);
      }
    } else if (event.key === "Enter" && !this.list.hidden && this.active >= 0) {
      this.choose(this.active);
    } else {
      return;
    }
    event.preventDefault();
  }

  choose(number) {
    const city = this.cities[number];
    if (!city) return;
    this.input.value = city.label;
    this.close();
    const list = new URL(this.form.getAttribute("action") || ".", location.href);
    location.assign(new URL(city.part, list));
  }
}

function near(form) {
  if (!("geolocation" in navigator) || !window.isSecureContext) return;
  const said = form.querySelector("[role=status]");
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    said.textContent = form.dataset.asking;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.latitude.value = coords.latitude.toFixed(1);
        form.elements.longitude.value = coords.longitude.toFixed(1);
        said.textContent = "";
        form.submit();
      },
      (error) => {
        said.textContent = error.code === error.PERMISSION_DENIED ? form.dataset.denied : form.dataset.failed;
      },
      { enableHighAccuracy: false, timeout: 15000, maximumAge: 600000 },
    );
  });
}

for (const form of document.querySelectorAll("form[data-finder]")) new Finder(form);
for (const form of document.querySelectorAll("form[data-near]")) near(form);
