using System.Globalization;
using System.Text.Json;
using Custos.Learning;
using Custos.Providers.Onnx.Runtime;

namespace Custos.Providers.Onnx.Graphs;

/// <summary>Which ONNX file scores as a classifier that Custos trained?</summary>
/// <remarks>
/// <para>
/// It takes for each text the columns that the text has, <c>columns</c>, and how often it has each, <c>counts</c>: two tensors of texts × terms.
/// ONNX has no operator that cuts words as Custos does (its TfIdfVectorizer takes tokens, its StringNormalizer folds no accents), so that a
/// file which took texts would score some of them otherwise. Texts of fewer terms are filled up with the count 0; one without any has a term of count 0.
/// </para>
/// <para>It answers with <c>probabilities</c>, texts × labels: TF-IDF of the counts or of their logarithms, as the classifier was trained, each part scaled to length 1, weighted sum, calibration. All in doubles, because the steps of an isotonic curve may be steep; the answer is in floats.</para>
/// </remarks>
public static class LinearGraph
{
    // Below every length of a part that has a term; dividing nothing by it is nothing.
    private const double Tiny = 1e-150;

    /// <summary>The file.</summary>
    /// <exception cref="ArgumentException">The classifier looks for the themes of a lexicon, which are no counts of columns.</exception>
    public static byte[] Write(TextClassifier classifier)
    {
        if (classifier.Features.Lexicon is not null) throw new ArgumentException("A classifier with a lexicon cannot be written as ONNX.", nameof(classifier));
        var graph = new GraphBuilder("custos linear classifier");
        var columns = graph.Input("columns", ElementType.Int64, "texts", "terms");
        var counts = graph.Input("counts", ElementType.Float, "texts", "terms");
        var decisions = Decisions(graph, columns, Scaled(graph, columns, counts, classifier.Features), classifier);
        string[] probabilities = [.. classifier.Labels.Select((label, number) => Calibrated(graph, Column(graph, decisions, number), label.Calibration))];
        graph.AddAs("probabilities", "Cast", [graph.Add("Concat", probabilities, ("axis", 1))], ("to", (int)ElementType.Float));
        graph.Output("probabilities", ElementType.Float, "texts", classifier.Labels.Count);
        graph.Property("custos.model", classifier.Id);
        graph.Property("custos.labels", JsonSerializer.Serialize(classifier.Labels.Select(label => label.Name)));
        graph.Property("custos.thresholds", JsonSerializer.Serialize(classifier.Labels.Select(label => label.Threshold)));
        graph.Property("custos.columns", classifier.Features.Count.ToString(CultureInfo.InvariantCulture));
        return graph.ToModel();
    }

    // Counts, raw or by their logarithm, times their idf; the words among them scaled to length 1, and so the runs of characters.
    private static string Scaled(GraphBuilder graph, string columns, string counts, TextFeatures features)
    {
        var idf = graph.Add("Gather", [graph.Constant(Tensor.Of(features.Idf.ToArray(), features.Count)), columns]);
        var values = graph.Add("Mul", [Weighed(graph, graph.Add("Cast", [counts], ("to", (int)ElementType.Double)), features.TermFrequency), idf]);
        var isWord = graph.Add("Cast", [graph.Add("Less", [columns, graph.Constant(Tensor.Of([(long)features.WordColumns], 1))])], ("to", (int)ElementType.Double));
        var words = graph.Add("Mul", [values, isWord]);
        return graph.Add("Add", [ToLengthOne(graph, words), ToLengthOne(graph, graph.Add("Sub", [values, words]))]);
    }

    // A count of 0 stays 0: the lesser of it and 1 takes out what the logarithm has of it.
    private static string Weighed(GraphBuilder graph, string counts, TermFrequency termFrequency)
    {
        if (termFrequency == TermFrequency.Raw) return counts;
        var one = Number(graph, 1);
        var logarithm = graph.Add("Log", [graph.Add("Max", [counts, one])]);
        return graph.Add("Mul", [graph.Add("Add", [logarithm, one]), graph.Add("Min", [counts, one])]);
    }

    private static string ToLengthOne(GraphBuilder graph, string values)
    {
        var squares = graph.Add("ReduceSum", [graph.Add("Mul", [values, values]), graph.Constant(Tensor.Of([1L], 1))], ("keepdims", 1));
        return graph.Add("Div", [values, graph.Add("Max", [graph.Add("Sqrt", [squares]), Number(graph, Tiny)])]);
    }

    private static string Decisions(GraphBuilder graph, string columns, string values, TextClassifier classifier)
    {
        var labels = classifier.Labels.Count;
        var weights = new double[classifier.Features.Count * labels];
        for (var label = 0; label < labels; label++)
        {
            var own = classifier.Labels[label].Weights.Span;
            for (var column = 0; column < own.Length; column++) weights[(column * labels) + label] = own[column];
        }

        var found = graph.Add("Gather", [graph.Constant(Tensor.Of(weights, classifier.Features.Count, labels)), columns]);
        var middle = graph.Constant(Tensor.Of([1L], 1));
        var sums = graph.Add("Squeeze", [graph.Add("MatMul", [graph.Add("Unsqueeze", [values, middle]), found]), middle]);
        return graph.Add("Add", [sums, graph.Constant(Tensor.Of([.. classifier.Labels.Select(label => label.Intercept)], labels))]);
    }

    private static string Column(GraphBuilder graph, string decisions, int label) => graph.Add("Gather", [decisions, graph.Constant(Tensor.Of([(long)label], 1))], ("axis", 1));

    private static string Calibrated(GraphBuilder graph, string decision, Calibration calibration) => calibration switch
    {
        Calibration.Platt platt => Logistic(graph, decision, platt),
        Calibration.Isotonic isotonic => graph.Add("Add",
        [
            graph.Add("Mul", [OnLines(graph, decision, isotonic), Number(graph, 1 - Calibration.Isotonic.PlattShare)]),
            graph.Add("Mul", [Logistic(graph, decision, isotonic.Rise), Number(graph, Calibration.Isotonic.PlattShare)]),
        ]),
        _ => throw new ArgumentException($"A calibration of the kind {calibration.GetType().Name} cannot be written.", nameof(calibration)),
    };

    private static string Logistic(GraphBuilder graph, string decision, Calibration.Platt platt) =>
        graph.Add("Sigmoid", [graph.Add("Sub", [graph.Add("Mul", [decision, Number(graph, -platt.A)]), Number(graph, platt.B)])]);

    // The first knot's probability, and what each line adds as far as the decision has come along it.
    private static string OnLines(GraphBuilder graph, string decision, Calibration.Isotonic isotonic)
    {
        var (knots, heights) = (isotonic.Decisions.ToArray(), isotonic.Probabilities.ToArray());
        var lines = knots.Length - 1;
        if (lines == 0) return graph.Add("Add", [graph.Add("Mul", [decision, Number(graph, 0)]), Number(graph, heights[0])]);
        var way = graph.Add("Div",
        [
            graph.Add("Sub", [decision, graph.Constant(Tensor.Of(knots[..lines], lines))]),
            graph.Constant(Tensor.Of([.. Enumerable.Range(0, lines).Select(line => knots[line + 1] - knots[line])], lines)),
        ]);
        var share = graph.Add("Min", [graph.Add("Max", [way, Number(graph, 0)]), Number(graph, 1)]);
        var rises = graph.Add("Mul", [share, graph.Constant(Tensor.Of([.. Enumerable.Range(0, lines).Select(line => heights[line + 1] - heights[line])], lines))]);
        return graph.Add("Add", [graph.Add("ReduceSum", [rises, graph.Constant(Tensor.Of([1L], 1))], ("keepdims", 1)), Number(graph, heights[0])]);
    }

    private static string Number(GraphBuilder graph, double value) => graph.Constant(Tensor.Of([value], 1));
}
