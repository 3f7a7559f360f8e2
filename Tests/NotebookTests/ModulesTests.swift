import Testing

@testable import Notebook

@Suite struct ModulesTests {
  /// The C compiler's notes for `make`.
  @Test func theSourceOfAnObjectIsFoundWhateverItsPath() {
    for (text, source) in [
      ("/a/b.o: /a/b.c /a/b.h\n", "/a/b.c"), ("/a/b.o: \\\n  /a/b.c \\\n  /a/b.h\n", "/a/b.c"),
      ("/a\\ book/b.o: /a\\ book/b.c\n", "/a book/b.c"), ("b.o: /a\\#b$$c/b.c", "/a#b$c/b.c"),
      ("b.o: /a 📖/b.c".replacing(" 📖", with: "\\ 📖"), "/a 📖/b.c"),
    ] {
      #expect(Modules.source(inDependencies: text) == source, "\(text)")
    }
    #expect(Modules.source(inDependencies: "b.o") == nil)
  }
}
