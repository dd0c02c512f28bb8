using System.Globalization;
using Custos.App.Cli.StatsQuestions;
using Custos.Records;
using Custos.Statistics.Agreement;

namespace Custos.App.Cli.StatsStudies;

/// <summary>Ratings in long form, raters, items and labels numbered in the order in which they are first met (labels in order).</summary>
internal sealed record RatingFile(IReadOnlyList<string> Raters, IReadOnlyList<RaterLabel> Labels, IReadOnlyList<double> Values, bool AreNumbers, IReadOnlyList<string> ItemNames, IReadOnlyList<string> LabelNames)
{
    public int Classes => Values.Count;

    public int Items => ItemNames.Count;

    public static RatingFile Read(FileInfo file)
    {
        var rows = StatsColumns.Rows(file, ["item", "rater", "label"], table => (Item: table[0].GetString(), Rater: table[1].GetString(), Label: table[2].GetString().Trim()))
            .Where(row => row.Label.Length > 0).ToArray();
        if (rows.DistinctBy(row => (row.Item, row.Rater)).Count() != rows.Length) throw new BadInputException("A rater labelled an item twice.", "Keep one label of each rater for each item.", file.ToString());
        var numbers = rows.All(row => double.TryParse(row.Label, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        string[] labels = numbers
            ? [.. rows.Select(row => row.Label).Distinct().OrderBy(label => double.Parse(label, CultureInfo.InvariantCulture))]
            : [.. rows.Select(row => row.Label).Distinct().Order(StringComparer.Ordinal)];
        var (items, raters) = (Number(rows.Select(row => row.Item)), Number(rows.Select(row => row.Rater)));
        var label = Number(labels);
        return new RatingFile(
            [.. raters.Keys],
            [.. rows.Select(row => new RaterLabel(items[row.Item], raters[row.Rater], label[row.Label]))],
            [.. labels.Select((text, index) => numbers ? double.Parse(text, CultureInfo.InvariantCulture) : index)],
            numbers,
            [.. items.Keys],
            labels);
    }

    /// <summary>Did every rater label every item?</summary>
    public bool IsFull => Labels.Count == Items * Raters.Count;

    /// <summary>Items × categories: how many raters said each.</summary>
    public double[][] CountsByItem()
    {
        double[][] counts = [.. Enumerable.Range(0, Items).Select(_ => new double[Classes])];
        foreach (var label in Labels) counts[label.Item][label.Label]++;
        return counts;
    }

    public double?[][] ByRater()
    {
        double?[][] table = [.. Raters.Select(_ => new double?[Items])];
        foreach (var label in Labels) table[label.Rater][label.Item] = Values[label.Label];
        return table;
    }

    public RatingTable Table()
    {
        var table = ByRater();
        var both = Enumerable.Range(0, Items).Where(item => table[0][item] is not null && table[1][item] is not null).ToArray();
        return RatingTable.Of([.. both.Select(item => table[0][item]!.Value)], [.. both.Select(item => table[1][item]!.Value)], Values);
    }

    private static Dictionary<string, int> Number(IEnumerable<string> names)
    {
        var numbers = new Dictionary<string, int>();
        foreach (var name in names) numbers.TryAdd(name, numbers.Count);
        return numbers;
    }
}
