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

  let template = "chapter"
  let headTitle: String
  let bookTitle: String
  let title: String
  let summary: String?
  let part: String?
  let number: String?
  let links: [HeadLinkView]
  let contents: [Entry]
  let body: EscapedMarkup
  let previous: LinkView?
  let next: LinkView?
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

  let template = "index"
  let headTitle: String
  let bookTitle: String
  let title: String
  let summary: String?
  let links: [HeadLinkView]
  let parts: [Part]
}

extension String {
  /// The text, or `nil` where there is none, as a template's section wants it.
  var nonEmpty: String? { isEmpty ? nil : self }
}
