using System.Text.Json;
using System.Text.Json.Nodes;
using Custos.Records;
using Custos.Statistics.Agreement;

namespace Custos.Policy.Judging;

/// <summary>How often does a judge say what people said of the same texts? Counts by label and answer, which tell the rest.</summary>
/// <param name="Version">Of the judge that was measured.</param>
/// <param name="Labels">The SHA-256 of the labelled texts that it was asked about.</param>
/// <param name="Yes">How it answered where people said yes.</param>
/// <param name="No">How it answered where people said no.</param>
public sealed record JudgeAgreement(string Version, string Labels, AnswerCounts Yes, AnswerCounts No)
{
    /// <summary>How many labelled texts it was asked about.</summary>
    public long N => Yes.Total + No.Total;

    /// <summary>The share of texts of which it says what people say, with Wilson's 95 % interval; one that it cannot tell is one that it does not. Null without any text.</summary>
    public Estimate? Raw => N == 0 ? null : Estimate.OfRate(Yes.Yes + No.No, N);

    /// <summary>Cohen's kappa, with 95 % interval; null without any text, and where people and judge all say the same of every text.</summary>
    /// <remarks>
    /// What it cannot tell is a third answer, which people never give. The large-sample interval of Fleiss, Cohen and Everitt (1969) has no
    /// width where all agree, however few they are: so its lower end is at most what Wilson's lower end of the raw agreement gives in kappa's
    /// formula, (observed − chance) / (1 − chance), with the chance as it was seen.
    /// </remarks>
    public Estimate? Kappa
    {
        get
        {
            if (Raw is not { } raw) return null;
            var kappa = CohenKappa.Measure(new RatingTable([Yes.Row, No.Row, [0, 0, 0]]));
            if (kappa is not { Value: { } value, Interval: { } interval }) return null;
            var atRawsEnd = (raw.Interval.Lower - kappa.Expected) / (1 - kappa.Expected);
            return new Estimate(value, new Interval(Math.Min(interval.Lower, atRawsEnd), Math.Min(1, interval.Upper)), N);
        }
    }

    /// <summary>As JSON, to lie beside the judge's file.</summary>
    public string ToJson() => new JsonObject
    {
        ["judge_version"] = Version,
        ["labels_sha256"] = Labels,
        ["labelled_yes"] = Yes.ToJson(),
        ["labelled_no"] = No.ToJson(),
    }.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n";

    /// <exception cref="JsonException">It was not written by <see cref="ToJson"/>.</exception>
    public static JudgeAgreement Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return new JudgeAgreement(root.GetProperty("judge_version").GetString()!, root.GetProperty("labels_sha256").GetString()!, AnswerCounts.Read(root.GetProperty("labelled_yes")), AnswerCounts.Read(root.GetProperty("labelled_no")));
        }
        catch (Exception foreign) when (foreign is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException("This is no agreement of a judge.", foreign);
        }
    }
}

/// <summary>How often was each answer given? At least 0 each.</summary>
public sealed record AnswerCounts(long Yes, long No, long Unknown)
{
    public long Total => Yes + No + Unknown;

    internal IReadOnlyList<double> Row => [Yes, No, Unknown];

    internal JsonObject ToJson() => new() { ["yes"] = Yes, ["no"] = No, ["unknown"] = Unknown };

    internal static AnswerCounts Read(JsonElement json)
    {
        var counts = new AnswerCounts(json.GetProperty("yes").GetInt64(), json.GetProperty("no").GetInt64(), json.GetProperty("unknown").GetInt64());
        return counts is { Yes: >= 0, No: >= 0, Unknown: >= 0 } ? counts : throw new JsonException("A count is below zero.");
    }
}
