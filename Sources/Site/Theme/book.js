// Comfort for readers with scripts: everything on the page can be read without them.
"use strict";
(() => {
  const root = document.documentElement;
  const memory = {
    get(key) { try { return localStorage.getItem(key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(key, value); } catch { /* A private window keeps nothing. */ } },
  };

  // Before the first paint, so that a dark page never flashes white.
  const themes = ["system", "light", "dark"];
  const showTheme = (theme) => {
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
  };
  let theme = themes.includes(memory.get("theme")) ? memory.get("theme") : "system";
  showTheme(theme);

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const addThemeSwitch = (bar) => {
    const button = make("button", { type: "button", className: "theme" });
    const name = () => { button.textContent = `Theme: ${theme}`; };
    button.addEventListener("click", () => {
      theme = themes[(themes.indexOf(theme) + 1) % themes.length];
      memory.set("theme", theme);
      showTheme(theme);
      name();
    });
    name();
    bar.append(button);
  };

  // What scrolls sideways must scroll with the keyboard too; what does not must not be a stop.
  const markScrollers = () => {
    for (const element of document.querySelectorAll(".scroll")) {
      if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
      else element.removeAttribute("tabindex");
    }
  };

  addEventListener("DOMContentLoaded", () => {
    addThemeSwitch(document.querySelector(".bar"));
    markScrollers();
    addEventListener("resize", markScrollers);
    document.addEventListener("toggle", markScrollers, true);
  });
})();
