/// The data of a template.
protocol PageView {
  /// The template's name.
  static var template: String { get }
}

/// A link as a template shows it.
struct LinkView {
  let title: String
  let href: String
}

/// A `link` element of a page's head.
struct HeadLinkView {
  let relation: String
  let href: String
}

/// The frame around the content of every page.
struct FrameView {
  let headTitle: String
  let bookTitle: String
  /// `website` for the overview, `article` for the rest.
  let kind: String
  /// The page's published address, where that is known.
  let address: String?
  /// The base of relative addresses.
  let root: String
  let links: [HeadLinkView]
  /// The address at which the page's source can be changed.
  let edit: String?
  /// The address for reporting mistakes.
  let report: String?
  /// True if there are pages about the book's modules.
  let hasReference: Bool
  /// The start of the way to the whole book on one page, from the root.
  let wholeBook: String
  /// Which state of the book the page shows, for a page that is reloaded while its author writes.
  let version: String?
}

/// A chapter's page.
struct ChapterView: PageView {
  /// A heading in the list of contents.
  struct Entry {
    let title: String
    let href: String
    let children: [LinkView]
    /// Stored, since templates see stored properties alone.
    let hasChildren: Bool

    init(title: String, href: String, children: [LinkView]) {
      self.title = title
      self.href = href
      self.children = children
      hasChildren = !children.isEmpty
    }
  }

  /// A step of the way from the list of contents to the page.
  struct Step {
    let title: String
    let href: String?
    /// True if it is the page itself.
    let isHere: Bool

    init(_ title: String, href: String? = nil, isHere: Bool = false) {
      self.title = title
      self.href = href
      self.isHere = isHere
    }
  }

  static let template = "chapter"
  let frame: FrameView
  let title: String
  let summary: String?
  let trail: [Step]
  let contents: [Entry]
  let hasContents: Bool
  let body: EscapedMarkup
  let previous: LinkView?
  let next: LinkView?
  let hasTurn: Bool

  init(
    frame: FrameView, title: String, summary: String?, trail: [Step] = [], contents: [Entry] = [], body: HTML,
    previous: LinkView? = nil, next: LinkView? = nil
  ) {
    self.frame = frame
    self.title = title
    self.summary = summary
    self.trail = trail
    self.contents = contents
    hasContents = !contents.isEmpty
    self.body = EscapedMarkup(html: body)
    self.previous = previous
    self.next = next
    hasTurn = previous != nil || next != nil
  }
}

/// The overview of all chapters.
struct IndexView: PageView {
  struct Part {
    let title: String?
    let chapters: [Chapter]
  }
  struct Chapter {
    let number: String?
    let title: String
    let href: String
    let summary: String?
  }

  static let template = "index"
  let frame: FrameView
  let title: String
  let summary: String?
  let parts: [Part]
  /// The command that goes through the exercises; `nil` where there are none.
  let learn: String?
  /// The command that writes the whole book on one page; `nil` where the pages link to that page.
  let whole: String?
}

/// All chapters on one page.
struct PrintView: PageView {
  struct Chapter {
    let id: String
    let href: String
    let number: String?
    let title: String
    let summary: String?
    let body: EscapedMarkup
  }

  static let template = "print"
  let frame: FrameView
  let title: String
  let summary: String?
  let chapters: [Chapter]
}

/// The page for an address that leads nowhere.
struct MissingView: PageView {
  static let template = "missing"
  let frame: FrameView
  let title: String
  let summary: String
}

/// The page at an address that a chapter once had.
struct MovedView: PageView {
  static let template = "moved"
  let title: String
  let href: String
}

/// The list of pages for search engines.
struct SitemapView: PageView {
  static let template = "sitemap"
  let entries: [FeedView.Entry]
}

/// The list of chapters for feed readers.
struct FeedView: PageView {
  struct Entry {
    let title: String
    let address: String
    let summary: String
  }

  static let template = "feed"
  let title: String
  let address: String
  let summary: String
  let entries: [Entry]
}

extension String {
  /// The text, or `nil` where there is none, as a template's section wants it.
  var nonEmpty: String? { isEmpty ? nil : self }
}
