import Plotting
import Testing

@Suite struct FigureTests {}
