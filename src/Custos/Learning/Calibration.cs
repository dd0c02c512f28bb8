namespace Custos.Learning;

/// <summary>How likely is a label, given a raw decision value? One of two cases, both strictly increasing.</summary>
/// <remarks>
/// Strictly increasing, so that ranks and thresholds survive calibration; where two decision values are so far out that
/// their probabilities are nearer than a double can tell, they tie.
/// </remarks>
public abstract record Calibration
{
    private Calibration()
    {
    }

    /// <summary>The probability, strictly between 0 and 1.</summary>
    /// <param name="decision">A raw decision value, finite.</param>
    public double Apply(double decision) => Math.Clamp(Curve(decision), double.Epsilon, Math.BitDecrement(1.0));

    private protected abstract double Curve(double decision);

    /// <summary>A logistic curve: <c>1 / (1 + exp(A · decision + B))</c>.</summary>
    /// <remarks>Source: Platt 1999.</remarks>
    public sealed record Platt : Calibration
    {
        /// <param name="a">Below 0 and finite: a higher decision value is a higher probability.</param>
        /// <param name="b">Finite.</param>
        /// <exception cref="ArgumentOutOfRangeException">The curve would not rise.</exception>
        public Platt(double a, double b)
        {
            if (!(a < 0) || !double.IsFinite(a))
            {
                throw new ArgumentOutOfRangeException(nameof(a), a, "A rising Platt curve needs a finite slope below 0.");
            }

            if (!double.IsFinite(b))
            {
                throw new ArgumentOutOfRangeException(nameof(b), b, "A Platt curve needs a finite offset.");
            }

            A = a;
            B = b;
        }

        public double A { get; }

        public double B { get; }

        private protected override double Curve(double decision) => 1 / (1 + Math.Exp((A * decision) + B));
    }

    /// <summary>Straight lines between knots, flat beyond them, with a thousandth of a Platt curve mixed in.</summary>
    /// <remarks>
    /// The knots are the centres of the blocks that pooling adjacent violators leaves (Zadrozny, Elkan 2002). Their lines
    /// are flat beyond the first and the last knot; 99.9 % of them and 0.1 % of the Platt curve rise everywhere, at the
    /// cost of moving no probability by more than 0.001. Cost O(log knots).
    /// </remarks>
    public sealed record Isotonic : Calibration
    {
        /// <summary>The share of the Platt curve.</summary>
        public const double PlattShare = 0.001;

        private readonly double[] _decisions;
        private readonly double[] _probabilities;

        /// <param name="decisions">Where the knots stand, strictly ascending, at least one.</param>
        /// <param name="probabilities">The share of ones at each knot, in [0, 1], not descending.</param>
        /// <param name="rise">The curve that is mixed in.</param>
        /// <exception cref="ArgumentException">The knots do not ascend or leave their range.</exception>
        public Isotonic(ReadOnlySpan<double> decisions, ReadOnlySpan<double> probabilities, Platt rise)
        {
            ArgumentNullException.ThrowIfNull(rise);
            if (decisions.IsEmpty || decisions.Length != probabilities.Length)
            {
                throw new ArgumentException("An isotonic curve needs at least one knot, and a probability for each.", nameof(decisions));
            }

            for (var knot = 0; knot < decisions.Length; knot++)
            {
                if (!double.IsFinite(decisions[knot]) || (knot > 0 && !(decisions[knot] > decisions[knot - 1])))
                {
                    throw new ArgumentException($"Knot {knot} does not stand after the one before it.", nameof(decisions));
                }

                if (!(probabilities[knot] is >= 0 and <= 1) || (knot > 0 && probabilities[knot] < probabilities[knot - 1]))
                {
                    throw new ArgumentException($"The probability of knot {knot} falls, or leaves [0, 1].", nameof(probabilities));
                }
            }

            _decisions = decisions.ToArray();
            _probabilities = probabilities.ToArray();
            Rise = rise;
        }

        public ReadOnlySpan<double> Decisions => _decisions;

        public ReadOnlySpan<double> Probabilities => _probabilities;

        public Platt Rise { get; }

        public bool Equals(Isotonic? other) => other is not null && Rise == other.Rise
            && Decisions.SequenceEqual(other.Decisions) && Probabilities.SequenceEqual(other.Probabilities);

        public override int GetHashCode() => HashCode.Combine(Rise, _decisions.Length, _decisions[0], _probabilities[^1]);

        private protected override double Curve(double decision) =>
            ((1 - PlattShare) * OnLines(decision)) + (PlattShare * Rise.Apply(decision));

        private double OnLines(double decision)
        {
            var found = Array.BinarySearch(_decisions, decision);
            if (found >= 0)
            {
                return _probabilities[found];
            }

            var next = ~found;
            if (next == 0 || next == _decisions.Length)
            {
                return _probabilities[Math.Max(0, next - 1)];
            }

            var share = (decision - _decisions[next - 1]) / (_decisions[next] - _decisions[next - 1]);
            return _probabilities[next - 1] + (share * (_probabilities[next] - _probabilities[next - 1]));
        }
    }
}
