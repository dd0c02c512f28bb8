namespace Custos.Statistics.Regression;

/// <summary>What does the curve with these parameters say for that row (counted from 0)? It may close over any data.</summary>
public delegate double Curve(ReadOnlySpan<double> parameters, int row);

/// <summary>How does the curve at that row move with each parameter? Written into <paramref name="gradient"/>.</summary>
public delegate void CurveGradient(ReadOnlySpan<double> parameters, int row, Span<double> gradient);

/// <summary>Which parameters bring the curve nearest to the response?</summary>
/// <remarks>Levenberg–Marquardt with Marquardt's scaling and Nielsen's damping, each step by QR in 32 digits, then undamped
/// Gauss–Newton steps for as long as they shrink: the sum of squares alone cannot tell parameters apart beyond half
/// a double's digits. Sources: Marquardt 1963; Moré 1978; Nielsen 1999.</remarks>
public static class NonlinearLeastSquares
{
    private const int MostIterations = 20_000;

    private const double CertifiedOffset = 1e-5;

    // Bold first; from a bad start, steps that change each parameter by its own size at most.
    private static readonly (double Damping, bool ByOwnSize)[] _tries = [(1e-3, false), (1, true), (1e3, false), (1e3, true)];

    /// <summary>Searches from <paramref name="start"/>.</summary>
    /// <param name="y">The response, finite.</param>
    /// <param name="curve">The model.</param>
    /// <param name="start">Where to begin, one number a parameter, finite.</param>
    /// <param name="gradient">The analytic gradient; without it differences are taken, extrapolated at the end to about 12 digits.</param>
    /// <param name="names">Of the parameters; <c>b1</c>, <c>b2</c>, … unless given.</param>
    /// <param name="confidence">Of the intervals, in (0, 1).</param>
    /// <exception cref="ArgumentException">A number is not finite, the curve has no finite value at the start, or rows are fewer than parameters.</exception>
    public static NonlinearOutcome Fit(
        IReadOnlyList<double> y, Curve curve, IReadOnlyList<double> start, CurveGradient? gradient = null, IReadOnlyList<string>? names = null, double confidence = 0.95)
    {
        Require.Finite([.. y], nameof(y));
        Require.Finite([.. start], nameof(start));
        Require.Inside01(confidence, nameof(confidence));
        if (y.Count < start.Count) throw new ArgumentException($"{start.Count} parameters cannot be found from {y.Count} row(s).", nameof(y));
        names ??= [.. Enumerable.Range(1, start.Count).Select(i => $"b{i}")];
        NonlinearOutcome? outcome = null;
        foreach (var (damping, byOwnSize) in _tries)
        {
            var search = new Search([.. y], curve, gradient, [.. start]);
            if (!double.IsFinite(search.SumOfSquares)) throw new ArgumentException("The curve has no finite value at the start for some row.", nameof(start));
            search.Descend(damping, byOwnSize);
            if (search.Polish()) return search.Describe(names, confidence);
            outcome ??= search.Failed();
        }

        return outcome!;
    }

    private sealed class Search
    {
        private readonly double[] _y;
        private readonly Curve _curve;
        private readonly CurveGradient? _gradient;
        private readonly DoubleDouble[][] _jacobian;
        private readonly double[] _scale;
        private double[] _parameters;
        private double[] _residuals;
        private int _iterations;
        private bool _stepsByOwnSize;
        private double _lastStep = double.PositiveInfinity;
        private double _offset = double.PositiveInfinity;

        public Search(double[] y, Curve curve, CurveGradient? gradient, double[] start)
        {
            _y = y;
            _curve = curve;
            _gradient = gradient;
            _parameters = start;
            _jacobian = [.. start.Select(_ => new DoubleDouble[y.Length])];
            _scale = new double[start.Length];
            _residuals = new double[y.Length];
            SumOfSquares = Residuals(_parameters, _residuals);
        }

        public double SumOfSquares { get; private set; }

        // Damped steps, until the sum of squares no longer falls.
        public void Descend(double damping, bool byOwnSize)
        {
            _stepsByOwnSize = byOwnSize;
            var growth = 2.0;
            var trial = new double[_parameters.Length];
            var trialResiduals = new double[_y.Length];
            if (!Differentiate()) return;
            while (_iterations < MostIterations && SumOfSquares > 0)
            {
                _iterations++;
                if (DampedStep(damping) is not { } step) return;
                var relative = 0.0;
                for (var j = 0; j < trial.Length; j++)
                {
                    trial[j] = _parameters[j] + step[j];
                    relative = Math.Max(relative, Math.Abs(step[j]) / Math.Max(Math.Abs(_parameters[j]), double.Epsilon * 1e16));
                }

                if (relative < 1e-13) return;
                var sum = Residuals(trial, trialResiduals);
                if (sum < SumOfSquares)
                {
                    var gain = (SumOfSquares - sum) / Math.Max(Predicted(step, damping), double.Epsilon);
                    damping = Math.Max(1e-20, damping * Math.Max(1.0 / 3, 1 - Math.Pow(2 * Math.Min(gain, 2) - 1, 3)));
                    growth = 2;
                    (_parameters, trial) = (trial, _parameters);
                    (_residuals, trialResiduals) = (trialResiduals, _residuals);
                    SumOfSquares = sum;
                    if (!Differentiate()) return;
                    continue;
                }

                damping *= growth;
                growth *= 2;
                if (damping > 1e30) return;
            }
        }

        // Undamped steps, for as long as each is shorter than the one before.
        public bool Polish()
        {
            var best = double.PositiveInfinity;
            for (var i = 0; i < 30; i++)
            {
                if (!Differentiate(carefully: true)) return false;
                var qr = HouseholderQr.Factor(_jacobian);
                if (qr.Dependent.Count > 0) return false;
                var (step, explained, _) = qr.Solve([.. _residuals.Select(value => (DoubleDouble)value)]);
                var relative = step.Select((value, j) => Math.Abs((double)value) / Math.Max(Math.Abs(_parameters[j]), 1e-300)).Max();
                _offset = SumOfSquares > 0 ? Math.Sqrt((double)explained / SumOfSquares) : 0;
                if (!(relative < best)) break;
                best = _lastStep = relative;
                double[] moved = [.. _parameters.Select((value, j) => value + (double)step[j])];
                var movedResiduals = new double[_y.Length];
                var sum = Residuals(moved, movedResiduals);
                if (!double.IsFinite(sum) || sum > SumOfSquares * (1 + 1e-6) + 1e-300) break;
                (_parameters, _residuals, SumOfSquares) = (moved, movedResiduals, sum);
                _iterations++;
                if (relative < 1e-15) break;
            }

            return _offset < CertifiedOffset || _lastStep < 1e-9;
        }

        public NonlinearOutcome Describe(IReadOnlyList<string> names, double confidence)
        {
            var degrees = _y.Length - _parameters.Length;
            double? variance = degrees > 0 ? SumOfSquares / degrees : null;
            var gram = HouseholderQr.Factor(_jacobian).InverseGram();
            Coefficient[] coefficients = [.. _parameters.Select((value, j) =>
                Coefficient.OfStudent(names[j], value, Math.Sqrt((variance ?? 0) * gram[j][j]), degrees, confidence))];
            return new NonlinearOutcome.Converged(new NonlinearFit(
                coefficients, SumOfSquares, variance is { } v ? Math.Sqrt(v) : null, degrees, _y.Length, _iterations, _offset, _lastStep));
        }

        public NonlinearOutcome Failed() => new NonlinearOutcome.NotConverged(
            _iterations >= MostIterations
                ? $"After {MostIterations} steps the sum of squares still falls. Start nearer, or use fewer parameters."
                : "The search stopped where the curve is flat in some direction, which is no certified minimum. Start nearer, or use fewer parameters.",
            [.. _parameters],
            SumOfSquares);

        // The fall of the sum of squares that the tangent plane promises.
        private double Predicted(double[] step, double damping)
        {
            var promised = 0.0;
            for (var j = 0; j < step.Length; j++)
            {
                var slope = DoubleDouble.Zero;
                for (var i = 0; i < _y.Length; i++) slope += _jacobian[j][i] * _residuals[i];
                promised += step[j] * ((double)slope + damping * _scale[j] * _scale[j] * step[j]);
            }

            return promised;
        }

        private double[]? DampedStep(double damping)
        {
            var width = _parameters.Length;
            var root = Math.Sqrt(damping);
            var stacked = new DoubleDouble[width][];
            for (var j = 0; j < width; j++)
            {
                stacked[j] = new DoubleDouble[_y.Length + width];
                _jacobian[j].CopyTo(stacked[j], 0);
                stacked[j][_y.Length + j] = root * _scale[j];
            }

            var target = new DoubleDouble[_y.Length + width];
            for (var i = 0; i < _y.Length; i++) target[i] = _residuals[i];
            var qr = HouseholderQr.Factor(stacked);
            return qr.Dependent.Count > 0 ? null : [.. qr.Solve(target).Coefficients.Select(value => (double)value)];
        }

        private double Residuals(double[] at, double[] into)
        {
            var sum = DoubleDouble.Zero;
            for (var i = 0; i < _y.Length; i++)
            {
                into[i] = _y[i] - _curve(at, i);
                if (!double.IsFinite(into[i])) return double.PositiveInfinity;
                sum += (DoubleDouble)into[i] * into[i];
            }

            return (double)sum;
        }

        private bool Differentiate(bool carefully = false)
        {
            var row = new double[_parameters.Length];
            for (var i = 0; i < _y.Length; i++)
            {
                if (_gradient is not null) _gradient(_parameters, i, row);
                else Difference(i, row, carefully);
                for (var j = 0; j < row.Length; j++)
                {
                    if (!double.IsFinite(row[j])) return false;
                    _jacobian[j][i] = row[j];
                }
            }

            for (var j = 0; j < _scale.Length; j++)
            {
                var square = 0.0;
                foreach (var value in _jacobian[j]) square += (double)value * (double)value;
                _scale[j] = _stepsByOwnSize ? Math.Sqrt(SumOfSquares) / Math.Max(Math.Abs(_parameters[j]), 1e-8) : square > 0 ? Math.Sqrt(square) : 1;
            }

            return true;
        }

        private void Difference(int row, double[] into, bool carefully)
        {
            for (var j = 0; j < _parameters.Length; j++)
            {
                var center = _parameters[j];
                var unit = center == 0 ? 1 : Math.Abs(center);
                into[j] = carefully ? Slope.Extrapolated(At, center, 0.01 * unit) : Slope.Central(At, center, 6e-6 * unit);
                _parameters[j] = center;

                double At(double value)
                {
                    _parameters[j] = value;
                    return _curve(_parameters, row);
                }
            }
        }
    }
}
