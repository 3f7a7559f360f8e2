// Comfort for readers with scripts: everything on the page can be read without them.
"use strict";
(() => {
  const root = document.documentElement;
  // Where the site begins, seen from this page.
  const base = document.currentScript.getAttribute("src").replace(/assets\/book\.js.*$/, "");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const memory = {
    get(key) { try { return localStorage.getItem(`book.${key}`); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(`book.${key}`, value); } catch { /* A private window keeps nothing. */ } },
  };

  // Before the first paint, so that a dark page never flashes white.
  const themes = ["system", "light", "dark"];
  let theme = themes.includes(memory.get("theme")) ? memory.get("theme") : "system";
  const showTheme = () => {
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
  };
  showTheme();
  // Room for the buttons that the script adds, so that nothing moves when they appear.
  root.classList.add("scripted");

  const themeSwitch = () => {
    const button = make("button", { type: "button" });
    const name = () => { button.textContent = `Theme: ${theme}`; };
    button.addEventListener("click", () => {
      theme = themes[(themes.indexOf(theme) + 1) % themes.length];
      memory.set("theme", theme);
      showTheme();
      name();
    });
    name();
    return button;
  };

  // What scrolls sideways must scroll with the keyboard too; what does not must not be a stop.
  const markScrollers = () => {
    for (const element of all(".scroll")) {
      if (element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight + 1) element.tabIndex = 0;
      else element.removeAttribute("tabindex");
    }
  };

  // Only the lines of code: neither messages nor outputs.
  const addCopyButtons = () => {
    const add = (place, name, text) => {
      const button = make("button", { type: "button", className: "copy", textContent: name });
      const say = (word) => {
        button.textContent = word;
        setTimeout(() => { button.textContent = name; }, 1500);
      };
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(text());
          say("Copied");
        } catch {
          say("Not allowed");
        }
      });
      place.before(button);
    };
    for (const pre of all(".cell > pre:not(.output), .fold > pre")) {
      add(pre, "Copy code", () => all(".line", pre).map((line) => line.textContent).join(""));
    }
    for (const math of all(".formula math")) {
      add(math, "Copy TeX", () => math.querySelector("annotation").textContent);
    }
  };

  // The section that is being read: the last heading above the upper third of the window.
  const followReading = () => {
    const links = all(".contents a");
    const places = links
      .map((link) => ({ link, target: document.getElementById(decodeURIComponent(link.hash.slice(1))) }))
      .filter((place) => place.target);
    const page = location.pathname.split("/").pop();
    let current = null;
    const update = () => {
      const line = innerHeight / 3;
      const above = places.filter((place) => place.target.getBoundingClientRect().top < line);
      const next = above.at(-1) || null;
      if (next === current) return;
      current?.link.removeAttribute("aria-current");
      current = next;
      current?.link.setAttribute("aria-current", "true");
      if (document.querySelector(".turn")) {
        memory.set("place", JSON.stringify({
          href: page + (current ? current.link.hash : ""), title: document.querySelector("h1").textContent,
          section: current ? current.link.textContent : "",
        }));
      }
    };
    let isWaiting = false;
    addEventListener("scroll", () => {
      if (isWaiting) return;
      isWaiting = true;
      requestAnimationFrame(() => { isWaiting = false; update(); });
    }, { passive: true });
    update();
  };

  // The overview offers the place where the reader left.
  const offerPlace = () => {
    const cover = document.querySelector(".cover .opening");
    if (!cover) return;
    try {
      const place = JSON.parse(memory.get("place"));
      if (!place || !/^[\w.%-]+\.html(#[^\s]*)?$/.test(place.href)) return;
      cover.append(make("p", { className: "place" }, "Go on reading: ",
        make("a", { href: place.href }, place.section ? `${place.title}, ${place.section}` : place.title)));
    } catch { /* Another version of the book wrote something else there. */ }
  };

  const dialogs = {};
  const open = (name, build) => {
    if (document.querySelector("dialog[open]")) return;
    if (!dialogs[name]) {
      dialogs[name] = build();
      document.body.append(dialogs[name]);
      dialogs[name].addEventListener("click", (event) => { if (event.target === dialogs[name]) dialogs[name].close(); });
    }
    dialogs[name].showModal();
    dialogs[name].querySelector("input")?.select();
  };
  const closeButton = () => make("form", { method: "dialog" }, make("button", { textContent: "Close" }));

  const help = () => open("help", () => {
    const keys = [["/", "Search"], ["←", "Previous chapter"], ["→", "Next chapter"], ["?", "This help"], ["Esc", "Close"]];
    const list = make("dl", {}, ...keys.flatMap(([key, text]) =>
      [make("dt", {}, make("kbd", { textContent: key })), make("dd", { textContent: text })]));
    const dialog = make("dialog", { className: "help" }, make("h2", { textContent: "Keyboard" }), list, closeButton());
    dialog.setAttribute("aria-label", "Keyboard");
    return dialog;
  });

  // The index is a script, since a page that was opened from a disk may not fetch a file.
  let loading = null;
  const load = (name) => new Promise((resolve, reject) => {
    document.head.append(make("script", { src: `${base}assets/${name}`, onload: resolve, onerror: reject }));
  });
  const search = () => {
    loading ??= load("search-index.js").then(() => load("search.js"));
    open("search", () => {
      const input = make("input", { type: "text", enterKeyHint: "search", autocomplete: "off", spellcheck: false });
      input.setAttribute("aria-label", "Search the book");
      const status = make("p", { className: "status" });
      status.setAttribute("role", "status");
      const results = make("ol", { className: "results" });
      const dialog = make("dialog", { className: "search" },
        make("div", { className: "field" }, input, closeButton()), status, results);
      dialog.setAttribute("aria-label", "Search");
      const update = async () => {
        try {
          await loading;
        } catch {
          status.textContent = "The search index could not be read.";
          return;
        }
        const query = input.value;
        const hits = bookSearch(query);
        results.replaceChildren(...hits.slice(0, 30).map((hit) => make("li", {},
          make("a", { href: base + hit.href, onclick: () => dialog.close() },
            make("span", { className: "where", textContent: hit.where }),
            make("span", { className: "snippet" }, ...hit.snippet.map(([text, isHit]) =>
              isHit ? make("mark", { textContent: text }) : text))))));
        status.textContent = !query.trim() ? "" : hits.length === 1 ? "1 section" : `${hits.length || "No"} sections`;
      };
      input.addEventListener("input", update);
      dialog.addEventListener("keydown", (event) => {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (event.key === "Enter" && event.target === input) results.querySelector("a")?.click();
        if (event.key === "Enter" && event.target === input) event.preventDefault();
        if (!step) return;
        event.preventDefault();
        const stops = [input, ...all("a", results)];
        stops[Math.max(0, Math.min(stops.length - 1, stops.indexOf(document.activeElement) + step))].focus();
      });
      return dialog;
    });
  };

  // What a term means or a citation names, beside the word: from the index, while the pointer or the focus is there.
  const addPreviews = () => {
    const links = all('main a[href^="glossary.html#"], main a[href^="references.html#"], main .line a[href^="api/"]');
    if (!links.length) return;
    const box = make("div", { className: "preview", id: "page.preview", hidden: true });
    box.setAttribute("role", "tooltip");
    document.body.append(box);
    let timer = 0;
    const hide = (delay) => {
      clearTimeout(timer);
      timer = setTimeout(() => { box.hidden = true; }, delay);
    };
    const show = async (link) => {
      clearTimeout(timer);
      await (loading ??= load("search-index.js").then(() => load("search.js"))).catch(() => {});
      if (!link.matches(":hover, :focus") || typeof bookIndex === "undefined") return;
      const [file, anchor = ""] = link.getAttribute("href").split("#");
      const section = bookIndex.find((row) => row[0] === file && row[1] === decodeURIComponent(anchor));
      if (!section) return;
      const text = section[4].length > 280 ? section[4].slice(0, section[4].lastIndexOf(" ", 280)) + " …" : section[4];
      box.replaceChildren(make("strong", { textContent: section[3] }), " ", text);
      link.setAttribute("aria-describedby", box.id);
      box.hidden = false;
      const place = link.getClientRects()[0];
      box.style.left = `${Math.max(8, Math.min(place.left, innerWidth - box.offsetWidth - 8)) + scrollX}px`;
      const below = place.bottom + 6;
      box.style.top = `${(below + box.offsetHeight < innerHeight ? below : place.top - box.offsetHeight - 6) + scrollY}px`;
    };
    for (const link of links) {
      link.addEventListener("mouseenter", () => { clearTimeout(timer); timer = setTimeout(() => show(link), 250); });
      link.addEventListener("focus", () => { if (link.matches(":focus-visible")) show(link); });
      for (const name of ["mouseleave", "blur"]) link.addEventListener(name, () => hide(200));
    }
    box.addEventListener("mouseenter", () => clearTimeout(timer));
    box.addEventListener("mouseleave", () => hide(200));
    addEventListener("keydown", (event) => { if (event.key === "Escape") hide(0); });
  };

  // A jump to a place nearby glides, so that the eye can follow. A far one arrives at once: it would glide for seconds.
  const glideNearby = () => addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (!link || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!place || Math.abs(place.getBoundingClientRect().top) > 2 * innerHeight) return;
    root.style.scrollBehavior = "smooth";
    setTimeout(() => { root.style.scrollBehavior = ""; }, 1000);
  });

  const listenToKeys = () => addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    // A key that means something where the focus is stays there. A dialog keeps the focus until the browser next
    // draws, though it is closed: a key that arrives in between is for the page.
    const place = event.target.closest?.("input, textarea, select, [contenteditable], dialog, .scroll[tabindex]");
    if (place && !place.closest("dialog:not([open])")) return;
    const turn = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
    if (turn) document.querySelector(`.turn a[rel="${turn}"]`)?.click();
    else if (event.key === "/") search();
    else if (event.key === "?") help();
    else return;
    event.preventDefault();
  });

  addEventListener("DOMContentLoaded", () => {
    const button = (text, action) => {
      const element = make("button", { type: "button", textContent: text });
      element.addEventListener("click", action);
      return element;
    };
    const bar = document.querySelector(".bar");
    bar.append(button("Search", search), themeSwitch(), button("Keys", help));
    addCopyButtons();
    followReading();
    offerPlace();
    addPreviews();
    listenToKeys();
    glideNearby();
    markScrollers();
    addEventListener("resize", markScrollers);
    document.addEventListener("toggle", markScrollers, true);
  });
})();
