namespace Custos.Statistics.Monitoring;

/// <summary>When is a value far from what the exponentially weighted past foretold?</summary>
/// <remarks>
/// The rule, to the letter: μ_t = α x_t + (1 − α) μ_{t−1}; v_t = α (x_t − μ_t)² + (1 − α) v_{t−1}; x_t is flagged when
/// |x_t − μ_{t−1}| &gt; z σ_{t−1}, and where σ_{t−1} = 0 only when x_t ≠ μ_{t−1}. With μ₀ = v₀ = 0, as long as nothing else is said,
/// [5, 5, 5, 6] flags its first value.
/// <para>As it stands it flags 7.6 % of quiet, independent normal points at α = 0.3 and z = 3, where "three sigma" leads one to expect
/// 0.27 %: v_t is measured about the mean that x_t has already pulled towards itself, which makes it too small by (1 − α)², and it is a noisy
/// estimate from few points. Ask <see cref="EwmaCalibration"/> for the z that gives the wanted rate, and give a
/// <see cref="MinimumSample"/> or a warm start so that the first values are not flagged for want of a past.</para>
/// </remarks>
public sealed record EwmaRule
{
    /// <summary>The weight of the newest value, in (0, 1].</summary>
    public double Alpha { get; init; } = 0.3;

    /// <summary>How many standard deviations are far, at least 0.</summary>
    public double Z { get; init; } = 3;

    /// <summary>The mean before the first value.</summary>
    public double InitialMean { get; init; }

    /// <summary>The variance before the first value, at least 0.</summary>
    public double InitialVariance { get; init; }

    /// <summary>True to start at the first value (mean x₀, variance 0), which is then never flagged.</summary>
    public bool StartsAtFirst { get; init; }

    /// <summary>How many values must have been seen before one can be flagged; 0 unless said, as the rule has it.</summary>
    public int MinimumSample { get; init; }

    /// <summary>A start from values that are known to be quiet: their mean and sample variance.</summary>
    /// <exception cref="ArgumentException">Fewer than two values, or one is not finite.</exception>
    public EwmaRule WarmedBy(ReadOnlySpan<double> quiet)
    {
        Require.Finite(quiet, nameof(quiet), atLeast: 2);
        var mean = 0.0;
        foreach (var value in quiet) mean += value / quiet.Length;
        var squares = 0.0;
        foreach (var value in quiet) squares += (value - mean) * (value - mean);
        return this with { InitialMean = mean, InitialVariance = squares / (quiet.Length - 1), StartsAtFirst = false };
    }

    /// <summary>Every value with its flag and the state after it.</summary>
    public IReadOnlyList<EwmaPoint> Run(IReadOnlyList<double> values)
    {
        var watch = new EwmaWatch(this);
        return [.. values.Select(watch.Observe)];
    }
}

/// <summary>What the rule says of one value.</summary>
/// <param name="Mean">After it.</param>
/// <param name="Variance">After it.</param>
/// <param name="Flagged">Whether it was far from the state before it.</param>
public readonly record struct EwmaPoint(double Mean, double Variance, bool Flagged);

/// <summary>The rule, one value at a time. State: three numbers. Not thread-safe.</summary>
public sealed class EwmaWatch
{
    private readonly EwmaRule _rule;
    private double _mean;
    private double _variance;
    private long _seen;

    /// <exception cref="ArgumentException">A number of the rule is out of its range.</exception>
    public EwmaWatch(EwmaRule rule)
    {
        if (!(rule.Alpha is > 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(rule), rule.Alpha, "Alpha lies in (0, 1].");
        if (!(rule.Z >= 0 && double.IsFinite(rule.Z))) throw new ArgumentOutOfRangeException(nameof(rule), rule.Z, "z is a finite number of at least 0.");
        if (!(rule.InitialVariance >= 0 && double.IsFinite(rule.InitialVariance))) throw new ArgumentOutOfRangeException(nameof(rule), rule.InitialVariance, "A variance is a finite number of at least 0.");
        Require.Finite(rule.InitialMean, nameof(rule));
        ArgumentOutOfRangeException.ThrowIfNegative(rule.MinimumSample, nameof(rule));
        _rule = rule;
        (_mean, _variance) = (rule.InitialMean, rule.InitialVariance);
    }

    /// <summary>Judges a value by the state before it, then takes it in.</summary>
    /// <exception cref="ArgumentException">It is not finite.</exception>
    public EwmaPoint Observe(double value)
    {
        Require.Finite(value, nameof(value));
        if (_seen == 0 && _rule.StartsAtFirst)
        {
            (_mean, _variance, _seen) = (value, 0, 1);
            return new EwmaPoint(_mean, _variance, false);
        }

        var deviation = Math.Sqrt(_variance);
        var far = deviation == 0 ? value != _mean : Math.Abs(value - _mean) > _rule.Z * deviation;
        var flagged = far && _seen >= _rule.MinimumSample;
        _mean = _rule.Alpha * value + (1 - _rule.Alpha) * _mean;
        _variance = _rule.Alpha * (value - _mean) * (value - _mean) + (1 - _rule.Alpha) * _variance;
        _seen++;
        return new EwmaPoint(_mean, _variance, flagged);
    }
}
