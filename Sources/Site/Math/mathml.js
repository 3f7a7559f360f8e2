// Takes the folder of KaTeX's module. Reads a list of { tex, display } as JSON from standard input; writes, in the same
// order, a list of { mathml } or { error, offset }. One process typesets all formulas of a book.
"use strict";
const katex = require(process.argv[2]);
const formulas = JSON.parse(require("fs").readFileSync(0, "utf8"));
const results = formulas.map(({ tex, display }) => {
  try {
    const mathml = katex.renderToString(tex, {
      displayMode: display,
      output: "mathml",
      strict: "ignore",
      throwOnError: true,
      maxExpand: 1000,
      // Commands that need trust would put an address or a class of the author's into the page.
      trust: ({ command }) => {
        throw new katex.ParseError(`${command} is not allowed in a formula`);
      },
    });
    return { mathml: mathml.replace(/^<span class="katex">/, "").replace(/<\/span>$/, "") };
  } catch (error) {
    if (!(error instanceof katex.ParseError)) throw error;
    return { error: error.rawMessage || error.message, offset: error.position };
  }
});
process.stdout.write(JSON.stringify(results));
