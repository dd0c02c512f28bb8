using Custos.Learning;

namespace Custos.Tests.Learning;

public sealed class LogisticRegressionTests
{
    private static readonly string[] Texts =
        ["The quick brown fox", "the lazy dog, the quick dog", "A brown dog barks at the fox", "quick quick brown foxes bark", "no dog here"];

    /// <summary>scikit-learn 1.2.1: <c>LogisticRegression(C=1, solver="newton-cg", tol=1e-14, class_weight=…)</c> on <c>TfidfVectorizer(ngram_range=(1, 2), min_df=2, max_df=0.95)</c>.</summary>
    [Theory]
    [InlineData(ClassWeights.None, -0.6308935427150717, 0.428714281324276, -0.38182028611266233)]
    [InlineData(ClassWeights.Balanced, -0.6487670497969088, 0.43975989584271113, -0.0518708445789643)]
    public void Weights_are_those_of_scikit_learn(ClassWeights weights, double dog, double quickBrown, double intercept)
    {
        var features = TextFeatures.Fit(Texts, new TextFeatureOptions(), out var rows);
        var fit = LogisticRegression.Fit(rows, [new sbyte[] { 1, 0, 0, 1, 0 }], new LogisticOptions { ClassWeights = weights, GradientTolerance = 1e-10 })[0];

        var names = features.Names.ToList();
        fit.Converged.ShouldBeTrue();
        fit.Weights.Span[names.IndexOf("dog")].ShouldBe(dog, 1e-7);
        fit.Weights.Span[names.IndexOf("quick brown")].ShouldBe(quickBrown, 1e-7);
        fit.Intercept.ShouldBe(intercept, 1e-7);
    }

    /// <summary>
    /// scikit-learn 1.2.1 on the columns of the test above, each times numpy's <c>sqrt(abs(log((p/p.sum())/(q/q.sum()))))</c> (p and q the sums
    /// of columns over the classes, plus 0.1) and scaled back to the length of the whole; its coefficients times the same.
    /// </summary>
    [Fact]
    public void Weights_under_the_naive_Bayes_penalty_are_those_of_scikit_learn_over_stretched_columns()
    {
        var features = TextFeatures.Fit(Texts, new TextFeatureOptions(), out var rows);
        sbyte[] labels = [1, 0, 0, 1, 0];
        var names = features.Names.ToList();

        var scale = NaiveBayesScale.Of(rows, rows.Columns, labels);
        scale[names.IndexOf("dog")].ShouldBe(1.3668829558978004, 1e-12);
        scale[names.IndexOf("fox")].ShouldBe(0.18188627261760543, 1e-12);
        scale[names.IndexOf("quick brown")].ShouldBe(1.257106487496586, 1e-12);

        var fit = LogisticRegression.Fit(rows, [labels], new LogisticOptions { ColumnPenalty = ColumnPenalty.NaiveBayes, GradientTolerance = 1e-10 })[0];
        fit.Converged.ShouldBeTrue();
        fit.Weights.Span[names.IndexOf("dog")].ShouldBe(-1.0885405242977075, 1e-7);
        fit.Weights.Span[names.IndexOf("fox")].ShouldBe(0.0005355295110599652, 1e-7);
        fit.Weights.Span[names.IndexOf("quick brown")].ShouldBe(0.6360541326172925, 1e-7);
        fit.Intercept.ShouldBe(0.12303161818603178, 1e-7);
    }

    /// <summary>numpy, as above, of the first four rows.</summary>
    [Fact]
    public void The_naive_Bayes_penalty_does_not_look_at_rows_whose_label_is_unknown()
    {
        var features = TextFeatures.Fit(Texts, new TextFeatureOptions(), out var rows);
        var scale = NaiveBayesScale.Of(rows, rows.Columns, [1, 0, 0, 1, -1]);

        scale[features.Names.ToList().IndexOf("dog")].ShouldBe(1.4972276554243504, 1e-12);
        scale[features.Names.ToList().IndexOf("the")].ShouldBe(0.9306045230211512, 1e-12);
    }

    [Fact]
    public void Columns_that_are_to_be_penalised_evenly_change_no_scale_and_get_none()
    {
        TextFeatures.Fit(Texts, new TextFeatureOptions(), out var rows);
        sbyte[] labels = [1, 0, 0, 1, 0];
        var more = new SparseRows(rows.Columns + 1, rows.RowStart.ToArray().Select((start, row) => start + row).ToArray(), [.. Enumerable.Range(0, rows.Rows).SelectMany(row => Of(rows.Column, rows, row).Append(rows.Columns))], [.. Enumerable.Range(0, rows.Rows).SelectMany(row => Of(rows.Value, rows, row).Append(row))]);

        NaiveBayesScale.Of(more, rows.Columns, labels).ShouldBe([.. NaiveBayesScale.Of(rows, rows.Columns, labels), 1]);

        // With all columns even, the penalty is the even one.
        var all = LogisticRegression.Fit(more, [labels], new LogisticOptions { ColumnPenalty = ColumnPenalty.NaiveBayes, EvenColumns = more.Columns })[0];
        all.Weights.ToArray().ShouldBe(LogisticRegression.Fit(more, [labels], new LogisticOptions())[0].Weights.ToArray(), 1e-9);
        Should.Throw<ArgumentOutOfRangeException>(() => LogisticRegression.Fit(more, [labels], new LogisticOptions { EvenColumns = more.Columns + 1 }));
        Should.Throw<ArgumentOutOfRangeException>(() => LogisticRegression.Fit(more, [labels], new LogisticOptions { EvenColumns = -1 }));

        static T[] Of<T>(ReadOnlySpan<T> values, SparseRows rows, int row) => values[rows.RowStart[row]..rows.RowStart[row + 1]].ToArray();
    }

    [Fact]
    public void The_naive_Bayes_penalty_needs_columns_that_are_never_negative()
    {
        var rows = new SparseRows(1, [0, 1, 2], [0, 0], [1, -1]);
        var options = new LogisticOptions { ColumnPenalty = ColumnPenalty.NaiveBayes };

        Should.Throw<ArgumentException>(() => LogisticRegression.Fit(rows, [new sbyte[] { 1, 0 }], options)).ParamName.ShouldBe("x");
    }

    [Fact]
    public void Where_no_column_tells_anything_the_naive_Bayes_penalty_leaves_the_intercept_alone()
    {
        var rows = new SparseRows(1, [0, 1, 2], [0, 0], [1, 1]);
        var fit = LogisticRegression.Fit(rows, [new sbyte[] { 1, 0 }], new LogisticOptions { ColumnPenalty = ColumnPenalty.NaiveBayes })[0];

        fit.Converged.ShouldBeTrue();
        fit.Weights.ToArray().ShouldBe([0.0]);
        fit.Intercept.ShouldBe(0);
    }

    [Fact]
    public void The_certificate_is_the_length_of_the_gradient()
    {
        var (rows, labels) = Some(seed: 1, count: 400, labels: 3);
        foreach (var tolerance in new[] { 1, 1e-3, 1e-7 })
        {
            var options = new LogisticOptions { C = 3, GradientTolerance = tolerance };
            var fits = LogisticRegression.Fit(rows, labels, options);
            for (var label = 0; label < labels.Count; label++)
            {
                fits[label].Converged.ShouldBeTrue();
                fits[label].GradientNorm.ShouldBeLessThanOrEqualTo(tolerance);
                var (gradient, objective) = Plainly(rows, labels[label].Span, fits[label], options.C);
                gradient.ShouldBe(fits[label].GradientNorm, 1e-9);
                objective.ShouldBe(fits[label].Objective, 1e-9 * objective);
            }
        }
    }

    [Fact]
    public void Too_few_steps_are_reported_as_not_converged()
    {
        var (rows, labels) = Some(seed: 1, count: 400, labels: 1);
        var fit = LogisticRegression.Fit(rows, labels, new LogisticOptions { MaxIterations = 1, GradientTolerance = 1e-9 })[0];

        fit.Converged.ShouldBeFalse();
        fit.Iterations.ShouldBe(1);
        fit.GradientNorm.ShouldBeGreaterThan(1e-9);
    }

    [Theory]
    [InlineData(1, ColumnPenalty.Even)]
    [InlineData(2, ColumnPenalty.Even)]
    [InlineData(5, ColumnPenalty.Even)]
    [InlineData(5, ColumnPenalty.NaiveBayes)]
    public void The_bits_do_not_depend_on_threads_or_on_the_company_of_labels(int count, ColumnPenalty penalty)
    {
        var (rows, labels) = Some(seed: 2, count: 500, labels: count);
        var options = new LogisticOptions { ColumnPenalty = penalty };
        var together = LogisticRegression.Fit(rows, labels, options);
        foreach (var threads in new[] { 2, 3, 16 })
        {
            Same(LogisticRegression.Fit(rows, labels, options with { Threads = threads }), together);
        }

        Same([.. labels.Select(label => LogisticRegression.Fit(rows, [label], options)[0])], together);
    }

    [Fact]
    public void A_row_whose_label_is_unknown_takes_no_part()
    {
        var (rows, labels) = Some(seed: 3, count: 300, labels: 1);
        var values = labels[0].ToArray();
        for (var row = 0; row < values.Length; row += 3) values[row] = -1;
        int[] known = [.. Enumerable.Range(0, values.Length).Where(row => values[row] >= 0)];

        var options = new LogisticOptions { GradientTolerance = 1e-9 };
        var all = LogisticRegression.Fit(rows, [values], options)[0];
        var only = LogisticRegression.Fit(rows.Select(known), [known.Select(row => values[row]).ToArray()], options)[0];
        all.Intercept.ShouldBe(only.Intercept, 1e-8);
        for (var column = 0; column < rows.Columns; column++) all.Weights.Span[column].ShouldBe(only.Weights.Span[column], 1e-8);
    }

    [Fact]
    public void The_order_of_the_rows_moves_the_weights_by_rounding_alone()
    {
        var (rows, labels) = Some(seed: 4, count: 300, labels: 1);
        int[] order = [.. Enumerable.Range(0, 300).Reverse()];
        var options = new LogisticOptions { GradientTolerance = 1e-9 };
        var straight = LogisticRegression.Fit(rows, labels, options)[0];
        var reversed = LogisticRegression.Fit(rows.Select(order), [order.Select(row => labels[0].Span[row]).ToArray()], options)[0];

        for (var column = 0; column < rows.Columns; column++) reversed.Weights.Span[column].ShouldBe(straight.Weights.Span[column], 1e-8);
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(1e6)]
    public void A_weak_or_strong_penalty_converges_too(double c)
    {
        var (rows, labels) = Some(seed: 5, count: 200, labels: 2);

        LogisticRegression.Fit(rows, labels, new LogisticOptions { C = c, GradientTolerance = 1e-5 }).ShouldAllBe(fit => fit.Converged);
    }

    [Fact]
    public void Labels_that_cannot_be_learned_are_refused()
    {
        var (rows, _) = Some(seed: 6, count: 4, labels: 1);
        foreach (var values in new sbyte[][] { [1, 0, 1], [1, 1, 1, 1], [0, -1, 0, 0], [-1, -1, -1, -1], [1, 0, 2, 0] })
        {
            Should.Throw<ArgumentException>(() => LogisticRegression.Fit(rows, [values], new LogisticOptions()));
        }
    }

    [Fact]
    public void Fitting_can_be_stopped()
    {
        var (rows, labels) = Some(seed: 7, count: 50, labels: 1);
        using var source = new CancellationTokenSource();
        source.Cancel();

        Should.Throw<OperationCanceledException>(() => LogisticRegression.Fit(rows, labels, new LogisticOptions(), source.Token));
    }

    internal static (SparseRows Rows, IReadOnlyList<ReadOnlyMemory<sbyte>> Labels) Some(int seed, int count, int labels)
    {
        string[] texts = [.. SomeTexts.Of(seed, count)];
        TextFeatures.Fit(texts, new TextFeatureOptions { MinDocuments = 1, MaxShare = 1 }, out var rows);
        var random = new Random(seed);
        return (rows, [.. Enumerable.Range(0, labels).Select(label => (ReadOnlyMemory<sbyte>)texts
            .Select((text, at) => (sbyte)(at < 2 ? at : text.Contains($"word{label + 2}", StringComparison.Ordinal) ^ random.Next(10) == 0 ? 1 : 0)).ToArray())]);
    }

    private static void Same(IReadOnlyList<LogisticFit> fits, IReadOnlyList<LogisticFit> expected)
    {
        for (var label = 0; label < expected.Count; label++)
        {
            fits[label].Weights.Span.SequenceEqual(expected[label].Weights.Span).ShouldBeTrue();
            (fits[label] with { Weights = default }).ShouldBe(expected[label] with { Weights = default });
        }
    }

    private static (double Gradient, double Objective) Plainly(SparseRows rows, ReadOnlySpan<sbyte> labels, LogisticFit fit, double c)
    {
        var values = labels.ToArray();
        double ones = values.Count(v => v == 1), zeros = values.Count(v => v == 0);
        var decisions = rows.Times(fit.Weights.Span, fit.Intercept);
        var gradient = fit.Weights.ToArray();
        double intercept = 0, objective = 0.5 * gradient.Sum(w => w * w);
        for (var row = 0; row < values.Length; row++)
        {
            var weight = c * (ones + zeros) / (2 * (values[row] == 1 ? ones : zeros));
            var slope = weight * ((1 / (1 + Math.Exp(-decisions[row]))) - values[row]);
            objective += weight * Math.Log(1 + Math.Exp(values[row] == 1 ? -decisions[row] : decisions[row]));
            intercept += slope;
            for (var at = rows.RowStart[row]; at < rows.RowStart[row + 1]; at++) gradient[rows.Column[at]] += slope * rows.Value[at];
        }

        return (Math.Sqrt(gradient.Sum(g => g * g) + (intercept * intercept)), objective);
    }
}
