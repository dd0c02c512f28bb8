using System.Text.Json;
using Custos.Tests.Text.Matching;
using Custos.Tests.Text.Recall;
using Xunit.Abstractions;

namespace Custos.Tests.House;

public sealed class RecallTableTests(ITestOutputHelper output)
{
    private const string Begin = "<!-- recall table -->\n";
    private const string End = "<!-- end of the recall table -->";

    private static readonly Lazy<RecallTable> Table = new(RecallTable.Measure);

    [Fact]
    public void The_table_in_the_documentation_is_what_is_measured()
    {
        var page = Path.Combine(Repository.Root, "docs", "stages", "text.md");
        var text = File.ReadAllText(page);
        var (start, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        var measured = "\n" + Table.Value.ToMarkdown() + "\n";
        if (Environment.GetEnvironmentVariable("CUSTOS_REFRESH_RECALL") == "1")
        {
            File.WriteAllText(page, text[..start] + measured + text[end..]);
            return;
        }

        text[start..end].Split('\n').Except(measured.Split('\n')).ShouldBeEmpty();
        (text[start..end] == measured).ShouldBeTrue("CUSTOS_REFRESH_RECALL=1 ./test fast --filter RecallTable writes the table anew.");
    }

    [Fact]
    public void In_every_disguise_recall_is_within_two_points_of_plain_text()
    {
        var (table, plain) = (Table.Value, Table.Value.Rows.Single(row => row.Disguise == "plain"));
        var within = table.Attacks * 0.02;

        table.Rows.Count.ShouldBe(Disguises.All.Count);
        table.Rows.Where(row => row.LexiconViews < plain.LexiconViews - within).Select(row => $"lexicon, {row.Disguise}: {row.LexiconViews}").ShouldBeEmpty();
        table.Rows.Where(row => row.ClassifierViews < plain.ClassifierViews - within).Select(row => $"classifier, {row.Disguise}: {row.ClassifierViews}").ShouldBeEmpty();
        plain.LexiconViews.ShouldBe(table.Attacks);
        plain.ClassifierViews.ShouldBeGreaterThan(table.Attacks * 9 / 10);
    }

    [Fact]
    public void Views_add_at_most_a_tenth_of_a_point_of_false_alarms()
    {
        BenignTexts.Languages.ShouldBeGreaterThanOrEqualTo(12);
        foreach (var alarms in Table.Value.FalseAlarms)
        {
            output.WriteLine(alarms.ToString());
            alarms.MostAdditional.ShouldBeLessThanOrEqualTo(0.001);
        }
    }

    // Source: microsoft/agent-governance-toolkit (MIT). Translations are left out: no view undoes them.
    [SharedDataFact("injection-smoke.jsonl")]
    public void A_classifier_that_learned_plain_injections_finds_them_disguised()
    {
        var rows = File.ReadLines(Path.Combine(Repository.SharedData, "injection-smoke.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        string Of(JsonElement row, string name) => row.GetProperty(name).GetString()!;
        bool IsPlain(JsonElement row) => Of(row, "bypass_class") is "none" or "plain";
        bool IsBenign(JsonElement row) => Of(row, "attack_class") == "benign";
        var learned = rows.Where(row => Of(row, "split") == "exemplar_bank" && IsPlain(row)).ToLookup(IsBenign, row => Of(row, "text"));
        var reader = new AttackReader(learned[false], learned[true]);

        var disguised = rows.Where(row => !IsBenign(row) && !IsPlain(row) && Of(row, "bypass_class") != "multilingual").ToList();
        var benign = rows.Where(row => IsBenign(row) && Of(row, "split") != "exemplar_bank").Select(row => Of(row, "text")).ToList();
        var raw = disguised.Count(row => reader.ClassifierFlagsRaw(Of(row, "text")));
        var missed = disguised.Where(row => !reader.ClassifierFlagsViews(Of(row, "text"))).Select(row => Of(row, "bypass_class")).ToList();
        var alarms = RecallTable.Of("classifier", benign, reader.ClassifierFlagsRaw, reader.ClassifierFlagsViews);
        output.WriteLine($"raw {raw}, views {disguised.Count - missed.Count} of {disguised.Count}; missed {string.Join(' ', missed)}; {alarms}");

        (disguised.Count - missed.Count).ShouldBeGreaterThan(raw);
        missed.Count.ShouldBeLessThanOrEqualTo(disguised.Count / 10);
        // So few texts, made to be hard, bound nothing; one is known.
        alarms.Additional.ShouldBeLessThanOrEqualTo(1);
    }

    // Source: Röttger et al. 2023 (CC BY 4.0): safe prompts that look unsafe.
    [SharedDataFact("xstest.csv")]
    public void Of_prompts_that_look_unsafe_views_flag_no_more_than_their_words()
    {
        var reader = new AttackReader();
        var lines = File.ReadAllLines(Path.Combine(Repository.SharedData, "xstest.csv"));
        var safe = lines.Where(line => line.Contains(",safe,", StringComparison.Ordinal)).ToList();

        safe.Count.ShouldBe(250);
        var alarms = RecallTable.Of("classifier", safe, reader.ClassifierFlagsRaw, reader.ClassifierFlagsViews);
        output.WriteLine(alarms.ToString());
        alarms.Additional.ShouldBe(0);
        RecallTable.Of("lexicon", lines, reader.LexiconFlagsRaw, reader.LexiconFlagsViews).Additional.ShouldBe(0);
    }
}
