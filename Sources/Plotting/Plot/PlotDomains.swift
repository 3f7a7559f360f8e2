/// The intervals that a plot's axes cover, from its data unless its author fixed them.
struct PlotDomains: Equatable, Sendable {
  var x: Domain
  var y: Domain

  init(_ plot: Plot) {
    let places = plot.marks.flatMap { $0.places }.filter { plot.canDraw($0) }
    let reach = plot.marks.flatMap { $0.reach }
    var hasMarkers = false
    var hasRegion = false
    var hasArea = false
    var hasBars = false
    for mark in plot.marks {
      switch mark {
      case .halfPlane, .boundary: hasRegion = true
      case .points, .trajectory, .arrows: hasMarkers = true
      case .cells, .contours: hasArea = true
      case .bars: hasBars = true
      default: continue
      }
    }
    // A half-plane needs room to be seen on both sides of the points; an area already says how far it reaches.
    let margin = hasArea ? 0 : hasRegion ? 0.3 : 0.06
    let kinds = (plot.xAxis.kind, plot.yAxis.kind)
    let across = Domain(covering: places.map { $0.x } + reach.map { $0.x }, on: kinds.0)
    let up = Domain(covering: places.map { $0.y } + reach.map { $0.y }, on: kinds.1)
    x = plot.xAxis.fixed ?? across.padded(by: hasMarkers || hasRegion ? margin : 0, on: kinds.0)
    let padded = up.padded(by: margin, on: kinds.1)
    // Bars stand on zero, and below it there is nothing to see.
    let standsOnZero = hasBars && up.lower == 0
    y = plot.yAxis.fixed ?? (standsOnZero ? Domain(0, padded.upper, on: kinds.1) : padded)
  }

  /// Domains that several plots share.
  init(_ plots: [Plot]) {
    let all = plots.map { PlotDomains($0) }
    x = all.dropFirst().reduce(all.first?.x ?? Domain(0, 1)) { $0.union($1.x) }
    y = all.dropFirst().reduce(all.first?.y ?? Domain(0, 1)) { $0.union($1.y) }
  }
}

extension Plot {
  /// True if the axes have a place for `point`.
  func canDraw(_ point: Point) -> Bool {
    Domain.isDrawable(point.x, on: xAxis.kind) && Domain.isDrawable(point.y, on: yAxis.kind)
  }
}
