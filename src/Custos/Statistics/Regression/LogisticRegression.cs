namespace Custos.Statistics.Regression;

/// <summary>How do the log-odds of a yes-or-no outcome depend on the predictors?</summary>
/// <remarks>Newton's method (iteratively reweighted least squares) with step halving, on standardised predictors.
/// Source: McCullagh and Nelder 1989, 4.4; separation: Albert and Anderson 1984. Cost O(rows × k²) a step.</remarks>
public static class LogisticRegression
{
    private const int MostSteps = 60;

    // At a maximum Newton's last step is tiny. Where the likelihood has only a limit, each step still moves some row's
    // log-odds by about 1, however little is left to gain.
    private const double RunawayLogOdds = 1e-3;

    /// <summary>One row a distinct set of predictor values, with events out of trials.</summary>
    /// <param name="events">How often the outcome happened in each row, from 0 to the row's trials.</param>
    /// <param name="trials">How many trials each row stands for; for single outcomes, 1 throughout. Weights need not be whole.</param>
    /// <param name="predictors">Columns as long as <paramref name="events"/>.</param>
    /// <param name="intercept">True for a constant term, named <c>intercept</c>, before the predictors.</param>
    /// <param name="confidence">Of the coefficients' intervals, in (0, 1).</param>
    /// <exception cref="ArgumentException">A number is not finite, a column's length differs, or events exceed trials.</exception>
    public static LogisticOutcome Fit(
        IReadOnlyList<double> events, IReadOnlyList<double> trials, IReadOnlyList<Predictor> predictors, bool intercept = true, double confidence = 0.95)
    {
        Check(events, trials, predictors);
        Require.Inside01(confidence, nameof(confidence));
        var problem = new Problem([.. events], [.. trials], predictors, intercept);
        if (problem.Width == 0) throw new ArgumentException("A regression needs an intercept or at least one predictor.", nameof(predictors));
        if (problem.SingularReason() is { } reason) return new LogisticOutcome.Singular(reason);
        return problem.Climb(confidence);
    }

    internal static double Sigmoid(double logOdds) => logOdds >= 0 ? 1 / (1 + Math.Exp(-logOdds)) : Math.Exp(logOdds) / (1 + Math.Exp(logOdds));

    private static void Check(IReadOnlyList<double> events, IReadOnlyList<double> trials, IReadOnlyList<Predictor> predictors)
    {
        Require.Finite([.. events], nameof(events));
        Require.Finite([.. trials], nameof(trials));
        Require.SameLength(events.Count, trials.Count, nameof(trials));
        for (var i = 0; i < events.Count; i++)
        {
            if (events[i] < 0 || events[i] > trials[i]) throw new ArgumentException($"Row {i} (counted from 0) has {events[i]} events in {trials[i]} trials.", nameof(events));
        }

        foreach (var predictor in predictors)
        {
            Require.SameLength(events.Count, predictor.Values.Count, nameof(predictors));
            Require.Finite([.. predictor.Values], nameof(predictors));
        }
    }

    private sealed class Problem
    {
        private readonly double[] _events;
        private readonly double[] _trials;
        private readonly double[][] _design;
        private readonly string[] _names;
        private readonly double[] _center;
        private readonly double[] _spread;
        private readonly bool _intercept;

        public Problem(double[] events, double[] trials, IReadOnlyList<Predictor> predictors, bool intercept)
        {
            _events = events;
            _trials = trials;
            _intercept = intercept;
            var first = intercept ? 1 : 0;
            _names = [.. intercept ? ["intercept"] : Array.Empty<string>(), .. predictors.Select(predictor => predictor.Name)];
            _design = new double[_names.Length][];
            _center = new double[_names.Length];
            _spread = new double[_names.Length];
            if (intercept)
            {
                _design[0] = new double[events.Length];
                Array.Fill(_design[0], 1);
                _spread[0] = 1;
            }

            for (var j = first; j < _names.Length; j++)
            {
                double[] values = [.. predictors[j - first].Values];
                _center[j] = intercept ? values.Average() : 0;
                _spread[j] = Math.Sqrt(values.Average(value => (value - _center[j]) * (value - _center[j])));
                if (_spread[j] == 0) _spread[j] = 1;
                _design[j] = [.. values.Select(value => (value - _center[j]) / _spread[j])];
            }
        }

        public int Width => _names.Length;

        public string? SingularReason()
        {
            var gram = Gram(_trials);
            for (var size = 1; size <= Width; size++)
            {
                if (Cholesky.Factor([.. gram.Take(size)]) is null)
                {
                    return $"{_names[size - 1]} can be computed from the columns before it (or never changes), so its coefficient cannot be told. Leave it out.";
                }
            }

            return null;
        }

        public LogisticOutcome Climb(double confidence)
        {
            var beta = new double[Width];
            var likelihood = LogLikelihood(beta);
            for (var step = 1; step <= MostSteps; step++)
            {
                var (gradient, information) = Slopes(beta);
                if (Cholesky.Factor(information) is not { } lower) return Runaway(beta);
                var move = Cholesky.Solve(lower, gradient);
                var decrement = move.Zip(gradient, (m, g) => m * g).Sum() / 2;
                if (decrement < 1e-12 * Math.Max(1, Math.Abs(likelihood) * 1e-2))
                {
                    if (LargestShift(move) > RunawayLogOdds) return Runaway(move);
                    (beta, likelihood) = Advance(beta, move, likelihood);
                    return Cholesky.Factor(Slopes(beta).Information) is { } final
                        ? Describe(beta, likelihood, step, decrement, final, confidence)
                        : Runaway(move);
                }

                (beta, likelihood) = Advance(beta, move, likelihood);
            }

            return Runaway(beta);
        }

        // The full step, halved for as long as the likelihood would fall.
        private (double[] Beta, double LogLikelihood) Advance(double[] beta, double[] move, double likelihood)
        {
            for (var length = 1.0; length > 1e-10; length /= 2)
            {
                double[] trial = [.. beta.Select((value, j) => value + length * move[j])];
                var value = LogLikelihood(trial);
                if (value >= likelihood - 1e-12 * Math.Abs(likelihood)) return (trial, value);
            }

            return (beta, likelihood);
        }

        private double LargestShift(double[] move) => Enumerable.Range(0, _events.Length).Max(row => Math.Abs(LogOdds(move, row)));

        private LogisticOutcome Runaway(double[] direction)
        {
            var largest = direction.Max(Math.Abs);
            string[] running = [.. _names.Where((_, j) => Math.Abs(direction[j]) > 0.3 * largest)];
            return new LogisticOutcome.Separated(
                running,
                $"No best fit exists: {string.Join(", ", running)} tells the outcomes apart without a fault, so ever larger coefficients fit ever better. Report the table itself, or gather rows where the outcomes mix.");
        }

        private LogisticOutcome Describe(double[] beta, double likelihood, int steps, double decrement, double[][] lower, double confidence)
        {
            var inverse = Cholesky.Inverse(lower);
            var coefficients = new Coefficient[Width];
            var shift = Enumerable.Range(0, Width).Select(j => _center[j] / _spread[j]).ToArray();
            for (var j = 0; j < Width; j++)
            {
                var value = beta[j] / _spread[j];
                var variance = inverse[j][j] / (_spread[j] * _spread[j]);
                if (_intercept && j == 0)
                {
                    value -= beta.Zip(shift, (b, s) => b * s).Sum();
                    double[] weights = [1, .. shift.Skip(1).Select(s => -s)];
                    variance = weights.Select((w, a) => w * weights.Select((u, b) => u * inverse[a][b]).Sum()).Sum();
                }

                coefficients[j] = Coefficient.OfStudent(_names[j], value, Math.Sqrt(variance), double.PositiveInfinity, confidence);
            }

            var (all, hits) = (_trials.Sum(), _events.Sum());
            double? nothing = _intercept ? Entropy(hits, all) + Entropy(all - hits, all) : null;
            return new LogisticOutcome.Fitted(new LogisticFit(coefficients, likelihood, nothing, (long)Math.Round(all), steps, decrement));
        }

        private static double Entropy(double part, double all) => part == 0 ? 0 : part * Math.Log(part / all);

        private double LogOdds(double[] beta, int row)
        {
            var sum = 0.0;
            for (var j = 0; j < beta.Length; j++) sum += beta[j] * _design[j][row];
            return sum;
        }

        private double LogLikelihood(double[] beta)
        {
            var sum = 0.0;
            for (var i = 0; i < _events.Length; i++)
            {
                var logOdds = LogOdds(beta, i);
                sum += _events[i] * logOdds - _trials[i] * (Math.Max(logOdds, 0) + double.LogP1(Math.Exp(-Math.Abs(logOdds))));
            }

            return sum;
        }

        private (double[] Gradient, double[][] Information) Slopes(double[] beta)
        {
            var weights = new double[_events.Length];
            var gradient = new double[Width];
            for (var i = 0; i < _events.Length; i++)
            {
                var chance = Sigmoid(LogOdds(beta, i));
                weights[i] = _trials[i] * chance * (1 - chance);
                for (var j = 0; j < Width; j++) gradient[j] += (_events[i] - _trials[i] * chance) * _design[j][i];
            }

            return (gradient, Gram(weights));
        }

        private double[][] Gram(double[] weights)
        {
            var gram = new double[Width][];
            for (var a = 0; a < Width; a++)
            {
                gram[a] = new double[Width];
                for (var b = 0; b <= a; b++)
                {
                    var sum = 0.0;
                    for (var i = 0; i < weights.Length; i++) sum += weights[i] * _design[a][i] * _design[b][i];
                    gram[a][b] = sum;
                    if (b < a) gram[b][a] = sum;
                }
            }

            return gram;
        }
    }
}
