using System.Text;
using Custos.Records;
using Custos.Tests.House;
using Custos.Text.TokenLearning;
using Custos.Text.Tokens;

namespace Custos.Tests.Text.Tokens;

public sealed class TokenizerTests
{
    private static readonly Tokenizer Trained = Train(SplitRule.O200K);

    public static TheoryData<string> Texts { get; } = ["", "a", "Hello, world! It's 2024.", "naïve café 日本語 한글 😀👍🏽", "\r\n\t \u3000\u200B", "e\u0301\u0301", new string('a', 5000), new string('\u0301', 300), string.Concat(Enumerable.Repeat("😀", 300))];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_is_its_tokens_decoded_and_every_character_stands_in_a_token(string text)
    {
        var tokens = Trained.Encode(text);

        Trained.Decode(tokens.Ids).ShouldBe(text);
        Trained.Count(text).ShouldBe(tokens.Length);
        var covered = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            tokens.Starts[i].ShouldBeLessThanOrEqualTo(covered);
            tokens.Ends[i].ShouldBeGreaterThanOrEqualTo(covered);
            covered = tokens.Ends[i];
        }

        covered.ShouldBe(text.Length);
    }

    [Fact]
    public void Random_texts_come_back_and_lone_surrogates_become_replacement_characters()
    {
        var random = new Random(1);
        for (var round = 0; round < 2000; round++)
        {
            var text = new string(random.GetItems<char>("ab é中\uD83D\uDE00\n'1\uFFFE", random.Next(0, 20)));

            Trained.Decode(Trained.Encode(text).Ids).ShouldBe(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
        }
    }

    [Fact]
    public void A_million_equal_letters_are_encoded_in_bounded_time()
    {
        var text = new string('a', 1_000_000);
        var began = TimeProvider.System.GetTimestamp();

        Trained.Decode(Trained.Encode(text).Ids).ShouldBe(text);

        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Counting_allocates_nothing()
    {
        var text = Repository.Read("ARCHITECTURE.md");
        Trained.Count(text);

        // The bag of spaces to work in takes a few bytes for itself now and then.
        Allocations.Of(() => Trained.Count(text)).ShouldBeLessThan(100);
    }

    [Fact]
    public void Many_threads_find_the_same_tokens()
    {
        var lines = Repository.Read("ARCHITECTURE.md").Split('\n');
        var alone = lines.Select(line => Trained.Encode(line).Ids).ToList();

        Parallel.For(0, 8, _ =>
        {
            foreach (var (i, line) in lines.Index()) Trained.Encode(line).Ids.ShouldBe(alone[i]);
        });
    }

    [Fact]
    public void A_token_that_is_none_is_refused() =>
        Should.Throw<BadInputException>(() => Trained.Decode([1, Trained.Size])).Message.ShouldContain("token 2");

    private static Tokenizer Train(SplitRule rule)
    {
        var training = new TokenTraining(rule);
        training.Add(Repository.Read("ARCHITECTURE.md"));
        return training.Finish(1000);
    }
}
