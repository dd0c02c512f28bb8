namespace Custos.Statistics.Planning;

/// <summary>What is to be compared, by whom, and how sure must it be? Everything that bears on the size of a comparison of two rates.</summary>
public sealed record ComparisonPlan
{
    /// <summary>The rate today, strictly between 0 and 1: 0.52 for a win rate of 52 %.</summary>
    public required double Baseline { get; init; }

    /// <summary>The change to find, absolute and not 0: 0.01 for one point more.</summary>
    public required double Effect { get; init; }

    public PlanTerms Terms { get; init; } = PlanTerms.Default;

    public ProportionMethod Method { get; init; } = ProportionMethod.Pooled;

    /// <summary>Several ratings of one item: <c>DesignEffect.Of(raters, icc)</c>.</summary>
    public DesignEffect Raters { get; init; } = DesignEffect.None;

    /// <summary>Several items of one user (or conversation, or template): <c>DesignEffect.Of(items, icc)</c>.</summary>
    public DesignEffect Users { get; init; } = DesignEffect.None;

    /// <summary>Raters who err; null when their word is the truth.</summary>
    public Misclassification? Errors { get; init; }

    /// <summary>The share of ratings that are lost, in [0, 1).</summary>
    public double Dropout { get; init; }

    /// <summary>How many ratings, items and users does it take?</summary>
    /// <remarks>
    /// 1. Both rates are sent through the raters' errors. 2. The formula gives independent ratings per arm. 3. They grow by the design effect of
    /// several ratings per item, 4. and by that of several items per user (the two multiply, which is exact for nested clusters of equal size
    /// and a little too large otherwise), 5. and by what is lost.
    /// </remarks>
    public ComparisonSize Size()
    {
        // 1.
        var (p1, p2) = ObservedRates();
        // 2.
        var independent = TwoProportions.SampleSize(p1, p2, Terms, Method);
        // 3. to 5.
        var ratings = independent.Exact * Growth();
        var items = ratings / Raters.ClusterSize;
        return new ComparisonSize
        {
            ObservedBaseline = p1,
            ObservedTarget = p2,
            Independent = independent,
            Growth = Growth(),
            Ratings = RequiredSample.Of(ratings, Terms.Ratio),
            Items = RequiredSample.Of(items, Terms.Ratio),
            Users = RequiredSample.Of(items / Users.ClusterSize, Terms.Ratio),
        };
    }

    /// <summary>How likely is the effect to be found with so many items in the first arm, each rated as planned?</summary>
    public double PowerWith(double items)
    {
        Require.Positive(items, nameof(items));
        var (p1, p2) = ObservedRates();
        return TwoProportions.PowerOf(p1, p2, items * Raters.ClusterSize / Growth(), Terms, Method);
    }

    /// <summary>Which change is found with so many items in the first arm? Signed as <see cref="Effect"/>; null when none is large enough.</summary>
    public double? DetectableEffect(double items)
    {
        Require.Positive(items, nameof(items));
        var (p1, _) = ObservedRates();
        var rate = TwoProportions.DetectableRate(p1, items * Raters.ClusterSize / Growth(), Terms, Effect > 0, Method);
        var change = (rate - p1) / (Errors?.Youden ?? 1);
        return Baseline + change is > 0 and < 1 ? change : null;
    }

    private double Growth()
    {
        Require.Within01(Dropout, nameof(Dropout));
        Require.Positive(1 - Dropout, nameof(Dropout));
        return Raters.Value * Users.Value / (1 - Dropout);
    }

    private (double P1, double P2) ObservedRates()
    {
        Require.Inside01(Baseline, nameof(Baseline));
        Require.Finite(Effect, nameof(Effect));
        var target = Baseline + Effect;
        Require.Inside01(target, "Baseline + Effect");
        return Errors is null ? (Baseline, target) : (Errors.Observed(Baseline), Errors.Observed(target));
    }
}

/// <summary>How large must a comparison be, step by step?</summary>
public sealed record ComparisonSize
{
    /// <summary>The baseline as the raters report it.</summary>
    public required double ObservedBaseline { get; init; }

    /// <summary>The rate to find as the raters report it.</summary>
    public required double ObservedTarget { get; init; }

    /// <summary>Ratings per arm if every one were independent.</summary>
    public required RequiredSample Independent { get; init; }

    /// <summary>By which factor clusters and losses make the sample grow.</summary>
    public required double Growth { get; init; }

    /// <summary>Ratings per arm to be ordered.</summary>
    public required RequiredSample Ratings { get; init; }

    /// <summary>Items per arm, each rated as often as planned.</summary>
    public required RequiredSample Items { get; init; }

    /// <summary>Users per arm, each with as many items as planned.</summary>
    public required RequiredSample Users { get; init; }
}
