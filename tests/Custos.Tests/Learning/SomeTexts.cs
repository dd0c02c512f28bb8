namespace Custos.Tests.Learning;

/// <summary>Examples: short texts of a small vocabulary in which rare words are rare.</summary>
internal static class SomeTexts
{
    private static readonly string[] Odd = ["", "É", "ß", "😀", "Σ", "\0", "\ud800", "\u200f", "日本", "x", "averylongwordindeed", "averylongwordinfact"];

    public static IEnumerable<string> Of(int seed, int count, int words = 12)
    {
        var random = new Random(seed);
        for (var text = 0; text < count; text++)
        {
            yield return string.Join(' ', Enumerable.Range(0, random.Next(words)).Select(_ => Word(random)));
        }
    }

    private static string Word(Random random) => random.Next(12) == 0
        ? Odd[random.Next(Odd.Length)]
        : $"word{(int)Math.Exp(random.NextDouble() * 4)}";
}
