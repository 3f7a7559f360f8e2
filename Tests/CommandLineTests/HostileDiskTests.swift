#if os(Linux)
  import Foundation
  import TestSupport
  import Testing

  /// Disks that are full or may not be written, made of real file systems that only the command sees.
  ///
  /// That takes name spaces, which some machines do not give: there these tests are skipped, and say so.
  @Suite(.enabled(if: Disk.isAvailable, "this machine gives no name space for mounts: `unshare -rm` fails"))
  struct HostileDiskTests {
    private static let head = "---\ntitle: A chapter\n---\n\n"
    private static let good =
      head + """
        ```swift #curve
        import Plotting
        display(Plot(title: "Saw", x: "step", y: "height").line(values: (0..<200).map { Double($0 % 7) }))
        1 + 1  // => 2
        ```

        ![A saw](figures/01-curve.svg)

        """
    private static let wrong = good.replacing("=> 2", with: "=> 3")

    /// A book that is built, whose results for a wrong value and a longer text are kept.
    private func book() throws -> TemporaryBook {
      let book = try TemporaryBook(["Chapters/01-curve.md": Self.good])
      try book.shareSymbols()
      #expect(try book.notebook("accept").status == 0)
      #expect(try book.notebook("build").status == 0)
      return book
    }

    @Test func whatMayNotBeWrittenStaysAsItIs() throws {
      let book = try book()
      let site = try book.files(below: "site")
      // Where nothing is to be written a check passes.
      let checked = try Disk.run("check", in: book, readOnly: "")
      #expect(checked.status == 0 && checked.said.contains("1 chapter: all true"), "\(checked)")
      let anew = try Disk.run("check --no-cache", in: book, readOnly: ".build/notebook")
      #expect(anew.status == 2 && anew.said.contains("/.build/notebook"), "\(anew)")

      let built = try Disk.run("build", in: book, readOnly: "")
      #expect(built.status == 0 && built.said.contains("The site is ready"), "\(built)")
      try book.write("A file of another hand.", to: "site/other")
      let unbuilt = try Disk.run("build", in: book, readOnly: "")
      #expect(unbuilt.status == 2 && unbuilt.said.contains("` cannot be written"), "\(unbuilt)")
      #expect(try book.files(below: "site").count == site.count + 1)
      #expect(try book.notebook("build").status == 0)
      #expect(try book.files(below: "site") == site)
      #expect(try book.notebook("build", "--output", "shelf/site").status == 0)
      let unmoved = try Disk.run("build --no-cache --output shelf/site", in: book, readOnly: "shelf")
      #expect(unmoved.status == 2 && unmoved.said.contains("`shelf/site` cannot be written"), "\(unmoved)")
      #expect(try book.files(below: "shelf/site") == site)

      try book.write(Self.wrong, to: "Chapters/01-curve.md")
      let accepted = try Disk.run("accept", in: book, readOnly: "Chapters")
      #expect(accepted.status == 2 && accepted.said.contains("/Chapters/01-curve.md` cannot be written"), "\(accepted)")
      #expect(try book.read("Chapters/01-curve.md") == Self.wrong)
      #expect(try book.notebook("accept").status == 0 && book.read("Chapters/01-curve.md") == Self.good)
    }

    /// However much room there is: a command ends well, or says what it could not write and leaves all whole.
    @Test func aDiskThatFillsUpHarmsNothing() throws {
      let book = try book()
      let figure = try book.read("Chapters/figures/01-curve.svg")
      var statuses: [[Int32]] = []
      for kilobytes in [0, 16, 64, 256, 1024, 32 << 10] {
        try book.write(Self.wrong, to: "Chapters/01-curve.md")
        try book.write(figure.replacing("Saw", with: "Old"), to: "Chapters/figures/01-curve.svg")
        // The results are kept, so that the chapter and its figure are all that is to be written.
        #expect(try book.notebook("check").status == 1)
        let old = try book.files(below: "Chapters")
        let accepted = try Disk.run("accept", in: book, room: kilobytes)
        let chapters = try book.files(below: "copy/Chapters")
        #expect(accepted.status == 0 || accepted.said.contains("error: "), "\(accepted)")
        if accepted.status == 0 {
          #expect(chapters["01-curve.md"] == Data(Self.good.utf8))
          #expect(chapters["figures/01-curve.svg"] == Data(figure.utf8))
        } else {
          #expect(chapters == old, "\(accepted)")
        }

        try book.write(Self.good + "\nRoom for \(kilobytes).\n", to: "Chapters/01-curve.md")
        try book.write(figure, to: "Chapters/figures/01-curve.svg")
        let site = try book.files(below: "site")
        let built = try Disk.run("build", in: book, room: kilobytes)
        let found = try book.files(below: "copy/site")
        #expect(built.status == 0 ? found != site : found == site, "\(built)")
        #expect(built.status == 0 || built.said.contains("error: "), "\(built)")
        statuses.append([accepted.status, built.status])
      }
      #expect(statuses.first == [2, 2] && statuses.last == [0, 0], "\(statuses)")
    }
  }

  /// A command on a disk of its own.
  private enum Disk {
    /// What a command printed, and how it ended.
    struct Outcome {
      var status: Int32
      var said: String
    }

    static let isAvailable: Bool = {
      (try? shell("unshare -rm mount -t tmpfs none /mnt", in: "/"))?.status == 0
    }()

    /// Runs a command in a book of which a folder may not be written.
    static func run(_ arguments: String, in book: TemporaryBook, readOnly folder: String) throws -> Outcome {
      let path = "\(book.folder)/\(folder)"
      return try shell(
        """
        unshare -rm sh -c 'mount --bind "\(path)" "\(path)" && mount -o remount,bind,ro "\(path)" && cd "\(book.folder)" \
        && exec "\(Repository.tool)" \(arguments)'
        """, in: "/")
    }

    /// Runs a command in a copy of a book on a disk with so much room beside it; what is there afterwards is in `copy`.
    static func run(_ arguments: String, in book: TemporaryBook, room kilobytes: Int) throws -> Outcome {
      try shell(
        """
        rm -rf copy && mkdir -p disk copy && exec unshare -rm sh -c '
        mount -t tmpfs -o size=64m none disk && cp -R Chapters site .build disk && cd disk || exit 99
        dd if=/dev/zero of=room bs=1024 count=\(kilobytes) 2>/dev/null; dd if=/dev/zero of=fill bs=4096 2>/dev/null; rm room
        "\(Repository.tool)" \(arguments); status=$?
        rm fill; cp -R Chapters site ../copy; exit $status'
        """, in: book.folder)
    }

    private static func shell(_ command: String, in folder: String) throws -> Outcome {
      let process = Process()
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = ["-c", command]
      process.currentDirectoryURL = URL(filePath: folder)
      let pipe = Pipe()
      process.standardOutput = pipe
      process.standardError = pipe
      try process.run()
      let said = pipe.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return Outcome(status: process.terminationStatus, said: String(decoding: said, as: UTF8.self))
    }
  }
#endif
