using Custos.Records;
using Custos.Statistics.Counts;
using Custos.Statistics.Distributions;

namespace Custos.Text.Keywords;

/// <summary>Which words are more frequent in a group than chance explains, and by how much?</summary>
/// <remarks>
/// Every word that enough documents or users say is tested in every group against all others by Fisher's exact test, one-sided; the p of
/// all tests together are adjusted by Benjamini and Yekutieli 2001, whatever the dependence of words on one another. How much more is the
/// log odds ratio with an informative Dirichlet prior (Monroe, Colaresi, Quinn 2008, eq. 16 and 20, for two outcomes a unit), which does
/// not put rare words first as the plain ratio does. O(tests · log).
/// </remarks>
internal static class KeywordTests
{
    private const double TwoSided95 = 1.959963984540054;

    /// <param name="tallies">The words, in an order that does not depend on the run.</param>
    /// <param name="groups">At least two.</param>
    /// <param name="options">What is tested.</param>
    public static (IReadOnlyList<Keyword> Keywords, long Tests) Run(IEnumerable<WordTally> tallies, IReadOnlyList<KeywordGroup> groups, KeywordOptions options)
    {
        var units = groups.Sum(group => group.Units);
        var words = tallies.Where(tally => tally.Units >= options.LeastUnits && tally.Units < units).ToList();
        var tests = words.SelectMany(_ => Enumerable.Range(0, groups.Count), (tally, group) => (tally, group)).ToList();
        if (tests.Count == 0) return ([], 0);
        var p = tests.Select(test => Hypergeometric.AtLeast(test.tally.UnitsIn(test.group), groups[test.group].Units, test.tally.Units, units)).ToArray();
        var q = MultipleTesting.BenjaminiYekutieli(p);
        var keywords = Enumerable.Range(0, tests.Count).Where(i => q[i] <= options.FalseDiscoveryRate)
            .Select(i => KeywordOf(tests[i].tally, tests[i].group, groups[tests[i].group], units, p[i], q[i], options.PriorUnits))
            .OrderBy(keyword => keyword.Group, StringComparer.Ordinal).ThenByDescending(keyword => keyword.Z).ThenBy(keyword => keyword.Word, StringComparer.Ordinal);
        return ([.. keywords], tests.Count);
    }

    private static Keyword KeywordOf(WordTally tally, int number, KeywordGroup group, long allUnits, double p, double q, double prior)
    {
        long inside = tally.UnitsIn(number), outside = tally.Units - inside;
        var share = tally.Units / (double)allUnits;
        var (said, unsaid) = (prior * share, prior * (1 - share));
        var (a, b) = (inside + said, group.Units - inside + unsaid);
        var (c, d) = (outside + said, allUnits - group.Units - outside + unsaid);
        var (log, error) = (Math.Log(a / b) - Math.Log(c / d), Math.Sqrt((1 / a) + (1 / b) + (1 / c) + (1 / d)));
        var odds = new Estimate(Math.Exp(log), new Interval(Math.Exp(log - (TwoSided95 * error)), Math.Exp(log + (TwoSided95 * error))), allUnits);
        var weight = tally.MentionsIn(number) / (double)group.Words * (1 + Math.Log((1.0 + allUnits) / (1 + tally.Units)));
        return new Keyword(
            group.Name, tally.Word, Estimate.OfRate(inside, group.Units), Estimate.OfRate(outside, allUnits - group.Units), odds, log / error, weight, tally.MentionsIn(number), p, q);
    }
}
