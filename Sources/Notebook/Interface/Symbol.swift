/// The public symbols of a book's modules, and their uses in its chapters.
public struct Interface: Equatable, Sendable {
  /// The modules with public symbols, each with its symbols in the order of their sources.
  public var modules: [Module]
  /// The names used by the code of each chapter, in the order of the documents.
  public var references: [[SymbolReference]]
  /// A digest of the sources of everything that cells import; empty where it is not known.
  public var digest = ""

  /// A module that cells may import.
  public struct Module: Equatable, Sendable {
    /// The name that `import` takes.
    public var name: String
    /// Its public symbols, those that it adds to types of others included.
    public var symbols: [Symbol]

    /// Creates a module.
    public init(name: String, symbols: [Symbol]) {
      self.name = name
      self.symbols = symbols
    }
  }

  /// Creates an interface.
  public init(modules: [Module] = [], references: [[SymbolReference]] = []) {
    self.modules = modules
    self.references = references
  }
}

/// A public declaration as the compiler describes it.
public struct Symbol: Equatable, Sendable {
  /// The kind of declaration; the raw value is the word of the compiler's symbol graphs.
  public enum Kind: String, Equatable, Sendable {
    case structure = "swift.struct"
    case `class` = "swift.class"
    case actor = "swift.actor"
    case enumeration = "swift.enum"
    case `protocol` = "swift.protocol"
    case typeAlias = "swift.typealias"
    case associatedType = "swift.associatedtype"
    case initializer = "swift.init"
    case enumerationCase = "swift.enum.case"
    case property = "swift.property"
    case typeProperty = "swift.type.property"
    case method = "swift.method"
    case typeMethod = "swift.type.method"
    case `subscript` = "swift.subscript"
    case typeSubscript = "swift.type.subscript"
    case `operator` = "swift.func.op"
    case function = "swift.func"
    case variable = "swift.var"
    case macro = "swift.macro"

    /// True if other declarations may be its members.
    public var isType: Bool {
      switch self {
      case .structure, .class, .actor, .enumeration, .protocol: true
      default: false
      }
    }
  }

  /// A piece of a declaration.
  public struct Fragment: Equatable, Sendable {
    /// What the piece is, in the words of the compiler's symbol graphs, such as `keyword` or `typeIdentifier`.
    public var kind: String
    /// The text.
    public var text: String
    /// The symbol that it names, where it names one.
    public var symbol: String?

    /// Creates a piece.
    public init(_ kind: String, _ text: String, symbol: String? = nil) {
      self.kind = kind
      self.text = text
      self.symbol = symbol
    }
  }

  /// The compiler's own name for it, which no two symbols share.
  public var id: String
  /// The declared name.
  public var kind: Kind
  /// The names of the types that it is in, then its own, such as `Matrix`, `transposed()`.
  public var path: [String]
  /// The declaration.
  public var declaration: [Fragment]
  /// The doc comment in Markdown; empty where there is none.
  public var comment = ""
  /// The file that declares it, from the folder `Sources` on; empty where that is not known.
  public var file = ""
  /// The line of the declaration, from 1.
  public var line = 0
  /// The id of the type that it is a member of.
  public var owner: String?
  /// The names of the protocols and the class that a type takes after.
  public var inherited: [Inherited] = []

  /// A protocol or class that a type takes after.
  public struct Inherited: Equatable, Sendable {
    /// Its name, with the module's where it is of another one.
    public var name: String
    /// Its id.
    public var symbol: String

    /// Creates a name.
    public init(name: String, symbol: String) {
      self.name = name
      self.symbol = symbol
    }
  }

  /// Creates a symbol.
  public init(id: String, kind: Kind, path: [String], declaration: [Fragment]) {
    self.id = id
    self.kind = kind
    self.path = path
    self.declaration = declaration
  }

  /// The name without arguments, such as `fit` of `fit(_:_:)`.
  public var baseName: String {
    let last = path.last ?? ""
    return kind == .operator ? last : String(last.prefix { $0 != "(" })
  }
}

/// A place in a chapter's code that names a symbol, as the compiler resolved it.
public struct SymbolReference: Equatable, Hashable, Sendable {
  /// The id of the symbol.
  public var symbol: String
  /// The position of its name.
  public var position: SourcePosition

  /// Creates a reference.
  public init(symbol: String, at position: SourcePosition) {
    self.symbol = symbol
    self.position = position
  }
}
