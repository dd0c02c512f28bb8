using System.Globalization;

namespace Custos.Tests.Text.Repeats;

/// <summary>Texts that repeat themselves as ordinary ones do: lists, tables, code, verses with a refrain, dialogue.</summary>
internal static class OrdinaryTexts
{
    private static readonly string[] Words =
    [
        "river", "stone", "market", "evening", "letter", "garden", "window", "answer", "winter", "paper", "music", "street", "bread", "captain", "harbour", "silver",
        "morning", "engine", "valley", "teacher", "kitchen", "mountain", "journey", "question", "summer", "village", "bridge", "candle", "forest", "island", "lantern", "meadow",
        "the", "a", "of", "and", "to", "in", "with", "for", "was", "is", "from", "before", "after", "under", "over", "quiet", "bright", "old", "new", "slow", "early", "late",
        "carries", "finds", "keeps", "opens", "crosses", "remembers", "follows", "leaves", "answers", "builds", "reads", "paints",
    ];

    public static IReadOnlyList<(string Kind, Func<Random, string> Draw)> Kinds { get; } =
    [
        ("prose", random => string.Join(' ', Many(60, () => Sentence(random)))),
        ("bullets", random => string.Join('\n', Many(60, () => $"- {Words[random.Next(Words.Length)]}: {Phrase(random, random.Next(2, 9))}"))),
        ("numbered list", random => string.Join('\n', Enumerable.Range(1, 60).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i}. The {Phrase(random, random.Next(1, 8))}.")))),
        ("table of words", random => "| name | place | what |\n|---|---|---|\n" + string.Join('\n', Many(60, () => $"| {Phrase(random, 1)} | {Phrase(random, 1)} | {Phrase(random, random.Next(1, 6))} |"))),
        ("table of numbers", random => string.Join('\n', Enumerable.Range(0, 80).Select(i => string.Create(CultureInfo.InvariantCulture, $"| {i} | {random.Next(1000)} | {random.NextDouble():F2} | {random.Next(100)} % |")))),
        ("code", random => string.Join("\n\n", Many(25, () => Method(random)))),
        ("json", random => "[\n" + string.Join(",\n", Enumerable.Range(0, 60).Select(i => string.Create(CultureInfo.InvariantCulture, $"  {{ \"id\": {i}, \"name\": \"{Phrase(random, 2)}\", \"kind\": \"{Phrase(random, 1)}\", \"count\": {random.Next(500)} }}"))) + "\n]"),
        ("verses with a refrain", Song),
        ("dialogue", random => string.Join('\n', Enumerable.Range(0, 60).Select(i => $"{(i % 2 == 0 ? "User" : "Assistant")}: {Sentence(random)}"))),
        ("rules of dashes", random => string.Join('\n', Many(20, () => $"{Phrase(random, 3)}\n{new string('=', 80)}\n{Sentence(random)}\n{new string('-', 80)}"))),
    ];

    private static string Song(Random random)
    {
        var refrain = string.Join('\n', Many(4, () => Phrase(random, 6)));
        return string.Join("\n\n", Many(8, () => string.Join('\n', Many(4, () => Phrase(random, 6))) + "\n\n" + refrain + "\n" + refrain));
    }

    private static string Method(Random random)
    {
        string name = Phrase(random, 1), value = Phrase(random, 1);
        return $"public int {name}(int {value})\n{{\n    if ({value} < {random.Next(100)})\n    {{\n        return {Phrase(random, 1)}({value} + {random.Next(10)});\n    }}\n\n    return {value};\n}}";
    }

    private static string Sentence(Random random)
    {
        var phrase = Phrase(random, random.Next(4, 18));
        return char.ToUpperInvariant(phrase[0]) + phrase[1..] + ".";
    }

    private static string Phrase(Random random, int words) => string.Join(' ', Many(words, () => Words[random.Next(Words.Length)]));

    private static IEnumerable<string> Many(int count, Func<string> draw) => Enumerable.Range(0, count).Select(_ => draw());
}
