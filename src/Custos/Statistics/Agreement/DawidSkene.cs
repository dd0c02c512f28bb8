namespace Custos.Statistics.Agreement;

/// <summary>What is each item really, when several raters labelled it and each errs in a way of their own?</summary>
/// <remarks>Expectation–maximisation from the shares of the votes. It takes for granted that raters err independently of each
/// other given the true class: raters who copy one another, or share a misunderstanding, are taken for right.
/// Source: Dawid and Skene 1979. Cost O(labels × classes) an iteration; not parallel, so deterministic.</remarks>
public static class DawidSkene
{
    // Both must hold: EM creeps, so a small gain alone certifies nothing.
    private const double MostChange = 1e-8;
    private const double MostGain = 1e-9;

    /// <summary>Fits until the certificate holds.</summary>
    /// <param name="labels">In any order; items and raters that have no label are allowed but not estimated from.</param>
    /// <param name="classes">The number of classes, at least 2.</param>
    /// <param name="mostIterations">When to give up.</param>
    /// <exception cref="ArgumentException">No label, or a number out of its range.</exception>
    public static DawidSkeneOutcome Fit(IReadOnlyList<RaterLabel> labels, int classes, int mostIterations = 20_000)
    {
        var votes = new Votes(labels, classes);
        for (var i = 0; i < mostIterations; i++)
        {
            votes.Iterate();
            if (votes.LargestChange < MostChange && votes.LastGain < MostGain * Math.Max(1, Math.Abs(votes.LogLikelihood))) return new DawidSkeneOutcome.Converged(votes.Describe());
        }

        return new DawidSkeneOutcome.NotConverged(
            $"After {mostIterations} iterations the posterior chances still move by {votes.LargestChange:G2} each time. Allow more iterations, or gather more labels an item.",
            votes.Describe());
    }

    /// <summary>The log-likelihood after each of the first iterations, for checking against other programs.</summary>
    public static IReadOnlyList<double> Trace(IReadOnlyList<RaterLabel> labels, int classes, int iterations)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, 1);
        var votes = new Votes(labels, classes);
        for (var i = 0; i < iterations; i++) votes.Iterate();
        return votes.Describe().Trace;
    }

    private sealed class Votes
    {
        private readonly RaterLabel[] _labels;
        private readonly int[] _firstOfItem;
        private readonly int _classes;
        private readonly int _items;
        private readonly int _raters;
        private readonly double[] _posterior;
        private readonly double[] _shares;
        private readonly double[] _rates;
        private readonly double[] _logRates;
        private readonly int[] _majority;
        private readonly List<double> _trace = [];

        public Votes(IReadOnlyList<RaterLabel> labels, int classes)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
            if (labels.Count == 0) throw new ArgumentException("There is no label.", nameof(labels));
            foreach (var label in labels)
            {
                if (label.Item < 0 || label.Rater < 0 || label.Count < 1) throw new ArgumentException($"A label has item {label.Item}, rater {label.Rater}, count {label.Count}; items and raters count from 0, counts from 1.", nameof(labels));
                if (label.Label < 0 || label.Label >= classes) throw new ArgumentException($"A label is {label.Label}; there are {classes} classes, counted from 0.", nameof(labels));
            }

            _classes = classes;
            _items = labels.Max(label => label.Item) + 1;
            _raters = labels.Max(label => label.Rater) + 1;
            (_labels, _firstOfItem) = ByItem(labels, _items);
            _posterior = new double[_items * classes];
            _shares = new double[classes];
            _rates = new double[_raters * classes * classes];
            _logRates = new double[_rates.Length];
            _majority = new int[_items];
            CountVotes();
        }

        public double LogLikelihood => _trace[^1];

        public double LargestChange { get; private set; } = double.PositiveInfinity;

        public double LastGain => _trace.Count > 1 ? _trace[^1] - _trace[^2] : double.PositiveInfinity;

        public void Iterate()
        {
            Maximise();
            Expect();
        }

        public DawidSkeneFit Describe() => new(
            [.. _shares],
            [.. Enumerable.Range(0, _raters).Select(rater => (IReadOnlyList<IReadOnlyList<double>?>)[.. Enumerable.Range(0, _classes).Select(truth => RowOf(rater, truth))])],
            [.. Enumerable.Range(0, _items).Select(item => (IReadOnlyList<double>)_posterior[(item * _classes)..((item + 1) * _classes)])],
            _majority,
            LogLikelihood,
            [.. _trace],
            LargestChange,
            LastGain);

        // Labels of one item side by side: a counting sort, stable.
        private static (RaterLabel[] Labels, int[] First) ByItem(IReadOnlyList<RaterLabel> labels, int items)
        {
            var first = new int[items + 1];
            foreach (var label in labels) first[label.Item + 1]++;
            for (var i = 0; i < items; i++) first[i + 1] += first[i];
            var next = first[..items];
            var sorted = new RaterLabel[labels.Count];
            foreach (var label in labels) sorted[next[label.Item]++] = label;
            return (sorted, first);
        }

        private void CountVotes()
        {
            for (var item = 0; item < _items; item++)
            {
                var chances = _posterior.AsSpan(item * _classes, _classes);
                double all = 0;
                for (var i = _firstOfItem[item]; i < _firstOfItem[item + 1]; i++)
                {
                    chances[_labels[i].Label] += _labels[i].Count;
                    all += _labels[i].Count;
                }

                for (var c = 0; c < _classes; c++)
                {
                    if (chances[c] > chances[_majority[item]]) _majority[item] = c;
                }

                for (var c = 0; c < _classes; c++) chances[c] = all > 0 ? chances[c] / all : 1.0 / _classes;
            }
        }

        // Class shares and error rates, given the posterior.
        private void Maximise()
        {
            Array.Clear(_shares);
            Array.Clear(_rates);
            double labelled = 0;
            for (var item = 0; item < _items; item++)
            {
                if (_firstOfItem[item] == _firstOfItem[item + 1]) continue;
                labelled++;
                var chances = _posterior.AsSpan(item * _classes, _classes);
                for (var c = 0; c < _classes; c++) _shares[c] += chances[c];
                for (var i = _firstOfItem[item]; i < _firstOfItem[item + 1]; i++)
                {
                    var at = _labels[i].Rater * _classes * _classes + _labels[i].Label;
                    for (var c = 0; c < _classes; c++) _rates[at + c * _classes] += chances[c] * _labels[i].Count;
                }
            }

            for (var c = 0; c < _classes; c++) _shares[c] /= labelled;
            for (var row = 0; row < _rates.Length; row += _classes)
            {
                var rates = _rates.AsSpan(row, _classes);
                var sum = 0.0;
                foreach (var rate in rates) sum += rate;
                for (var l = 0; l < _classes; l++)
                {
                    rates[l] = sum > 0 ? rates[l] / sum : 0;
                    _logRates[row + l] = sum > 0 ? Math.Log(rates[l]) : 0;
                }
            }
        }

        // The posterior, given shares and error rates; the log-likelihood falls out on the way.
        private void Expect()
        {
            var likelihood = 0.0;
            LargestChange = 0;
            Span<double> logs = stackalloc double[_classes <= 256 ? _classes : 0];
            if (logs.IsEmpty) logs = new double[_classes];
            for (var item = 0; item < _items; item++)
            {
                if (_firstOfItem[item] == _firstOfItem[item + 1]) continue;
                for (var c = 0; c < _classes; c++) logs[c] = Math.Log(_shares[c]);
                for (var i = _firstOfItem[item]; i < _firstOfItem[item + 1]; i++)
                {
                    var at = _labels[i].Rater * _classes * _classes + _labels[i].Label;
                    for (var c = 0; c < _classes; c++) logs[c] += _labels[i].Count * _logRates[at + c * _classes];
                }

                var largest = double.NegativeInfinity;
                foreach (var log in logs) largest = Math.Max(largest, log);
                var sum = 0.0;
                for (var c = 0; c < _classes; c++) sum += logs[c] = Math.Exp(logs[c] - largest);
                likelihood += largest + Math.Log(sum);
                var chances = _posterior.AsSpan(item * _classes, _classes);
                for (var c = 0; c < _classes; c++)
                {
                    var chance = logs[c] / sum;
                    LargestChange = Math.Max(LargestChange, Math.Abs(chance - chances[c]));
                    chances[c] = chance;
                }
            }

            _trace.Add(likelihood);
        }

        private IReadOnlyList<double>? RowOf(int rater, int truth)
        {
            var at = (rater * _classes + truth) * _classes;
            var row = _rates[at..(at + _classes)];
            return row.Sum() > 0 ? row : null;
        }
    }
}
