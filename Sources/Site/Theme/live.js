// Reloads the page when its chapter has changed, and stays where the reader is. Only `notebook serve` adds it.
"use strict";
(() => {
  const { version } = document.currentScript.dataset;
  const base = document.currentScript.getAttribute("src").replace(/live\/live\.js$/, "");
  const page = location.pathname.replace(/\/$/, "/index.html");

  // The element that is being read and how far down it stands: what is above it may change its height.
  const places = () => [...document.querySelectorAll("main [id]")].filter((element) => element.offsetParent);
  const keep = () => {
    const place = places().filter((element) => element.getBoundingClientRect().top < innerHeight / 3).at(-1);
    try {
      sessionStorage.setItem("book.live", JSON.stringify({
        page, id: place?.id, top: place?.getBoundingClientRect().top, scroll: scrollY,
        open: [...document.querySelectorAll("details")].map((details) => details.open),
      }));
    } catch { /* Without a memory the page begins at its top. */ }
  };
  const restore = () => {
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem("book.live"));
      sessionStorage.removeItem("book.live");
    } catch { /* As above. */ }
    if (kept?.page !== page) return;
    const folds = [...document.querySelectorAll("details")];
    if (folds.length === kept.open.length) folds.forEach((details, index) => { details.open = kept.open[index]; });
    const place = kept.id && document.getElementById(kept.id);
    const target = place ? scrollY + place.getBoundingClientRect().top - kept.top : kept.scroll;
    scrollTo({ top: target, behavior: "instant" });
  };

  // The answer is a script, so that the page's security policy is that of the published one. The server holds it back
  // until there is something new, or for some seconds.
  const ask = () => {
    const script = document.createElement("script");
    script.src = `${base}live/next.js?page=${encodeURIComponent(page)}&after=${version}`;
    script.onload = () => {
      script.remove();
      if (root.dataset.live === "changed") {
        keep();
        location.reload();
      } else {
        ask();
      }
    };
    // The server is being restarted.
    script.onerror = () => {
      script.remove();
      setTimeout(ask, 1000);
    };
    document.head.append(script);
  };
  const root = document.documentElement;
  history.scrollRestoration = "manual";
  addEventListener("load", () => {
    restore();
    ask();
  });
})();
