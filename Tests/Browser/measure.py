"""Weighs pages as a reader's browser sees them: bytes, requests, layouts, time, layout shift. Prints a Markdown table.

Times are for people to compare: they depend on the machine, so that no test asks for them. What takes a browser long is
counted by `test_opens_with_few_requests_and_layouts`.

Usage: SITE=site CHROMIUM=$(command -v chromium) $(Tests/python) Tests/Browser/measure.py [FILE.html …]
"""

import os
import pathlib
import sys

from playwright.sync_api import sync_playwright

SITE = pathlib.Path(os.environ.get("SITE", "site")).resolve()
PAGES = sys.argv[1:] or ["index.html", "03-xor-and-layers.html", "16-momentum.html", "api/NeuralNet.Matrix.html", "print.html"]
OBSERVE = """window.seen = { shift: 0, blocked: 0 };
new PerformanceObserver(list => list.getEntries().forEach(entry => { seen.shift += entry.value; }))
  .observe({ type: 'layout-shift', buffered: true });
new PerformanceObserver(list => list.getEntries().forEach(entry => { seen.blocked += Math.max(0, entry.duration - 50); }))
  .observe({ type: 'longtask', buffered: true });"""


def measure(browser, name):
    """The page's figures; times are the least of five visits, since other programs can only add to them."""
    visits = []
    for _ in range(5):
        page = browser.new_page()
        sizes = []
        page.on("request", lambda request: sizes.append(request.url))
        page.add_init_script(OBSERVE)
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable")
        page.goto((SITE / name).as_uri())
        page.wait_for_timeout(300)
        counts = {metric["name"]: int(metric["value"]) for metric in session.send("Performance.getMetrics")["metrics"]}
        times = page.evaluate("performance.getEntriesByType('navigation')[0].domInteractive")
        seen = page.evaluate("seen")
        files = [SITE / url.removeprefix(SITE.as_uri() + "/") for url in sizes]
        visits.append((files, times, seen["blocked"], seen["shift"], counts["LayoutCount"]))
        page.close()
    files = visits[0][0]
    code = sum(file.stat().st_size for file in files if file.suffix in (".css", ".js"))
    return (files[0].stat().st_size, code, len(files), max(visit[4] for visit in visits), min(visit[1] for visit in visits),
            min(visit[2] for visit in visits), max(visit[3] for visit in visits))


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
    print("| page | HTML, KB | CSS and JS, KB | requests | layouts | interactive, ms | blocking, ms | layout shift |")
    print("|---|---|---|---|---|---|---|---|")
    for name in PAGES:
        html, code, requests, layouts, interactive, blocked, shift = measure(browser, name)
        print(f"| {name} | {html / 1024:.0f} | {code / 1024:.0f} | {requests} | {layouts} | {interactive:.0f} | {blocked:.0f} | {shift:g} |")
    browser.close()
