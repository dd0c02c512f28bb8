using System.Text.Json;
using Custos.Text.Tables;

namespace Custos.Bench.Accuracy;

/// <summary>Which public texts is accuracy measured on? Read from a folder beside the repository; none is copied into it.</summary>
internal static class PublicTexts
{
    private static readonly string[] Harms = ["sexual", "hate", "violence", "harassment", "self_harm", "sexual_minors", "hate_threatening", "violence_graphic"];

    /// <summary>1,680 texts; harmful where any of eight labels is 1. A label that is null says nothing, and is not counted as harm.</summary>
    /// <remarks>Source: Markov et al. 2023, openai/moderation-api-release (MIT).</remarks>
    public static IReadOnlyList<LabelledText> Moderation(string folder) =>
        [.. Lines(folder, "moderation.jsonl").Select(row => new LabelledText(Text(row, "text"), Harms.Any(harm => row.GetProperty(harm) is { ValueKind: JsonValueKind.Number } label && label.GetInt32() == 1))
        {
            IsWholeKnown = Harms.All(harm => row.GetProperty(harm).ValueKind == JsonValueKind.Number),
        })];

    /// <summary>235 texts; attacks where the expected action is not to allow.</summary>
    /// <remarks>Source: microsoft/agent-governance-toolkit (MIT).</remarks>
    public static IReadOnlyList<LabelledText> Injections(string folder) =>
        [.. Lines(folder, "injection-smoke.jsonl").Select(row => new LabelledText(Text(row, "text"), Text(row, "expected_action") != "allow")
        {
            Family = Text(row, "family_id"),
            Disguise = Text(row, "bypass_class"),
        })];

    /// <summary>250 prompts that are safe and look unsafe.</summary>
    /// <remarks>Source: Röttger et al. 2023, paul-rottger/exaggerated-safety (CC BY 4.0).</remarks>
    public static IReadOnlyList<string> SafePrompts(string folder) =>
        [.. Rows(folder, "xstest.csv", "label", "prompt").Where(row => row[0] == "safe").Select(row => row[1])];

    /// <summary>4,163 tweets that most raters found neither hateful nor offensive.</summary>
    /// <remarks>Source: Davidson et al. 2017, t-davidson/hate-speech-and-offensive-language (MIT).</remarks>
    public static IReadOnlyList<string> HarmlessTweets(string folder) =>
        [.. Rows(folder, "tweets.csv", "hate", "offensive", "text").Where(row => row[0] == "0" && row[1] == "0").Select(row => row[2])];

    private static IEnumerable<string[]> Rows(string folder, string file, params string[] columns)
    {
        using var table = TextTable.Open(Path.Combine(folder, file));
        table.Select(columns, []);
        while (table.Read()) yield return [.. Enumerable.Range(0, columns.Length).Select(column => table[column].GetString())];
    }

    private static IEnumerable<JsonElement> Lines(string folder, string file)
    {
        foreach (var line in File.ReadLines(Path.Combine(folder, file)))
        {
            using var document = JsonDocument.Parse(line);
            yield return document.RootElement;
        }
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;
}

/// <summary>What does a text say, and is it of the kind that should be stopped?</summary>
internal sealed record LabelledText(string Text, bool IsBad)
{
    /// <summary>Is no label of it missing?</summary>
    public bool IsWholeKnown { get; init; } = true;

    /// <summary>Which texts belong together.</summary>
    public string Family { get; init; } = Text;

    /// <summary>How it is disguised; none or plain where it is not.</summary>
    public string Disguise { get; init; } = "none";

    public bool IsDisguised => Disguise is not ("none" or "plain");
}
