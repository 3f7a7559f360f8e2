internal import FlyingFox
internal import FlyingSocks
import Foundation
public import Notebook

/// Serves a site to browsers on the same machine, and to no other.
public struct LiveServer: Sendable {
  /// How long a page's question for news is held back, and how often its answer is looked for.
  private static let patience = Duration.seconds(8)
  private static let pause = Duration.milliseconds(50)

  private let site: LiveSite
  private let port: UInt16
  private let server: HTTPServer

  /// - Parameters:
  ///   - site: What is shown.
  ///   - port: The port of the loopback address; 0 for any that is free.
  public init(_ site: LiveSite, port: UInt16) throws(NotebookError) {
    self.site = site
    self.port = port
    do {
      server = HTTPServer(address: try .inet(ip4: "127.0.0.1", port: port), logger: .disabled)
    } catch {
      throw NotebookError(.programNotRun, "the server", cause: "\(error)")
    }
  }

  /// Serves until the task is cancelled.
  ///
  /// - Parameter ready: Told the address as soon as a browser can open it.
  public func run(ready: @escaping @Sendable (String) -> Void) async throws(NotebookError) {
    let site = site
    await server.appendRoute("*") { request in await Self.response(to: request, from: site) }
    let server = server
    let announcement = Task {
      try await server.waitUntilListening(timeout: 10)
      if case .ip4(_, port: let port)? = await server.listeningAddress { ready("http://127.0.0.1:\(port)/") }
    }
    defer { announcement.cancel() }
    do {
      try await server.run()
    } catch is CancellationError {
    } catch {
      throw NotebookError(
        .programNotRun, "the server",
        cause: "port \(port) cannot be listened on: \(error). Name another one with --port, or 0 for any.")
    }
  }

  private static func response(to request: HTTPRequest, from site: LiveSite) async -> HTTPResponse {
    // A page of another site that calls itself by a name for this machine has no business here.
    let host = request.headers[.host].map { String($0.prefix { $0 != ":" }) } ?? ""
    guard ["127.0.0.1", "localhost"].contains(host) else {
      return answer(.forbidden, "text/plain", Array("forbidden\n".utf8))
    }
    guard request.method == .GET || request.method == .HEAD else {
      return answer(.methodNotAllowed, "text/plain", Array("only GET\n".utf8))
    }
    var path = String(request.path.drop { $0 == "/" })
    if path.isEmpty || path.hasSuffix("/") { path += "index.html" }
    if path == "live/next.js" {
      func query(_ name: String) -> String { request.query.first { $0.name == name }?.value ?? "" }
      let page = String(query("page").drop { $0 == "/" })
      let hasChanged = await waitForChange(of: page, since: Int(query("after")) ?? 0, in: site)
      let word = hasChanged ? "changed" : "same"
      return answer(.ok, "text/javascript", Array("document.documentElement.dataset.live = \"\(word)\";\n".utf8))
    }
    guard let bytes = await site.file(path) else { return answer(.notFound, "text/html", await site.missing()) }
    return answer(.ok, type(of: path), bytes)
  }

  private static func waitForChange(of page: String, since state: Int, in site: LiveSite) async -> Bool {
    let end = ContinuousClock.now + patience
    while ContinuousClock.now < end {
      if await site.hasChanged(page, since: state) { return true }
      do { try await Task.sleep(for: pause) } catch { return false }
    }
    return false
  }

  private static func answer(_ status: HTTPStatusCode, _ type: String, _ bytes: [UInt8]) -> HTTPResponse {
    HTTPResponse(
      statusCode: status,
      headers: [
        .contentType: "\(type); charset=utf-8", HTTPHeader("Cache-Control"): "no-store",
        HTTPHeader("X-Content-Type-Options"): "nosniff",
      ], body: Data(bytes))
  }

  private static func type(of path: String) -> String {
    switch path.split(separator: ".").last {
    case "html": "text/html"
    case "css": "text/css"
    case "js": "text/javascript"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    case "jpg", "jpeg": "image/jpeg"
    case "csv": "text/csv"
    case "xml": "application/xml"
    default: "application/octet-stream"
    }
  }
}
