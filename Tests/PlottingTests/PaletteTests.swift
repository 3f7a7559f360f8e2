import Foundation
import Testing

@testable import Plotting

@Suite struct PaletteTests {
  /// Red, green and blue as light, from 0 to 1.
  static func linear(_ hex: String) -> [Double] {
    let number = UInt32(hex.dropFirst(), radix: 16) ?? 0
    return [16, 8, 0].map { shift in
      let value = Double((number >> UInt32(shift)) & 0xFF) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
  }

  /// The contrast of two colors as WCAG 2.1 defines it, from 1 to 21.
  static func contrast(_ first: String, _ second: String) -> Double {
    let luminances = [first, second].map { hex in
      zip([0.2126, 0.7152, 0.0722], linear(hex)).map { $0 * $1 }.reduce(0, +)
    }.sorted()
    return (luminances[1] + 0.05) / (luminances[0] + 0.05)
  }

  static let texts: [Paint] = [.ink, .muted] + Paint.palette.indices.map { .series($0) }

  @Test(arguments: texts.indices)
  func everyTextColorIsReadableOnItsPaper(_ index: Int) {
    let color = Self.texts[index].fallback
    #expect(Self.contrast(color.light, Paint.paper.fallback.light) >= 4.5)
    #expect(Self.contrast(color.dark, Paint.paper.fallback.dark) >= 4.5)
  }

  /// `color` laid over `paper` with an opacity, as a hexadecimal color.
  static func mixed(_ color: String, over paper: String, _ opacity: Double) -> String {
    let channels = [color, paper].map { hex -> [Double] in
      let number = UInt32(hex.dropFirst(), radix: 16) ?? 0
      return [16, 8, 0].map { Double((number >> UInt32($0)) & 0xFF) }
    }
    let mix = zip(channels[0], channels[1]).map { UInt32(($0 * opacity + $1 * (1 - opacity)).rounded()) }
    let digits = String(mix[0] << 16 | mix[1] << 8 | mix[2], radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  @Test(arguments: [0, 1])
  func wordsInTheDarkestCellAreReadable(_ series: Int) {
    let color = Paint.series(series).fallback
    let (ink, paper) = (Paint.ink.fallback, Paint.paper.fallback)
    let light = Self.mixed(color.light, over: paper.light, CellMatrix.strongest)
    let dark = Self.mixed(color.dark, over: paper.dark, CellMatrix.strongest)
    #expect(Self.contrast(ink.light, light) >= 4.5)
    #expect(Self.contrast(ink.dark, dark) >= 4.5)
  }

  /// What a color looks like without the long-wave or the middle-wave cones.
  ///
  /// Source: Viénot, Brettel and Mollon, *Digital Video Colourmaps for Checking the Legibility of Displays by
  /// Dichromats*, Color Research and Application, 1999.
  static func dichromat(_ rgb: [Double], _ kind: String) -> [Double] {
    let rows: [[Double]] =
      kind == "protan"
      ? [[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]]
      : [[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]]
    return rows.map { row in zip(row, rgb).map { $0 * $1 }.reduce(0, +) }
  }

  /// The difference of two colors in CIELAB; about 2 is just noticeable.
  static func difference(_ first: [Double], _ second: [Double]) -> Double {
    let labs = [first, second].map { rgb -> [Double] in
      let matrix = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
      let white = [0.9505, 1, 1.089]
      let f = zip(matrix, white).map { row, white in
        let value = zip(row, rgb).map { $0 * $1 }.reduce(0, +) / white
        return value > 0.008856 ? cbrt(value) : 7.787 * value + 16 / 116
      }
      return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
    }
    return zip(labs[0], labs[1]).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
  }

  @Test(arguments: ["protan", "deutan"])
  func theFirstFourColorsDifferForColorBlindReaders(_ kind: String) {
    for theme in [Paint.palette.map(\.light), Paint.palette.map(\.dark)] {
      let seen = theme.prefix(4).map { Self.dichromat(Self.linear($0), kind) }
      for (index, color) in seen.enumerated() {
        for (other, second) in seen[..<index].enumerated() {
          let difference = Self.difference(color, second)
          #expect(difference >= 10, "\(theme[index]) and \(theme[other]): \(difference)")
        }
      }
    }
  }

  @Test func markersAndDashesDiffer() {
    let center = Point(x: 0, y: 0)
    let outlines = Marker.allCases.map { $0.outline(at: center, radius: 5) }
    for (index, outline) in outlines.enumerated() {
      #expect(!outlines[..<index].contains(outline))
    }
    #expect(Set((0..<4).map { Style.dash($0).description }).count == 4)
  }
}
