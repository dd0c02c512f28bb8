using System.Text.RegularExpressions;
using Custos.Text.Tokens;
using Custos.Text.TokenSteps;

namespace Custos.Tests.Text.Tokens;

public sealed class PieceRulesTests
{
    // The engine of the platform knows no letters beyond the first plane, and no long s.
    private const string Letters = "aAbBzsStTmMdDrReEvVlL'' \t\n\r\u00A0\u3000\u0085éÉßΣς中文ひʰªǅ\u0301\u0903\u200B\u200D12٢½Ⅷ.,!?-_/\\<>#";

    [Theory]
    [InlineData(SplitRule.Gpt2)]
    [InlineData(SplitRule.Cl100K)]
    [InlineData(SplitRule.Qwen2)]
    [InlineData(SplitRule.O200K)]
    public void Pieces_are_those_that_the_published_expression_matches(SplitRule rule)
    {
        var expression = new Regex(TextPattern.ExpressionOf(rule), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
        var random = new Random(1);
        for (var round = 0; round < 20_000; round++)
        {
            var text = new string(random.GetItems<char>(Letters, random.Next(1, 14)));

            Cut(text, rule).ShouldBe(expression.Matches(text).Select(match => match.Value), $"{round}");
        }
    }

    [Fact]
    public void Contractions_in_any_case_include_the_long_s() => Cut("IT'ſ", SplitRule.Cl100K).ShouldBe(["IT", "'ſ"]);

    [Fact]
    public void Letters_and_digits_beyond_the_first_plane_are_letters_and_digits() =>
        Cut("𝔘𝔫 𝟘𝟙𝟚𝟛😀", SplitRule.Cl100K).ShouldBe(["𝔘𝔫", " ", "𝟘𝟙𝟚", "𝟛", "😀"]);

    [Fact]
    public void Whatever_the_text_it_is_cut_in_linear_time()
    {
        foreach (var part in (string[])["a", "A", " ", "\n", "中A", "\u0301A", "' ", "1", "\u0301", "a\u0301B", " \n"])
        {
            var text = string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length));
            foreach (var rule in Enum.GetValues<SplitRule>())
            {
                var began = TimeProvider.System.GetTimestamp();
                Length(text, rule).ShouldBe(text.Length);
                TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(5), $"{rule}");
            }
        }
    }

    private static int Length(string text, SplitRule rule)
    {
        var at = 0;
        while (at < text.Length) at += PieceRules.EndOf(text.AsSpan(at), 0, rule);
        return at;
    }

    private static List<string> Cut(string text, SplitRule rule)
    {
        var pieces = new List<string>();
        for (int at = 0, end; at < text.Length; at = end)
        {
            end = PieceRules.EndOf(text, at, rule);
            pieces.Add(text[at..end]);
        }

        return pieces;
    }
}
