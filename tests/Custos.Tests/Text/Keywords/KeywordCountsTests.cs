using System.Globalization;
using Custos.Records;
using Custos.Tests.House;
using Custos.Text.Keywords;
using Custos.Text.Tables;

namespace Custos.Tests.Text.Keywords;

public sealed class KeywordCountsTests
{
    [Fact]
    public void A_word_of_one_group_is_its_keyword_and_of_no_other()
    {
        var counts = new KeywordCounts(new KeywordOptions(), byUser: false);
        for (var i = 0; i < 200; i++)
        {
            counts.Add(i % 4 == 0 ? "the Refund of an order" : "the state of an order", "billing");
            counts.Add("the weather of a day", "talk");
        }

        var answer = counts.Conclude();

        answer.Keywords.Where(keyword => keyword.Group == "billing").Select(keyword => keyword.Word).ShouldBe(["an", "order", "state", "refund"]);
        answer.Keywords.Where(keyword => keyword.Group == "talk").Select(keyword => keyword.Word).ShouldBe(["day", "weather"]);
        var refund = answer.Keywords.Single(keyword => keyword.Word == "refund");
        refund.Share.ShouldBe(Estimate.OfRate(50, 200));
        refund.Elsewhere.ShouldBe(Estimate.OfRate(0, 200));
        refund.OddsRatio.Interval.Lower.ShouldBeGreaterThan(1);
        refund.P.ShouldBe(new Custos.Statistics.Counts.TwoByTwo(50, 150, 0, 200) is var table ? Custos.Statistics.Counts.FisherExact.Test(table).Greater : 0, 1e-20);
        // 50 of 1,000 words, said by 50 of 400.
        refund.TfIdf.ShouldBe(0.05 * (1 + Math.Log(401.0 / 51)), 1e-12);
        answer.MostMissed.ShouldBe(0);
        answer.Mistaken.ShouldBeNull();
    }

    [Fact]
    public void The_odds_ratio_and_its_z_are_those_of_the_prior()
    {
        var counts = new KeywordCounts(new KeywordOptions { PriorUnits = 4, FalseDiscoveryRate = 0.99 }, byUser: false);
        for (var i = 0; i < 40; i++) counts.Add(i < 30 ? "spam ham" : "ham", i < 20 ? "a" : i % 2 == 0 ? "b" : "c");

        var spam = counts.Conclude().Keywords.Single(keyword => keyword is { Word: "spam", Group: "a" });

        // 20 of 20 against 10 of 20; the prior adds 4 units of which three quarters say it.
        spam.OddsRatio.Value.ShouldBe(23.0 / 1 / (13.0 / 11), 1e-12);
        spam.Z.ShouldBe(Math.Log(23.0 * 11 / 13) / Math.Sqrt((1 / 23.0) + 1 + (1 / 13.0) + (1 / 11.0)), 1e-12);
    }

    [Fact]
    public void One_user_who_repeats_himself_makes_a_keyword_of_documents_but_not_of_users()
    {
        foreach (var byUser in (bool[])[false, true])
        {
            var counts = new KeywordCounts(new KeywordOptions(), byUser);
            for (var i = 0; i < 300; i++)
            {
                counts.Add(i % 3 == 0 ? "buy zork now" : "hello there", "a", i % 3 == 0 ? "seller" : Name(i));
                counts.Add(i % 100 == 0 ? "zork" : "hello there", "b", Name(i));
            }

            counts.Conclude().Keywords.Any(keyword => keyword is { Group: "a", Word: "zork" }).ShouldBe(!byUser);
        }
    }

    [Fact]
    public void Users_count_once_in_each_group_and_rows_without_a_user_are_somebody_each()
    {
        var counts = new KeywordCounts(new KeywordOptions(), byUser: true);
        foreach (var user in (string?[])["u", "u", "v", null, null]) counts.Add("word word", "a", user);
        counts.Add("word", "b", "u");

        counts.Conclude().Groups.ShouldBe([new KeywordGroup("a", 5, 4, 10), new KeywordGroup("b", 1, 1, 1)]);
    }

    [Fact]
    public void Pairs_are_looked_at_when_asked_for()
    {
        var counts = new KeywordCounts(new KeywordOptions { WithPairs = true }, byUser: false);
        for (var i = 0; i < 50; i++)
        {
            counts.Add("alpha beta gamma", "a");
            counts.Add("beta alpha gamma", "b");
        }

        counts.Conclude().Keywords.Select(keyword => $"{keyword.Group}: {keyword.Word}").ShouldBe(["a: alpha beta", "a: beta gamma", "b: alpha gamma", "b: beta alpha"]);
    }

    [Fact]
    public void Of_groups_that_differ_by_chance_hardly_any_file_has_a_keyword()
    {
        const int files = 200;
        var withAny = 0;
        for (var file = 0; file < files; file++)
        {
            var random = new Random(file);
            var counts = new KeywordCounts(new KeywordOptions(), byUser: false);
            for (var row = 0; row < 100; row++)
            {
                counts.Add(string.Join(' ', Enumerable.Range(0, 10).Select(_ => $"w{(int)(60 * Math.Pow(random.NextDouble(), 2))}")), random.Next(2) == 0 ? "a" : "b");
            }

            withAny += counts.Conclude().Keywords.Count > 0 ? 1 : 0;
        }

        // Where all are false, the rate of false discoveries is the chance of any: at most 5 %, and 4.5 standard deviations.
        withAny.ShouldBeLessThan((int)(files * (0.05 + (4.5 * Math.Sqrt(0.05 * 0.95 / files)))));
    }

    [Theory]
    [InlineData(50)]
    [InlineData(300)]
    [InlineData(100_000)]
    public void Under_a_limit_of_words_no_count_is_lower_than_the_answer_admits_and_none_too_high(int limit)
    {
        var random = new Random(1);
        var counts = new KeywordCounts(new KeywordOptions { WordLimit = limit, LeastUnits = 1, FalseDiscoveryRate = 0.999 }, byUser: false);
        var truth = new Dictionary<(string Word, string Group), int>();
        for (var row = 0; row < 4000; row++)
        {
            var group = row % 2 == 0 ? "a" : "b";
            var words = Enumerable.Range(0, 5).Select(_ => $"{group}{(int)(3000 * Math.Pow(random.NextDouble(), 5))}").Distinct().ToList();
            counts.Add(string.Join(' ', words), group);
            foreach (var word in words) truth[(word, group)] = truth.GetValueOrDefault((word, group)) + 1;
        }

        var answer = counts.Conclude();

        answer.Keywords.ShouldNotBeEmpty();
        foreach (var keyword in answer.Keywords)
        {
            var said = (long)Math.Round(keyword.Share.Value * keyword.Share.N);
            said.ShouldBeInRange(truth[(keyword.Word, keyword.Group)] - answer.MostMissed, truth[(keyword.Word, keyword.Group)]);
        }

        (answer.MostMissed > 0).ShouldBe(limit < 10_000);
        answer.MostMissed.ShouldBeLessThan(20_000 * 2 / limit + 2);
    }

    [Fact]
    public void One_group_and_too_many_groups_are_refused()
    {
        var counts = new KeywordCounts(new KeywordOptions { GroupLimit = 3 }, byUser: false);
        counts.Add("word", "a");
        Should.Throw<BadInputException>(counts.Conclude);
        counts.Add("word", "b");
        counts.Add("word", "c");

        Should.Throw<BadInputException>(() => counts.Add("word", "d")).Message.ShouldContain("3 groups");
        counts.Conclude().Keywords.ShouldBeEmpty();
    }

    [SharedDataFact("tweets.csv")]
    public void On_labelled_posts_every_keyword_is_significant_and_the_answer_is_the_same_again()
    {
        var first = OfTweets();

        first.Keywords.ShouldAllBe(keyword => keyword.Q <= 0.05 && keyword.P <= keyword.Q && keyword.Share.Value > keyword.Elsewhere.Value);
        first.Keywords.Count.ShouldBeInRange(50, 5000);
        OfTweets().Keywords.ShouldBe(first.Keywords);
    }

    private static KeywordAnswer OfTweets()
    {
        using var table = TextTable.Open(Path.Combine(Repository.SharedData, "tweets.csv"));
        table.Select(["text", "hate", "user_id"], []);
        var counts = new KeywordCounts(new KeywordOptions(), byUser: true);
        while (table.Read()) counts.Add(table[0].GetString(), table[1].GetString(), table[2].GetString());
        return counts.Conclude();
    }

    private static string Name(int number) => number.ToString(CultureInfo.InvariantCulture);
}
