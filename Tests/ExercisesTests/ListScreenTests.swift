import Testing

@testable import Exercises

@Suite("The list on a screen of its own")
struct ListScreenTests {
  private func screen(passed: [String] = []) async throws -> (screen: ListScreen, catalog: Catalog) {
    let (workspace, catalog) = try await SampleBook().open()
    var record = LearningRecord()
    for name in passed { record.pass(name) }
    let list = ExerciseList(entries: catalog.entries, workspace: workspace, progress: record)
    return (ListScreen(list, at: catalog.entries[0]), catalog)
  }

  @Test("letters and arrows move, and stay within the list")
  func moving() async throws {
    var (screen, _) = try await screen()
    for (key, name) in [
      (Key.up, "02#double"), (.down, "02#one"), (.down, "02#one"), (.character("g"), "02#double"),
      (.character("G"), "02#one"), (.character("k"), "02#double"), (.end, "02#one"), (.home, "02#double"),
    ] {
      #expect(screen.press(key) == .stay)
      #expect(screen.selected?.name == name, "\(key)")
    }
  }

  @Test("filters leave what is done or pending, a second press takes them off")
  func filters() async throws {
    var (screen, _) = try await screen(passed: ["02#one"])
    _ = screen.press(.character("d"))
    #expect(screen.shown.map(\.name) == ["02#one"])
    _ = screen.press(.character("p"))
    #expect(screen.shown.map(\.name) == ["02#double"])
    _ = screen.press(.character("p"))
    #expect(screen.shown.count == 2)
  }

  @Test("a search looks at names and titles; its letters are no keys")
  func search() async throws {
    var (screen, catalog) = try await screen()
    for letter in "/Twice" { _ = screen.press(.character(letter)) }
    #expect(screen.shown.map(\.name) == ["02#double"])
    _ = screen.press(.character("q"))
    #expect(screen.shown.isEmpty && screen.press(.enter) == .stay && screen.press(.enter) == .stay)
    _ = screen.press(.escape)
    #expect(screen.shown.count == 2)
    for letter in "/one" { _ = screen.press(.character(letter)) }
    _ = screen.press(.backspace)
    _ = screen.press(.enter)
    #expect(screen.press(.character("c")) == .start(catalog.entries[1]))
    #expect(screen.press(.character("x")) == .reset(catalog.entries[1]))
  }

  @Test("a search finds a chapter's exercises by its title and its file's name", arguments: ["/Gates", "/02-ga"])
  func chapters(keys: String) async throws {
    var (screen, _) = try await screen()
    for letter in keys { _ = screen.press(.character(letter)) }
    #expect(screen.shown.count == 2)
    #expect(screen.text(width: 80, height: 24) { text, _ in text }.contains("Enter"))
  }

  @Test(
    "escape takes a filter off before it closes the list", arguments: [Key.escape, .character("q"), .character("l")])
  func closing(key: Key) async throws {
    var (screen, _) = try await screen()
    _ = screen.press(.character("d"))
    if key == .escape { #expect(screen.press(key) == .stay) }
    #expect(screen.press(key) == .close)
  }

  @Test("no line is wider than the window and there are no more than it has", arguments: [(80, 24), (40, 20), (20, 6)])
  func size(width: Int, height: Int) async throws {
    let (screen, _) = try await screen(passed: ["02#one"])
    let lines = screen.text(width: width, height: height) { text, _ in text }.split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.count <= width }, "\(lines)")
    #expect(height == 6 || lines.count <= height)
    #expect(lines.contains { $0.hasPrefix(">") })
  }
}
