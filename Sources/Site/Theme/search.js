// Ranks the sections of the book for a query. Loaded with its index when a reader first searches.
"use strict";
const bookSearch = (() => {
  const letters = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d" };
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[ßæœøłđ]/g, (letter) => letters[letter]);
  const split = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) || [];
  // The parts of names in code: `caseName` is found by `name` too.
  const parts = (text) => (text.match(/\p{L}*\p{Ll}\p{Lu}[\p{L}\p{N}]*/gu) || [])
    .flatMap((name) => name.split(/(?<=\p{Ll})(?=\p{Lu})/u).slice(1)).map(fold);
  const sections = bookIndex.map(([file, anchor, page, heading, text]) => ({
    file, anchor, page, heading, text,
    title: split(page), name: [...split(heading), ...parts(heading)], words: split(text), parts: parts(text),
  }));
  const average = sections.reduce((sum, section) => sum + section.words.length, 0) / Math.max(1, sections.length);

  // How often a section has words that begin like the sought one; the whole word counts for more than its beginning.
  // Scripts that put no spaces between words are searched inside.
  const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
  const frequency = (words, sought) => {
    const inside = unspaced.test(sought);
    let sum = 0;
    for (const word of words) {
      if (word.startsWith(sought)) sum += word.length === sought.length ? 1 : 0.6;
      else if (inside && word.includes(sought)) sum += 0.6;
    }
    return sum;
  };
  const count = (section, word) => 8 * frequency(section.name, word) + 3 * frequency(section.title, word)
    + frequency(section.words, word) + frequency(section.parts, word);

  // True if one slip leads from a word to the beginning of another: a letter more, less, other, or two exchanged.
  const isSlip = (word, other) => {
    let at = 0;
    while (at < word.length && word[at] === other[at]) at += 1;
    const same = (left, right) => other.slice(right).startsWith(word.slice(left)) && other.length <= word.length + 2;
    return same(at + 1, at + 1) || same(at + 1, at) || same(at, at + 1)
      || word[at] === other[at + 1] && word[at + 1] === other[at] && same(at + 2, at + 2);
  };

  // The word itself where a section has it, else the words of the book that a slip would make it.
  const meant = (word) => {
    if (word.length < 4 || sections.some((section) => count(section, word) > 0)) return [word];
    const near = new Set();
    for (const section of sections) {
      for (const other of [...section.name, ...section.words]) if (other.length > 2 && isSlip(word, other)) near.add(other);
    }
    return [...near];
  };

  const snippet = (text, sought) => {
    const lower = fold(text);
    // Folding keeps most texts as long as they were; where it does not, the beginning is shown unmarked.
    if (lower.length !== text.length) return [[text.slice(0, 140), false]];
    const starts = (word) => {
      for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
        if (at === 0 || !/[\p{L}\p{N}]/u.test(lower[at - 1]) || unspaced.test(word)) return at;
      }
      return -1;
    };
    const hits = sought.map((word) => [starts(word), word.length]).filter(([at]) => at >= 0).sort((a, b) => a[0] - b[0]);
    if (!hits.length) return [[text.slice(0, 140), false]];
    const from = hits[0][0] < 50 ? 0 : text.indexOf(" ", hits[0][0] - 50) + 1;
    const pieces = [[from > 0 ? "… " : "", false]];
    let end = from;
    for (const [at, length] of hits) {
      if (at < end || at > from + 130) continue;
      pieces.push([text.slice(end, at), false], [text.slice(at, at + length), true]);
      end = at + length;
    }
    pieces.push([text.slice(end, Math.max(end, from + 150)) + (from + 150 < text.length ? " …" : ""), false]);
    return pieces;
  };

  // Who looks for a word wants to be told about it: a symbol comes before prose only if it is called just that.
  const weight = (section, query) => {
    if (!section.file.startsWith("api/")) return 1;
    return fold(section.heading).replace(/\(.*/, "") === query ? 1.5 : 0.3;
  };

  return (query) => {
    const asked = [...new Set(split(query))];
    if (!asked.length) return [];
    const sought = [];
    const scores = new Map();
    const whole = fold(query).trim();
    for (const word of asked) {
      const words = meant(word);
      sought.push(...words);
      const found = sections.map((section) => [section, words.reduce((sum, one) => sum + count(section, one), 0)])
        .filter(([, count]) => count > 0);
      const rarity = Math.log(1 + (sections.length - found.length + 0.5) / (found.length + 0.5));
      for (const [section, count] of found) {
        const length = 0.4 + 0.6 * section.words.length / Math.max(1, average);
        const score = scores.get(section) || { sum: 0, words: 0 };
        scores.set(section, { sum: score.sum + weight(section, whole) * rarity * count * 2.2 / (count + 1.2 * length), words: score.words + 1 });
      }
    }
    // Sections with every word come before sections with some.
    return [...scores].sort(([a, x], [b, y]) => y.words - x.words || y.sum - x.sum || sections.indexOf(a) - sections.indexOf(b))
      .map(([section]) => ({
        href: section.file + (section.anchor ? "#" + encodeURIComponent(section.anchor) : ""),
        where: section.heading === section.page ? section.page : `${section.page} › ${section.heading}`,
        snippet: snippet(section.text, sought),
      }));
  };
})();
