/// The color and dash that each mark of a plot gets.
///
/// Equal labels get equal looks, so a class's points and its line match, and so do the panels of small multiples.
/// Regions have colors of their own: a positive side takes the second color, which is also the second class's.
struct Looks: Equatable, Sendable {
  private(set) var colors: [Int] = []
  private(set) var dashes: [Int] = []

  /// The looks of one plot's marks.
  init(_ marks: [Mark]) {
    self = Self.shared(by: [marks])[0]
  }

  private init() {}

  /// The looks of several plots' marks, in which a label means the same everywhere.
  static func shared(by panels: [[Mark]]) -> [Looks] {
    var colors = Names()
    var regions = Names()
    var dashes = Names()
    var boundaries = Names()
    return panels.map { marks in
      colors.startPanel()
      regions.startPanel()
      dashes.startPanel()
      boundaries.startPanel()
      var looks = Looks()
      for mark in marks {
        let label = mark.series?.label ?? ""
        let own = mark.series?.color
        switch mark {
        case .halfPlane: looks.add(color: own ?? regions.number(of: label) + 1, dash: 0)
        case .boundary: looks.add(color: own ?? 0, dash: boundaries.number(of: label))
        case .line, .steps, .trajectory:
          looks.add(color: own ?? colors.number(of: label), dash: dashes.number(of: label))
        case .points, .bars, .band: looks.add(color: own ?? colors.number(of: label), dash: 0)
        case .arrows, .span, .rule, .cells, .contours, .note: looks.add(color: own ?? 0, dash: 0)
        }
      }
      return looks
    }
  }

  private mutating func add(color: Int, dash: Int) {
    colors.append(color)
    dashes.append(dash)
  }

  /// Numbers for labels in the order of their first use; what has no label is numbered anew in each panel.
  private struct Names {
    private var known: [String] = []
    private var unnamed = 0

    mutating func startPanel() { unnamed = 0 }

    mutating func number(of label: String) -> Int {
      if label.isEmpty {
        unnamed += 1
        return known.count + unnamed - 1
      }
      if let number = known.firstIndex(of: label) { return number }
      known.append(label)
      return known.count + unnamed - 1
    }
  }
}
