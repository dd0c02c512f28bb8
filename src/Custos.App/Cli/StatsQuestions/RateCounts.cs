using System.CommandLine;
using Custos.Records;
using Custos.Statistics.Experiments;

namespace Custos.App.Cli.StatsQuestions;

/// <summary>How many successes in how many trials have two sides, in all and by segment?</summary>
internal sealed class RateCounts(string first, string second)
{
    /// <summary>How segments are given.</summary>
    public const string How = "give every count once a segment, as --x1 81,192, and it is checked";

    private readonly Option<long[]> _x1 = StatsInputs.Counts("--x1", $"Successes of {first}; one number a segment.");
    private readonly Option<long[]> _n1 = StatsInputs.Counts("--n1", $"Trials of {first}; one number a segment.");
    private readonly Option<long[]> _x2 = StatsInputs.Counts("--x2", $"Successes of {second}.");
    private readonly Option<long[]> _n2 = StatsInputs.Counts("--n2", $"Trials of {second}.");

    public IReadOnlyList<Symbol> Options => [_x1, _n1, _x2, _n2];

    /// <summary>The counts over all segments, and first − second by segment; no mix where there is one segment.</summary>
    public (long X1, long N1, long X2, long N2, StratifiedComparison? Mix) Of(ParseResult parsed)
    {
        var (x1, n1, x2, n2) = (parsed.GetValue(_x1)!, parsed.GetValue(_n1)!, parsed.GetValue(_x2)!, parsed.GetValue(_n2)!);
        var segments = Segments(x1.Length, n1.Length, x2.Length, n2.Length);
        var mix = segments == 1 ? null : StratifiedComparison.Of([.. x1.Select((x, i) => Stratum.OfRates(NameOf(i), x, n1[i], x2[i], n2[i]))]);
        return (x1.Sum(), n1.Sum(), x2.Sum(), n2.Sum(), mix);
    }

    /// <summary>The number of segments.</summary>
    /// <exception cref="BadInputException">There are not as many of each.</exception>
    public static int Segments(params IReadOnlyList<int> given) => given[0] > 0 && given.All(count => count == given[0])
        ? given[0]
        : throw new BadInputException("The options have different numbers of segments.", "Give one number a segment in each of the four, in one order.", isUsage: true);

    public static string NameOf(int index) => FormattableString.Invariant($"segment {index + 1}");
}
