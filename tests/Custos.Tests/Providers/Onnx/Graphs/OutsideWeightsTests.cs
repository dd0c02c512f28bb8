using Custos.Providers.Onnx.Graphs;

namespace Custos.Tests.Providers.Onnx.Graphs;

public sealed class OutsideWeightsTests
{
    private static readonly WireWriter Outside = new WireWriter().Text(8, "weight").Integer(14, 1);
    private static readonly WireWriter Inside = new WireWriter().Text(8, "weight").Bytes(9, new byte[8]);

    [Fact]
    public void Weights_in_the_file_are_no_matter() => OutsideWeights.Any(Model(new WireWriter().Message(5, Inside))).ShouldBeFalse();

    [Fact]
    public void Weights_elsewhere_are_found() => OutsideWeights.Any(Model(new WireWriter().Message(5, Inside).Message(5, Outside))).ShouldBeTrue();

    [Fact]
    public void Also_in_a_constant_of_a_branch()
    {
        var branch = new WireWriter().Message(1, new WireWriter().Text(4, "Constant").Message(5, new WireWriter().Message(5, Outside)));
        var graph = new WireWriter().Message(1, new WireWriter().Text(4, "If").Message(5, new WireWriter().Message(6, branch)));

        OutsideWeights.Any(Model(graph)).ShouldBeTrue();
    }

    [Fact]
    public void Graphs_without_end_are_refused_without_a_full_stack()
    {
        var graph = new WireWriter();
        for (var depth = 0; depth < 1000; depth++) graph = new WireWriter().Message(1, new WireWriter().Message(5, new WireWriter().Message(6, graph)));

        OutsideWeights.Any(Model(graph)).ShouldBeTrue();
    }

    private static byte[] Model(WireWriter graph) => new WireWriter().Integer(1, 8).Message(7, graph).Written.ToArray();
}
