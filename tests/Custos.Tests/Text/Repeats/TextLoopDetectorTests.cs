using System.Text.Json;
using Custos.Records;
using Custos.Tests.House;
using Custos.Text.Repeats;

namespace Custos.Tests.Text.Repeats;

public sealed class TextLoopDetectorTests
{
    [Theory]
    [InlineData("I'm sorry, but I can't help with that. ")]
    [InlineData("ha")]
    [InlineData("ha ")]
    [InlineData("\U0001F600 ")]
    [InlineData("你好，世界。")]
    [InlineData("\uD800")]
    [InlineData("\0")]
    [InlineData("- The answer is the answer.\n")]
    public void A_text_that_goes_on_for_ever_is_seen(string round)
    {
        var detector = new TextLoopDetector();
        var text = "A first sentence that has nothing to do with it. " + string.Concat(Enumerable.Repeat(round, 4_000));

        var seen = (detector.Observe(text) ?? detector.Complete()).ShouldNotBeNull();

        (seen.Loop.SeenToken - seen.Loop.StartToken + 1).ShouldBeLessThanOrEqualTo(200);
    }

    [Fact]
    public void Steps_that_count_up_are_a_loop()
    {
        var detector = new TextLoopDetector();

        var seen = detector.Observe(string.Concat(Enumerable.Range(1, 100).Select(i => $"Step {i}: check the settings again.\n"))).ShouldNotBeNull();

        seen.Loop.PeriodTokens.ShouldBe(9);
        seen.Loop.SeenToken.ShouldBeLessThan(200);
    }

    [Fact]
    public void Where_the_text_is_cut_makes_no_difference()
    {
        var random = new Random(18);
        var text = "Once upon a time \U0001F600 there was a 12345678901 " + string.Concat(Enumerable.Repeat("round \U0001F601\U0001F601 and ---- 77 round\n", 60));
        var whole = new TextLoopDetector().Observe(text).ShouldNotBeNull();
        for (var round = 0; round < 50; round++)
        {
            var detector = new TextLoopDetector();
            TextLoop? seen = null;
            for (var at = 0; at < text.Length && seen is null;)
            {
                var piece = Math.Min(random.Next(1, 9), text.Length - at);
                seen = detector.Observe(text.AsSpan(at, piece));
                at += piece;
            }

            seen.ShouldBe(whole);
        }
    }

    [Fact]
    public void Ten_million_times_one_character_is_seen_at_once_and_costs_no_more_memory()
    {
        var detector = new TextLoopDetector();
        var piece = new string('x', 10_000);
        var seen = new List<TextLoop?>();
        for (var i = 0; i < 1_000; i++) seen.Add(detector.Observe(piece));

        seen.Where(loop => loop is not null).ShouldHaveSingleItem()!.SeenUtf16Offset.ShouldBeLessThan(3_200);
    }

    [Fact]
    public void Lists_tables_code_verses_and_dialogue_are_no_loops()
    {
        foreach (var (kind, draw) in OrdinaryTexts.Kinds)
        {
            var random = new Random(19);
            Alarms(Enumerable.Range(0, 100).Select(_ => draw(random))).Value.ShouldBe(0, kind);
        }
    }

    [Fact]
    public void Few_files_of_this_repository_hold_a_loop() =>
        Alarms(Repository.Files("src").Concat(Repository.Files("docs")).Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".md", StringComparison.Ordinal)).Select(Repository.Read))
            .Value.ShouldBeLessThan(0.02);

    [SharedDataFact("moderation.jsonl")]
    public void Texts_of_a_moderation_set_are_no_loops() =>
        Alarms(File.ReadLines(Path.Combine(Repository.SharedData, "moderation.jsonl")).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!))
            .Interval.Upper.ShouldBeLessThan(0.005);

    [SharedDataFact("tweets.csv")]
    public void Hardly_any_line_of_tweets_is_a_loop() =>
        Alarms(File.ReadLines(Path.Combine(Repository.SharedData, "tweets.csv"))).Interval.Upper.ShouldBeLessThan(0.001);

    private static Estimate Alarms(IEnumerable<string> texts)
    {
        long alarms = 0, all = 0;
        foreach (var text in texts)
        {
            var detector = new TextLoopDetector();
            alarms += (detector.Observe(text) ?? detector.Complete()) is null ? 0 : 1;
            all++;
        }

        return Estimate.OfRate(alarms, all);
    }
}
