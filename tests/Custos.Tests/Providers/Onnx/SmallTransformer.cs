using Custos.Providers.Onnx.Graphs;
using Custos.Providers.Onnx.Runtime;

namespace Custos.Tests.Providers.Onnx;

/// <summary>A transformer with random weights, of two layers unless said: as an ONNX file, and the same computation in C#.</summary>
/// <remarks>Architecture: BERT's (Devlin et al. 2019): embeddings of tokens, places and types, attention with a mask, feed-forward with GELU, layer normalisation after each, a tanh pooler over the first token, a linear head.</remarks>
internal sealed class SmallTransformer
{
    public const int Positions = 64;

    private const float Epsilon = 1e-5f;

    private readonly Random _random = new(7);
    private readonly int _labels;
    private readonly int _width;
    private readonly int _heads;
    private readonly float[] _words;
    private readonly float[] _places;
    private readonly float[] _types;
    private readonly Norm _first;
    private readonly Layer[] _layers;
    private readonly Linear _pooler;
    private readonly Linear _head;

    public SmallTransformer(int tokens, int labels, int width = 16, int heads = 2, int layers = 2, int positions = Positions)
    {
        (_labels, _width, _heads) = (labels, width, heads);
        _words = Draw(tokens * _width, 1);
        _places = Draw(positions * _width, 0.3);
        _types = Draw(2 * _width, 0.3);
        _first = DrawNorm();
        _layers = [.. Enumerable.Range(0, layers).Select(_ => DrawLayer())];
        _pooler = DrawLinear(_width, _width);
        _head = DrawLinear(_width, labels);
    }

    /// <summary>The file.</summary>
    /// <param name="withMask">Does it take a mask?</param>
    /// <param name="tokens">The one length that it takes; null for any.</param>
    /// <param name="integers">Of its inputs.</param>
    public byte[] ToOnnx(bool withMask = true, int? tokens = null, ElementType integers = ElementType.Int64)
    {
        var graph = new GraphBuilder("small transformer");
        object[] shape = [tokens is null ? "batch" : 1, tokens is { } length ? length : "tokens"];
        var ids = graph.Input("input_ids", integers, shape);
        var mask = withMask ? graph.Input("attention_mask", integers, shape) : null;
        var types = graph.Input("token_type_ids", integers, shape);
        var count = graph.Add("Gather", [graph.Add("Shape", [ids]), graph.Constant(Tensor.Of([1L], 1))], ("axis", 0));
        var places = graph.Add("Range", [graph.Constant(new Tensor(ElementType.Int64, new[] { 0L }, [])), graph.Add("Squeeze", [count]), graph.Constant(new Tensor(ElementType.Int64, new[] { 1L }, []))]);
        var x = graph.Add("Add", [graph.Add("Gather", [Table(graph, _words), ids]), graph.Add("Gather", [Table(graph, _types), types])]);
        x = graph.Add("Add", [x, graph.Add("Gather", [Table(graph, _places), places])]);
        x = Normalise(graph, x, _first);
        var hidden = mask is null ? null : Hidden(graph, mask);
        foreach (var layer in _layers) x = OfLayer(graph, x, hidden, layer);
        var pooled = graph.Add("Tanh", [Apply(graph, graph.Add("Gather", [x, graph.Constant(new Tensor(ElementType.Int64, new[] { 0L }, []))], ("axis", 1)), _pooler)]);
        graph.AddAs("logits", "Add", [graph.Add("MatMul", [pooled, Matrix(graph, _head.Weights, _width, _labels)]), graph.Constant(Tensor.Of(_head.Offsets, _labels))]);
        graph.Output("logits", ElementType.Float, "batch", _labels);
        return graph.ToModel();
    }

    /// <summary>The same in C#, in doubles, for one text.</summary>
    public double[] Logits(IReadOnlyList<int> ids, IReadOnlyList<int> types)
    {
        var x = ids.Select((id, at) => Enumerable.Range(0, _width).Select(i => (double)_words[(id * _width) + i] + _types[(types[at] * _width) + i] + _places[(at * _width) + i]).ToArray()).Select(row => Normalise(row, _first)).ToArray();
        foreach (var layer in _layers) x = OfLayer(x, layer);
        return Apply(Apply(x[0], _pooler).Select(Math.Tanh).ToArray(), _head);
    }

    private double[][] OfLayer(double[][] x, Layer layer)
    {
        var size = _width / _heads;
        var (q, k, v) = (x.Select(row => Apply(row, layer.Query)).ToArray(), x.Select(row => Apply(row, layer.Key)).ToArray(), x.Select(row => Apply(row, layer.Value)).ToArray());
        return [.. x.Select((row, at) =>
        {
            var context = new double[_width];
            for (var head = 0; head < _heads; head++)
            {
                var scores = k.Select(other => Enumerable.Range(head * size, size).Sum(i => q[at][i] * other[i]) / Math.Sqrt(size)).ToArray();
                var weights = scores.Select(score => Math.Exp(score - scores.Max())).ToArray();
                for (var i = head * size; i < (head + 1) * size; i++) context[i] = v.Select((other, place) => other[i] * weights[place]).Sum() / weights.Sum();
            }

            var attended = Normalise(row.Zip(Apply(context, layer.Out), (a, b) => a + b).ToArray(), layer.AfterAttention);
            var inner = Apply(attended, layer.Up).Select(value => 0.5 * value * (1 + Erf(value / Math.Sqrt(2)))).ToArray();
            return Normalise(attended.Zip(Apply(inner, layer.Down), (a, b) => a + b).ToArray(), layer.AfterInner);
        })];
    }

    private static double[] Apply(double[] x, Linear linear) => [.. linear.Offsets.Select((offset, to) => offset + x.Select((value, from) => value * linear.Weights[(from * linear.Offsets.Length) + to]).Sum())];

    private static double[] Normalise(double[] x, Norm norm)
    {
        var mean = x.Average();
        var deviation = Math.Sqrt(x.Average(value => (value - mean) * (value - mean)) + Epsilon);
        return [.. x.Select((value, i) => ((value - mean) / deviation * norm.Scale[i]) + norm.Offset[i])];
    }

    // Abramowitz and Stegun 7.1.5, the series of the error function: exact to a double for the small values here.
    private static double Erf(double x)
    {
        double term = x, sum = x;
        for (var n = 1; n < 200 && Math.Abs(term) > 1e-18; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return Math.Clamp(2 / Math.Sqrt(Math.PI) * sum, -1, 1);
    }

    private string OfLayer(GraphBuilder graph, string x, string? hidden, Layer layer)
    {
        var size = _width / _heads;
        var query = Split(graph, Apply(graph, x, layer.Query), [0L, 2, 1, 3]);
        var key = Split(graph, Apply(graph, x, layer.Key), [0L, 2, 3, 1]);
        var value = Split(graph, Apply(graph, x, layer.Value), [0L, 2, 1, 3]);
        var scores = graph.Add("Div", [graph.Add("MatMul", [query, key]), graph.Constant(Tensor.Of([MathF.Sqrt(size)]))]);
        if (hidden is not null) scores = graph.Add("Add", [scores, hidden]);
        var context = graph.Add("Transpose", [graph.Add("MatMul", [graph.Add("Softmax", [scores], ("axis", -1)), value])], ("perm", new long[] { 0, 2, 1, 3 }));
        context = graph.Add("Reshape", [context, graph.Constant(Tensor.Of([0L, 0, _width], 3))]);
        x = Normalise(graph, graph.Add("Add", [x, Apply(graph, context, layer.Out)]), layer.AfterAttention);
        var inner = Apply(graph, x, layer.Up);
        var erf = graph.Add("Erf", [graph.Add("Div", [inner, graph.Constant(Tensor.Of([MathF.Sqrt(2)]))])]);
        var gelu = graph.Add("Mul", [graph.Add("Mul", [inner, graph.Add("Add", [erf, graph.Constant(Tensor.Of([1f]))])]), graph.Constant(Tensor.Of([0.5f]))]);
        return Normalise(graph, graph.Add("Add", [x, Apply(graph, gelu, layer.Down)]), layer.AfterInner);
    }

    private string Split(GraphBuilder graph, string x, long[] order) =>
        graph.Add("Transpose", [graph.Add("Reshape", [x, graph.Constant(Tensor.Of([0L, 0, _heads, _width / _heads], 4))])], ("perm", order));

    // 0 where a token is attended to, a great negative number where it is not.
    private static string Hidden(GraphBuilder graph, string mask)
    {
        var absent = graph.Add("Sub", [graph.Constant(Tensor.Of([1f])), graph.Add("Cast", [mask], ("to", (int)ElementType.Float))]);
        return graph.Add("Unsqueeze", [graph.Add("Mul", [absent, graph.Constant(Tensor.Of([-1e9f]))]), graph.Constant(Tensor.Of([1L, 2], 2))]);
    }

    private string Normalise(GraphBuilder graph, string x, Norm norm) =>
        graph.Add("LayerNormalization", [x, graph.Constant(Tensor.Of(norm.Scale, _width)), graph.Constant(Tensor.Of(norm.Offset, _width))], ("axis", -1), ("epsilon", Epsilon));

    private static string Apply(GraphBuilder graph, string x, Linear linear) =>
        graph.Add("Add", [graph.Add("MatMul", [x, Matrix(graph, linear.Weights, linear.Weights.Length / linear.Offsets.Length, linear.Offsets.Length)]), graph.Constant(Tensor.Of(linear.Offsets, linear.Offsets.Length))]);

    private string Table(GraphBuilder graph, float[] rows) => Matrix(graph, rows, rows.Length / _width, _width);

    private static string Matrix(GraphBuilder graph, float[] values, int rows, int columns) => graph.Constant(Tensor.Of(values, rows, columns));

    private float[] Draw(int count, double scale) => [.. Enumerable.Range(0, count).Select(_ => (float)(((_random.NextDouble() * 2) - 1) * scale))];

    private Linear DrawLinear(int from, int to) => new(Draw(from * to, 1.5 / Math.Sqrt(from)), Draw(to, 0.3));

    private Norm DrawNorm() => new([.. Draw(_width, 0.2).Select(value => 1 + value)], Draw(_width, 0.2));

    private Layer DrawLayer() => new(
        DrawLinear(_width, _width), DrawLinear(_width, _width), DrawLinear(_width, _width), DrawLinear(_width, _width), DrawNorm(), DrawLinear(_width, 4 * _width), DrawLinear(4 * _width, _width), DrawNorm());

    private sealed record Linear(float[] Weights, float[] Offsets);

    private sealed record Norm(float[] Scale, float[] Offset);

    private sealed record Layer(Linear Query, Linear Key, Linear Value, Linear Out, Norm AfterAttention, Linear Up, Linear Down, Norm AfterInner);
}
