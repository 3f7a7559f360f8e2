/// One row of a plot's numbers: a point, a piece of a line, a cell.
struct PlotMark {
  /// A place in the plot's own units.
  struct Place: Equatable {
    var x: Double
    var y: Double
  }

  /// How it is drawn.
  enum Kind: Equatable {
    case point
    case line
    case decisionLine(w1: Double, w2: Double, bias: Double)
    case bar
    case cell
  }

  let kind: Kind
  let label: String
  let places: [Place]
  /// The meaning of a cell's shade.
  let value: Double?

  /// How far a cell is from a place, each axis in its own measure; squared.
  func distance(to place: Place, _ across: Span, _ upward: Span) -> Double {
    guard let own = places.first else { return .infinity }
    let (x, y) = (
      across.share(of: own.x) - across.share(of: place.x), upward.share(of: own.y) - upward.share(of: place.y)
    )
    return x * x + y * y
  }

  /// Reads a row; `nil` for what is not drawn with characters.
  init?(_ row: [String], columns: [String]) {
    func number(_ name: String) -> Double? {
      columns.firstIndex(of: name).flatMap { row.indices.contains($0) ? Double(row[$0]) : nil }
    }
    guard row.count >= 4 else { return nil }
    label = row[1]
    value = number("value")
    let place = Double(row[2]).flatMap { x in Double(row[3]).map { Place(x: x, y: $0) } }
    switch row[0] {
    case "point": kind = .point
    case "line", "step", "trajectory": kind = .line
    case "bar": kind = .bar
    case "cell", "height": kind = .cell
    case "decision line":
      guard let w1 = number("weight 1"), let w2 = number("weight 2"), let bias = number("bias") else { return nil }
      kind = .decisionLine(w1: w1, w2: w2, bias: bias)
      places = []
      return
    default: return nil
    }
    guard let place else { return nil }
    if kind == .bar, let end = number("to") {
      places = [Place(x: (place.x + end) / 2, y: place.y), Place(x: (place.x + end) / 2, y: 0)]
    } else {
      places = [place]
    }
  }
}
