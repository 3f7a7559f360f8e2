import Foundation
import Testing

@testable import Notebook
@testable import Site

@Suite("A site replaces only a site, and only as a whole")
struct SiteFolderTests {
  private let scratch: URL

  init() throws {
    scratch = FileManager.default.temporaryDirectory.appending(path: "site-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
  }

  @Test("files of the older site that the new one lacks disappear")
  func replaces() throws {
    defer { try? FileManager.default.removeItem(at: scratch) }
    let site = scratch.appending(path: "site").path
    try SiteFolder.replace(site, with: [SiteFile("a.html", "1"), SiteFile("figures/x.csv", "2")])
    #expect(try names(in: site) == [".notebook-site", "a.html", "figures"])
    try SiteFolder.replace(site, with: [SiteFile("b.html", "3")])
    #expect(try names(in: site) == [".notebook-site", "b.html"])
    #expect(try names(in: scratch.path) == ["site"])
  }

  @Test("a folder that this tool did not write is left alone")
  func refuses() throws {
    defer { try? FileManager.default.removeItem(at: scratch) }
    let home = scratch.appending(path: "home")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    try Data("precious".utf8).write(to: home.appending(path: "letter.txt"))
    #expect(throws: NotebookError.self) { try SiteFolder.replace(home.path, with: [SiteFile("a.html", "1")]) }
    #expect(try names(in: home.path) == ["letter.txt"])
    try Data("file".utf8).write(to: scratch.appending(path: "plain"))
    #expect(throws: NotebookError.self) {
      try SiteFolder.replace(scratch.appending(path: "plain").path, with: [SiteFile("a.html", "1")])
    }
    #expect(try names(in: scratch.path) == ["home", "plain"])
  }

  @Test("what cannot be written leaves the older site whole")
  func keepsOldSite() throws {
    defer { try? FileManager.default.removeItem(at: scratch) }
    let site = scratch.appending(path: "site").path
    try SiteFolder.replace(site, with: [SiteFile("a.html", "1")])
    // A file cannot also be a folder.
    #expect(throws: NotebookError.self) {
      try SiteFolder.replace(site, with: [SiteFile("b", "1"), SiteFile("b/c.html", "2")])
    }
    #expect(try names(in: site) == [".notebook-site", "a.html"])
    // The rest of the failed build is replaced by the next one.
    try SiteFolder.replace(site, with: [SiteFile("d.html", "1")])
    #expect(try names(in: scratch.path) == ["site"])
    #expect(try names(in: site) == [".notebook-site", "d.html"])
  }

  @Test("pictures of chapters are copied, missing ones fail the build before anything is written")
  func copiesPictures() throws {
    defer { try? FileManager.default.removeItem(at: scratch) }
    let chapters = scratch.appending(path: "Chapters")
    try FileManager.default.createDirectory(at: chapters.appending(path: "figures"), withIntermediateDirectories: true)
    try Data("<svg/>".utf8).write(to: chapters.appending(path: "figures/photo.svg"))
    var sample = Sample()
    sample.add(.figure(.init(path: "figures/photo.svg", alternative: "A photo")))
    let site = scratch.appending(path: "site").path
    try builder(sample).write(to: site, filesFrom: chapters.path)
    #expect(try names(in: site + "/figures") == ["photo.svg"])
    sample.add(.paragraph([.image(source: "figures/none.png", title: "", alternative: "")]))
    #expect(throws: NotebookError.self) { try builder(sample).write(to: site, filesFrom: chapters.path) }
    #expect(try names(in: site + "/figures") == ["photo.svg"])
  }

  @Test("files that chapters link to are copied, each once")
  func copiesLinkedFiles() throws {
    defer { try? FileManager.default.removeItem(at: scratch) }
    let chapters = scratch.appending(path: "Chapters")
    try FileManager.default.createDirectory(at: chapters.appending(path: "data"), withIntermediateDirectories: true)
    for name in ["my rain.csv", "sun.csv", "unlinked.csv"] {
      try Data("1,2\n".utf8).write(to: chapters.appending(path: "data/\(name)"))
    }
    func link(_ destination: String) -> Inline { .link(destination: destination, title: "", [.text("it")]) }
    var sample = Sample()
    sample.add(
      .paragraph([.emphasis([link("data/my%20rain.csv#L2")]), link("./data/sun.csv"), link("data/sun.csv")]),
      .paragraph([link("02-logic-gates.md"), link("#top"), link("https://example.org/a.csv")]))
    let site = scratch.appending(path: "site").path
    try builder(sample).write(to: site, filesFrom: chapters.path)
    #expect(try names(in: site + "/data") == ["my rain.csv", "sun.csv"])
  }

  private func builder(_ sample: Sample) -> SiteBuilder {
    SiteBuilder(book: PublishedBook(title: "Book", chapters: [sample.chapter]), formulas: Formulas())
  }

  private func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }
}
