using Custos.Providers.Onnx.Graphs;
using Custos.Providers.Onnx.Runtime;
using Custos.Tests.House;

namespace Custos.Tests.Providers.Onnx.Graphs;

public sealed class GraphBuilderTests
{
    [OnnxRuntimeFact]
    public void The_runtime_computes_what_was_written()
    {
        using var session = ModelSession.Open(Scaled(), 1);

        var answer = session.Run([("x", Tensor.Of([1f, 2f, 3f, 4f], 2, 2))], "y");

        answer.Shape.ShouldBe([2, 2]);
        answer.Values.ShouldBe(new[] { 10f, 40f, 30f, 80f });
    }

    [Fact]
    public void The_same_calls_give_the_same_bytes() => Scaled().ShouldBe(Scaled());

    /// <summary>Each column of <c>x</c> times 10 and 20.</summary>
    internal static byte[] Scaled()
    {
        var graph = new GraphBuilder("scaled");
        var x = graph.Input("x", ElementType.Float, "rows", 2);
        graph.AddAs("y", "Mul", [x, graph.Constant(Tensor.Of([10f, 20f], 2))]);
        graph.Output("y", ElementType.Float, "rows", 2);
        return graph.ToModel();
    }
}
