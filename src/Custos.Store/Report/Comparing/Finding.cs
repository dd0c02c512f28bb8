using Custos.Records;

namespace Custos.Store.Report.Comparing;

/// <summary>What does one asking say of a row: a value, its interval where it has one, and of how many?</summary>
internal sealed record Told(double? Value, Interval? Interval, long N);

/// <summary>What do two askings say of the same row, side by side, and how do they differ?</summary>
/// <param name="This">The one that was asked for.</param>
/// <param name="Other">What it is compared with.</param>
/// <param name="Difference">This minus the other; null when either is not told.</param>
/// <param name="Interval">Of the difference; null when nothing bounds it.</param>
/// <param name="P">The two-sided p-value of "no difference"; null when nobody can tell, or no test was asked for.</param>
internal sealed record Finding(Told This, Told Other, double? Difference, Interval? Interval, double? P)
{
    private const double Alpha = 0.05;

    /// <summary>No difference is shown unless its adjusted p-value is below 5 %; without a p-value nobody can tell.</summary>
    public string InWords(double? adjusted) => (adjusted, Difference) switch
    {
        (null, _) or (_, null) => "cannot tell",
        ( < Alpha, > 0) => "higher",
        ( < Alpha, < 0) => "lower",
        _ => "no difference shown",
    };
}
