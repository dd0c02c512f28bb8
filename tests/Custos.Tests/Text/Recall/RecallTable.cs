using System.Globalization;
using System.Text;
using Custos.Records;
using Custos.Tests.Text.Matching;

namespace Custos.Tests.Text.Recall;

/// <summary>How many attacks are found in each disguise, and how many harmless texts are flagged that were not before?</summary>
internal sealed record RecallTable(IReadOnlyList<RecallRow> Rows, int Attacks, IReadOnlyList<FalseAlarms> FalseAlarms)
{
    public static RecallTable Measure()
    {
        var reader = new AttackReader();
        var rows = Disguises.All.Select(disguise =>
        {
            var texts = AttackTexts.HeldOut.Select(disguise.Apply).ToList();
            return new RecallRow(disguise.Name, texts.Count(reader.LexiconFlagsRaw), texts.Count(reader.LexiconFlagsViews), texts.Count(reader.ClassifierFlagsRaw), texts.Count(reader.ClassifierFlagsViews));
        }).ToList();
        string[] benign = [.. RecallSet.Benign, .. BenignTexts.HeldOut, .. AttackTexts.BenignHeldOut];
        return new RecallTable(rows, AttackTexts.HeldOut.Count,
        [
            Of("lexicon", benign, reader.LexiconFlagsRaw, reader.LexiconFlagsViews),
            Of("classifier", benign, reader.ClassifierFlagsRaw, reader.ClassifierFlagsViews),
        ]);
    }

    public static FalseAlarms Of(string reader, IReadOnlyList<string> texts, Func<string, bool> raw, Func<string, bool> views)
    {
        var flagged = texts.Select(text => (Raw: raw(text), Views: views(text))).ToList();
        return new FalseAlarms(reader, texts.Count, flagged.Count(one => one.Raw), flagged.Count(one => one.Views && !one.Raw));
    }

    /// <summary>As it stands in docs/stages/text.md.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder("| disguise | lexicon, raw | lexicon, views | classifier, raw | classifier, views |\n|---|---:|---:|---:|---:|\n");
        foreach (var row in Rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row.Disguise} | {Share(row.LexiconRaw)} | {Share(row.LexiconViews)} | {Share(row.ClassifierRaw)} | {Share(row.ClassifierViews)} |\n");
        }

        text.Append("\n| harmless texts | n | flagged as they came | flagged in views only | upper end of the latter |\n|---|---:|---:|---:|---:|\n");
        foreach (var one in FalseAlarms)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {one.Reader} | {one.Texts:N0} | {one.Raw} | {one.Additional} | {one.MostAdditional:P3} |\n");
        }

        return text.ToString();
    }

    private string Share(int found)
    {
        var estimate = Estimate.OfRate(found, Attacks);
        return string.Create(CultureInfo.InvariantCulture, $"{estimate.Value * 100:0.0} [{estimate.Interval.Lower * 100:0.0}, {estimate.Interval.Upper * 100:0.0}]");
    }
}

/// <summary>How many of the attacks are found in one disguise?</summary>
internal sealed record RecallRow(string Disguise, int LexiconRaw, int LexiconViews, int ClassifierRaw, int ClassifierViews);

/// <summary>How many harmless texts does a reader flag as they came, and how many in views only?</summary>
internal sealed record FalseAlarms(string Reader, int Texts, int Raw, int Additional)
{
    /// <summary>The upper end of the 95 % interval of the share that views add.</summary>
    public double MostAdditional => Estimate.OfRate(Additional, Texts).Interval.Upper;
}
