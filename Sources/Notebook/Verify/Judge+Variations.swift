extension Judge {
  /// The differences between two runs, cells whose output is not compared left out.
  func variations() -> [Diagnostic] {
    run.variations.compactMap { variation in
      guard let position = position(of: variation.place) else { return nil }
      return Diagnostic(
        .outputVaries,
        "a second run gives something else: give what is random a seed, or mark the cell `nondeterministic`",
        in: document.source, at: position, notes: ["first run:  \(variation.first)", "second run: \(variation.second)"])
    }
  }

  private func position(of place: Variation.Place) -> SourcePosition? {
    switch place {
    case .prose(let index): return document.values[index].position
    case .answer(let cell): return document.cells[cell].position
    case .cell(let index), .line(_, let index), .value(_, let index):
      let cell = document.cells[index]
      if cell.options.comparison == .nondeterministic { return nil }
      if case .value(let number, _) = place { return cell.values[number].position }
      if case .line(let line, _) = place, let output = cell.output { return self.place(of: line, in: output) }
      return cell.position
    }
  }
}
