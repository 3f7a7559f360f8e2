"""Golden pictures: what a page says and where (`*.txt`), and what it looks like (`*.png`), and how two of them differ."""

import difflib
import hashlib
import os

from PIL import Image, ImageChops

from support import GOLDEN

PICTURES = GOLDEN / "pictures"
#: The browser that the pictures were taken with: `Chromium 156`.
TAKEN_WITH = PICTURES / "browser.txt"
#: On a machine for continuous integration a missing file fails, and is not written.
NEVER_RECORDS = bool(os.environ.get("CI"))

#: How far an edge of a box may stand from its place, in pixels: with the browser of the pictures, and with another.
SHIFT, SHIFT_OF_ANOTHER_BROWSER = 1, 8
#: Pictures are compared in square tiles of this size, in pixels. In each, this share of the pixels may differ by more
#: than this amount of 255: the edges of letters are drawn a little differently by one processor and the next.
TILE, SHARE, SHADE = 40, 0.02, 24

#: The page's lines of text and its drawings and fields, in reading order, each with its box.
LINES = r"""() => {
  const lines = [];
  const add = (text, block, box) => lines.push({ text, block, left: box.left, top: box.top, right: box.right, bottom: box.bottom });
  const inline = /^(inline|contents|ruby|math)/;
  // What the words stand in: a label of a drawing, or the nearest element that is not itself among words.
  const block = (element) => {
    const whole = element.closest('text, math') ?? element;
    if (whole.localName === 'text') return whole;
    for (element = whole; inline.test(getComputedStyle(element).display) && element.parentElement;) element = element.parentElement;
    return element;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (node.matches('svg, img, input, pre, table') && node.checkVisibility({ visibilityProperty: true })) {
        add(`[${node.localName}]`, node, node.getBoundingClientRect());
      }
      continue;
    }
    const parent = node.parentElement;
    if (parent.matches('script, style, title, desc, annotation') || !parent.checkVisibility({ visibilityProperty: true })) continue;
    const own = block(parent);
    for (const word of node.data.matchAll(/\S+/g)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const boxes = [...range.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
      if (boxes.length === 0) continue;
      const [first] = boxes;
      const box = { left: Math.min(...boxes.map((b) => b.left)), top: first.top,
        right: Math.max(...boxes.map((b) => b.right)), bottom: boxes.at(-1).bottom };
      const last = lines.at(-1);
      const goesOn = last?.block === own && box.left >= last.right - 2
        && Math.min(last.bottom, box.bottom) - Math.max(last.top, box.top) > 0.3 * Math.min(last.bottom - last.top, box.bottom - box.top);
      if (goesOn) {
        last.text += (box.left > last.right + 1 ? ' ' : '') + word[0];
        Object.assign(last, { right: box.right, top: Math.min(last.top, box.top), bottom: Math.max(last.bottom, box.bottom) });
      } else {
        add(word[0], own, box);
      }
    }
  }
  return lines.map(({ text, left, top, right, bottom }) =>
    `${[left + scrollX, top + scrollY, right - left, bottom - top].map(Math.round).join(' ')} ${text}`);
}"""


def text_of(page):
    """The lines of the whole page, one a line: left, top, width and height in pixels, then the words."""
    return "\n".join(page.evaluate(LINES)) + "\n"


def picture_of(page, folder):
    """What the window shows, in sixteen shades each of red, green and blue: half the size, and no color is lost that few
    pixels have."""
    page.screenshot(path=folder / "shot.png", animations="disabled")
    picture = Image.open(folder / "shot.png").convert("RGB").point([value & 0xF0 for value in range(256)] * 3)
    return picture.quantize(256, dither=Image.Dither.NONE)


class Line:
    """A line of a golden text: its words, and its edges in pixels (left, top, right, bottom)."""

    def __init__(self, text):
        left, top, width, height, self.words = text.split(" ", 4)
        self.edges = (int(left), int(top), int(left) + int(width), int(top) + int(height))


def text_differences(golden, seen, shift):
    """Other words, as a diff; or, where the words are the same, the boxes that stand more than `shift` elsewhere."""
    before, after = [[Line(line) for line in text.splitlines()] for text in (golden, seen)]
    words_before, words_after = [[line.words for line in lines] for lines in (before, after)]
    if words_before != words_after:
        return list(difflib.unified_diff(words_before, words_after, "golden", "seen", lineterm="", n=1))
    return [f"{old.words}: {old.edges} has become {new.edges}" for old, new in zip(before, after, strict=True)
            if any(abs(a - b) > shift for a, b in zip(old.edges, new.edges, strict=True))]


def picture_differences(golden, seen):
    """The tiles, as (left, top), in which more pixels differ than may."""
    if golden.size != seen.size:
        return [f"{golden.size} has become {seen.size}"]
    shades = ImageChops.difference(golden.convert("RGB"), seen.convert("RGB"))
    # A pixel differs as much as the color that differs most.
    red, green, blue = shades.split()
    largest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    tiles = [(left, top) for top in range(0, largest.height, TILE) for left in range(0, largest.width, TILE)]
    return [f"tile at {left}, {top}" for left, top in tiles
            if sum(largest.crop((left, top, min(left + TILE, largest.width), min(top + TILE, largest.height)))
                   .histogram()[SHADE:]) > SHARE * TILE * TILE]


def recorded():
    """The golden files, each with a digest of its bytes."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in PICTURES.iterdir()}


def changes(before, after):
    """What has become of the golden files, a line each."""
    return [f"{'new' if name not in before else 'removed' if name not in after else 'changed'}: Tests/Golden/pictures/{name}"
            for name in sorted(before.keys() | after.keys()) if before.get(name) != after.get(name)]
