using System.CommandLine;
using Custos.Statistics.Calls;
using Custos.Statistics.Experiments;
using static System.FormattableString;

namespace Custos.App.Cli.StatsQuestions;

/// <summary>Did the two sides of a comparison meet the same mix of cases, and does the answer turn if the mix is taken out?</summary>
internal static class MixCheck
{
    public const string Paired = "Both sides are the same items, so no mix of cases can differ between them.";

    /// <summary>The column that says which segment a row belongs to.</summary>
    public static Option<string?> Segment() =>
        new("--segment") { Description = "The column with each row's segment (country, device, difficulty): checks for Simpson's paradox and a shift in the mix." };

    /// <summary>The answer with the check beside it, or with the question that it leaves open.</summary>
    /// <param name="answer">To a comparison.</param>
    /// <param name="mix">First − second by segment; null when no segments were given.</param>
    /// <param name="first">What the first side is called.</param>
    /// <param name="second">What the second is.</param>
    /// <param name="how">How segments are given.</param>
    public static StatsAnswer With(this StatsAnswer answer, StratifiedComparison? mix, string first, string second, string how = "--segment COLUMN checks")
    {
        if (mix is null)
        {
            return answer with
            {
                Assumptions = [.. answer.Assumptions, $"Both sides met the same mix of cases (countries, devices, difficulties): did they? A shift in the mix alone can make, hide or turn a difference (Simpson's paradox); {how}."],
            };
        }

        answer.Results.Add("mix", ResultsOf(mix));
        return answer with
        {
            Headline = answer.Headline + (mix.Reversal ? " Beware: in every segment it points the other way (Simpson's paradox)." : mix.Misleads ? " Beware: the mix of segments makes most of this difference." : ""),
            Assumptions = [.. answer.Assumptions, Invariant($"The check of the mix is of {first} − {second} over {mix.Strata.Count} segments, each weighed by its share of both sides (post-stratification); segments were settled before, and nothing that is compared moves a row into another.")],
            InPlainWords = $"{answer.InPlainWords} {Words(mix)}",
        };
    }

    private static CallResults ResultsOf(StratifiedComparison mix)
    {
        const string lacking = "A side has no row, or only one, in some segment.";
        return new CallResults
        {
            { "difference_unadjusted", mix.AggregateDifference },
            { "difference_at_one_mix", mix.Adjusted?.Value, lacking },
            { "interval_at_one_mix", mix.Adjusted?.Interval, lacking },
            { "due_to_mix", mix.MixEffect, lacking },
            { "due_to_segments", mix.WithinEffect, lacking },
            { "p_same_mix", mix.MixP, "There is one segment, or what was compared has no units that are drawn." },
            { "simpsons_paradox", mix.Reversal },
            { "misleads", mix.Misleads },
            { "segments", mix.Strata.Select(stratum => stratum.Name) },
            { "difference_by_segment", [.. mix.Strata.Select(stratum => stratum.Difference)], lacking },
        };
    }

    private static string Words(StratifiedComparison mix) => mix switch
    {
        { Reversal: true } => "Inside every segment the difference points the other way than over all, because the two sides met different mixes: decide by the difference at one mix, and by its interval.",
        { Misleads: true } => "Most of the difference over all comes from the two sides having met different mixes of segments, not from a difference inside them: decide by the difference at one mix.",
        { MixP: < 0.001 } => "The two sides met different mixes of segments, but that is not what makes the difference. Where the arms were dealt out at random, ask why the mixes differ.",
        { Adjusted: null } => "Some segment was met by one side only, or hardly at all, so the two cannot be compared at one mix: what they share has to be compared alone.",
        _ => "The mix of segments does not mislead here; what is not among the segments still may.",
    };
}
