public import Plotting

/// Shows a figure below the cell.
public func display(_ figure: some Figure) {
  let session = Session.current
  guard let channel = session.channel else {
    print("[figure] \(figure.alternative)")
    return
  }
  let table = figure.table
  var fields = ["\(session.printed)", figure.svg(), figure.alternative, "\(table.columns.count)"]
  fields += table.columns
  for row in table.rows { fields += row.map(\.text) }
  channel.write("figure", fields)
}

/// Shows a value as text, as `print` would, with strings quoted and optionals unwrapped.
public func display<T>(_ value: T, line: UInt = #line) {
  switch Description.of(value) {
  case .success(let text): print(text)
  case .failure(let problem):
    Session.current.channel?.write("undescribed", ["display", "\(line)"] + problem.fields)
  }
}

/// Shows what the last line of a cell yields: a figure.
public func _notebookShow(_ figure: some Figure) {
  display(figure)
}

/// Shows what the last line of a cell yields: a value.
///
/// Apart from what is printed: the tool knows whether Swift would let the value be ignored, and shows it only if not.
public func _notebookShow<T>(_ value: T, line: UInt = #line) {
  let session = Session.current
  switch (Description.of(value), session.channel) {
  case (.success(let text), let channel?): channel.write("shown", ["\(session.printed)", text])
  case (.success(let text), nil): print(text)
  case (.failure(let problem), let channel): channel?.write("undescribed", ["shown", "\(line)"] + problem.fields)
  }
}

/// Notes that the last line of a cell yields a value that cannot be copied, and so has no text.
@_disfavoredOverload
public func _notebookShow<T: ~Copyable>(_ value: consuming T, line: UInt = #line) {
  Session.current.channel?.write("undescribed", ["shown", "\(line)", "\(T.self)", ""])
}

/// The last line of a cell yields nothing, so nothing is shown.
public func _notebookShow(_ nothing: Void) {}
