using System.Globalization;
using Custos.Statistics.Sampling;

namespace Custos.App.Cli.Sampling;

/// <summary>What was drawn from what, as a table and as JSON?</summary>
internal static class SampleSummary
{
    public static AlignedTable Table(SampleDesign design, IReadOnlyList<StratifiedSample<byte[]>> samples)
    {
        var table = new AlignedTable();
        if (samples.Count > 1) table.Column("split");
        table.Column(design.By).Column("population", isNumber: true).Column("taken", isNumber: true).Column("weight", isNumber: true);
        foreach (var (sample, split) in samples.Zip(design.Splits))
        {
            foreach (var stratum in sample.Strata)
            {
                IEnumerable<string> cells = [stratum.Name, Whole(stratum.Population), Whole(stratum.Taken), WeightOf(design, stratum) is { } weight ? weight.ToString("0.####", CultureInfo.InvariantCulture) : "–"];
                table.Row(samples.Count > 1 ? cells.Prepend(split.Name) : cells);
            }
        }

        return table;
    }

    public static object Json(SampleDesign design, SampleDraw draw, IReadOnlyList<StratifiedSample<byte[]>> samples, IReadOnlyList<string> files) => new
    {
        draw.Rows,
        draw.WithoutClass,
        draw.Excluded,
        design.Seed,
        Outputs = samples.Select((sample, i) => new
        {
            Split = design.Splits[i].Name.Length == 0 ? null : design.Splits[i].Name,
            File = files[i],
            Taken = sample.Rows.Count,
            Strata = sample.Strata.Select(stratum => new { Class = stratum.Name, stratum.Population, stratum.Taken, Weight = WeightOf(design, stratum) }),
        }),
    };

    // With a priority rows of one class have several weights.
    private static double? WeightOf(SampleDesign design, SampledStratum stratum) =>
        design.Priority is null && stratum.Taken > 0 ? stratum.Population / (double)stratum.Taken : null;

    private static string Whole(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
