using System.Globalization;
using Custos.App.Cli.StatsQuestions;
using Custos.Records;
using Custos.Statistics.Agreement;

namespace Custos.App.Cli.StatsStudies;

/// <summary>Ratings in long form, raters, items and labels numbered in the order in which they are first met (labels in order).</summary>
/// <remarks>Where every label is a number, equal numbers are one label, however they are written: 1, 1.0 and 1e0.</remarks>
internal sealed record RatingFile(IReadOnlyList<string> Raters, IReadOnlyList<RaterLabel> Labels, IReadOnlyList<double> Values, bool AreNumbers, IReadOnlyList<string> ItemNames, IReadOnlyList<string> LabelNames)
{
    public int Classes => Values.Count;

    public int Items => ItemNames.Count;

    /// <param name="file">With columns item, rater and label; rows without a label are left out.</param>
    /// <param name="asNames">True where labels are names: then one number in two spellings is refused, since 1.1 and 1.10 may be two
    /// sections of a policy, and 1 and 1.0 one class as two tools wrote it.</param>
    public static RatingFile Read(FileInfo file, bool asNames)
    {
        var rows = StatsColumns.Rows(file, ["item", "rater", "label"], table => (Item: table[0].GetString(), Rater: table[1].GetString(), Label: table[2].GetString().Trim()))
            .Where(row => row.Label.Length > 0).ToArray();
        if (rows.DistinctBy(row => (row.Item, row.Rater)).Count() != rows.Length) throw new BadInputException("A rater labelled an item twice.", "Keep one label of each rater for each item.", file.ToString());
        var numbers = rows.All(row => double.TryParse(row.Label, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        if (numbers && rows.Any(row => !double.IsFinite(NumberOf(row.Label)))) throw new BadInputException("A label is not a finite number.", "Write numbers like 4 or 0.5, and leave the cell empty where there is no label.", file.ToString());
        string[] spellings = [.. rows.Select(row => row.Label).Distinct()];
        string[] labels = numbers
            ? [.. spellings.OrderBy(label => label.Length).ThenBy(label => label, StringComparer.Ordinal).DistinctBy(NumberOf).OrderBy(NumberOf)]
            : [.. spellings.Order(StringComparer.Ordinal)];
        if (asNames && labels.Length < spellings.Length) throw new BadInputException("One number is written in two ways, such as 1 and 1.0, and names that look different may be different labels.", "Write each label in one way; where labels are numbers, ask custos stats agreement with --scale ordinal, interval or ratio.", file.ToString());
        var (items, raters) = (Number(rows.Select(row => row.Item)), Number(rows.Select(row => row.Rater)));
        var byNumber = numbers ? labels.Index().ToDictionary(label => NumberOf(label.Item), label => label.Index) : [];
        var byName = Number(labels);
        return new RatingFile(
            [.. raters.Keys],
            [.. rows.Select(row => new RaterLabel(items[row.Item], raters[row.Rater], numbers ? byNumber[NumberOf(row.Label)] : byName[row.Label]))],
            [.. labels.Select((text, index) => numbers ? NumberOf(text) : index)],
            numbers,
            [.. items.Keys],
            labels);
    }

    // + 0.0 makes one number of 0 and -0.
    private static double NumberOf(string label) => double.Parse(label, NumberStyles.Float, CultureInfo.InvariantCulture) + 0.0;

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
