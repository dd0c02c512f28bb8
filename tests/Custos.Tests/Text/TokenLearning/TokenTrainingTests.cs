using System.Text;
using Custos.Records;
using Custos.Text.TokenFiles;
using Custos.Text.TokenLearning;
using Custos.Text.Tokens;

namespace Custos.Tests.Text.TokenLearning;

public sealed class TokenTrainingTests
{
    [Fact]
    public void The_example_of_the_paper_is_learnt_in_order()
    {
        // Sennrich, Haddow and Birch 2016, algorithm 1: low ×5, lower ×2, newest ×6, widest ×3. Of equally frequent pairs ours takes the lower
        // bytes first: "es" (101, 115) and "st" (115, 116) both stand 9 times.
        var tokens = Learn(Corpus(), 256 + 4);

        tokens.ShouldBe(["es", "est", "lo", "low"]);
    }

    [Fact]
    public void Tokens_are_those_found_by_counting_all_pairs_anew_each_time()
    {
        var random = new Random(1);
        for (var round = 0; round < 30; round++)
        {
            var words = Enumerable.Range(0, 60).Select(_ => new string(random.GetItems<char>("abcd", random.Next(1, 9)))).ToList();

            Learn(words, 256 + 25).ShouldBe(ByBruteForce(words, 25));
        }
    }

    [Fact]
    public void The_order_of_texts_does_not_matter() => Learn(Corpus().Reverse(), 262).ShouldBe(Learn(Corpus(), 262));

    [Fact]
    public void A_limit_of_pieces_is_kept_and_its_cost_told()
    {
        var training = new TokenTraining(SplitRule.Gpt2, pieceLimit: 100);
        for (var i = 0; i < 5000; i++) training.Add(FormattableString.Invariant($"common w{i}"));

        training.LetGo.ShouldBeInRange(1, 5000 * 2 / 10);
        training.Finish(300).IdOf("common").ShouldNotBeNull();
    }

    [Fact]
    public void Nothing_read_is_refused() => Should.Throw<BadInputException>(() => new TokenTraining(SplitRule.Gpt2).Finish(300));

    [Theory]
    [InlineData(SplitRule.None)]
    [InlineData(SplitRule.Gpt2)]
    [InlineData(SplitRule.Cl100K)]
    [InlineData(SplitRule.Qwen2)]
    [InlineData(SplitRule.O200K)]
    public void What_is_written_reads_the_same_from_both_kinds_of_file(SplitRule rule)
    {
        var training = new TokenTraining(rule);
        foreach (var text in Corpus()) training.Add(text);
        var trained = training.Finish(280);
        using var json = new MemoryStream();
        TokenizerWriter.WriteJson(trained, json);
        using var ranks = new StringWriter();
        TokenizerWriter.WriteRanks(trained, ranks);

        json.Position = 0;
        using var ranksAgain = new MemoryStream(Encoding.UTF8.GetBytes(ranks.ToString()));
        foreach (var again in (Tokenizer[])[TokenizerFile.Read(json, "json"), TokenizerFile.Read(ranksAgain, "ranks", rule)])
        {
            const string text = "the newest lowest widest é😀 words aren't 1234";
            again.Encode(text).Ids.ShouldBe(trained.Encode(text).Ids);
            again.Decode(again.Encode(text).Ids).ShouldBe(text);
        }
    }

    private static IEnumerable<string> Corpus() =>
        ((string Word, int Count)[])[("low", 5), ("lower", 2), ("newest", 6), ("widest", 3)] is var words ? words.SelectMany(word => Enumerable.Repeat(word.Word, word.Count)) : [];

    private static List<string> Learn(IEnumerable<string> texts, int size)
    {
        var training = new TokenTraining(SplitRule.Gpt2);
        foreach (var text in texts) training.Add(text);
        var tokenizer = training.Finish(size);
        return [.. Enumerable.Range(256, tokenizer.Size - 256).Select(id => tokenizer.TextOf(id)!)];
    }

    private static List<string> ByBruteForce(List<string> words, int tokens)
    {
        var rows = words.Select(word => word.Select(letter => letter.ToString()).ToList()).ToList();
        var learnt = new List<string>();
        var rank = Enumerable.Range(0, 128).ToDictionary(i => ((char)i).ToString(), i => i);
        while (learnt.Count < tokens)
        {
            var best = rows.SelectMany(row => row.Zip(row.Skip(1))).CountBy(pair => pair).Where(pair => pair.Value >= 2)
                .OrderByDescending(pair => pair.Value).ThenBy(pair => rank[pair.Key.First]).ThenBy(pair => rank[pair.Key.Second]).Select(pair => ((string, string)?)pair.Key).FirstOrDefault();
            if (best is not var (left, right)) break;
            if (rank.TryAdd(left + right, 256 + learnt.Count)) learnt.Add(left + right);
            foreach (var row in rows)
            {
                for (var i = 0; i + 1 < row.Count; i++)
                {
                    if (row[i] != left || row[i + 1] != right) continue;
                    row[i] = left + right;
                    row.RemoveAt(i + 1);
                }
            }
        }

        return learnt;
    }
}
