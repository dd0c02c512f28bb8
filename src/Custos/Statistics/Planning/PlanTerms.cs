using Custos.Statistics.Distributions;

namespace Custos.Statistics.Planning;

/// <summary>What is a test to be sure of: how seldom may it alarm wrongly, how often must it find what is there?</summary>
public sealed record PlanTerms
{
    public static PlanTerms Default { get; } = new();

    /// <summary>How often the test may reject when there is nothing, in (0, 1).</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>How often it must reject when the planned effect is there, in (0, 1).</summary>
    public double Power { get; init; } = 0.8;

    /// <summary>A one-sided plan looks in the direction of the planned effect, whichever side is named.</summary>
    public Alternative Alternative { get; init; } = Alternative.TwoSided;

    /// <summary>How many the second arm holds for each one in the first, above 0.</summary>
    public double Ratio { get; init; } = 1;

    /// <summary>Alpha on the side that counts.</summary>
    internal double Tail => Alternative == Alternative.TwoSided ? Alpha / 2 : Alpha;

    internal double CriticalZ => Normal.InverseSurvival(Tail);

    internal double PowerZ => -Normal.InverseSurvival(Power);

    internal PlanTerms Checked()
    {
        Require.Inside01(Alpha, nameof(Alpha));
        Require.Inside01(Power, nameof(Power));
        Require.Positive(Ratio, nameof(Ratio));
        return this;
    }
}
