internal import CIndexStore
internal import Foundation

/// The compiler's index of a program: for each name in the code, the declaration that it means.
///
/// The compiler writes it beside the object file at almost no cost; the toolchain's libIndexStore reads it.
struct IndexStore {
  /// A name in a program's code.
  struct Occurrence: Equatable {
    /// Its position; columns are UTF-8 bytes from 1.
    var position: SourcePosition
    /// The name as a person reads it, such as `fit(_:_:)`.
    var name: String
    /// The compiler's own name of the declaration, which no two declarations share.
    var symbol: String
    /// True if the name is declared here, as opposed to used.
    var isDefinition: Bool
  }

  private let open: index_store_open
  private let openRecord: index_store_open_record
  private let visit: index_store_visit
  private let closeRecord: index_store_close
  private let close: index_store_close
  private let symbol: index_store_symbol
  private let roles: index_store_roles
  private let place: index_store_place
  private let name: index_store_symbol_text
  private let identifier: index_store_symbol_text

  /// Opens a toolchain's library, by its path.
  init(library path: String) throws(NotebookError) {
    guard let library = dlopen(path, RTLD_LAZY | RTLD_LOCAL) else { throw Self.missing(path) }
    func function<Function>(_ name: String) throws(NotebookError) -> Function {
      guard let address = dlsym(library, "indexstore_" + name) else { throw Self.missing(path) }
      return unsafeBitCast(address, to: Function.self)
    }
    open = try function("store_create")
    openRecord = try function("record_reader_create")
    visit = try function("record_reader_occurrences_apply_f")
    closeRecord = try function("record_reader_dispose")
    close = try function("store_dispose")
    symbol = try function("occurrence_get_symbol")
    roles = try function("occurrence_get_roles")
    place = try function("occurrence_get_line_col")
    name = try function("symbol_get_name")
    identifier = try function("symbol_get_usr")
  }

  private static func missing(_ path: String) -> NotebookError {
    NotebookError(
      .toolMissing, path,
      cause: "it says which declaration a name means, and every Swift toolchain has it. "
        + (dlerror().map { String(cString: $0) } ?? ""))
  }

  /// The names in the one file whose index is in a folder, without those that the compiler itself put there, such as
  /// accessors; none where the compiler wrote no index.
  func occurrences(in folder: String) -> [Occurrence] {
    let records = folder + "/v5/records"
    guard let record = Files.tree(below: records).first, let store = folder.withCString({ open($0, nil) }) else {
      return []
    }
    defer { close(store) }
    let file = record.split(separator: "/").last.map(String.init) ?? record
    guard let reader = file.withCString({ openRecord(store, $0, nil) }) else { return [] }
    defer { closeRecord(reader) }
    let collector = Collector(store: self)
    withExtendedLifetime(collector) {
      _ = visit(reader, Unmanaged.passUnretained(collector).toOpaque()) { context, occurrence in
        if let context, let occurrence {
          Unmanaged<Collector>.fromOpaque(context).takeUnretainedValue().add(occurrence)
        }
        return true
      }
    }
    return collector.occurrences
  }

  /// Bits of an occurrence's roles.
  private enum Role {
    static let definition: UInt64 = 1 << 1
    static let reference: UInt64 = 1 << 2
    static let implicit: UInt64 = 1 << 8
  }

  private final class Collector {
    private let store: IndexStore
    var occurrences: [Occurrence] = []

    init(store: IndexStore) { self.store = store }

    func add(_ occurrence: UnsafeMutableRawPointer) {
      let roles = store.roles(occurrence)
      guard roles & Role.implicit == 0, roles & (Role.definition | Role.reference) != 0,
        let symbol = store.symbol(occurrence)
      else { return }
      var (line, column): (UInt32, UInt32) = (0, 0)
      store.place(occurrence, &line, &column)
      occurrences.append(
        Occurrence(
          position: SourcePosition(line: Int(line), column: Int(column)), name: Self.text(store.name(symbol)),
          symbol: Self.text(store.identifier(symbol)), isDefinition: roles & Role.definition != 0))
    }

    private static func text(_ text: index_store_text) -> String {
      let bytes = UnsafeRawBufferPointer(start: text.data, count: text.length)
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}
