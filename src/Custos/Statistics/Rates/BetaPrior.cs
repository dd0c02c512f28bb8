namespace Custos.Statistics.Rates;

/// <summary>What was believed of a rate before the first trial: as many successes and failures as if seen already.</summary>
public sealed record BetaPrior
{
    /// <param name="successes">Above 0.</param>
    /// <param name="failures">Above 0.</param>
    public BetaPrior(double successes, double failures)
    {
        Require.Positive(successes, nameof(successes));
        Require.Positive(failures, nameof(failures));
        Successes = successes;
        Failures = failures;
    }

    /// <summary>Every rate equally likely: Beta(1, 1).</summary>
    public static BetaPrior Uniform { get; } = new(1, 1);

    /// <summary>The prior that does not depend on how the rate is written: Beta(½, ½).</summary>
    public static BetaPrior Jeffreys { get; } = new(0.5, 0.5);

    public double Successes { get; }

    public double Failures { get; }

    public override string ToString() => FormattableString.Invariant($"Beta({Successes:R},{Failures:R})");
}
